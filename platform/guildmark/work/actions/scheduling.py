"""When a batch is open by the clock, and what the sweep does at those moments."""

from datetime import datetime

from django.db import transaction

from guildmark.core.errors import NotFound
from guildmark.events.actions import record
from guildmark.work.actions.batches import drain_batch, resume_batch
from guildmark.work.actions.terms import require_schedule
from guildmark.work.errors import BatchConflict
from guildmark.work.models import Batch

State = Batch.State


@transaction.atomic
def set_schedule(
    *,
    actor_id: int,
    batch_id: int,
    opens_at: datetime | None,
    closes_at: datetime | None,
    now: datetime,
) -> Batch:
    """Claims are answered from `opens_at` until before `closes_at`; None is no bound.

    At `closes_at` the sweep drains it. Records batch.scheduled. Raises NotFound, WrongInput, and
    BatchConflict for what is over. Safe to repeat.
    """
    require_schedule(opens_at=opens_at, closes_at=closes_at)
    batch = Batch.objects.select_for_update(no_key=True).filter(pk=batch_id).first()
    if batch is None:
        raise NotFound
    if batch.state not in {State.DRAFT, State.OPEN, State.PAUSED}:
        raise BatchConflict(f"The batch is {batch.state}.")
    batch.opens_at, batch.closes_at = opens_at, closes_at
    batch.save(update_fields=["opens_at", "closes_at"])
    record(
        name="batch.scheduled",
        payload={
            "batch_id": batch.pk,
            "project_id": batch.project_id,
            "opens_at": opens_at.isoformat() if opens_at else None,
            "closes_at": closes_at.isoformat() if closes_at else None,
        },
        actor_id=actor_id,
        organisation_id=batch.organisation_id,
        now=now,
    )
    return batch


def keep_schedules(*, now: datetime) -> int:
    """Drain what has reached its end, and resume what was paused until now; how many.

    Part of the sweep. Records batch.drained and batch.resumed. Safe to repeat and beside itself:
    what somebody moved meanwhile is left alone.
    """
    kept = 0
    ending = Batch.objects.filter(state__in=[State.OPEN, State.PAUSED], closes_at__lte=now)
    for batch_id in ending.order_by("pk").values_list("pk", flat=True):
        kept += _drained(batch_id, now=now)
    waiting = Batch.objects.filter(state=State.PAUSED, resumes_at__lte=now)
    for batch_id in waiting.order_by("pk").values_list("pk", flat=True):
        kept += _resumed(batch_id, now=now)
    return kept


def _drained(batch_id: int, *, now: datetime) -> bool:
    try:
        drain_batch(actor_id=None, batch_id=batch_id, reason="Its time is over.", now=now)
    except BatchConflict:
        return False
    return True


def _resumed(batch_id: int, *, now: datetime) -> bool:
    try:
        resume_batch(actor_id=None, batch_id=batch_id, now=now)
    except BatchConflict:
        return False
    return True
