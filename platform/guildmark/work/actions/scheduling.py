"""When a batch is open and for whom, and what the sweep does by the clock."""

from datetime import datetime

from django.db import transaction

from guildmark.work.actions.batches import drain_locked, lock_whole_batch, resume_batch
from guildmark.work.actions.moved import lock_batch, record_batch
from guildmark.work.actions.terms import require_audience, require_pause, require_schedule
from guildmark.work.errors import BatchConflict
from guildmark.work.models import Batch

State = Batch.State
TIME_OVER = "Its time is over."
CHANGEABLE = {State.DRAFT, State.OPEN, State.PAUSED}


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
    batch = lock_batch(batch_id, legal=CHANGEABLE)
    batch.opens_at, batch.closes_at = opens_at, closes_at
    batch.save(update_fields=["opens_at", "closes_at"])
    record_batch(
        batch,
        "scheduled",
        actor_id=actor_id,
        now=now,
        opens_at=_iso(opens_at),
        closes_at=_iso(closes_at),
    )
    return batch


@transaction.atomic
def set_audience(*, actor_id: int, batch_id: int, audience_id: int | None, now: datetime) -> Batch:
    """For whom it is from the next claim on; None is everybody. Leases in hand are honoured.

    What was prefetched for somebody who is not in it is given up at their next claim. Records
    batch.audience_changed, nothing where it stays. Raises NotFound, WrongInput, and BatchConflict
    for what is over. Safe to repeat.
    """
    batch = lock_batch(batch_id, legal=CHANGEABLE)
    require_audience(batch.project_id, audience_id)
    if batch.audience_id == audience_id:
        return batch
    batch.audience_id = audience_id
    batch.save(update_fields=["audience"])
    audience = batch.audience.name if batch.audience else None
    record_batch(batch, "audience_changed", actor_id=actor_id, now=now, audience=audience)
    return batch


@transaction.atomic
def set_price(
    *, actor_id: int, batch_id: int, price_minor: int, gold_share: float, now: datetime
) -> Batch:
    """What a task of a draft pays, and how many of the tasks are checks.

    Records batch.repriced, nothing where both stay. Raises NotFound, and BatchConflict once it was
    opened: people were told the price. Safe to repeat.
    """
    batch = lock_batch(batch_id, legal={State.DRAFT})
    if (batch.price_minor, batch.gold_share) == (price_minor, gold_share):
        return batch
    before = batch.price_minor
    batch.price_minor, batch.gold_share = price_minor, gold_share
    batch.save(update_fields=["price_minor", "gold_share"])
    record_batch(
        batch,
        "repriced",
        actor_id=actor_id,
        now=now,
        price_minor=price_minor,
        before=before,
        gold_percent=round(100 * gold_share),
    )
    return batch


@transaction.atomic
def change_pause(
    *, actor_id: int, batch_id: int, reason: str, resumes_at: datetime | None, now: datetime
) -> Batch:
    """Another reason, or another end, of a pause. Records batch.pause_changed.

    Raises NotFound, WrongInput as `pause_batch`, and BatchConflict for what is not paused.
    Safe to repeat.
    """
    require_pause(reason, resumes_at, now=now)
    batch = lock_batch(batch_id, legal={State.PAUSED})
    batch.pause_reason, batch.resumes_at = reason, resumes_at
    batch.save(update_fields=["pause_reason", "resumes_at"])
    record_batch(
        batch,
        "pause_changed",
        actor_id=actor_id,
        now=now,
        reason=reason,
        resumes_at=_iso(resumes_at),
    )
    return batch


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def drain_ended(*, now: datetime) -> int:
    """Drain what has reached its end; how many. A sweep, each a transaction.

    Records batch.drained. Safe to repeat and beside itself: what somebody moved meanwhile is left
    alone.
    """
    ending = Batch.objects.filter(state__in=[State.OPEN, State.PAUSED], closes_at__lte=now)
    ids = list(ending.order_by("pk").values_list("pk", flat=True))
    return sum(_drained(batch_id, now=now) for batch_id in ids)


def resume_due(*, now: datetime) -> int:
    """Resume what was paused until now; how many. As `drain_ended`; records batch.resumed."""
    waiting = Batch.objects.filter(state=State.PAUSED, resumes_at__lte=now)
    ids = list(waiting.order_by("pk").values_list("pk", flat=True))
    return sum(_resumed(batch_id, now=now) for batch_id in ids)


@transaction.atomic
def _drained(batch_id: int, *, now: datetime) -> bool:
    """Whether it was drained: not where its end was moved while others were being drained."""
    try:
        batch = lock_whole_batch(batch_id)
    except BatchConflict:
        return False
    if batch.closes_at is None or batch.closes_at > now:
        return False
    drain_locked(batch, actor_id=None, reason=TIME_OVER, now=now)
    return True


@transaction.atomic
def _resumed(batch_id: int, *, now: datetime) -> bool:
    """Whether it was resumed: not where its pause was renewed meanwhile."""
    try:
        batch = lock_batch(batch_id, legal={State.PAUSED})
    except BatchConflict:
        return False
    if batch.resumes_at is None or batch.resumes_at > now:
        return False
    resume_batch(actor_id=None, batch_id=batch_id, now=now)
    return True
