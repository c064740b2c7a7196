"""Slots of one task: locked, dropped, added, reserved. Lock order: task, then batch."""

from datetime import datetime

from django.db import connection
from django.db.models import Case, F, Value, When
from django.db.models.expressions import CombinedExpression

from guildmark.core.errors import NotFound
from guildmark.events.actions import record
from guildmark.work.actions.budget import require_budget
from guildmark.work.errors import BatchAsksNobody
from guildmark.work.models import Batch, Task


def locked_task(task_id: int) -> Task:
    """The task, locked. Raises NotFound."""
    task = Task.objects.select_for_update(no_key=True).filter(pk=task_id).first()
    if task is None:
        raise NotFound
    return task


def close_task(task: Task, state: Task.State, *, now: datetime) -> None:
    """Drop the open slots and give their price back."""
    released = task.open_slots
    task.state = state
    task.target -= released
    task.open_slots = 0
    task.is_open = task.is_unjudged = False
    task.changed_at = now
    task.save(
        update_fields=["state", "target", "open_slots", "is_open", "is_unjudged", "changed_at"]
    )
    _reserve(task, -released)


def note_judged(task: Task) -> None:
    """A worker looks at the answers of a task it holds: nobody waits for that any more."""
    if task.is_unjudged:
        task.is_unjudged = False
        task.save(update_fields=["is_unjudged"])


def _reserve(task: Task, slots: int) -> None:
    """Reserve the price of slots, or give it back; a draft's slots are reserved at its opening."""
    if slots == 0 or task.batch_id is None:
        return
    # One statement: a batch is held no longer than it takes, for people wait for it. Its state is
    # no condition of the row: one that is being opened beside this would be passed over.
    Batch.objects.filter(pk=task.batch_id).update(
        reserved_minor=F("reserved_minor") + _unless_draft(slots * F("price_minor")),
        slots_made=F("slots_made") + _unless_draft(Value(max(slots, 0))),
    )


def _unless_draft(amount: CombinedExpression | Value) -> Case:
    """0 of a draft."""
    return Case(When(state=Batch.State.DRAFT, then=0), default=amount)


def reopen_batch(task: Task, *, actor_id: int | None, now: datetime) -> None:
    """A complete batch asks again, for one of its tasks does. Records batch.reopened.

    An end that is past is lifted, or the next sweep would drain it before anybody came.
    """
    if task.batch_id is None:
        return
    batch = Batch.objects.select_for_update(no_key=True).filter(pk=task.batch_id).first()
    if batch is None or batch.state != Batch.State.COMPLETE:
        return
    lifted_end = None
    batch.state = Batch.State.OPEN
    if batch.closes_at is not None and batch.closes_at <= now:
        lifted_end, batch.closes_at = batch.closes_at.isoformat(), None
    batch.save(update_fields=["state", "closes_at"])
    record(
        name="batch.reopened",
        payload={
            "batch_id": batch.pk,
            "project_id": batch.project_id,
            "task_id": task.pk,
            **({"lifted_end": lifted_end} if lifted_end else {}),
        },
        actor_id=actor_id,
        organisation_id=batch.organisation_id,
        now=now,
    )


def require_asking(task: Task, slots: int) -> None:
    """Raises BatchAsksNobody where a new slot would be given to nobody, and BudgetSpent where the
    project cannot pay for as many; the batch stays locked."""
    if task.batch_id is None:
        return
    batch = Batch.objects.select_for_update(no_key=True).filter(pk=task.batch_id).first()
    if batch is not None and batch.state in {Batch.State.DRAINING, Batch.State.ARCHIVED}:
        raise BatchAsksNobody
    if batch is not None:
        require_budget(batch, wanted_minor=slots * batch.price_minor)


def add_slots(task: Task, slots: int, *, now: datetime) -> None:
    """More slots, reserved; a closed task re-enters where nobody's cursor has been."""
    was_open = task.is_open
    task.target += slots
    task.open_slots += slots
    task.is_open = task.open_slots > 0
    task.is_unjudged = False
    task.changed_at = now
    task.save()
    if slots == 0:
        return
    _reserve(task, slots)
    if not was_open:
        with connection.cursor() as cursor:
            cursor.execute("SELECT work_reenter(%s, %s)", [task.pk, task.batch_id])
        task.refresh_from_db(fields=["position", "is_reentered"])


def record_task(
    task: Task,
    verb: str,
    *,
    actor_id: int | None,
    now: datetime,
    noun: str = "task",
    **more: int | str,
) -> None:
    """Record what became of a task, in the caller's transaction."""
    record(
        name=f"{noun}.{verb}",
        payload={
            "task_id": task.pk,
            "project_id": task.project_id,
            "batch_id": task.batch_id,
            **more,
        },
        actor_id=actor_id,
        organisation_id=task.organisation_id,
        now=now,
    )
