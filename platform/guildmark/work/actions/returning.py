"""Work that goes back to its author. Lock order: assignment, tasks by id, then batch."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from guildmark.core.errors import NotFound
from guildmark.core.states import state_word
from guildmark.events.actions import record, ring_after_commit
from guildmark.work.actions.slots import locked_task, record_task, reopen_batch
from guildmark.work.actions.verify_tasks import halt_verifying
from guildmark.work.errors import CannotReturn, ReturnedOften, ReviewOwnWork, WrongObjection
from guildmark.work.judgement import objection_problems
from guildmark.work.models import Assignment, Batch, Draft, Return, Submission, Task

State = Assignment.State
#: After so many times a reviewer decides.
MOST_RETURNS = 2
#: So long the author can take it up again; then others are asked.
TIME_TO_TAKE_UP = timedelta(days=7)
SWEEP_CHUNK = 200


@transaction.atomic
def return_assignment(
    *,
    assignment_id: int,
    reason_code: str,
    note: str,
    marks: Sequence[dict[str, Any]],  # [{x, y, text}], JSON
    actor_id: int | None,
    now: datetime,
) -> Return:
    """Send an answer back to its author: submitted -> returned, and first in their next claim.

    The answer counts no more, and keeps its slot for seven days, whatever becomes of its author's
    leases; it is the draft they begin with. A task that was resolved, or in a reviewer's hands,
    waits for the new answer. Records assignment.returned, and task.reopened where there was a
    label. Raises NotFound, ReviewOwnWork, WrongObjection, ReturnedOften, and CannotReturn: so a
    second call is CannotReturn.
    """
    found = (
        Assignment.objects.select_for_update(no_key=True, of=("self",))
        .select_related("item")
        .filter(pk=assignment_id)
        .first()
    )
    if found is None:
        raise NotFound
    if actor_id == found.annotator_id:
        raise ReviewOwnWork
    problems = objection_problems(
        reason_code, note, marks, width_px=found.item.width_px, height_px=found.item.height_px
    )
    if problems:
        raise WrongObjection(errors=problems)
    if found.state != State.SUBMITTED:
        raise CannotReturn(_("This work is {state}.").format(state=state_word(found.state)))
    if found.return_count >= MOST_RETURNS:
        raise ReturnedOften
    answer = found.submissions.get(is_current=True)
    _free_for_author(found, answer, actor_id=actor_id, now=now)
    sent_back = Return.objects.create(
        assignment=found,
        submission=answer,
        number=found.return_count,
        reason_code=reason_code,
        note=note,
        marks=list(marks),
        returned_by_id=actor_id,
        returned_at=now,
    )
    _record(found, reason_code, actor_id=actor_id, now=now)
    return sent_back


def _free_for_author(
    found: Assignment, answer: Submission, *, actor_id: int | None, now: datetime
) -> None:
    task = locked_task(found.task_id)
    if task.step != Task.Step.DRAW or not answer.counts:
        raise CannotReturn("Only drawn work that counts can go back.")
    halt_verifying(task, now=now)
    _hold_slot(task, actor_id=actor_id, now=now)
    answer.counts = False
    answer.save(update_fields=["counts"])
    found.state = State.RETURNED
    found.return_count += 1
    found.lease_expires_at = found.return_ends_at = now + TIME_TO_TAKE_UP
    found.reason = ""
    found.save(
        update_fields=["state", "return_count", "lease_expires_at", "return_ends_at", "reason"]
    )
    Draft.objects.update_or_create(
        assignment=found,
        defaults={
            "revision": 1,
            "document": answer.document,
            "window_id": "",
            "saved_at": now,
        },
    )


def _hold_slot(task: Task, *, actor_id: int | None, now: datetime) -> None:
    """The slot of a counting answer is held for its author. Raises CannotReturn."""
    closed = {Task.State.CANCELLED, Task.State.TRIAGE}
    batch = Batch.objects.select_for_update(no_key=True, of=("self",)).filter(tasks=task.pk).first()
    asks_nobody = (
        task.is_gold
        or task.state in closed
        or task.is_called_off
        or batch is None
        or batch.state == Batch.State.ARCHIVED
        or (batch.state == Batch.State.COMPLETE and batch.was_stopped)
    )
    if asks_nobody:
        raise CannotReturn("Nobody is asked about this picture any more.")
    was_resolved = task.state == Task.State.RESOLVED
    task.counted -= 1
    task.leased += 1
    task.is_unjudged = False
    if not task.is_open:
        task.state = Task.State.SATURATED
    task.changed_at = now
    task.save(update_fields=["counted", "leased", "state", "is_unjudged", "changed_at"])
    if was_resolved:
        reopen_batch(task, actor_id=actor_id, now=now)
        record_task(task, "reopened", actor_id=actor_id, now=now, slots=0, reason="returned")


def expire_returned(*, now: datetime) -> int:
    """Give on what its author did not take up again in time, or can no more; how many.

    Where time ran out it is expired; where its author's seat is closed it is a spare, and paid:
    they could not mend it. Part of the sweep, in chunks that are transactions of their own.
    Records assignment.expired or assignment.spare. Safe to repeat and beside itself.
    """
    total = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT work_expire_returned(%s, %s)", [now, SWEEP_CHUNK])
            count: int = cursor.fetchone()[0]
            if count:
                ring_after_commit()
        total += count
        if count == 0:
            return total


def _record(found: Assignment, reason: str, *, actor_id: int | None, now: datetime) -> None:
    record(
        name="assignment.returned",
        payload={
            "assignment_id": found.pk,
            "task_id": found.task_id,
            "annotator_id": found.annotator_id,
            "project_id": found.project_id,
            "batch_id": found.batch_id,
            "reason": reason,
        },
        actor_id=actor_id,
        organisation_id=found.organisation_id,
        now=now,
    )
