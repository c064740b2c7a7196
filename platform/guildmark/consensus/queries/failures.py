"""Tasks whose answers no worker could compare so far."""

from datetime import datetime

from django.db.models import Q, QuerySet

from guildmark.consensus.models import JudgingFailure
from guildmark.work.models import Task

#: So often it is waited for; after that people are not kept waiting for it, and staff are told.
TRIES_WAITED_FOR = 4
#: Of a task that has all it was asked for.
WAITS = Q(
    task__state__in=[Task.State.SATURATED, Task.State.DISPUTED],
    task__open_slots=0,
    task__leased=0,
)


def failures_of(project_id: int) -> QuerySet[JudgingFailure]:
    """Those of a project that still wait, the oldest first, with picture and batch."""
    return (
        JudgingFailure.objects.filter(WAITS, project_id=project_id)
        .select_related("task__item", "task__batch")
        .order_by("first_at", "pk")
    )


def due_failures(*, now: datetime, limit: int) -> list[tuple[int, str]]:
    """Tasks to be tried again now, with their step, what waits longest first."""
    due = JudgingFailure.objects.filter(WAITS, again_at__lte=now).order_by("again_at", "pk")
    return list(due.values_list("task_id", "task__step")[:limit])


def ended_failures() -> QuerySet[JudgingFailure]:
    """Of tasks that wait no more: cancelled, settled by a person, or asked of others."""
    return JudgingFailure.objects.exclude(WAITS)
