"""The short way to the two doors that everybody at work uses all day.

Most of what a request costs there is not its work: layers that pages need, and views that can do
anything. A request as nearly all of them are (a person known for less than half a minute, their
token, JSON, an answer that is in order) goes from the server to the action and back. What is not
like that is not refused here: it goes on to the views, which do the same and say what is wrong.
"""

import re
from collections.abc import Callable
from functools import partial

import orjson
from csp.constants import HEADER as POLICY
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_request

from guildmark.core.actors import person_actor
from guildmark.core.errors import Refusal
from guildmark.core.middleware import NOTHING_TO_LOAD, PRIVATE
from guildmark.core.rendering import json_bytes
from guildmark.work.api.assignments import has_too_long_key, next_content, submit_content
from guildmark.work.api.sign_in import known_person

_DOOR = re.compile(
    r"/api/v1/(?:projects/(?P<project>[0-9]{1,18})/next"
    r"|assignments/(?P<assignment>[0-9]{1,18})/submit)"
)
JSON = "application/json"
#: What the layers put on every answer; a test compares the two.
HEADERS = {
    "Cache-Control": PRIVATE,
    POLICY: NOTHING_TO_LOAD,
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
}
if settings.SECURE_HSTS_SECONDS:
    HEADERS["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"


class ShortWay:
    """The outermost layer: it answers `next` and `submit`, and lets everything else pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer of a hot door, or of all that lies behind."""
        answer = _answer(request)
        return self._get_response(request) if answer is None else answer


def _answer(request: HttpRequest) -> HttpResponse | None:
    """The answer to a request that is in order; None sends it the long way.

    What an action refused it refuses again there, in the language of the request: it had no
    effect.
    """
    door = _DOOR.fullmatch(request.path_info) if request.method == "POST" else None
    if door is None or not _is_short_json(request) or has_too_long_key(request):
        return None
    person_id = known_person(request)
    if person_id is None:
        return None
    try:
        body: object = orjson.loads(request.body or b"{}")
        if door["project"] is not None:
            content = next_content(
                person_id,
                int(door["project"]),
                body,
                viewer=person_actor(person_id),
                language=partial(get_language_from_request, request),
            )
        else:
            key = request.META.get("HTTP_IDEMPOTENCY_KEY", "")
            content = submit_content(person_id, int(door["assignment"]), body, key=key)
    except (Refusal, orjson.JSONDecodeError):
        return None
    text = json_bytes(content)
    length = {"Content-Length": str(len(text))}
    return HttpResponse(text, content_type=JSON, headers=HEADERS | length)


def _is_short_json(request: HttpRequest) -> bool:
    """Whether the body is announced as JSON, or as nothing, and no longer than any may be."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    is_json = request.content_type == JSON or not length
    return is_json and length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
