"""The end of an account: the person goes, what they did stays under their pseudonym."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from concord.sentences import Sentence
from guildmark.accounts.actions.people import remove_staff
from guildmark.accounts.errors import LastOwner
from guildmark.accounts.models import StaffInvitation, StaffMember, User
from guildmark.core.errors import NotFound
from guildmark.events.actions import record

#: No mail goes there: the name can belong to nobody (RFC 2606).
NOWHERE = "closed-{id}@guildmark.invalid"


@transaction.atomic
def close_account(*, user_id: int, now: datetime) -> None:
    """Forget who a person is: name, address, settings, sign-in, roles, invitations to the address.

    The pseudonym stays, and whatever hangs on the account. Nobody signs in with it again, and all
    its sessions end. Records staff_member.removed for each role, and account.closed. Raises
    NotFound, and LastOwner, with the organisation's name. Closing twice changes nothing.
    """
    for member in StaffMember.objects.filter(user_id=user_id).order_by("organisation_id"):
        _leave(member.organisation_id, member.organisation.name, user_id, now)
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound
    if not user.is_active:
        return
    addresses = {
        user.email,
        *EmailAddress.objects.filter(user=user).values_list("email", flat=True),
    }
    StaffInvitation.objects.filter(email__in=addresses).delete()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.email, user.display_name = NOWHERE.format(id=user_id), ""
    user.locale, user.workspace = "", {}
    user.last_login, user.is_active = None, False
    user.set_unusable_password()
    user.save()
    record(
        name="account.closed",
        payload={"user_id": user_id},
        actor_id=user_id,
        organisation_id=None,
        now=now,
    )


def _leave(organisation_id: int, name: str, user_id: int, now: datetime) -> None:
    try:
        remove_staff(actor_id=user_id, organisation_id=organisation_id, user_id=user_id, now=now)
    except LastOwner as error:
        raise LastOwner(
            Sentence(
                "You are the last owner of {organisation}. Name another owner there first",
                organisation=name,
            )
        ) from error
