"""What every answer tells browsers."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings as configured

from guildmark.core.middleware import NOTHING_TO_LOAD
from guildmark.datasets.api.media import SANDBOX

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = "Content-Security-Policy"


# Any: cookies and answers are those of Django's test client.
def wrong_in(headers: Mapping[str, str], cookies: Mapping[str, Any]) -> list[str]:
    """What every answer has to have and this one has not."""
    policy = headers.get(POLICY, "")
    return [
        *(name for name, value in EVERYWHERE.items() if headers.get(name) != value),
        *(["no policy"] if "default-src" not in policy else []),
        *(["an unsafe policy"] if "unsafe-" in policy or "*" in policy else []),
        *(f"the cookie {name}" for name in cookies if name not in known_cookies()),
        *(name for name in ("Server", "X-Powered-By", "Access-Control-Allow-Origin")
          if name in headers),
    ]  # fmt: skip


def known_cookies() -> set[str]:
    return {configured.SESSION_COOKIE_NAME, configured.CSRF_COOKIE_NAME}


def wrong_in_api(answer: Any) -> list[str]:
    """An answer of the API lets a browser load nothing and keep nothing, besides."""
    found = wrong_in(answer.headers, answer.cookies)
    if answer.headers.get(POLICY) not in (NOTHING_TO_LOAD, SANDBOX):
        found.append(f"{POLICY}: {answer.headers.get(POLICY)}")
    if answer.headers.get("Cache-Control") != "private, no-store":
        found.append(f"Cache-Control: {answer.headers.get('Cache-Control')}")
    return found
