"""Another overlap for a batch: said at once, and carried out by a worker, a chunk at a time."""

from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from guildmark.core.errors import FieldProblem, WrongInput
from guildmark.events.actions import ring_after_commit
from guildmark.work.actions.budget import require_budget
from guildmark.work.actions.moved import lock_batch, record_batch
from guildmark.work.errors import BatchAsksNobody, OverlapIsChanging, OverlapMoved, OverlapOfItself
from guildmark.work.models import Batch, OverlapChange
from guildmark.work.queries.overlap import overlap_forecast

State = Batch.State
CHUNK = 200
MOST_OVERLAP = 50
OUT_OF_RANGE = FieldProblem("overlap", "out_of_range", "Ask one person at least, and 50 at most.")


@transaction.atomic
def change_overlap(
    *, actor_id: int, batch_id: int, before: int, overlap: int, now: datetime
) -> Batch:
    """Ask more or fewer people of each task of a batch; a worker carries it out.

    More: up to the new number, also of what has its label by people's answers, and of a batch that
    is complete, which opens again. Fewer: where nobody has taken the slots. So the old number is
    the way back of either, and nothing is asked twice. Records batch.overlap_changed, nothing where
    it stays. Raises NotFound, WrongInput, BatchConflict, BatchAsksNobody where it was stopped
    early, OverlapOfItself for an adaptive batch, OverlapIsChanging while the last change is carried
    out, OverlapMoved where it is not what it was `before` any more, and BudgetSpent.
    """
    if not 1 <= overlap <= MOST_OVERLAP:
        raise WrongInput(errors=(OUT_OF_RANGE,))
    batch = lock_batch(batch_id, legal={State.DRAFT, State.OPEN, State.PAUSED, State.COMPLETE})
    if batch.was_stopped:
        raise BatchAsksNobody
    if batch.is_adaptive:
        raise OverlapOfItself
    if batch.overlap_changes.filter(finished_at=None).exists():
        raise OverlapIsChanging
    if before != batch.overlap:
        raise OverlapMoved
    if before == overlap:
        return batch
    if overlap > before and batch.state != State.DRAFT:
        forecast = overlap_forecast(batch, overlap=overlap)
        require_budget(batch, wanted_minor=forecast.cost_minor)
    batch.overlap = overlap
    batch.save(update_fields=["overlap"])
    change = OverlapChange.objects.create(
        batch=batch,
        overlap_before=before,
        overlap=overlap,
        created_by_id=actor_id,
        created_at=now,
        moved_at=now,
    )
    record_batch(
        batch,
        "overlap_changed",
        actor_id=actor_id,
        now=now,
        overlap_change_id=change.pk,
        overlap=overlap,
        before=before,
    )
    return batch


def carry_out_overlap(*, overlap_change_id: int, clock: Callable[[], datetime]) -> None:
    """Carry a change out. Chunks are transactions of their own: cut off, it goes on where it ended.

    Records task.completed for what has all its answers by it, and batch.reopened. Safe to repeat,
    and beside itself.
    """
    is_more = True
    while is_more:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT work_change_overlap(%s, %s, %s)", [overlap_change_id, CHUNK, clock()]
            )
            (is_more,) = cursor.fetchone()
            ring_after_commit()
