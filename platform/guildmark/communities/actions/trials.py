"""Criteria tried on one member before they are put in force."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guildmark.communities.criteria import DoorsMet, doors_met, new_criteria
from guildmark.communities.models import Membership
from guildmark.communities.queries import ClauseExplained, explained, usable_traits, values_under
from guildmark.core.errors import NotFound
from guildmark.events.actions import record


@dataclass(frozen=True)
class Trial:
    """Which doors criteria would open to somebody, and each thing they ask, met or not."""

    doors: DoorsMet
    clauses: list[ClauseExplained]


@transaction.atomic
def try_criteria(
    *, actor_id: int, community_id: int, user_id: int, doors: object, now: datetime
) -> Trial:
    """Judge a member by criteria that are not in force. Changes nothing of them.

    Says what is met, never what was answered. Records criteria.tried each time: whoever asks one
    thing after another of somebody stands in the trail. Raises NotFound (nobody who is in) and
    WrongCriteria.
    """
    member = (
        Membership.objects.filter(community_id=community_id, user_id=user_id)
        .exclude(state__in=[Membership.State.LEFT, Membership.State.REMOVED])
        .select_related("community")
        .first()
    )
    if member is None:
        raise NotFound
    organisation_id = member.community.organisation_id
    criteria = new_criteria(doors, usable_traits(organisation_id))
    values = values_under(user_id, [criteria])
    record(
        name="criteria.tried",
        payload={"community_id": community_id, "user_id": user_id},
        actor_id=actor_id,
        organisation_id=organisation_id,
        now=now,
    )
    return Trial(doors_met(criteria, values), explained(criteria, values, hidden=()))
