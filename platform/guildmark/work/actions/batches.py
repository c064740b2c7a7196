"""A batch from its opening to the archive."""

import random
import time
from collections.abc import Iterator
from datetime import datetime

from django.db import OperationalError, connection, transaction
from django.db.models import F, Min, Sum
from django.utils.translation import gettext as _
from psycopg2.errorcodes import LOCK_NOT_AVAILABLE

from guildmark.training import queries as training
from guildmark.work.actions.budget import require_budget
from guildmark.work.actions.moved import lock_batch, record_batch
from guildmark.work.actions.terms import require_pause
from guildmark.work.actions.verify_tasks import ENDED, lock_tasks
from guildmark.work.errors import OverlapIsChanging, TrainingIncomplete
from guildmark.work.models import Batch, Task

State = Batch.State
#: So long the sweep waits for a batch that somebody holds, and about so long for all of them: much
#: longer than a task is judged and written, and shorter than the time between two sweeps.
WAIT_SECONDS = 1.0
WAIT_SECONDS_OF_ALL = 4.0


def open_batch(*, actor_id: int, batch_id: int, now: datetime) -> Batch:
    """Offer a draft's tasks, and reserve their price. Records batch.opened.

    Raises NotFound, BatchConflict, OverlapIsChanging (its price is not known yet),
    TrainingIncomplete and BudgetSpent; a second call is BatchConflict.
    """
    with transaction.atomic():
        batch = lock_batch(batch_id, legal={State.DRAFT})
        if batch.overlap_changes.filter(finished_at=None).exists():
            raise OverlapIsChanging
        _require_training(batch.project_id)
        slots = Task.objects.filter(batch=batch).aggregate(slots=Sum("target"))["slots"] or 0
        require_budget(batch, wanted_minor=slots * batch.price_minor)
        batch.state = State.OPEN
        batch.opened_at = now
        batch.reserved_minor = slots * batch.price_minor
        batch.slots_made = slots
        batch.save(update_fields=["state", "opened_at", "reserved_minor", "slots_made"])
        record_batch(
            batch, "opened", actor_id=actor_id, now=now, reserved_minor=batch.reserved_minor
        )
    return batch


def _require_training(project_id: int) -> None:
    bank = training.bank(project_id)
    if not bank.is_complete:
        raise TrainingIncomplete(
            _(
                "The quiz scores more decisions ({wanted}) than the bank holds ({decisions}). Add "
                "questions under Training, or let the quiz score fewer."
            ).format(wanted=bank.wanted, decisions=bank.decisions)
        )


@transaction.atomic
def pause_batch(
    *,
    actor_id: int,
    batch_id: int,
    reason: str,
    resumes_at: datetime | None = None,
    now: datetime,
) -> Batch:
    """Lease no more of it, with the reason people are shown; leases in hand are honoured.

    At `resumes_at` the sweep resumes it, and people are told so. Records batch.paused. Raises
    NotFound, BatchConflict (a second call too), and WrongInput without a reason or for an end
    that is past.
    """
    require_pause(reason, resumes_at, now=now)
    batch = _move(
        batch_id, {State.OPEN}, State.PAUSED, "paused", actor_id=actor_id, reason=reason, now=now
    )
    batch.resumes_at = resumes_at
    batch.save(update_fields=["resumes_at"])
    return batch


def resume_batch(*, actor_id: int | None, batch_id: int, now: datetime) -> Batch:
    """Offer a paused batch again. Records batch.resumed; errors as `pause_batch`."""
    return _move(
        batch_id, {State.PAUSED}, State.OPEN, "resumed", actor_id=actor_id, reason="", now=now
    )


@transaction.atomic
def set_priority(*, actor_id: int, batch_id: int, priority: int, now: datetime) -> Batch:
    """Which batch comes first: the higher number, from the next claim on.

    Records batch.reprioritised with the old number, nothing where it stays. Raises NotFound, and
    BatchConflict for what is over. Safe to repeat.
    """
    legal = {State.DRAFT, State.OPEN, State.PAUSED, State.DRAINING}
    batch = lock_batch(batch_id, legal=legal)
    before = batch.priority
    if before == priority:
        return batch
    batch.priority = priority
    batch.save(update_fields=["priority"])
    record_batch(
        batch, "reprioritised", actor_id=actor_id, now=now, priority=priority, before=before
    )
    return batch


@transaction.atomic
def archive_batch(*, actor_id: int, batch_id: int, now: datetime) -> Batch:
    """Put a complete batch, or a draft, away. Records batch.archived; errors as `pause_batch`.

    Nobody has seen a draft: its tasks are deleted, so that its items can be in another batch. Those
    that a person called off stay, for their items are never asked about.
    """
    is_draft = Batch.objects.filter(pk=batch_id, state=State.DRAFT).exists()
    legal = {State.DRAFT if is_draft else State.COMPLETE}
    if is_draft:
        lock_tasks(Task.objects.filter(batch_id=batch_id))
    batch = _move(
        batch_id, legal, State.ARCHIVED, "archived", actor_id=actor_id, reason="", now=now
    )
    if is_draft:
        with connection.cursor() as cursor:  # at once, however many: nothing refers to them
            cursor.execute(
                "DELETE FROM work_task WHERE batch_id = %s AND NOT is_called_off", [batch_id]
            )
        batch.task_count = batch.tasks.count()
        batch.save(update_fields=["task_count"])
    return batch


