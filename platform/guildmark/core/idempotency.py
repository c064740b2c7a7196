"""One key, one effect, one answer: `Idempotency-Key` on creating POSTs.

The key, the effect and the answer are one transaction. A second request with the key waits for
the first on the unique index, then is given the stored answer. Answers are sealed (one of them
shows the text of a new API key, which is stored nowhere else) and forgotten after a day. A request
that is refused leaves no key, and what it leaves without one: which of its files are to be deleted.
One that fails leaves nothing but the work that `if_undone` was given.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

import orjson
import structlog
from django.db import DatabaseError, IntegrityError, transaction
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from guildmark.core.actors import actor_of
from guildmark.core.clock import now
from guildmark.core.errors import Refusal
from guildmark.core.models import IdempotencyRecord
from guildmark.core.rendering import json_bytes
from guildmark.core.sealing import seal, unseal
from guildmark.core.uploads import content_sha256

log = structlog.get_logger(__name__)
HEADER = "Idempotency-Key"
#: Where a request says what it wants in its head, and nothing in its body (tus 1.0.0).
SAID_IN_HEAD = ("Upload-Length", "Upload-Metadata")
MOST_CHARACTERS = 200
KEPT_FOR = timedelta(days=1)
ViewMethod = Callable[..., Response]
DESCRIBED = OpenApiParameter(
    HEADER,
    {"type": "string", "maxLength": MOST_CHARACTERS},
    OpenApiParameter.HEADER,
    required=False,
    description="Sent again with the same one, the request has its effect once.",
)


class KeyReused(Refusal):
    """The key was used for another request."""

    code = "idempotency_key_reused"
    status = 422
    title = "This Idempotency-Key was used for another request"


class KeyTooLong(Refusal):
    """The key does not fit."""

    code = "idempotency_key_too_long"
    status = 400
    title = "An Idempotency-Key has at most 200 characters"


class AnswerUnreadable(Refusal):
    """It was stored under another secret of the installation."""

    code = "idempotency_answer_unreadable"
    title = "This request was carried out, and its answer cannot be read any more"


def _digest(request: Request) -> bytes:
    """SHA-256 of the body; of a form's fields and of its files by name and content.

    With it what the head says, where it says anything.
    """
    is_form = bool(request.content_type) and request.content_type.startswith("multipart/")
    content = _form(request) if is_form else request.data
    said = {name: request.headers[name] for name in SAID_IN_HEAD if name in request.headers}
    if said:
        content = [content, said]
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).digest()


def _form(request: Request) -> list[Mapping[str, object]]:
    """By field its values, and by field its files as name and SHA-256."""
    fields = dict(request.POST.lists())
    files = {
        name: [[str(upload.name), content_sha256(upload)] for upload in uploads]
        for name, uploads in request.FILES.lists()
    }
    return [fields, files]


def _stored(actor: str, key: str, route: str, digest: bytes) -> Response:
    """The answer given the first time. Raises KeyReused."""
    record = IdempotencyRecord.objects.get(actor=actor, key=key)
    if bytes(record.request_sha256) != digest or record.route != route:
        raise KeyReused
    content = unseal(bytes(record.body or b""))
    if content is None:
        raise AnswerUnreadable
    headers = {**record.headers, "Idempotent-Replayed": "true"}
    return Response(orjson.loads(content), status=record.status, headers=headers)


def _own_headers(response: Response) -> dict[str, str]:
    """What the view wrote into the head of its answer: where the new thing is, for example."""
    return {name: value for name, value in response.items() if name != "Content-Type"}


_if_undone: ContextVar[list[Callable[[], object]] | None] = ContextVar("if_undone", default=None)


def if_undone(work: Callable[[], object]) -> None:
    """Do this where the request in hand has a key and fails: once what it wrote is taken back.

    For what must be known of a request that left nothing else. Without a key nothing is taken back.
    """
    waiting = _if_undone.get()
    if waiting is not None:
        waiting.append(work)


@contextmanager
def _undone() -> Iterator[None]:
    """Around a transaction: what `if_undone` was given is done after its failure, which goes on."""
    waiting: list[Callable[[], object]] = []
    token = _if_undone.set(waiting)
    try:
        yield
    except Exception:
        for work in waiting:
            try:
                work()
            except DatabaseError:  # the failure is told, and not what this does to it
                log.exception("not_done_after_failure")
        raise
    finally:
        _if_undone.reset(token)


def idempotent(method: ViewMethod) -> ViewMethod:
    """Make a creating POST safe to send again with its key; without a key nothing changes."""

    @extend_schema(parameters=[DESCRIBED])
    @wraps(method)
    def answer(view: object, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER, "")
        if not key:
            return method(view, request, *args, **kwargs)
        if len(key) > MOST_CHARACTERS:
            raise KeyTooLong
        actor, route, digest = actor_of(request), request.path, _digest(request)
        refused: Refusal | None = None
        try:
            with _undone(), transaction.atomic():
                record = IdempotencyRecord.objects.create(
                    actor=actor, key=key, route=route, request_sha256=digest, created_at=now()
                )
                try:
                    response = method(view, request, *args, **kwargs)
                except Refusal as error:
                    refused = error
                    record.delete()
                else:
                    record.status = response.status_code
                    record.body = seal(json_bytes(response.data))
                    record.headers = _own_headers(response)
                    record.save(update_fields=["status", "body", "headers"])
        except IntegrityError as error:
            if "idempotency_once" not in str(error):
                raise
            return _stored(actor, key, route, digest)
        if refused is not None:
            raise refused
        return response

    return answer


def forget_answers(*, now: datetime, limit: int = 5000) -> int:
    """Delete answers older than a day; how many. Their keys can be used again. Safe to repeat."""
    old = IdempotencyRecord.objects.filter(created_at__lt=now - KEPT_FOR).order_by("created_at")
    deleted, _ = IdempotencyRecord.objects.filter(
        pk__in=old.values_list("pk", flat=True)[:limit]
    ).delete()
    return deleted
