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
from guildmark.consensus.queries.tasks import forgotten_tasks, forgotten_verdicts
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
    lost over them, which leaves the error of the try before.

    It is tried again later, each time after twice as long; from the fourth failure on nobody waits
    for it, and staff are told. The event that asked for it is dealt with: what comes after it is
    here. A try is counted once: one without an event, when it was taken up (`take_due_failures`,
    `take_forgotten`); of others, calling twice counts two. Nothing where the task is gone, or the
    event dealt with.
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
    failure.error = error[:MOST_ERROR] or failure.error
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


@transaction.atomic
def take_forgotten(*, now: datetime, limit: int) -> list[tuple[int, str]]:
    """Verdicts that nobody has settled, and complete tasks that nobody has judged, with their step;
    at most `limit` of each.

    From here on they are tried as what failed is (`take_due_failures`), this being the first try: a
    worker that is lost over one too late for the message to be delivered again leaves no other
    mark. Called twice, the second time finds none of them.
    """
    found = [
        *(
            (task_id, Task.Step.VERIFY.value)
            for task_id in forgotten_verdicts(now=now, limit=limit)
        ),
        *((task_id, Task.Step.DRAW.value) for task_id in forgotten_tasks(now=now, limit=limit)),
    ]
    tasks = Task.objects.filter(pk__in=[task_id for task_id, _ in found])
    _note_tried(tasks, 1, now=now, again_at=now + _wait(1))
    return found


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
    tasks = Task.objects.filter(waiting, pk__in=ids)
    _note_tried(tasks, TRIES_WAITED_FOR, now=now, again_at=now)
    Task.objects.filter(pk__in=ids).update(is_unjudged=False)
    return len(ids)


def note_given_up(*, task_ids: Collection[int], now: datetime) -> None:
    """Events that asked for these were sent for a day, and no worker came to the end with them.

    Noted as four tries in vain, as in `tidy_failures`; what waits no more is forgotten by it.
    Safe to repeat.
    """
    tasks = Task.objects.filter(pk__in=task_ids)
    _note_tried(tasks, TRIES_WAITED_FOR, now=now, again_at=now)


def _note_tried(tasks: QuerySet[Task], tries: int, *, now: datetime, again_at: datetime) -> None:
    """So many tries of each, of which nobody knows how they ended; what is noted stays."""
    JudgingFailure.objects.bulk_create(
        (
            JudgingFailure(
                task=task,
                project_id=task.project_id,
                tries=tries,
                first_at=task.changed_at,
                last_at=now,
                again_at=again_at,
            )
            for task in tasks.order_by("pk")
        ),
        ignore_conflicts=True,
    )
