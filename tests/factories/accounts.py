"""People, organisations, roles and keys for tests, made by the public actions."""

from collections.abc import Collection
from datetime import UTC, datetime
from itertools import count

from allauth.account.models import EmailAddress

from guildmark.accounts import actions
from guildmark.accounts.key_secrets import KeyText
from guildmark.accounts.models import ApiKey, Organisation, Role, User

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "correct horse battery staple"

_numbers = count(1)


def person(
    name: str = "", *, email: str = "", password: str | None = None, is_confirmed: bool = True
) -> User:
    """Somebody with an account; can be signed in without a password."""
    number = next(_numbers)
    made = User.objects.create_user(
        email or f"person-{number}@example.org",
        password,
        display_name=name or f"Person {number}",
    )
    EmailAddress.objects.create(user=made, email=made.email, verified=is_confirmed, primary=True)
    return made


def organisation(name: str = "", *, owner: User | None = None, now: datetime = NOW) -> Organisation:
    """A tenant with an owner."""
    founder = owner or person()
    member = actions.create_organisation(
        actor_id=founder.pk, name=name or f"Organisation {next(_numbers)}", now=now
    )
    return member.organisation


def staff(
    of: Organisation, role: str = Role.MANAGER, *, user: User | None = None, now: datetime = NOW
) -> User:
    """Somebody with a role in the organisation."""
    someone = user or person()
    actions.add_staff(actor_id=None, organisation_id=of.pk, user_id=someone.pk, role=role, now=now)
    return someone


def api_key(
    of: Organisation,
    scopes: Collection[str] = tuple(ApiKey.Scope.values),
    *,
    expires_at: datetime | None = None,
    now: datetime = NOW,
) -> tuple[ApiKey, KeyText]:
    """A key of the organisation, and its text."""
    owner = of.staff.filter(role=Role.OWNER).first()
    assert owner is not None
    return actions.create_api_key(
        actor_id=owner.user_id,
        organisation_id=of.pk,
        name=f"key {next(_numbers)}",
        scopes=scopes,
        expires_at=expires_at,
        now=now,
    )
