"""Offers to come into a community, and their answers."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from guildmark.accounts.models import Organisation, User
from guildmark.accounts.queries import require_confirmed_address
from guildmark.communities.actions.memberships import let_in
from guildmark.communities.errors import (
    AlreadyInvitedToCommunity,
    CommunityClosed,
    CommunityInvitationOver,
    InvitedEnough,
    ResendLimit,
)
from guildmark.communities.invitation_links import community_invitation_id_of
from guildmark.communities.models import Community, CommunityInvitation, Membership
from guildmark.core.errors import FieldProblem, NotFound, Refusal, WrongInput
from guildmark.events.actions import record

VALID_FOR = timedelta(days=14)
MOST_SENT = 3
SENT_APART = timedelta(days=1)
#: Mails to one address by one community, however often it is invited anew.
MOST_SENT_WITHIN = timedelta(days=30)
MOST_ROWS = 1000
#: Mails in a day by one organisation, and by one person: anybody can found an organisation.
MOST_MAILED = 500
#: As in `CommunityInvitation.email`.
MOST_CHARACTERS = 254
State = CommunityInvitation.State
NO_ADDRESS = "This is no e-mail address"
LONG_ADDRESS = "This address is too long"
MEMBER_ALREADY = "This person is a member"


@transaction.atomic
def invite_to_community(
    *, actor_id: int, community_id: int, email: str, seats: int = 1, now: datetime
) -> CommunityInvitation:
    """Offer a place to an address, by mail; without one, make a link with seats.

    Records community_invitation.sent; a worker writes the mail. Raises NotFound, CommunityClosed,
    AlreadyInvitedToCommunity, ResendLimit for who declined or had three mails in a month,
    EmailNotConfirmed for a mail by who has not confirmed their own address, and InvitedEnough
    where the organisation or the person wrote to enough people within a day.
    """
    community = Community.objects.filter(pk=community_id).first()
    if community is None:
        raise NotFound
    if community.is_closed:
        raise CommunityClosed
    address = email.lower()
    if address:
        require_confirmed_address(actor_id)
    CommunityInvitation.objects.filter(
        community=community, email=address, state=State.SENT, expires_at__lte=now
    ).exclude(email="").update(state=State.EXPIRED)
    if address:
        _require_welcome(community_id, address, now)
        _require_few(community, actor_id, now)
    invitation = CommunityInvitation(
        community=community,
        email=address,
        seats=1 if address else seats,
        invited_by_id=actor_id,
        created_at=now,
        sent_at=now,
        expires_at=now + VALID_FOR,
    )
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError as error:
        if "community_invitation_live_once" not in str(error):
            raise
        raise AlreadyInvitedToCommunity from error
    _record("community_invitation.sent", invitation, actor_id=actor_id, now=now)
    return invitation


def _require_welcome(community_id: int, email: str, now: datetime) -> None:
    earlier = CommunityInvitation.objects.filter(community_id=community_id, email=email)
    if earlier.filter(state=State.DECLINED).exists():
        raise ResendLimit("They declined an invitation to this community.")
    lately = earlier.filter(sent_at__gt=now - MOST_SENT_WITHIN).exclude(state=State.SENT)
    if (lately.aggregate(total=Sum("sent_count"))["total"] or 0) >= MOST_SENT:
        raise ResendLimit


def _require_few(community: Community, actor_id: int, now: datetime) -> None:
    """Mails of the organisation, and of the person in whatever organisation, within a day.

    Counted while both are locked: two lists at once would each find room.
    """
    User.objects.select_for_update(no_key=True).get(pk=actor_id)
    Organisation.objects.select_for_update(no_key=True).get(pk=community.organisation_id)
    lately = CommunityInvitation.objects.filter(sent_at__gt=now - timedelta(days=1))
    mailed = lately.exclude(email="")
    of_organisation = mailed.filter(community__organisation=community.organisation_id)
    if max(of_organisation.count(), mailed.filter(invited_by=actor_id).count()) >= MOST_MAILED:
        raise InvitedEnough


@dataclass(frozen=True)
class InvitedRow:
    """What became of one row of a list of addresses."""

    line: int
    email: str
    problem: str


def invite_rows(*, actor_id: int, community_id: int, text: str, now: datetime) -> list[InvitedRow]:
    """Invite everybody on a list in CSV: addresses in the column `email`, else in the first.

    Each row stands for itself: one that fails says why and keeps nobody else out. Sent twice, the
    second says of each that an invitation waits. Raises NotFound, WrongInput (too long) and
    EmailNotConfirmed.
    """
    require_confirmed_address(actor_id)
    try:
        rows = list(_addresses(text))
    except csv.Error as error:
        message = _("This is no list of addresses: {error}.").format(error=error)
        raise WrongInput(errors=(FieldProblem("csv", "not_csv", message),)) from error
    if not rows or len(rows) > MOST_ROWS:
        message = _("Give 1 to {most} addresses, one a line.").format(most=MOST_ROWS)
        raise WrongInput(errors=(FieldProblem("csv", "wrong_length", message),))
    return [
        InvitedRow(line, email, _invited(actor_id, community_id, email, now))
        for line, email in rows
    ]


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    """The line on which a row ends, and its address, of every row that has something in it."""
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    separator = ";" if lines and ";" in lines[0] else ","
    column = 0
    reader = csv.reader(lines, delimiter=separator)
    for number, row in enumerate(reader, 1):
        cells = [cell.strip() for cell in row]
        names = [cell.lower() for cell in cells]
        if number == 1 and ("email" in names or "e-mail" in names):
            column = names.index("email" if "email" in names else "e-mail")
        elif any(cells):
            yield reader.line_num, cells[column] if column < len(cells) else ""


def _invited(actor_id: int, community_id: int, email: str, now: datetime) -> str:
    """Why the address was not invited, or nothing."""
    try:
        validate_email(email)
    except ValidationError:
        return NO_ADDRESS
    if len(email) > MOST_CHARACTERS:
        return LONG_ADDRESS
    if _is_member(community_id, email):
        return MEMBER_ALREADY
    try:
        invite_to_community(actor_id=actor_id, community_id=community_id, email=email, now=now)
    except Refusal as refusal:
        if isinstance(refusal, NotFound):
            raise
        return refusal.detail
    return ""


def _is_member(community_id: int, email: str) -> bool:
    return (
        Membership.objects.filter(community_id=community_id, user__email=email.lower())
        .exclude(state__in=[Membership.State.LEFT, Membership.State.REMOVED])
        .exists()
    )


@transaction.atomic
def resend_invitation(*, actor_id: int, invitation_id: int, now: datetime) -> CommunityInvitation:
    """Send the mail again, with its time anew. Records community_invitation.sent.

    Raises NotFound, CommunityInvitationOver, CommunityClosed, ResendLimit (three times in all, a
    day apart), EmailNotConfirmed and InvitedEnough.
    """
    require_confirmed_address(actor_id)
    invitation = _locked(invitation_id)
    if not invitation.email or invitation.state != State.SENT:
        raise CommunityInvitationOver
    if invitation.community.is_closed:
        raise CommunityClosed
    if invitation.sent_count >= MOST_SENT or now - invitation.sent_at < SENT_APART:
        raise ResendLimit
    _require_few(invitation.community, actor_id, now)
    invitation.sent_count, invitation.sent_at = invitation.sent_count + 1, now
    invitation.invited_by_id, invitation.expires_at = actor_id, now + VALID_FOR
    invitation.save(update_fields=["sent_count", "sent_at", "invited_by", "expires_at"])
    _record("community_invitation.sent", invitation, actor_id=actor_id, now=now)
    return invitation


@transaction.atomic
def revoke_community_invitation(
    *, actor_id: int, invitation_id: int, now: datetime
) -> CommunityInvitation:
    """Take it back. Records community_invitation.revoked. Raises NotFound, …Over."""
    invitation = _locked(invitation_id)
    _require_live(invitation, now)
    return _answer(invitation, State.REVOKED, actor_id=actor_id, now=now)


@transaction.atomic
def accept_community_invitation(*, user_id: int, token: str, now: datetime) -> Membership:
    """Come in. Records community_invitation.accepted and membership.joined.

    An invitation opens the way, it does not replace the criteria. Whoever holds the link may
    answer: people have several addresses. Raises NotFound, CommunityInvitationOver,
    CommunityClosed, CriteriaNotMet, QuotaFull and WasRemoved. Who is in stays in, and takes no
    seat.
    """
    invitation = _by_token(token)
    in_already = Membership.objects.filter(
        community_id=invitation.community_id,
        user_id=user_id,
        state__in=[Membership.State.ACTIVE, Membership.State.PAUSED, Membership.State.INELIGIBLE],
    ).first()
    if in_already is not None:
        return in_already
    _require_live(invitation, now)
    member = let_in(community=invitation.community, user_id=user_id, actor_id=user_id, now=now)
    invitation.seats_taken += 1
    invitation.save(update_fields=["seats_taken"])
    if invitation.seats_taken == invitation.seats:
        _answer(invitation, State.ACCEPTED, actor_id=user_id, now=now)
    return member


@transaction.atomic
def decline_community_invitation(*, user_id: int, token: str, now: datetime) -> CommunityInvitation:
    """Say no to an invitation that is to oneself. Records community_invitation.declined.

    A link stays for the others. Raises NotFound and CommunityInvitationOver.
    """
    invitation = _by_token(token)
    _require_live(invitation, now)
    if not invitation.email:
        return invitation
    return _answer(invitation, State.DECLINED, actor_id=user_id, now=now)


def _by_token(token: str) -> CommunityInvitation:
    invitation_id = community_invitation_id_of(token)
    if invitation_id is None:
        raise NotFound
    return _locked(invitation_id)


def _locked(invitation_id: int) -> CommunityInvitation:
    found = (
        CommunityInvitation.objects.select_for_update(of=("self",))
        .select_related("community")
        .filter(pk=invitation_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def _require_live(invitation: CommunityInvitation, now: datetime) -> None:
    if invitation.state != State.SENT or invitation.expires_at <= now:
        raise CommunityInvitationOver


def _answer(
    invitation: CommunityInvitation,
    state: CommunityInvitation.State,
    *,
    actor_id: int,
    now: datetime,
) -> CommunityInvitation:
    invitation.state, invitation.answered_at = state, now
    invitation.save(update_fields=["state", "answered_at"])
    _record(f"community_invitation.{state.value}", invitation, actor_id=actor_id, now=now)
    return invitation


def _record(name: str, invitation: CommunityInvitation, *, actor_id: int, now: datetime) -> None:
    record(
        name=name,
        payload={
            "community_invitation_id": invitation.pk,
            "community_id": invitation.community_id,
            "is_link": not invitation.email,
        },
        actor_id=actor_id,
        organisation_id=invitation.community.organisation_id,
        now=now,
    )
