"""What a reviewer does to a disputed task. Lock order: seat, assignment, task, then batch.

Who decides what the label is has a row among the assignments, released and unpaid: so the index
that keeps everybody from having an item twice keeps drawer, verifier and reviewer apart too.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from guildmark.core.states import state_word
from guildmark.work.actions.slots import (
    add_slots,
    close_task,
    locked_task,
    record_task,
    reopen_batch,
    require_asking,
)
from guildmark.work.errors import TaskConflict, TookPart
from guildmark.work.models import Assignment, Seat, Task

State = Task.State


@transaction.atomic
def begin_adjudication(*, actor_id: int, task_id: int, now: datetime) -> Task:
    """disputed -> adjudicating, by somebody who neither drew nor judged this picture.

    From then on they can do neither. Records task.adjudicating. Raises NotFound, TookPart, and
    TaskConflict when it is not disputed: so a second call is TaskConflict.
    """
    _take_place(actor_id, task_id, now=now)
    task = locked_task(task_id)
    if task.state != State.DISPUTED:
        raise TaskConflict(_("The task is {state}.").format(state=state_word(task.state)))
    return _move(task, State.ADJUDICATING, "adjudicating", actor_id=actor_id, now=now)


@transaction.atomic
def release_adjudication(*, actor_id: int | None, task_id: int, now: datetime) -> bool:
    """adjudicating -> disputed: it waits for the next reviewer. False when it was not.

    Records task.adjudication_released. Raises NotFound.
    """
    task = locked_task(task_id)
    if task.state != State.ADJUDICATING:
        return False
    _move(task, State.DISPUTED, "adjudication_released", actor_id=actor_id, now=now)
    return True


@transaction.atomic
def settle_adjudication(*, actor_id: int, task_id: int, now: datetime) -> Task:
    """adjudicating -> resolved: open slots go, and their price is given back.

    A lease still out there is honoured. Records task.resolved. Raises NotFound, and TaskConflict
    when nobody adjudicates it: so a second call is TaskConflict.
    """
    Assignment.objects.filter(annotator_id=actor_id, task_id=task_id).update(
        reason=Assignment.DECIDED
    )
    task = _adjudicated(task_id)
    close_task(task, State.RESOLVED, now=now)
    record_task(task, "resolved", actor_id=actor_id, now=now)
    return task


@transaction.atomic
def ask_others(*, actor_id: int, task_id: int, slots: int, reason: str, now: datetime) -> Task:
    """adjudicating -> open: `slots` more people are asked, before anything new.

    Reserves the price. Records task.extended. As `settle_adjudication`, BatchAsksNobody where
    people would never be asked, and BudgetSpent.
    """
    task = _adjudicated(task_id)
    if slots < 1:
        raise TaskConflict("At least one more person must be asked.")
    require_asking(task, slots)
    task.state = State.OPEN
    reopen_batch(task, actor_id=actor_id, now=now)
    add_slots(task, slots, now=now)
    record_task(task, "extended", actor_id=actor_id, now=now, slots=slots, reason=reason)
    return task


def _take_place(actor_id: int, task_id: int, *, now: datetime) -> None:
    """The row of who decides, made once; TookPart where they have another on this picture."""
    task = Task.objects.select_related("batch").filter(pk=task_id, batch__isnull=False).first()
    if task is None or task.batch is None:
        raise TaskConflict("Nobody disputes a task without a batch.")
    # A claim of theirs beside this one ends first: it may have chosen this very picture.
    seat = Seat.objects.filter(annotator_id=actor_id, project_id=task.project_id)
    list(seat.select_for_update(no_key=True).values_list("pk"))
    try:
        with transaction.atomic():
            Assignment.objects.create(
                organisation_id=task.organisation_id,
                task=task,
                annotator_id=actor_id,
                project_id=task.project_id,
                item_id=task.item_id,
                batch=task.batch,
                schema_version_id=task.batch.schema_version_id,
                guideline_version_id=task.batch.guideline_version_id,
                state=Assignment.State.RELEASED,
                amount_minor=0,
                currency=task.batch.currency,
                leased_at=now,
                lease_expires_at=now,
                ended_at=now,
                reason=Assignment.DECIDES,
            )
    except IntegrityError as error:
        mine = Assignment.objects.filter(
            annotator_id=actor_id,
            task_id=task_id,
            reason__in=[Assignment.DECIDES, Assignment.DECIDED],
        )
        if not mine.exists():
            raise TookPart from error


def _adjudicated(task_id: int) -> Task:
    task = locked_task(task_id)
    if task.state != State.ADJUDICATING:
        raise TaskConflict(_("The task is {state}.").format(state=state_word(task.state)))
    return task


def _move(task: Task, to: Task.State, verb: str, *, actor_id: int | None, now: datetime) -> Task:
    task.state = to
    task.changed_at = now
    task.save(update_fields=["state", "changed_at"])
    record_task(task, verb, actor_id=actor_id, now=now)
    return task
