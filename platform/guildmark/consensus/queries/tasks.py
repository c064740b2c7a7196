"""Which tasks have all their answers, what is in force for them, and when a fit is due.

No arithmetic library is imported here: the web process reads it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.core.models import Operation
from guildmark.projects.models import SchemaVersion
from guildmark.work.models import Task
from guildmark.work.queries.verdicts import unsettled_verify_tasks, without_live_verdicts

#: A refit is due after so many new tasks, or this share of those the last one saw.
DUE_TASKS = 10
DUE_SHARE = 0.10
#: ... or when anything is new and nothing has come for this long.
QUIET = timedelta(seconds=60)
#: What is fresher is still on its way through the queue.
CATCH_UP_AFTER = timedelta(seconds=60)


def last_run(project_id: int) -> ConsensusRun | None:
    """The newest fit that came to its end, without its model: ask `model_for`."""
    return _done_runs(project_id).first()


def last_cold_run(project_id: int) -> ConsensusRun | None:
    """The newest fit that published results, without its model."""
    return _done_runs(project_id).filter(is_provisional=False).first()


def _done_runs(project_id: int) -> QuerySet[ConsensusRun]:
    done = ConsensusRun.objects.filter(project_id=project_id, state=Operation.State.DONE)
    return done.defer("model", "report").order_by("-pk")


def unpublished_projects() -> list[int]:
    """Projects with a result in force that no cold fit has made."""
    waiting = ConsensusResult.objects.filter(is_current=True, is_provisional=True)
    return list(waiting.order_by("project_id").values_list("project_id", flat=True).distinct())


def complete_tasks(**which: object) -> QuerySet[Task]:
    """Tasks with all their answers: nobody is asked any more, or nobody else for now."""
    return Task.objects.filter(
        **which,
        is_gold=False,
        step=Task.Step.DRAW,
        open_slots=0,
        leased=0,
        counted__gt=0,
    ).exclude(state__in=[Task.State.CANCELLED, Task.State.TRIAGE])


@dataclass(frozen=True, slots=True)
class JudgedTask:
    """A complete task, locked, with its item, batch and project, and what it is judged by."""

    task: Task
    schema_version_id: int
    last_run_id: int | None


def locked_complete_task(task_id: int) -> JudgedTask | None:
    """The task with all that judging it begins with, in one query; None when not complete."""
    versions = SchemaVersion.objects.filter(project_id=OuterRef("project_id"))
    runs = ConsensusRun.objects.filter(
        project_id=OuterRef("project_id"), state=Operation.State.DONE
    )
    task = (
        complete_tasks(pk=task_id)
        .select_related("item", "batch", "project")
        .annotate(
            schema_version_id=Subquery(versions.order_by("-number").values("pk")[:1]),
            last_run_id=Subquery(runs.order_by("-pk").values("pk")[:1]),
        )
        .select_for_update(no_key=True, of=("self",))
        .first()
    )
    if task is None:
        return None
    return JudgedTask(task, task.schema_version_id, task.last_run_id)


def current_results(task_ids: Collection[int]) -> dict[int, ConsensusResult]:
    """By task, the version in force."""
    found = ConsensusResult.objects.filter(task_id__in=task_ids, is_current=True)
    return {result.task_id: result for result in found}


def waiting_tasks(**which: object) -> QuerySet[Task]:
    """Tasks of adaptive batches that were asked on, and that nobody is at just now."""
    return Task.objects.filter(
        **which,
        is_gold=False,
        step=Task.Step.DRAW,
        state=Task.State.OPEN,
        open_slots__gt=0,
        leased=0,
        counted__gt=0,
        batch__is_adaptive=True,
    )


def forgotten_tasks(*, now: datetime, limit: int) -> list[int]:
    """Complete tasks that nobody has judged: their event, or its task, was lost.

    Those whose label other people are asked about wait for them.
    """
    waiting = complete_tasks(state=Task.State.SATURATED, changed_at__lt=now - CATCH_UP_AFTER)
    waiting = without_live_verdicts(waiting)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


def forgotten_verdicts(*, now: datetime, limit: int) -> list[int]:
    """Verify tasks with all their verdicts that nobody has settled."""
    return unsettled_verify_tasks(until=now - CATCH_UP_AFTER, limit=limit)


def due_projects(*, now: datetime) -> list[int]:
    """Projects whose results have grown enough since their last fit, or are quiet and unfitted."""
    rows = (
        ConsensusResult.objects.filter(is_current=True)
        .values("project_id")
        .annotate(tasks=Count("pk"), newest=Max("computed_at"))
        .order_by("project_id")
    )
    seen = dict(
        ConsensusRun.objects.filter(state=Operation.State.DONE)
        .order_by("project_id", "-pk")
        .distinct("project_id")
        .values_list("project_id", "task_count")
    )
    return [
        row["project_id"]
        for row in rows
        if is_due(row["tasks"], seen.get(row["project_id"], 0), now - row["newest"])
    ]


def is_due(task_count: int, task_count_then: int, quiet_for: timedelta) -> bool:
    """Whether a new fit would have enough to learn from."""
    new = task_count - task_count_then
    if new >= max(DUE_TASKS, DUE_SHARE * task_count_then):
        return True
    return new > 0 and quiet_for > QUIET


def settled_answer(result_id: int) -> ConsensusResult | None:
    """What a reviewer settled, while it is in force."""
    return ConsensusResult.objects.filter(
        pk=result_id, method=ConsensusResult.ADJUDICATED, is_current=True
    ).first()
