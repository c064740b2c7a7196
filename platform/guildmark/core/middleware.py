"""What is added to every answer of the API, and what no door is asked."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from guildmark.core.errors import NotFound
from guildmark.core.problems import CONTENT_TYPE, problem_body
from guildmark.core.rendering import json_bytes

PRIVATE = "private, no-store"
NOTHING_TO_LOAD = "default-src 'none'; frame-ancestors 'none'"


class ContentPolicy(CSPMiddleware):
    """The policy of a page for pages; for answers of the API one that allows nothing at all.

    An answer that brings a policy of its own keeps it. The policy of a page is put together anew
    for each answer, at a tenth of what a whole request costs.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The answer with its policy."""
        if not request.path_info.startswith("/api/"):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, NOTHING_TO_LOAD)
        return response


class PrivateAnswers:
    """Answers of the API are for their asker alone: no proxy and no disk keeps them.

    An answer that says otherwise itself is left as it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer of the rest, marked."""
        response = self._get_response(request)
        if request.path_info.startswith("/api/"):
            response.headers.setdefault("Cache-Control", PRIVATE)
        return response


class NoNul:
    """Behind an address with a NUL there is nothing: no database and no file system takes one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer of the rest, or that nothing is there."""
        if "\0" not in request.path_info and "%00" not in request.META.get("QUERY_STRING", ""):
            return self._get_response(request)
        body = json_bytes(problem_body(NotFound()))
        return HttpResponse(body, status=NotFound.status, content_type=CONTENT_TYPE)
