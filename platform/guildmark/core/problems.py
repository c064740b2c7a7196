"""Refusals as RFC 9457 problem details: the one exception handler of the API."""

import sys
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.defaults import server_error
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from guildmark.core.away import AGAIN_AFTER_S, Unavailable, passing_refusal
from guildmark.core.errors import FieldProblem, NotAllowed, NotFound, Refusal, WrongInput
from guildmark.core.rendering import json_bytes
from guildmark.core.said import told

log = structlog.get_logger(__name__)
CONTENT_TYPE = "application/problem+json"
# What the framework refuses by itself, in our words.
TITLES: Mapping[type[exceptions.APIException], str] = {
    exceptions.ParseError: "What you sent cannot be read",
    exceptions.AuthenticationFailed: "This key is not known, or has ended",
    exceptions.NotAuthenticated: "Sign in, or send a key",
    exceptions.PermissionDenied: "This is not allowed",
    exceptions.NotFound: "This does not exist, or you may not see it",
    exceptions.MethodNotAllowed: "This address does not take this method",
    exceptions.NotAcceptable: "The answer cannot be had in the form you ask for",
    exceptions.UnsupportedMediaType: "What you sent is of a kind this address does not take",
    exceptions.Throttled: "Too many requests. Wait a little",
}


def _flatten(detail: object, path: str = "") -> Iterator[FieldProblem]:
    """DRF's nested validation errors as one list of places."""
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            place = f"[{key}]" if isinstance(key, int) else f".{key}" if path else str(key)
            yield from _flatten(value, path + place)
    elif isinstance(detail, list):
        for index, value in enumerate(detail):
            is_leaf = isinstance(value, exceptions.ErrorDetail)
            yield from _flatten(value, path if is_leaf else f"{path}[{index}]")
    elif isinstance(detail, exceptions.ErrorDetail):
        yield FieldProblem(path=path or "body", code=detail.code or "wrong", message=str(detail))


def problem_body(refusal: Refusal) -> dict[str, Any]:
    """The JSON of a refusal: type, title, status, detail, code and the places at fault.

    Sentences in the language of the request; codes and paths are the same in all.
    """
    return {
        "type": f"/docs/problems#{refusal.code}",
        "title": told(refusal.title),
        "status": refusal.status,
        "detail": told(refusal.detail),
        "code": refusal.code,
        "errors": [
            {"path": error.path, "code": error.code, "message": told(error.message)}
            for error in refusal.errors
        ],
    }


def _as_refusal(error: Exception) -> Refusal | None:
    """Django's and DRF's own refusals in our words; None for a fault of ours."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, Http404):
        return NotFound()
    if isinstance(error, PermissionDenied):
        return NotAllowed()
    if isinstance(error, exceptions.ValidationError):
        return WrongInput(errors=tuple(_flatten(error.detail)))
    if isinstance(error, exceptions.APIException):
        refusal = Refusal(str(error.detail))
        refusal.code = str(error.default_code)
        refusal.status = error.status_code
        refusal.title = TITLES.get(type(error), str(error.default_detail))
        return refusal
    return passing_refusal(error)


def _headers_of(refusal: Refusal, error: BaseException) -> dict[str, str]:
    """Of what is not the asker's fault; whoever runs the service reads of it in the log."""
    if refusal.status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return {}
    log.error("not_answered", code=refusal.code, fault=f"{error!r}")
    return {"Retry-After": str(AGAIN_AFTER_S)} if isinstance(refusal, Unavailable) else {}


def problem_response(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to a refusal; None lets a fault become a 500 and reach the log."""
    refusal = _as_refusal(error)
    if refusal is None:
        return None
    set_rollback()
    headers = _headers_of(refusal, error)
    if isinstance(error, exceptions.APIException):
        if wait := getattr(error, "wait", None):
            headers["Retry-After"] = str(int(wait))
        if challenge := getattr(error, "auth_header", None):
            headers["WWW-Authenticate"] = challenge
    return Response(
        problem_body(refusal), status=refusal.status, headers=headers, content_type=CONTENT_TYPE
    )


def fault_answer(request: HttpRequest) -> HttpResponse:
    """`handler500`, for what has no exception handler of its own, as the short way to work.

    A fault that passes is told as by a view; any other is Django's.
    """
    error = sys.exc_info()[1]
    refusal = None if error is None else passing_refusal(error)
    if error is None or refusal is None:
        return server_error(request)
    body = json_bytes(problem_body(refusal))
    # The layers that else say this may not have been reached.
    length = {"Content-Length": str(len(body)), "Cache-Control": "no-store"}
    return HttpResponse(
        body,
        status=refusal.status,
        headers=_headers_of(refusal, error) | length,
        content_type=CONTENT_TYPE,
    )
