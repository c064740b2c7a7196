"""What is known of people, organisations, invitations and keys."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import QuerySet, prefetch_related_objects

from guildmark.accounts.errors import EmailNotConfirmed
from guildmark.accounts.invitation_links import invitation_id_of, invitation_link
from guildmark.accounts.key_cache import cached_key, keep_key
from guildmark.accounts.key_secrets import is_same_secret, parse_key_text
from guildmark.accounts.models import ApiKey, Role, StaffInvitation, StaffMember, User
from guildmark.core.errors import NotFound


def person(user_id: int) -> User:
    """The person with their places of work. Raises NotFound."""
    found = User.objects.filter(pk=user_id).prefetch_related("staff_of__organisation").first()
    if found is None:
        raise NotFound
    return found


def with_places(person: User) -> User:
    """Somebody who is at hand, as `person`."""
    prefetch_related_objects([person], "staff_of__organisation")
    return person


def require_confirmed_address(user_id: int) -> None:
    """For who has mail sent to strangers: an address of their own that answers. Else raises
    EmailNotConfirmed.
    """
    if not EmailAddress.objects.filter(user_id=user_id, verified=True).exists():
        raise EmailNotConfirmed


def staff(organisation_id: int) -> QuerySet[StaffMember]:
    """The people of an organisation with their accounts, first come first."""
    return (
        StaffMember.objects.filter(organisation_id=organisation_id)
        .select_related("user")
        .order_by("joined_at", "id")
    )


def manager_ids(organisation_id: int) -> list[int]:
    """The owners and managers of an organisation."""
    return _ids_of(organisation_id, [Role.OWNER, Role.MANAGER])


def reviewer_ids(organisation_id: int) -> list[int]:
    """Those of an organisation who decide about work: its reviewers, and who leads it."""
    return _ids_of(organisation_id, [Role.OWNER, Role.MANAGER, Role.REVIEWER])


def _ids_of(organisation_id: int, roles: Iterable[str]) -> list[int]:
    found = StaffMember.objects.filter(
        organisation_id=organisation_id, role__in=roles, user__is_active=True
    )
    return list(found.order_by("user_id").values_list("user_id", flat=True))


def place(*, organisation_id: int, user_id: int) -> StaffMember:
    """What a person is in an organisation, with both. Raises NotFound."""
    found = (
        StaffMember.objects.filter(organisation_id=organisation_id, user_id=user_id)
        .select_related("user", "organisation")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def invitations(organisation_id: int) -> QuerySet[StaffInvitation]:
    """All invitations of an organisation as they are stored, the newest first."""
    return StaffInvitation.objects.filter(organisation_id=organisation_id).order_by("-id")


def invitations_as_of(found: Iterable[StaffInvitation], *, now: datetime) -> list[StaffInvitation]:
    """Invitations in the state they have now. Costs no query."""
    return [_as_of(invitation, now) for invitation in found]


def invitation_by_token(token: str, *, now: datetime) -> StaffInvitation:
    """The invitation a link points to, with its organisation, as of now. Raises NotFound."""
    invitation_id = invitation_id_of(token)
    if invitation_id is None:
        raise NotFound
    found = StaffInvitation.objects.select_related("organisation").filter(pk=invitation_id).first()
    if found is None:
        raise NotFound
    return _as_of(found, now)


def _as_of(invitation: StaffInvitation, now: datetime) -> StaffInvitation:
    """A sent invitation lapses by time, without anybody writing so."""
    if invitation.state == StaffInvitation.State.SENT and invitation.expires_at <= now:
        invitation.state = StaffInvitation.State.EXPIRED
    return invitation


def api_keys(organisation_id: int) -> QuerySet[ApiKey]:
    """All keys of an organisation, revoked ones too, the newest first."""
    return ApiKey.objects.filter(organisation_id=organisation_id).order_by("-id")


def usable_api_key(text: str, *, now: datetime) -> ApiKey | None:
    """The key with its organisation, when the secret is right and it has not ended; else None."""
    parts = parse_key_text(text)
    if parts is None:
        return None
    key = cached_key(parts.prefix) or _stored_key(parts.prefix)
    if key is None or not is_same_secret(parts, key.secret_sha256):
        return None
    has_ended = key.revoked_at is not None or (key.expires_at is not None and key.expires_at <= now)
    return None if has_ended else key


def _stored_key(prefix: str) -> ApiKey | None:
    key = ApiKey.objects.select_related("organisation").filter(prefix=prefix).first()
    if key is not None:
        keep_key(key)
    return key


@dataclass(frozen=True)
class InvitationLetter:
    """What the mail of an invitation says."""

    email: str
    organisation_name: str
    invited_by: str
    role: str
    link: str
    expires_at: datetime


def invitation_letter(invitation_id: int) -> InvitationLetter | None:
    """The words for the mail; None when the invitation is not waiting for an answer any more."""
    invitation = (
        StaffInvitation.objects.select_related("organisation", "invited_by")
        .filter(pk=invitation_id, state=StaffInvitation.State.SENT)
        .first()
    )
    if invitation is None:
        return None
    return InvitationLetter(
        email=invitation.email,
        organisation_name=invitation.organisation.name,
        invited_by=invitation.invited_by.display_name or invitation.invited_by.email,
        role=invitation.role,
        link=invitation_link(invitation.pk),
        expires_at=invitation.expires_at,
    )


def language_of(user_id: int) -> str:
    """The language a person is written to in: the one they chose, English else."""
    return _written(User.objects.filter(pk=user_id))


def account_of_address(email: str) -> int | None:
    """The id of who has confirmed that the address is theirs; None where nobody has."""
    found = EmailAddress.objects.filter(email__iexact=email, verified=True, user__is_active=True)
    first = found.order_by("pk").first()
    return None if first is None else int(first.user_id)


def language_of_address(email: str) -> str:
    """As `language_of`, for an address; English where nobody has an account with it."""
    return _written(User.objects.filter(email__iexact=email))


def _written(found: QuerySet[User]) -> str:
    locale = found.values_list("locale", flat=True).first() or ""
    language = locale.split("-")[0]
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
