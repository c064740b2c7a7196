"""Who is asking at the doors that everybody uses all day, without a query."""

import time

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from rest_framework.request import Request

from guildmark.accounts.authentication import SessionSignIn

TRUST_SECONDS = 30.0
MAX_TRUSTED = 20_000


class SignedInPerson:
    """As much of a user as these doors need."""

    is_authenticated = True
    is_anonymous = False
    is_active = True

    def __init__(self, pk: int) -> None:
        self.pk = pk
        self.id = pk


class WorkSignIn(SessionSignIn):
    """A session, whose person is looked up every 30 seconds instead of at each request.

    A session holds a hash of its person's password; the pair is trusted for that long. So an
    account that is closed, or a password that is changed, ends these doors at most 30 seconds
    later. Whether the person may work here is on the seat, which is read every time.
    """

    _trusted_until: dict[tuple[str, str], float] = {}

    def authenticate(self, request: Request) -> tuple[SignedInPerson, None] | None:
        """The person of the session, None for nobody. Raises PermissionDenied without CSRF."""
        session = request._request.session
        if SESSION_KEY not in session:
            return None
        pair = (session[SESSION_KEY], session.get(HASH_SESSION_KEY, ""))
        if self._trusted_until.get(pair, 0.0) < time.monotonic():
            if not self._is_in_order(request):
                return None
            self._trust(pair)
        self.enforce_csrf(request)
        return SignedInPerson(int(pair[0])), None

    def _is_in_order(self, request: Request) -> bool:
        """The full check: the account is there and open, and the hash is of its password."""
        user = request._request.user
        return user.is_authenticated and user.is_active

    def _trust(self, pair: tuple[str, str]) -> None:
        if len(self._trusted_until) >= MAX_TRUSTED:
            self._trusted_until.clear()
        self._trusted_until[pair] = time.monotonic() + TRUST_SECONDS
