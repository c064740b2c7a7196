"""Which tasks have all their answers, what is in force for them, and when a fit is due.

No arithmetic library is imported here: the web process reads it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet, Subquery

from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.core.models import Operation
from guildmark.events.queries import LATE
from guildmark.projects.models import Project, SchemaVersion
from guildmark.work.models import Task
from guildmark.work.queries.verdicts import unsettled_verify_tasks, without_live_verdicts

#: A refit is due after so many new tasks, and this share of those the last one saw; of those
#: beyond MANY a smaller one: it goes on from what is kept of them (see `actions.going_on`).
DUE_TASKS = 10
DUE_SHARE = 0.10
MANY = 1_000
DUE_SHARE_OF_MANY = 0.01
#: ... or when anything is new and nothing has come for this long.
QUIET = timedelta(seconds=60)
#: While labels go on coming the next fit waits so many times as long as the last one took, at most
#: so long: fits of up to 67 s take a tenth of one worker's time, however quick people are; one of
#: t seconds takes t of t + 600. QUIET ends the wait, for then no label waits behind a fit.
REST_TIMES = 9
MOST_REST = timedelta(minutes=10)
#: After a fit that came to nothing the next is asked for so much later, twice as long each time,
#: and at last once in so long.
AGAIN_AFTER = timedelta(minutes=15)
AGAIN_AT_LAST = timedelta(hours=24)

State = Operation.State


def last_run(project_id: int) -> ConsensusRun | None:
    """The newest fit that came to its end, without its model: ask `model_for`."""
    return _done_runs(project_id).first()


def last_cold_run(project_id: int) -> ConsensusRun | None:
    """The newest fit that published results, without its model."""
    return _done_runs(project_id).filter(is_provisional=False).first()


def last_measured_run(project_id: int) -> ConsensusRun | None:
    """The newest fit that measured agreement, without its model: a warm one may leave it."""
    return _done_runs(project_id).filter(agreement__isnull=False).first()


def _done_runs(project_id: int) -> QuerySet[ConsensusRun]:
    done = ConsensusRun.objects.filter(project_id=project_id, state=State.DONE)
    return done.defer("model", "report").order_by("-pk")


def unpublished_projects() -> list[int]:
    """Projects where a task with all its answers has a label that no cold fit has made."""
    waiting = ConsensusResult.objects.filter(
        is_current=True, is_provisional=True, task__in=complete_tasks()
    )
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
    runs = ConsensusRun.objects.filter(project_id=OuterRef("project_id"), state=State.DONE)
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

    What is not late is on its way: rung for again, it would make a queue that is behind longer.
    Those whose label other people are asked about wait for them, and what a worker failed at has a
    time of its own (`actions.take_due_failures`): or so many of them would keep all others waiting.
    """
    waiting = complete_tasks(
        state=Task.State.SATURATED, changed_at__lt=now - LATE, judging_failure=None
    )
    waiting = without_live_verdicts(waiting)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


def forgotten_verdicts(*, now: datetime, limit: int) -> list[int]:
    """Verify tasks with all their verdicts that nobody has settled."""
    waiting = unsettled_verify_tasks(until=now - LATE).filter(judging_failure=None)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


def due_projects(*, now: datetime) -> list[int]:
    """Projects with enough that no fit has seen, or with some of it and quiet since.

    Where labels go on coming the next one waits for a while, the longer the last one took; where
    the last fits failed or were cancelled it waits twice as long each time.
    """
    seen = {run.project_id: run for run in _newest_done_runs()}
    held_back = _held_back(now)
    due = []
    for project_id in _projects_with_results():
        if project_id in held_back:
            continue
        run = seen.get(project_id)
        unseen = unseen_results(project_id, run).aggregate(
            tasks=Count("pk"), newest=Max("computed_at")
        )
        if not unseen["tasks"]:
            continue
        quiet_for = now - unseen["newest"]
        is_enough = is_due(unseen["tasks"], run.task_count if run else 0, quiet_for)
        if is_enough and (quiet_for > QUIET or not _is_resting(run, now)):
            due.append(project_id)
    return due


