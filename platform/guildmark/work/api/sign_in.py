"""Who is asking at the doors that everybody uses all day, without a query."""

import time

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from rest_framework.authentication import CSRFCheck
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
        person_id = self.trusted(key)
        if person_id is None:
            user = request._request.user
            if not (user.is_authenticated and user.is_active):
                return None
            person_id = user.pk
            self._trust(key, person_id)
        self.enforce_csrf(request)
        return SignedInPerson(person_id), None

    @classmethod
    def trusted(cls, key: str) -> int | None:
        """The person of a session that was looked up lately."""
        person_id, until = cls._trusted.get(key, (None, 0.0))
        return person_id if until >= time.monotonic() else None

    def _trust(self, key: str, person_id: int) -> None:
        if len(self._trusted) >= MAX_TRUSTED:
            self._trusted.clear()
        self._trusted[key] = (person_id, time.monotonic() + TRUST_SECONDS)


def _passed_on(_: HttpRequest) -> HttpResponse:
    """What lies behind the check: it is asked, and passes nothing on."""
    raise NotImplementedError


_token_check = CSRFCheck(_passed_on)


def known_person(request: HttpRequest) -> int | None:
    """The person of a session that was looked up lately, at our address and with its token.

    None when any of that is not so, and for who sends a key: then somebody else must say why.
    """
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    person_id = WorkSignIn.trusted(key)
    if person_id is None or "HTTP_AUTHORIZATION" in request.META:
        return None
    try:
        request.get_host()
    except DisallowedHost:
        return None
    _token_check.process_request(request)
    if _token_check.process_view(request, _passed_on, (), {}) is not None:
        return None
    return person_id
