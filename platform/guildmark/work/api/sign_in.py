"""Who is asking at the doors that everybody uses all day, without a query."""

import time

from django.conf import settings
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
    """A session, which is looked up every 30 seconds instead of at each request.

    So a session that is signed out, an account that is closed, or a password that is changed ends
    these doors at most 30 seconds later (a browser that signs out forgets its session at once).
    Whether the person may work here is on the seat, which is read every time.
    """

    _trusted: dict[str, tuple[int, float]] = {}  # by session key: the person, and until when

    def authenticate(self, request: Request) -> tuple[SignedInPerson, None] | None:
        """The person of the session, None for nobody. Raises PermissionDenied without CSRF."""
        key = request._request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        person_id, until = self._trusted.get(key, (0, 0.0))
        if until < time.monotonic():
            user = request._request.user
            if not (user.is_authenticated and user.is_active):
                return None
            person_id = user.pk
            self._trust(key, person_id)
        self.enforce_csrf(request)
        return SignedInPerson(person_id), None

    def _trust(self, key: str, person_id: int) -> None:
        if len(self._trusted) >= MAX_TRUSTED:
            self._trusted.clear()
        self._trusted[key] = (person_id, time.monotonic() + TRUST_SECONDS)
