"""Fits of a whole project, done by a worker: it imports SciPy."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from concord.shapes import UnknownKind
from guildmark.consensus import agreement
from guildmark.consensus.actions.requesting import record_of, request_run
from guildmark.consensus.actions.results import is_same, settle_task, write_result
from guildmark.consensus.consolidation import (
    ProjectModel,
    TaskVotes,
    consolidate,
    fit_project,
    hash_of_ids,
    method_of,
)
from guildmark.consensus.errors import RunRunning
from guildmark.consensus.models import ConsensusRun
from guildmark.consensus.queries import inputs
from guildmark.consensus.queries.tasks import complete_tasks, current_results, last_run
from guildmark.core import operations
from guildmark.core.models import Operation
from guildmark.quality.actions import refresh_skills

CHUNK = 50
Clock = Callable[[], datetime]


def refit(*, run_id: int, clock: Clock) -> None:
    """Fit the project anew, judge every complete task under it, and measure agreement.

    queued -> running -> done, cancelled, or failed with a reason. Versions are written in chunks,
    each one transaction; a task whose label stays the same gets none. Records
    consensus_run.finished. Safe to call twice, late and beside itself: one session works on it,
    and what a lost worker had written is found to be the same.
    """
    with operations.working_on(ConsensusRun, run_id) as is_ours:
        if not is_ours:
            return
        run = operations.take(
            ConsensusRun, pk=run_id, now=clock(), most_attempts=operations.MOST_ATTEMPTS
        )
        if run is None:
            return
        try:
            _refit(run, clock)
        except operations.OperationCancelled:
            operations.cancel(run, now=clock())
        except operations.OperationLost:
            return
        except UnknownKind as error:
            operations.fail(run, code="unknown_kind", detail=str(error), now=clock())


def fitted(*, project_id: int, since: datetime, clock: Clock) -> ConsensusRun | None:
    """A finished fit of the answers there are now, or one asked for at `since` or later.

    Made here, in this process, where there is none; None while another worker is at it: ask again
    later. The fit may have failed or been cancelled. Raises NothingToCompute.
    """
    last = last_run(project_id)
    if last is not None and last.inputs_sha256 == inputs.inputs_sha256(project_id):
        return last
    try:
        run_id = request_run(actor_id=None, project_id=project_id, now=clock()).pk
    except RunRunning as live:
        run_id = live.existing_id
    refit(run_id=run_id, clock=clock)
    run = ConsensusRun.objects.get(pk=run_id)
    return run if run.state not in Operation.LIVE and run.created_at >= since else None


def _refit(run: ConsensusRun, clock: Clock) -> None:
    schema = inputs.project_schema(run.project_id)
    tasks = list(inputs.votes_of_project(run.project_id))
    gold = list(inputs.gold_of_project(run.project_id))
    total = len(tasks) + agreement.steps(schema)
    operations.report(run, done=0, total=total, now=clock())
    model = fit_project([*tasks, *gold], schema)
    judged: list[agreement.Judged] = []
    for start in range(0, len(tasks), CHUNK):
        chunk = [
            agreement.Judged(one, consolidate(one, schema, model))
            for one in tasks[start : start + CHUNK]
        ]
        judged += chunk
        with transaction.atomic():
            _write_chunk(run, chunk, now=clock())
            operations.report(run, done=len(judged), total=total, now=clock())
    figures = agreement.measure_all(
        judged,
        schema,
        on_step=lambda done: operations.report(
            run, done=len(tasks) + done, total=total, now=clock()
        ),
    )
    refresh_skills(project_id=run.project_id, now=clock())
    _finish(run, tasks, method_of(schema, model), model, figures, now=clock())


def _write_chunk(run: ConsensusRun, chunk: Sequence[agreement.Judged], *, now: datetime) -> None:
    """Tasks are locked in the order of ids. One that got another answer meanwhile is left to it."""
    ids = [one.task.task_id for one in chunk]
    complete = complete_tasks(pk__in=ids).select_for_update(no_key=True)
    locked = {task.pk: task for task in complete.order_by("pk")}
    current = current_results(ids)
    for votes, label in ((one.task, one.label) for one in chunk):
        task, before = locked.get(votes.task_id), current.get(votes.task_id)
        if task is None or task.counted != len(votes.votes):
            continue
        if before is None or not is_same(before, label):
            write_result(task=task, votes=votes, label=label, current=before, run=run, now=now)
        settle_task(task=task, label=label, now=now)


@transaction.atomic
def _finish(
    run: ConsensusRun,
    tasks: Sequence[TaskVotes],
    method: str,
    model: ProjectModel,
    figures: dict[str, object],
    *,
    now: datetime,
) -> None:
    submission_ids = [vote.submission_id for task in tasks for vote in task.votes]
    operations.finish(
        run,
        now=now,
        method=method,
        model=model.to_json(),
        agreement=figures,
        inputs_sha256=hash_of_ids(submission_ids),
        submission_count=len(submission_ids),
        task_count=len(tasks),
    )
    record_of("finished", run, None, now)
