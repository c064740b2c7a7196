"""What another overlap of a batch would do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Least

from guildmark.events.queries import LATE
from guildmark.projects.models import Project
from guildmark.work.models import Assignment, Batch, OverlapChange, Task
from guildmark.work.queries.verdicts import has_live_verdicts

State = Task.State


@dataclass(frozen=True, slots=True)
class OverlapForecast:
    """What a change would do now. `slots` and `cost_minor` are negative where fewer are asked.

    Of the tasks that would be changed `labels_reopened` have a label, or one that others judge just
    now, which ends. `tasks_left` stay as they are. `is_verified`: labels that change are judged by
    others again, which is paid beside this.
    """

    tasks: int
    labels_reopened: int
    tasks_left: int
    slots: int
    cost_minor: int
    currency: str
    is_verified: bool


def overlap_forecast(batch: Batch, *, overlap: int) -> OverlapForecast:
    """What `change_overlap` would do, as in `sql/overlap.sql`. One query; nothing is changed."""
    by = overlap - batch.overlap
    tasks = Task.objects.filter(batch=batch, step=Task.Step.DRAW)
    found = _raised(tasks, by, overlap) if by > 0 else _lowered(tasks, -by)
    slots = (found["slots"] or 0) * (1 if by > 0 else -1)
    return OverlapForecast(
        tasks=found["changed"],
        labels_reopened=found["labels"],
        tasks_left=found["total"] - found["changed"],
        slots=slots,
        cost_minor=slots * batch.price_minor,
        currency=batch.currency,
        is_verified=batch.project.flow == Project.Flow.DRAW_VERIFY,
    )


def _raised(tasks: QuerySet[Task], by: int, overlap: int) -> dict[str, int]:
    settled = Assignment.objects.filter(task=OuterRef("pk"), reason=Assignment.DECIDED)
    has_label = Q(state=State.RESOLVED, counted__gt=0) & ~Q(Exists(settled))
    is_changed = Q(is_called_off=False, target__lt=overlap) & (
        Q(state__in=[State.OPEN, State.SATURATED]) | has_label
    )
    is_label = has_label | Q(has_live_verdicts(), state=State.SATURATED)
    more = Least(Value(by), Value(overlap) - F("target"))
    return tasks.aggregate(
        total=Count("pk"),
        changed=Count("pk", filter=is_changed),
        labels=Count("pk", filter=is_changed & is_label),
        slots=Sum(more, filter=is_changed),
    )


def _lowered(tasks: QuerySet[Task], by: int) -> dict[str, int]:
    drop = Case(
        When(state=State.OPEN, then=Least(F("open_slots"), F("target") - 1, Value(by))),
        default=Value(0),
        output_field=IntegerField(),
    )
    found = tasks.annotate(drop=drop).aggregate(
        total=Count("pk"), changed=Count("pk", filter=Q(drop__gt=0)), slots=Sum("drop")
    )
    return {**found, "labels": 0}


def cost_to_come(project_id: int) -> int:
    """What rises under way have still to reserve, in minor units: of a draft nothing, its price is
    reserved when it is opened. A query, and one for each rise.
    """
    rises = OverlapChange.objects.filter(
        finished_at=None,
        overlap__gt=F("overlap_before"),
        batch__project_id=project_id,
        batch__was_stopped=False,
        batch__state__in=[Batch.State.OPEN, Batch.State.PAUSED, Batch.State.COMPLETE],
    ).select_related("batch")
    return sum(_slots_to_come(rise) * rise.batch.price_minor for rise in rises)


def _slots_to_come(rise: OverlapChange) -> int:
    tasks = Task.objects.filter(
        batch_id=rise.batch_id, step=Task.Step.DRAW, item_id__gt=rise.reached_item_id
    )
    slots: int | None = _raised(tasks, rise.overlap - rise.overlap_before, rise.overlap)["slots"]
    return slots or 0


def with_changing_overlap(batch_ids: Collection[int]) -> set[int]:
    """Those of these batches whose overlap is being changed."""
    under_way = OverlapChange.objects.filter(batch_id__in=batch_ids, finished_at=None)
    return set(under_way.values_list("batch_id", flat=True))


def quiet_changes(*, now: datetime) -> list[int]:
    """Changes that no worker goes on with: the ring was lost, or the worker was."""
    quiet = OverlapChange.objects.filter(finished_at=None, moved_at__lt=now - LATE)
    return list(quiet.order_by("pk").values_list("pk", flat=True))
