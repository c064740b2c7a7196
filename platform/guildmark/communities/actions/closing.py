"""What communities forget of somebody who closes their account."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import QuerySet

from guildmark.accounts.models import User
from guildmark.communities.actions.memberships import leave
from guildmark.communities.actions.seats import lock_quotas
from guildmark.communities.actions.traits import erase_traits
from guildmark.communities.models import Application, CommunityInvitation, Membership


@transaction.atomic
def forget_person(*, user_id: int, now: datetime) -> None:
    """Erase answers, memberships, applications, and invitations to the person's addresses.

    Records membership.left for each community they were in, and trait_value.changed for each
    answer. To be called while the account still has its addresses. Twice changes nothing. Locked
    as by whoever lets the person in or counts them: what they came by, the person, quotas, then
    memberships.
    """
    applications = Application.objects.filter(user_id=user_id)
    invitations = CommunityInvitation.objects.filter(email__in=_addresses(user_id))
    _lock(applications)
    _lock(invitations)
    User.objects.select_for_update(no_key=True).filter(pk=user_id).first()
    held = Membership.objects.filter(user_id=user_id).order_by("community_id")
    communities = list(held.values_list("community_id", flat=True))
    lock_quotas(communities)
    for community_id in communities:
        leave(user_id=user_id, community_id=community_id, now=now)
    erase_traits(user_id=user_id, now=now)
    held.delete()
    applications.delete()
    invitations.delete()


# Any: of whatever model.
def _lock(rows: QuerySet[Any]) -> None:
    list(rows.select_for_update().order_by("pk").values_list("pk"))


def _addresses(user_id: int) -> Collection[str]:
    held = EmailAddress.objects.filter(user_id=user_id).values_list("email", flat=True)
    return {User.objects.get(pk=user_id).email, *held}
