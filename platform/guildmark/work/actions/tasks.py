"""What consensus, quality and managers decide about a task.

Lock order: seats by id, task, then batch.
"""

from datetime import datetime
from secrets import randbelow

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from guildmark.core.states import state_word
from guildmark.projects.actions.locks import locked_project
from guildmark.work.actions.budget import is_in_budget
from guildmark.work.actions.slots import (
    add_slots,
    close_task,
    locked_task,
    record_task,
    reopen_batch,
    require_asking,
)
from guildmark.work.actions.verify_tasks import cancel_verifying, lock_tasks
from guildmark.work.errors import GoldExists, TaskConflict
from guildmark.work.models import Assignment, Batch, Seat, Task

State = Task.State
GOLD_POSITIONS = 2**62  # a random place in the bank, as `work_next_gold` looks for it


@transaction.atomic
def resolve_task(*, task_id: int, actor_id: int | None = None, now: datetime) -> bool:
    """Consensus has what it needs: open slots go, and their price is given back.

    False when it was resolved, cancelled or in triage: safe to repeat. A lease still out there is
    honoured. Records task.resolved.
    """
    return resolve_locked(locked_task(task_id), actor_id=actor_id, now=now)


def resolve_locked(task: Task, *, actor_id: int | None = None, now: datetime) -> bool:
    """As `resolve_task`, for whoever holds the task."""
    if task.state in {State.RESOLVED, State.CANCELLED, State.TRIAGE}:
        return False
    close_task(task, State.RESOLVED, now=now)
    record_task(task, "resolved", actor_id=actor_id, now=now)
    return True


@transaction.atomic
def ask_more(*, task_id: int, slots: int, reason: str, now: datetime) -> bool:
    """A complete task is not sure enough: ask `slots` more people, before anything new.

    Reserves the price. False when answers are on their way, when it is no more saturated, when its
    batch asks nobody, and when that is beyond the project's budget: so a second call changes
    nothing. Records task.extended with the reason. Raises NotFound.
    """
    task = locked_task(task_id)
    is_complete = task.counted == task.target
    if task.state != State.SATURATED or not is_complete or slots < 1 or task.batch_id is None:
        return False
    asking = Batch.objects.select_for_update(no_key=True).filter(
        pk=task.batch_id, state__in=[Batch.State.OPEN, Batch.State.PAUSED]
    )
    batch = asking.first()
    if batch is None or not is_in_budget(batch, wanted_minor=slots * batch.price_minor):
        return False
    task.state = State.OPEN
    add_slots(task, slots, now=now)
    record_task(task, "extended", actor_id=None, now=now, slots=slots, reason=reason)
    return True


@transaction.atomic
def dispute_task(
    *, task_id: int, extra_slots: int, actor_id: int | None = None, now: datetime
) -> bool:
    """People disagree: ask `extra_slots` more of them, at the head of the batch.

    With 0 it waits for a reviewer. False when the task is not complete (more answers are on their
    way), resolved or cancelled: so a second call before they came changes nothing. Reserves the
    price. Records task.disputed.
    """
    task = locked_task(task_id)
    is_complete = task.counted == task.target
    if task.state not in {State.SATURATED, State.DISPUTED} or not is_complete:
        return False
    task.state = State.DISPUTED
    add_slots(task, extra_slots, now=now)
    record_task(task, "disputed", actor_id=actor_id, now=now, extra_slots=extra_slots)
    return True


@transaction.atomic
def reopen_task(*, actor_id: int, task_id: int, slots: int, reason: str, now: datetime) -> Task:
    """Ask `slots` more people for a task that was resolved, or waits in triage.

    With 0 one that was resolved waits for a reviewer. Counts of skips and lapses begin anew, a
    complete batch opens again. Reserves the price. Records task.reopened. Raises NotFound,
    TaskConflict (a second call too), BatchAsksNobody where people would never be asked, and
    BudgetSpent.
    """
    task = locked_task(task_id)
    legal = {State.RESOLVED, State.TRIAGE} if slots else {State.RESOLVED}
    if task.state not in legal or slots < 0 or task.is_gold:
        raise TaskConflict(_("The task is {state}.").format(state=state_word(task.state)))
    if task.is_called_off:
        raise TaskConflict(_("Nobody is asked about this picture any more."))
    if slots:
        require_asking(task, slots)
    task.state = State.OPEN if slots else State.DISPUTED
    task.skip_count = task.lapse_count = 0
    task.assignments.filter(reason=Assignment.DECIDED).update(reason=Assignment.DECIDES)
    reopen_batch(task, actor_id=actor_id, now=now)
    add_slots(task, slots, now=now)
    record_task(task, "reopened", actor_id=actor_id, now=now, slots=slots, reason=reason)
    return task


@transaction.atomic
def cancel_task(*, actor_id: int | None, task_id: int, reason: str, now: datetime) -> bool:
    """Nobody is asked any more; False when it was cancelled. A live lease ends as a paid spare.

    With a draw task goes the verify task of its label. Records task.cancelled. Raises NotFound.
    """
    task = locked_task(task_id)
    if task.state == State.CANCELLED:
        return False
    _cancel(task, actor_id=actor_id, reason=reason, now=now)
    return True


