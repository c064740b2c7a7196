"""The verify task that is about the label of a draw task.

Lock order: draw tasks by id, verify tasks by id, then batch.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from guildmark.work.actions.slots import close_task, record_task
from guildmark.work.models import Task

State = Task.State
ENDED = frozenset({State.RESOLVED, State.CANCELLED})


def locked_verify_task(draw: Task) -> Task | None:
    """The verify task of a draw task's item, locked; None without one. The draw task is locked."""
    if draw.batch_id is None or draw.step != Task.Step.DRAW:
        return None
    return (
        Task.objects.select_for_update(no_key=True)
        .filter(batch_id=draw.batch_id, item_id=draw.item_id, step=Task.Step.VERIFY)
        .first()
    )


def lock_tasks(tasks: QuerySet[Task]) -> None:
    """Lock tasks in the order of the queue: what draws by id, then what verifies by id.

    Two statements: a verify task that was made while its draw task was waited for is seen by the
    second one only, and no other can be made any more.
    """
    for of_step in (tasks.exclude(step=Task.Step.VERIFY), tasks.filter(step=Task.Step.VERIFY)):
        list(of_step.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def lock_with_verifying(draw_ids: Collection[int]) -> None:
    """Lock draw tasks, and the verify tasks of their labels.

    For whoever concludes several in one transaction: the first may lock the batch, and a verify
    task that is locked after that is waited for by somebody who holds it and wants the batch.
    """
    places = list(Task.objects.filter(pk__in=draw_ids).values_list("batch_id", "item_id"))
    verifying = Q(
        step=Task.Step.VERIFY,
        batch_id__in={batch_id for batch_id, _ in places},
        item_id__in={item_id for _, item_id in places},
    )
    lock_tasks(Task.objects.filter(Q(pk__in=draw_ids) | verifying))


def halt_verifying(draw: Task, *, now: datetime) -> None:
    """The label that is being judged stands no more: nobody else is asked about it.

    In the caller's transaction, which holds the draw task. A lease still out there is honoured.
    """
    verify = locked_verify_task(draw)
    if verify is not None and verify.state not in ENDED:
        close_task(verify, State.RESOLVED, now=now)


def cancel_verifying(draw: Task, *, actor_id: int | None, reason: str, now: datetime) -> None:
    """The picture is not to be labelled: its label is not judged either.

    In the caller's transaction, which holds the draw task and not yet its batch. A live lease ends
    as a paid spare. Records task.cancelled where there was something to cancel.
    """
    verify = locked_verify_task(draw)
    if verify is not None and verify.state not in ENDED:
        close_task(verify, State.CANCELLED, now=now)
        record_task(verify, "cancelled", actor_id=actor_id, now=now, reason=reason)
