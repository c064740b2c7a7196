"""What communities forget of somebody who closes their account."""

from collections.abc import Collection
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from guildmark.accounts.models import User
from guildmark.communities.actions.memberships import leave
from guildmark.communities.actions.traits import erase_traits
from guildmark.communities.models import Application, CommunityInvitation, Membership


@transaction.atomic
def forget_person(*, user_id: int, now: datetime) -> None:
    """Erase answers, memberships, applications, and invitations to the person's addresses.

    Records membership.left for each community they were in, and trait_value.changed for each
    answer. To be called while the account still has its addresses. Twice changes nothing. The
    person is locked before their memberships, as whoever lets them in or counts them does.
    """
    User.objects.select_for_update(no_key=True).filter(pk=user_id).first()
    held = Membership.objects.filter(user_id=user_id).order_by("community_id")
    for community_id in held.values_list("community_id", flat=True):
        leave(user_id=user_id, community_id=community_id, now=now)
    erase_traits(user_id=user_id, now=now)
    held.delete()
    Application.objects.filter(user_id=user_id).delete()
    CommunityInvitation.objects.filter(email__in=_addresses(user_id)).delete()


def _addresses(user_id: int) -> Collection[str]:
    held = EmailAddress.objects.filter(user_id=user_id).values_list("email", flat=True)
    return {User.objects.get(pk=user_id).email, *held}