@transaction.atomic
def stop_asking(*, actor_id: int | None, item_id: int, reason: str, now: datetime) -> None:
    """Nobody is asked about an item any more: its tasks that are not over end as by `cancel_task`
    and `retire_gold_task`, with what they record; those that are resolved never ask again. Safe to
    repeat."""
    lock_tasks(Task.objects.filter(item_id=item_id))
    Task.objects.filter(item_id=item_id, state=State.RESOLVED).update(is_called_off=True)
    over = (State.RESOLVED, State.CANCELLED)
    tasks = Task.objects.filter(item_id=item_id).exclude(state__in=over).order_by("pk")
    for task_id, is_gold in list(tasks.values_list("pk", "is_gold")):
        if is_gold:
            retire_gold_task(actor_id=actor_id, task_id=task_id, now=now)
        else:
            cancel_task(actor_id=actor_id, task_id=task_id, reason=reason, now=now)


@transaction.atomic
def cancel_stuck_task(*, actor_id: int, task_id: int, reason: str, now: datetime) -> None:
    """As `cancel_task`, for one in triage. Raises TaskConflict where it is not: a second call."""
    task = locked_task(task_id)
    if task.state != State.TRIAGE:
        raise TaskConflict(_("The task is {state}.").format(state=state_word(task.state)))
    _cancel(task, actor_id=actor_id, reason=reason, now=now)


@transaction.atomic
def call_off_task(*, actor_id: int, task_id: int, reason: str, now: datetime) -> None:
    """As `cancel_task`, for one that people are asked about or that waits for its label.

    Raises TaskConflict in any other state, a second call too.
    """
    task = locked_task(task_id)
    if task.is_gold or task.state not in {State.OPEN, State.SATURATED}:
        raise TaskConflict(_("The task is {state}.").format(state=state_word(task.state)))
    _cancel(task, actor_id=actor_id, reason=reason, now=now)


def _cancel(task: Task, *, actor_id: int | None, reason: str, now: datetime) -> None:
    cancel_verifying(task, actor_id=actor_id, reason=reason, now=now)
    task.is_called_off = True
    task.save(update_fields=["is_called_off"])
    close_task(task, State.CANCELLED, now=now)
    record_task(task, "cancelled", actor_id=actor_id, now=now, reason=reason)


@transaction.atomic
def add_gold_task(
    *, actor_id: int, project_id: int, item_id: int, is_visible: bool = False, now: datetime
) -> Task:
    """Mix an item whose answer `quality` knows into the project's work. Has no slots, no batch.

    A visible one teaches: it comes at the beginning of a person's work more than later. Records
    gold_task.added. Raises GoldExists; a second call is GoldExists.
    """
    # Locked, so that no batch made beside it takes the same item.
    project = locked_project(project_id, keeps_work_going=True)
    try:
        with transaction.atomic():
            task = Task.objects.create(
                organisation_id=project.organisation_id,
                project=project,
                item_id=item_id,
                is_gold=True,
                is_visible_gold=is_visible,
                position=randbelow(GOLD_POSITIONS),
                is_open=False,
                open_slots=0,
                target=0,
                changed_at=now,
            )
    except IntegrityError as error:
        if "task_gold_once" not in str(error):
            raise
        raise GoldExists from error
    seats = Seat.objects.filter(project_id=project_id)
    _lock(seats)
    _offer_gold_again(seats)
    record_task(task, "added", actor_id=actor_id, now=now, noun="gold_task")
    return task


def _lock(seats: QuerySet[Seat]) -> None:
    """A claim beside this one may just be saying of one that it has had all gold."""
    list(seats.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _offer_gold_again(seats: QuerySet[Seat]) -> None:
    """Nobody has had all gold any more; all these seats are locked.

    Only those of which it was said are written, since fifty pictures of an import come here in one
    transaction.
    """
    seats.filter(has_had_all_gold=True).update(has_had_all_gold=False)


@transaction.atomic
def retire_gold_task(*, actor_id: int | None, task_id: int, now: datetime) -> bool:
    """Offer a gold task no more; False when it was retired. Records gold_task.retired."""
    task = locked_task(task_id)
    if task.state == State.CANCELLED:
        return False
    task.state = State.CANCELLED
    task.changed_at = now
    task.save(update_fields=["state", "changed_at"])
    record_task(task, "retired", actor_id=actor_id, now=now, noun="gold_task")
    return True


@transaction.atomic
def reactivate_gold_task(*, actor_id: int | None, task_id: int, now: datetime) -> bool:
    """Offer a retired gold task again. False when it was active. Records gold_task.reactivated."""
    # before the task: who gives a check back holds their seat already
    seats = Seat.objects.filter(project__in=Task.objects.filter(pk=task_id).values("project"))
    _lock(seats)
    task = locked_task(task_id)
    if task.state == State.OPEN:
        return False
    task.state = State.OPEN
    task.changed_at = now
    task.save(update_fields=["state", "changed_at"])
    _offer_gold_again(seats)
    record_task(task, "reactivated", actor_id=actor_id, now=now, noun="gold_task")
    return True
