"""Members who look after the others of their community."""

from datetime import datetime

from django.db import transaction

from guildmark.communities.actions.memberships import locked_membership
from guildmark.communities.models import Membership
from guildmark.core.errors import StateConflict
from guildmark.events.actions import record


@transaction.atomic
def set_steward(
    *, actor_id: int, community_id: int, user_id: int, is_steward: bool, now: datetime
) -> Membership:
    """Make an active member a steward, or end it. Records steward.named or steward.ended.

    What a steward may do stands in `communities.keepers`. Raises NotFound, and StateConflict for
    who is not active. Twice changes and records nothing.
    """
    membership = locked_membership(community_id, user_id)
    if membership.is_steward == is_steward:
        return membership
    if is_steward and membership.state != Membership.State.ACTIVE:
        raise StateConflict("Only an active member can be a steward.")
    membership.is_steward = is_steward
    membership.save(update_fields=["is_steward"])
    record(
        name="steward.named" if is_steward else "steward.ended",
        payload={"community_id": community_id, "user_id": user_id, "reason": ""},
        actor_id=actor_id,
        organisation_id=membership.community.organisation_id,
        now=now,
    )
    return membership
