"""Answers that no worker could compare: what went wrong is kept, and it is tried again later."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from guildmark.consensus.models import JudgingFailure
from guildmark.consensus.queries.failures import (
    TRIES_WAITED_FOR,
    ended_failures,
    lock_due_failures,
)
from guildmark.core.errors import NotFound
from guildmark.events.actions import receipt
from guildmark.work import actions as work
from guildmark.work.models import Task

#: Twice as long after each try, and at last once in so long.
AGAIN_AFTER = timedelta(minutes=1)
AGAIN_AT_LAST = timedelta(hours=6)
#: A mark as old as that was left by a worker that was killed, or by none.
OLD_MARK = timedelta(days=1)
CHUNK = 200
MOST_ERROR = 300


@transaction.atomic
def note_failure(
    *, task_id: int, error: str, event_id: int | None = None, handler: str = "", now: datetime
) -> None:
    """A worker failed at the answers, or the verdicts, of a task with this error; "" when it was
    lost over them.

    It is tried again later, each time after twice as long; from the fourth failure on nobody waits
    for it, and staff are told. The event that asked for it is dealt with: what comes after it is
    here. A try is counted once: one without an event, when it was taken up (`take_due_failures`);
    of others, calling twice counts two. Nothing where the task is gone, or the event dealt with.
    """
    task = Task.objects.select_for_update(no_key=True).filter(pk=task_id).first()
    if task is None:
        return
    if event_id is not None and not receipt(event_id=event_id, handler=handler, now=now):
        return
    failure, is_first = JudgingFailure.objects.get_or_create(
        task=task,
        defaults={
            "project_id": task.project_id,
            "tries": 0,
            "first_at": now,
            "last_at": now,
            "again_at": now,
        },
    )
    failure.tries += is_first or event_id is not None
    failure.error = error[:MOST_ERROR]
    failure.last_at = now
    failure.again_at = now + _wait(failure.tries)
    failure.save(update_fields=["tries", "error", "last_at", "again_at"])
    if failure.tries >= TRIES_WAITED_FOR:
        work.note_judged(task)


@transaction.atomic
def take_due_failures(*, now: datetime, limit: int) -> list[tuple[int, str]]:
    """Tasks to be tried again now, with their step, what waits longest first.

    The try is counted, and the next one put off, before it begins: a worker that is killed over it
    writes nothing down. Called twice, the second time finds none of them.
    """
    due = lock_due_failures(now=now, limit=limit)
    for failure in due:
        failure.tries += 1
        failure.again_at = now + _wait(failure.tries)
        if failure.tries >= TRIES_WAITED_FOR:
            work.note_judged(failure.task)
    JudgingFailure.objects.bulk_update(due, ["tries", "again_at"])
    return [(failure.task_id, failure.task.step) for failure in due]


def _wait(tries: int) -> timedelta:
    """How long it rests after so many tries."""
    return min(AGAIN_AFTER * (1 << min(tries - 1, 20)), AGAIN_AT_LAST)


def judge_again(*, task_id: int, now: datetime) -> None:
    """Let the next sweep, within half a minute, try it again. Raises NotFound. Safe to repeat."""
    if not JudgingFailure.objects.filter(task_id=task_id).update(again_at=now):
        raise NotFound


def forget_failure(*, task_id: int) -> None:
    """A worker came to the end with it. Safe to repeat."""
    JudgingFailure.objects.filter(task_id=task_id).delete()


def tidy_failures(*, now: datetime) -> None:
    """Forget what waits no more, and take away marks older than a day. A sweep; safe to repeat.

    Such a mark costs everybody who finds nothing a look. Where the task still waits, a worker was
    killed over it, or none came: that is noted as four tries in vain, so that staff see it, and it
    is tried again at once.
    """
    ended_failures().delete()
    while _take_old_marks(now=now) == CHUNK:
        pass


@transaction.atomic
def _take_old_marks(*, now: datetime) -> int:
    # in no order: by id, every task there is might be walked; and nothing locked is waited for
    old = Task.objects.filter(is_unjudged=True, changed_at__lt=now - OLD_MARK)
    old = old.select_for_update(no_key=True, skip_locked=True)
    ids = list(old.values_list("pk", flat=True)[:CHUNK])
    waiting = Q(state=Task.State.SATURATED, leased=0, open_slots=0)
    _note_in_vain(Task.objects.filter(waiting, pk__in=ids), now)
    Task.objects.filter(pk__in=ids).update(is_unjudged=False)
    return len(ids)


def note_given_up(*, task_ids: Collection[int], now: datetime) -> None:
    """Events that asked for these were sent for a day, and no worker came to the end with them.

    Noted as four tries in vain, as in `tidy_failures`; what waits no more is forgotten by it.
    Safe to repeat.
    """
    _note_in_vain(Task.objects.filter(pk__in=task_ids), now)


def _note_in_vain(tasks: QuerySet[Task], now: datetime) -> None:
    JudgingFailure.objects.bulk_create(
        (
            JudgingFailure(
                task=task,
                project_id=task.project_id,
                tries=TRIES_WAITED_FOR,
                first_at=task.changed_at,
                last_at=now,
                again_at=now,
            )
            for task in tasks.order_by("pk")
        ),
        ignore_conflicts=True,
    )
