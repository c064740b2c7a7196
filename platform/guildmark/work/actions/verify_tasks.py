"""The verify task that is about the label of a draw task. Lock order: tasks by id, then batch."""

from datetime import datetime

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
