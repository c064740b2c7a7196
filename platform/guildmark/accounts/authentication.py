"""Who is asking: a person by session, a machine by an organisation's API key."""

from dataclasses import dataclass
from typing import ClassVar

from rest_framework.authentication import (
    BaseAuthentication,
    SessionAuthentication,
    get_authorization_header,
)
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from guildmark.accounts.actions.api_keys import note_api_key_use
from guildmark.accounts.models import ApiKey
from guildmark.accounts.queries import usable_api_key
from guildmark.core.clock import now


class SessionSignIn(SessionAuthentication):
    """A session; unsafe methods need the CSRF token. A stranger is told 401, not 403."""

    def authenticate_header(self, request: Request) -> str:
        """What makes DRF answer 401."""
        return "Session"


@dataclass(frozen=True)
class KeyPrincipal:
    """Who `request.user` is for an API key: nobody who could sign in.

    `pk` is the id of the person who made the key: the one the audit trail names.
    """

    pk: int
    is_authenticated: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False
    is_active: ClassVar[bool] = True

    @property
    def id(self) -> int:
        """The same as `pk`."""
        return self.pk


class KeySignIn(BaseAuthentication):
    """`Authorization: Bearer gm_<prefix>_<secret>`; `request.auth` is then the ApiKey."""

    def authenticate(self, request: Request) -> tuple[KeyPrincipal, ApiKey] | None:
        """None when no bearer is sent. Raises AuthenticationFailed for one that is no good."""
        scheme, _, token = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        moment = now()
        key = usable_api_key(token.decode("latin-1").strip(), now=moment)
        if key is None:
            raise AuthenticationFailed("This API key is unknown, revoked or has expired.")
        note_api_key_use(key=key, now=moment)
        return KeyPrincipal(pk=key.created_by_id), key

    def authenticate_header(self, request: Request) -> str:
        """The challenge, should this class be the first."""
        return "Bearer"
