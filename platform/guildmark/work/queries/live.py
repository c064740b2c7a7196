"""Who is at work now, and what is stuck. For staff."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from guildmark.work.models import Assignment, Batch, Seat, Task

ENDED_WITHOUT_ANSWER = (Assignment.State.SKIPPED, Assignment.State.EXPIRED)


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Somebody who had a task and did not answer it: `reason` is a code, empty for a lapse."""

    state: str
    reason: str
    note: str
    ended_at: datetime


def live_leases(project_id: int) -> QuerySet[Assignment]:
    """What people hold at this moment, what ends first first, with picture, person and batch.

    Gold is among them, and looks like everything else: as if of the batch its person worked in
    last, whose price it has. `shown_batch` is the name.
    """
    of_last = Batch.objects.filter(
        pk__in=Seat.objects.filter(
            annotator_id=OuterRef(OuterRef("annotator_id")), project_id=project_id
        ).values("last_batch_id")
    )
    return (
        Assignment.objects.filter(project_id=project_id, state=Assignment.State.LEASED)
        .annotate(shown_batch=Coalesce("batch__name", Subquery(of_last.values("name")[:1])))
        .select_related("annotator", "item", "task")
        .order_by("lease_expires_at", "pk")
    )


def stuck_tasks(project_id: int) -> QuerySet[Task]:
    """Tasks that wait for a person to say what becomes of them, the longest first."""
    return (
        Task.objects.filter(project_id=project_id, state=Task.State.TRIAGE)
        .select_related("item", "batch")
        .order_by("changed_at", "pk")
    )


def given_back(task_ids: Collection[int]) -> dict[int, list[GivenBack]]:
    """Why tasks are stuck: who gave them back, the last first, by task; one query."""
    found: dict[int, list[GivenBack]] = {pk: [] for pk in task_ids}
    rows = Assignment.objects.filter(
        task_id__in=task_ids, state__in=ENDED_WITHOUT_ANSWER, ended_at__isnull=False
    ).order_by("-ended_at", "-pk")
    for task_id, state, reason, note, ended_at in rows.values_list(
        "task_id", "state", "reason", "note", "ended_at"
    ):
        assert ended_at is not None  # noqa: S101 -- filtered above
        found[task_id].append(GivenBack(state, reason, note, ended_at))
    return found
