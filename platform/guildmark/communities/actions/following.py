"""Communities that ask for members of another follow who comes into it and goes."""

from datetime import datetime

from django.db import transaction

from guildmark.accounts.models import User
from guildmark.communities.actions.memberships import reevaluate_person
from guildmark.communities.queries import communities_requiring


@transaction.atomic
def follow_membership(*, user_id: int, community_id: int, now: datetime) -> bool:
    """Hold a person against the communities that ask about this one; does any?

    Records membership.changed where one moves, which is followed in turn: there are no circles.
    Safe to repeat, late, and beside itself.
    """
    if not communities_requiring(community_id):
        return False
    User.objects.select_for_update(no_key=True).get(pk=user_id)
    reevaluate_person(user_id=user_id, now=now)
    return True
