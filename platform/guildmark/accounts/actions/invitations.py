"""Offers of a role, and their answers."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from guildmark.accounts.actions.people import add_staff
from guildmark.accounts.errors import AlreadyInvited, AlreadyStaff, InvitationOver
from guildmark.accounts.invitation_links import invitation_id_of
from guildmark.accounts.models import Role, StaffInvitation, StaffMember
from guildmark.accounts.queries import require_confirmed_address
from guildmark.core.errors import NotAllowed, NotFound
from guildmark.events.actions import record

VALID_FOR = timedelta(days=14)
State = StaffInvitation.State


@transaction.atomic
def invite(
    *,
    actor_id: int,
    organisation_id: int,
    email: str,
    role: str,
    now: datetime,
) -> StaffInvitation:
    """Offer a role to an address. Records invitation.sent; a worker writes the mail.

    Raises NotAllowed (only owners make owners), EmailNotConfirmed (the actor's own address),
    AlreadyStaff and AlreadyInvited.
    """
    if role == Role.OWNER and not _is_owner(organisation_id=organisation_id, user_id=actor_id):
        raise NotAllowed("Only an owner can invite another owner.")
    require_confirmed_address(actor_id)
    address = email.lower()
    if StaffMember.objects.filter(organisation_id=organisation_id, user__email=address).exists():
        raise AlreadyStaff
    StaffInvitation.objects.filter(
        organisation_id=organisation_id, email=address, state=State.SENT, expires_at__lte=now
    ).update(state=State.EXPIRED)
    try:
        with transaction.atomic():
            invitation = StaffInvitation.objects.create(
                organisation_id=organisation_id,
                email=address,
                role=role,
                invited_by_id=actor_id,
                created_at=now,
                expires_at=now + VALID_FOR,
            )
    except IntegrityError as error:
        if "invitation_live_once" not in str(error):
            raise
        raise AlreadyInvited from error
    _record("invitation.sent", invitation, actor_id=actor_id, now=now)
    return invitation


@transaction.atomic
def revoke_invitation(
    *, actor_id: int, organisation_id: int, invitation_id: int, now: datetime
) -> StaffInvitation:
    """Take an offer back. Records invitation.revoked. Raises NotFound, InvitationOver."""
    invitation = (
        StaffInvitation.objects.select_for_update()
        .filter(pk=invitation_id, organisation_id=organisation_id)
        .first()
    )
    if invitation is None:
        raise NotFound
    return _answer(invitation, State.REVOKED, actor_id=actor_id, now=now)


@transaction.atomic
def accept_invitation(*, user_id: int, token: str, now: datetime) -> StaffMember:
    """Take the role. Records invitation.accepted and staff_member.added.

    Whoever holds the link may answer, under any address: people have several, and the mail was
    theirs to read. Raises NotFound, InvitationOver (also the second time) and AlreadyStaff.
    """
    invitation = _answer(_locked(token), State.ACCEPTED, actor_id=user_id, now=now)
    return add_staff(
        actor_id=user_id,
        organisation_id=invitation.organisation_id,
        user_id=user_id,
        role=invitation.role,
        now=now,
    )


@transaction.atomic
def decline_invitation(*, user_id: int, token: str, now: datetime) -> StaffInvitation:
    """Say no. Records invitation.declined. Raises NotFound, InvitationOver."""
    return _answer(_locked(token), State.DECLINED, actor_id=user_id, now=now)


def _is_owner(*, organisation_id: int, user_id: int) -> bool:
    return StaffMember.objects.filter(
        organisation_id=organisation_id, user_id=user_id, role=Role.OWNER
    ).exists()


def _locked(token: str) -> StaffInvitation:
    invitation_id = invitation_id_of(token)
    if invitation_id is None:
        raise NotFound
    found = StaffInvitation.objects.select_for_update().filter(pk=invitation_id).first()
    if found is None:
        raise NotFound
    return found


def _answer(
    invitation: StaffInvitation, state: StaffInvitation.State, *, actor_id: int, now: datetime
) -> StaffInvitation:
    if invitation.state != State.SENT or invitation.expires_at <= now:
        raise InvitationOver
    invitation.state, invitation.answered_at = state, now
    invitation.save(update_fields=["state", "answered_at"])
    _record(f"invitation.{state.value}", invitation, actor_id=actor_id, now=now)
    return invitation


def _record(name: str, invitation: StaffInvitation, *, actor_id: int, now: datetime) -> None:
    record(
        name=name,
        payload={"invitation_id": invitation.pk, "role": invitation.role},
        actor_id=actor_id,
        organisation_id=invitation.organisation_id,
        now=now,
    )
