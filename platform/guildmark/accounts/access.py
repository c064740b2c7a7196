"""May this request do this here? The one place that turns role or key into yes or no.

A stranger to the organisation is told that nothing is there; a member without the role is told
that the role does not allow it.
"""

from collections.abc import Collection

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request

from guildmark.accounts.errors import PasswordAskedAnew
from guildmark.accounts.models import ApiKey, Organisation, Role, StaffMember
from guildmark.core.errors import NotAllowed, NotFound

STAFF: frozenset[str] = frozenset(Role.values)
MANAGERS: frozenset[str] = frozenset({Role.OWNER, Role.MANAGER})
REVIEWERS: frozenset[str] = MANAGERS | {Role.REVIEWER}
OWNERS: frozenset[str] = frozenset({Role.OWNER})


def require_role(
    request: Request, *, organisation_id: int, roles: Collection[str], scope: str | None = None
) -> Organisation:
    """The organisation, when the asker holds one of `roles`, or a key with `scope`.

    Raises NotAuthenticated, NotFound (a stranger) or NotAllowed (staff without the role, a key
    without the scope, a key where `scope` is None).
    """
    if isinstance(request.auth, ApiKey):
        return _require_scope(request.auth, organisation_id=organisation_id, scope=scope)
    if not request.user.is_authenticated:
        raise NotAuthenticated
    member = (
        StaffMember.objects.select_related("organisation")
        .filter(organisation_id=organisation_id, user_id=request.user.pk)
        .first()
    )
    if member is None:
        raise NotFound
    if member.role not in roles:
        raise NotAllowed
    return member.organisation


def _require_scope(key: ApiKey, *, organisation_id: int, scope: str | None) -> Organisation:
    if key.organisation_id != organisation_id:
        raise NotFound
    if scope is None or scope not in key.scopes:
        raise NotAllowed("This API key does not have the scope for this.")
    return key.organisation


def require_person(request: Request) -> int:
    """The id of the signed-in person. Raises NotAuthenticated, and NotAllowed for API keys."""
    if isinstance(request.auth, ApiKey):
        raise NotAllowed("An API key cannot do what a person does.")
    if not request.user.is_authenticated:
        raise NotAuthenticated
    return int(request.user.pk)


def require_password_anew(request: Request) -> int:
    """As `require_person`, for who gave their password within the last minutes, after signing in.

    `POST /_allauth/browser/v1/auth/reauthenticate` takes it. Raises PasswordAskedAnew too.
    """
    user_id = require_person(request)
    # For the library, who has no password at all has given it.
    has_password = request.user.is_authenticated and request.user.has_usable_password()
    if not has_password or not did_recently_reauthenticate(request._request):
        raise PasswordAskedAnew
    return user_id


def require_anybody_known(request: Request) -> None:
    """Whoever is signed in, or has any valid key: for what is the same for all of them.

    Raises NotAuthenticated.
    """
    if not isinstance(request.auth, ApiKey) and not request.user.is_authenticated:
        raise NotAuthenticated


def holds_role(request: Request, *, organisation_id: int, roles: Collection[str]) -> bool:
    """Whether the signed-in person holds one of `roles` there; never for a key. One query.

    For a request that a `require_` function has let through with more roles than these.
    """
    if isinstance(request.auth, ApiKey):
        return False
    return StaffMember.objects.filter(
        organisation_id=organisation_id, user_id=asker_id(request), role__in=roles
    ).exists()


def is_own(request: Request, asked_by_id: int) -> bool:
    """Whether the signed-in person asked for something themselves; never for a key."""
    return not isinstance(request.auth, ApiKey) and request.user.pk == asked_by_id


def require_asker_or_managers(
    request: Request, *, organisation_id: int, asked_by_id: int, scope: str | None
) -> None:
    """Who asked for something may stop it, as managers and keys with `scope` may.

    For a request that a `require_` function has let through to see it. Raises NotAllowed.
    """
    if not is_own(request, asked_by_id):
        require_role(request, organisation_id=organisation_id, roles=MANAGERS, scope=scope)


def asker_id(request: Request) -> int:
    """Whom the audit trail names: the person, or for an API key the person who made it.

    For a request that a `require_` function has let through.
    """
    assert request.user.pk is not None  # noqa: S101 -- tells mypy what require_ has found
    return request.user.pk
