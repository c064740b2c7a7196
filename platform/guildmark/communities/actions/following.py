"""Communities that ask where people stand in others follow who comes into them and goes."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from guildmark.accounts.models import User
from guildmark.communities.actions.memberships import reevaluate_person
from guildmark.communities.membership_trait import MEMBER_OF
from guildmark.communities.models import Community
from guildmark.communities.queries import communities_requiring


def follow_membership(*, user_id: int, community_id: int, now: datetime) -> bool:
    """As `follow`, for who came into a community, changed there or went."""
    community = Community.objects.get(pk=community_id)
    return follow(
        user_id=user_id,
        organisation_id=community.organisation_id,
        keys=[MEMBER_OF],
        thing_id=community_id,
        now=now,
    )


@transaction.atomic
def follow(
    *, user_id: int, organisation_id: int, keys: Collection[str], thing_id: int, now: datetime
) -> bool:
    """Hold a person against the communities that ask who stands in a thing; does any?

    `keys` are the facts it is a thing of. Records membership.changed where one moves, which is
    followed in turn: there are no circles. Safe to repeat, late, and beside itself.
    """
    if not communities_requiring(organisation_id=organisation_id, keys=keys, thing_id=thing_id):
        return False
    User.objects.select_for_update(no_key=True).get(pk=user_id)
    reevaluate_person(user_id=user_id, now=now)
    return True
