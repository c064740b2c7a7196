"""Against guessing passwords: whom django-axes counts, and what it says when it is enough."""

from collections.abc import Mapping
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from guildmark.core.errors import Refusal
from guildmark.core.problems import CONTENT_TYPE, problem_body
from guildmark.core.rendering import json_bytes


class TooManyWrongPasswords(Refusal):
    """Locked for this address and this account; a right password does not help now."""

    code = "too_many_wrong_passwords"
    status = 429
    title = "Too many wrong passwords. Wait a quarter of an hour, or reset your password"


# Any: the credentials of any way of signing in.
def name_in(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str | None:
    """The account that is tried, in one spelling. allauth calls it e-mail, axes username."""
    found = credentials or {}
    name = found.get("email") or found.get("username")
    return str(name).strip().lower() if name else None


def address_of(request: HttpRequest) -> str | None:
    """Where the request comes from, behind as many proxies as the settings say."""
    address: str | None = get_client_ip(request)
    return address


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None = None,
    credentials: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The answer in place of whatever the sign-in wanted to say."""
    seconds = int(settings.AXES_COOLOFF_TIME * 3600)
    return HttpResponse(
        json_bytes(problem_body(TooManyWrongPasswords())),
        status=TooManyWrongPasswords.status,
        content_type=CONTENT_TYPE,
        headers={"Retry-After": str(seconds)},
    )