@transaction.atomic
def drain_batch(*, actor_id: int | None, batch_id: int, reason: str = "", now: datetime) -> Batch:
    """Stop early: every open slot goes, its price is given back, live leases are honoured.

    Tasks that have an answer are complete with what they have; those without one are cancelled.
    Records batch.drained, and task.completed for the former. Raises NotFound and
    BatchConflict; a second call is BatchConflict.
    """
    batch = lock_whole_batch(batch_id)
    return drain_locked(batch, actor_id=actor_id, reason=reason, now=now)


def lock_whole_batch(batch_id: int) -> Batch:
    """A batch that can be drained, and all its tasks before it. Raises as `drain_batch`."""
    lock_tasks(Task.objects.filter(batch_id=batch_id))
    return lock_batch(batch_id, legal={State.OPEN, State.PAUSED})


def drain_locked(batch: Batch, *, actor_id: int | None, reason: str, now: datetime) -> Batch:
    """As `drain_batch`, for one that `lock_whole_batch` has locked in the caller's transaction."""
    tasks = Task.objects.filter(batch=batch)
    slots = tasks.aggregate(slots=Sum("open_slots"))["slots"] or 0
    halted = tasks.filter(is_open=True)
    completed = list(halted.filter(leased=0, counted__gt=0).values_list("pk", flat=True))
    halted.filter(leased=0, counted=0).update(state=Task.State.CANCELLED)
    halted.filter(state=Task.State.OPEN).update(state=Task.State.SATURATED)
    halted.update(target=F("target") - F("open_slots"), open_slots=0, is_open=False, changed_at=now)
    batch.state = State.DRAINING
    batch.was_stopped = True
    batch.pause_reason = reason
    batch.reserved_minor -= slots * batch.price_minor
    batch.save(update_fields=["state", "was_stopped", "pause_reason", "reserved_minor"])
    record_batch(batch, "drained", actor_id=actor_id, now=now, released_slots=slots, reason=reason)
    with connection.cursor() as cursor:
        cursor.execute("SELECT work_record_completed(%s::bigint[], %s)", [completed, now])
    return batch


def settle_batches(*, now: datetime) -> int:
    """Lift `front` over what is closed, and complete batches with nothing left; how many.

    Part of the sweep. Records batch.completed. Calling twice is safe. A batch that somebody holds
    comes last, and is waited for in line, or who takes it again and again would keep it from its
    end; not for long, for others wait behind this one.
    """
    completed, held = 0, []
    for batch_id, front in _unsettled():
        with transaction.atomic():
            batch = _locked(batch_id, skip_locked=True)
            if batch is None:
                held.append((batch_id, front))
            else:
                completed += _settle(batch, front, now=now)
    return completed + _settle_held(held, now=now)


def _unsettled() -> Iterator[tuple[int, int]]:
    """Batches that may have something to settle, and where their fronts can be."""
    live = Batch.objects.filter(state__in=[State.OPEN, State.DRAINING]).order_by("pk")
    for batch_id, front in live.values_list("pk", "front"):
        tasks = Task.objects.filter(batch_id=batch_id)
        # Read before the lock: what is closed now opens again in the other lane only.
        first = tasks.filter(is_open=True, is_reentered=False).aggregate(at=Min("position"))["at"]
        lifted = max(front, first - 1) if first is not None else front
        if lifted > front or not tasks.exclude(state__in=ENDED).exists():
            yield batch_id, lifted


def _settle_held(held: list[tuple[int, int]], *, now: datetime) -> int:
    """Those that somebody held, each waited for; how many are complete.

    In any order, so that one that is held for long keeps no other from its turn for ever.
    """
    completed = 0
    until = time.monotonic() + WAIT_SECONDS_OF_ALL
    random.shuffle(held)
    for batch_id, front in held:
        if time.monotonic() > until:
            break
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                limit = f"{WAIT_SECONDS * 1_000:.0f}ms"
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [limit])
                batch = _locked(batch_id, skip_locked=False)
                completed += batch is not None and _settle(batch, front, now=now)
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", None) != LOCK_NOT_AVAILABLE:
                raise
    return completed


def _locked(batch_id: int, *, skip_locked: bool) -> Batch | None:
    rows = Batch.objects.select_for_update(no_key=True, skip_locked=skip_locked)
    return rows.filter(pk=batch_id).first()


def _settle(batch: Batch, front: int, *, now: datetime) -> bool:
    """Settle one that is locked; whether it is complete by that."""
    tasks = Task.objects.filter(batch=batch)
    if front > batch.front:
        batch.front = front
        batch.save(update_fields=["front"])
    is_live = batch.state in {State.OPEN, State.DRAINING}
    if (
        not is_live
        or tasks.exclude(state__in=ENDED).exists()
        or tasks.filter(leased__gt=0).exists()
    ):
        return False
    batch.state = State.COMPLETE
    batch.save(update_fields=["state"])
    record_batch(batch, "completed", actor_id=None, now=now)
    return True


@transaction.atomic
def _move(
    batch_id: int,
    legal: set[Batch.State],
    to: Batch.State,
    verb: str,
    *,
    actor_id: int | None,
    reason: str,
    now: datetime,
) -> Batch:
    batch = lock_batch(batch_id, legal=legal)
    batch.state = to
    batch.pause_reason = reason
    batch.resumes_at = None
    batch.save(update_fields=["state", "pause_reason", "resumes_at"])
    record_batch(batch, verb, actor_id=actor_id, now=now, reason=reason)
    return batch
