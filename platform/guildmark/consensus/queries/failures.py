"""Tasks whose answers no worker could compare so far."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from guildmark.consensus.models import ConsensusResult, JudgingFailure
from guildmark.work.models import Task

State = Task.State
#: So often it is waited for; after that people are not kept waiting for it, and staff are told.
TRIES_WAITED_FOR = 4
SETTLED = ConsensusResult.objects.filter(
    task=OuterRef("task"), is_current=True, method=ConsensusResult.ADJUDICATED
)
#: Of a draw task that has all its answers (`tasks.complete_tasks`), also one that had its label
#: when an answer was taken out of it, but not where a reviewer has settled it; and of verdicts that
#: are all there.
WAITS = Q(task__open_slots=0, task__leased=0) & (
    Q(task__step=Task.Step.DRAW, task__counted__gt=0, task__is_gold=False)
    & ~Q(task__state__in=[State.CANCELLED, State.TRIAGE])
    & ~Q(Exists(SETTLED), task__state=State.RESOLVED)
    | Q(task__step=Task.Step.VERIFY, task__state__in=[State.SATURATED, State.DISPUTED])
)


def failures_of(project_id: int) -> QuerySet[JudgingFailure]:
    """Those of a project that still wait, the oldest first, with picture and batch."""
    return (
        JudgingFailure.objects.filter(WAITS, project_id=project_id)
        .select_related("task__item", "task__batch")
        .order_by("first_at", "pk")
    )


def lock_due_failures(*, now: datetime, limit: int) -> list[JudgingFailure]:
    """Those to be tried again now, locked with their tasks; what others hold is skipped.

    What waits longest comes first.
    """
    due = JudgingFailure.objects.filter(WAITS, again_at__lte=now).select_related("task")
    due = due.select_for_update(no_key=True, skip_locked=True, of=("self", "task"))
    return list(due.order_by("again_at", "pk")[:limit])


def ended_failures() -> QuerySet[JudgingFailure]:
    """Of tasks that wait no more: cancelled, settled by a person, or asked of others."""
    return JudgingFailure.objects.exclude(WAITS)
