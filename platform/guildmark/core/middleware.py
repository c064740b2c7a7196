"""What is added to every answer of the API."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase


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
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
