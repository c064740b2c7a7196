"""Who is asking: a person by session, a machine by an organisation's API key."""

from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class SessionSignIn(SessionAuthentication):
    """A session; unsafe methods need the CSRF token. A stranger is told 401, not 403."""

    def authenticate_header(self, request: Request) -> str:
        """What makes DRF answer 401."""
        return "Session"