def outdated_projects(*, now: datetime) -> list[int]:
    """Projects that were fitted, and whose schema is a newer one than the last cold fit saw, for a
    while now: what counts as the same answer may be other, and so may what gold says of it.

    A fit that began within QUIET of a version may not have seen it. Fits that came to nothing are
    waited after, as in `due_projects`.
    """
    runs = ConsensusRun.objects.filter(
        project_id=OuterRef("pk"), state=State.DONE, is_provisional=False
    )
    versions = SchemaVersion.objects.filter(project_id=OuterRef("pk")).order_by("-number")
    fitted = Project.objects.annotate(
        fitted_at=Subquery(runs.order_by("-pk").values("started_at")[:1]),
        changed_at=Subquery(versions.values("created_at")[:1]),
    ).filter(changed_at__gt=F("fitted_at") - QUIET, changed_at__lt=now - QUIET)
    found = fitted.order_by("pk").values_list("pk", flat=True)
    held_back = _held_back(now) if found else set()
    return [project_id for project_id in found if project_id not in held_back]


def is_due(new_tasks: int, seen_tasks: int, quiet_for: timedelta) -> bool:
    """Whether a new fit would have enough to learn from."""
    enough = DUE_SHARE * min(seen_tasks, MANY) + DUE_SHARE_OF_MANY * max(0, seen_tasks - MANY)
    if new_tasks >= max(DUE_TASKS, enough):
        return True
    return new_tasks > 0 and quiet_for > QUIET


def _is_resting(run: ConsensusRun | None, now: datetime) -> bool:
    """Whether the last fit ended too short a while ago for one that labels could wait behind."""
    if run is None or run.started_at is None or run.finished_at is None:
        return False
    return now - run.finished_at < min(REST_TIMES * (run.finished_at - run.started_at), MOST_REST)


def _projects_with_results() -> list[int]:
    results = ConsensusResult.objects.filter(project_id=OuterRef("pk"), is_current=True)
    return list(Project.objects.filter(Exists(results)).order_by("pk").values_list("pk", flat=True))


def _newest_done_runs() -> QuerySet[ConsensusRun]:
    """Of each project the newest fit that came to its end, with no more than its times and size."""
    done = ConsensusRun.objects.filter(state=State.DONE)
    done = done.order_by("project_id", "-pk").distinct("project_id")
    return done.only("project_id", "started_at", "finished_at", "task_count")


def unseen_results(
    project_id: int, run: ConsensusRun | None, *, among: QuerySet[Task] | None = None
) -> QuerySet[ConsensusResult]:
    """Labels of complete tasks, or of those `among` these, that were made since the fit began, but
    not by it.

    What somebody is still asked about, what was called off and what came in as the truth has no
    complete answers: no fit ever sees it, and it would ask for one again and again.
    """
    tasks = complete_tasks(project_id=project_id) if among is None else among
    results = ConsensusResult.objects.filter(project_id=project_id, is_current=True)
    if run is not None and run.started_at is not None:
        results = results.filter(computed_at__gte=run.started_at).exclude(
            run_id=run.pk, computed_at__lte=run.finished_at
        )
    return results.filter(task__in=tasks)


def _held_back(now: datetime) -> set[int]:
    """Projects whose newest fits came to nothing a while ago."""
    done = ConsensusRun.objects.filter(
        project_id=OuterRef("project_id"), state=State.DONE, pk__gt=OuterRef("pk")
    )
    in_vain = (
        ConsensusRun.objects.filter(~Exists(done), state__in=[State.FAILED, State.CANCELLED])
        .values("project_id")
        .annotate(times=Count("pk"), last=Max("finished_at"))
        .order_by("project_id")
    )
    return {
        row["project_id"]
        for row in in_vain
        if now - row["last"] < min(AGAIN_AFTER * 2 ** min(row["times"] - 1, 10), AGAIN_AT_LAST)
    }


def settled_answer(result_id: int) -> ConsensusResult | None:
    """What a reviewer settled, while it is in force."""
    found = ConsensusResult.objects.filter(
        pk=result_id, method=ConsensusResult.ADJUDICATED, is_current=True
    )
    return found.select_related("task__batch__schema_version").first()
