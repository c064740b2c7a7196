"""Taking, reporting and ending an `Operation` from a worker, so that a lost worker harms nothing.

Three things hold together. An advisory lock of the database session says whether anybody alive
is working on it: it ends with the connection, so a killed worker frees it at once. The state is
moved by compare-and-set. `attempt` is the fencing token: a worker that was cut off and comes back
finds a higher one, and its reports and its end change nothing.

Session locks need a connection per worker: a transaction pooler must stand aside for workers.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import connection, models, transaction
from django.db.models import F, Q

from concord.sentences import Sentence
from guildmark.core.away import NoRoom
from guildmark.core.disk import is_full
from guildmark.core.models import Operation

OperationT = TypeVar("OperationT", bound=Operation)

#: Where each attempt begins anew: an operation that kills its workers is given up after so many.
MOST_ATTEMPTS = 8
#: A live operation without a sign of life for so long is rung again by the sweep.
QUIET_FOR = timedelta(seconds=20)
NO_ROOM = (
    "The service has no room left, and waits. Nothing is lost: once whoever runs it has made room, "
    "it goes on by itself."
)


class OperationLost(Exception):  # noqa: N818  an outcome, not a fault
    """Somebody else has taken the operation over, or it is over: stop, and write nothing more."""


class OperationCancelled(Exception):  # noqa: N818  an outcome, not a fault
    """A person asked for the end; the caller tidies up and calls `cancel`."""


@contextmanager
def working_on(model: type[models.Model], pk: int) -> Iterator[bool]:
    """Whether this session is the one that works on the row; the lock ends with the block."""
    key = _lock_key(model, pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        (is_ours,) = cursor.fetchone()
    try:
        yield bool(is_ours)
    finally:
        # A connection that broke has let go of the lock already.
        if is_ours and not connection.needs_rollback and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def _lock_key(model: type[models.Model], pk: int) -> int:
    """A signed 64-bit number for the row, the same in every process."""
    digest = hashlib.blake2b(f"{model._meta.label_lower}:{pk}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


@transaction.atomic
def take(
    model: type[OperationT], *, pk: int, now: datetime, most_attempts: int | None = None
) -> OperationT | None:
    """The operation, running, with a new `attempt`; None when it is over or does not exist.

    One that was begun `most_attempts` times is given up: failed, with `gave_up`.
    Call inside `working_on`: a running one is taken over, because its worker is gone.
    """
    operation = model._default_manager.select_for_update().filter(pk=pk).first()
    if operation is None or operation.state not in Operation.LIVE:
        return None
    if most_attempts is not None and operation.attempt >= most_attempts:
        _give_up(operation, now)
        return None
    operation.state = Operation.State.RUNNING
    operation.attempt += 1
    operation.started_at = operation.started_at or now
    operation.heartbeat_at = now
    _wait_no_more(operation)
    operation.save(
        update_fields=[
            "state", "attempt", "started_at", "heartbeat_at", "error_code", "error_detail",
        ]
    )  # fmt: skip
    return operation


def _give_up(operation: Operation, now: datetime) -> None:
    operation.state = Operation.State.FAILED
    operation.error_code = "gave_up"
    operation.error_detail = Sentence(
        "It was begun and never came to its end, {n} times over. The log of the workers says why.",
        n=operation.attempt,
    )
    operation.finished_at = now
    operation.save(update_fields=["state", "error_code", "error_detail", "finished_at"])


@contextmanager
def waiting_for_room(operation: Operation, *, clock: Callable[[], datetime]) -> Iterator[None]:
    """A full disk in the block ends it, and the operation waits: running -> queued, with why.

    The sweep rings again. The attempt is given back: days without room wear nothing out. So the
    caller writes nothing more, for the next one has the same number.
    """
    try:
        yield
    except OSError as error:
        if not is_full(error):
            raise
        _mine(operation).update(
            state=Operation.State.QUEUED,
            attempt=F("attempt") - 1,
            heartbeat_at=clock(),
            error_code=NoRoom.code,
            error_detail=NO_ROOM,
        )


def _wait_no_more(operation: Operation) -> None:
    if operation.error_code == NoRoom.code:
        operation.error_code = operation.error_detail = ""


def report(operation: Operation, *, done: int, total: int, now: datetime, **fields: object) -> None:
    """Show progress and a sign of life. Raises OperationLost and OperationCancelled."""
    changed = _mine(operation).update(
        progress_done=done, progress_total=total, heartbeat_at=now, **fields
    )
    if not changed:
        raise OperationLost
    heed_cancel(operation)


def heed_cancel(operation: Operation) -> None:
    """Stop here if a person asked for the end. Raises OperationCancelled."""
    if _mine(operation).filter(is_cancel_requested=True).exists():
        raise OperationCancelled


def request_cancel(operation: Operation, *, now: datetime) -> bool:
    """Ask a locked, live one to end; whether nobody had asked before.

    One that waits is cancelled at once, a running one ends at its next report. False, and nothing
    changed, for one that is over.
    """
    if operation.state not in Operation.LIVE or operation.is_cancel_requested:
        return False
    operation.is_cancel_requested = True
    if operation.state == Operation.State.QUEUED:
        operation.state = Operation.State.CANCELLED
        operation.finished_at = now
        _wait_no_more(operation)
    operation.save(
        update_fields=["is_cancel_requested", "state", "finished_at", "error_code", "error_detail"]
    )
    return True


def finish(operation: Operation, *, now: datetime, **fields: object) -> None:
    """running -> done with its results, in the caller's transaction. Raises OperationLost."""
    _end(operation, Operation.State.DONE, now, fields)


def cancel(operation: Operation, *, now: datetime) -> None:
    """running -> cancelled. Raises OperationLost."""
    _end(operation, Operation.State.CANCELLED, now, {})


def fail(operation: Operation, *, code: str, detail: str, now: datetime) -> None:
    """running -> failed, with a sentence a person can act on. Raises OperationLost."""
    _end(operation, Operation.State.FAILED, now, {"error_code": code, "error_detail": detail})


def _end(operation: Operation, state: str, now: datetime, fields: dict[str, object]) -> None:
    if not _mine(operation).update(state=state, finished_at=now, heartbeat_at=now, **fields):
        raise OperationLost


def _mine(operation: Operation) -> models.QuerySet[Operation]:
    """The row, as long as this attempt is the one that runs."""
    manager: models.Manager[Operation] = type(operation)._default_manager
    return manager.filter(pk=operation.pk, attempt=operation.attempt, state=Operation.State.RUNNING)


def quiet(model: type[OperationT], *, now: datetime) -> models.QuerySet[OperationT]:
    """Live operations without a sign of life: lost by the broker or by a worker, or just waiting.

    Ringing again for one that somebody does work on costs one look at its lock.
    """
    since = now - QUIET_FOR
    never_started = Q(heartbeat_at=None, created_at__lt=since)
    return model._default_manager.filter(
        never_started | Q(heartbeat_at__lt=since), state__in=Operation.LIVE
    ).order_by("pk")
