"""Fits of a whole project, done by a worker: it imports SciPy."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from concord.documents import Schema
from concord.geometry.similarity import UnknownKind
from concord.sentences import Sentence
from concord.shapes import TooManyTogether
from guildmark.consensus import agreement
from guildmark.consensus.actions.going_on import (
    Ended,
    Leans,
    go_on_from,
    is_large,
    is_measuring_due,
    keep_columns,
    kept_for,
    learnt_whole,
    whole_columns,
)
from guildmark.consensus.actions.judging import judge_tasks
from guildmark.consensus.actions.progress import Progress
from guildmark.consensus.actions.requesting import record_of, request_run
from guildmark.consensus.actions.settling import settle_waiting
from guildmark.consensus.consolidation import (
    Columns,
    ProjectModel,
    calibrate,
    evidence_steps,
    fit_steps,
    method_of,
)
from guildmark.consensus.errors import RunRunning
from guildmark.consensus.findings import (
    Gathered,
    figures_of_shares,
    likest_pairs,
    report_of,
    with_drawing,
)
from guildmark.consensus.models import ConsensusRun
from guildmark.consensus.queries import inputs
from guildmark.consensus.queries.kept import gold_marks
from guildmark.consensus.queries.tasks import last_cold_run, last_run
from guildmark.core import operations
from guildmark.core.models import Operation
from guildmark.quality.actions import record_figures, refresh_skills

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
        except TooManyTogether as error:
            operations.fail(run, code="too_many_shapes", detail=_too_many(error), now=clock())


def end_overlong(*, run_id: int, minutes: int, now: datetime) -> None:
    """running -> failed, for one that its worker ended after so many minutes.

    Nothing where it is over or somebody else's. Records nothing. Safe to call twice.
    """
    with operations.working_on(ConsensusRun, run_id) as is_ours:
        running = ConsensusRun.objects.filter(pk=run_id, state=Operation.State.RUNNING)
        run = running.first() if is_ours else None
        if run is None:
            return
        sentence = Sentence(
            "This fit took over {minutes} minutes and was ended. Reject answers in which very many "
            "shapes lie on one another, or ask whoever runs the service for a quicker machine; "
            "then press “Compute again”.",
            minutes=minutes,
        )
        operations.fail(run, code="too_long", detail=sentence, now=now)


def _too_many(error: TooManyTogether) -> Sentence:
    """What to do about it, in which task: an image of a fit is called after its task."""
    if not error.image:
        return Sentence(
            "In a task more shapes lie on one another, or hang together in a chain, than can be "
            "compared. Cancel that task, or reject the answers in it that have the most shapes, "
            "then press “Compute again”."
        )
    return Sentence(
        "In task {task} more shapes lie on one another, or hang together in a chain, than can be "
        "compared. Open that task and cancel it, or reject its answers that have the most shapes, "
        "then press “Compute again”.",
        task=int(error.image),
    )


def fitted(*, project_id: int, since: datetime, clock: Clock) -> ConsensusRun | None:
    """A finished cold fit of the answers there are now, or one asked for at `since` or later.

    Made here, in this process, where there is none; None while another worker is at it: ask again
    later. The fit may have failed or been cancelled. Raises NothingToCompute.
    """
    last = last_cold_run(project_id)
    if last is not None and _is_up_to_date(last):
        return last
    try:
        run_id = request_run(actor_id=None, project_id=project_id, now=clock()).pk
    except RunRunning as live:
        run_id = live.existing_id
    refit(run_id=run_id, clock=clock)
    run = ConsensusRun.objects.get(pk=run_id)
    if run.state in Operation.LIVE:
        return None
    if run.is_provisional:
        return fitted(project_id=project_id, since=since, clock=clock)
    return run if run.created_at >= since else None


def _is_up_to_date(run: ConsensusRun) -> bool:
    """Whether a fit now would see the same inputs, and go by the same plan."""
    return run.parameters == inputs.project_plan(
        run.project_id
    ).to_json() and run.inputs_sha256 == inputs.inputs_sha256(run.project_id)


def _refit(run: ConsensusRun, clock: Clock) -> None:
    kept = kept_for(run, now=clock())
    ended = go_on_from(kept, run, Progress(run, clock)) if kept is not None else None
    _finish(run, ended or _fit_whole(run, Progress(run, clock)), now=clock())


def _fit_whole(run: ConsensusRun, progress: Progress) -> Ended:
    marks = gold_marks(run.project_id)
    given = inputs.project_inputs(run.project_id)
    ConsensusRun.objects.filter(pk=run.pk).update(parameters=given.plan.to_json())
    count, schema = len(given.tasks), given.schema
    is_measured = _is_measured(run, count, now=progress.clock())
    progress.total = fit_steps(schema) + evidence_steps() + count
    progress.total += 0 if given.tasks.are_held else count
    if is_measured:
        progress.total += agreement.steps(schema, len(given.tasks.sample)) + 1
    progress.step(0)
    model, columns = _learn(run, given, marks, progress)
    gathered = _nothing_gathered(given, model) if is_measured else None
    leans = _judge(run, given, model, gathered, progress)
    waiting = settle_waiting(
        run=run,
        schema=schema,
        model=model,
        plan=given.plan,
        on_chunk=lambda: progress.step(0),
        clock=progress.clock,
    )
    ended = Ended(
        method=method_of(schema, model),
        model=model,
        task_count=count,
        submission_count=len(given.tasks.submission_ids),
        inputs_sha256=given.sha256,
        columns=whole_columns(given, columns, model, waiting, leans),
    )
    return _measure(run, given, gathered, ended, progress) if gathered is not None else ended


def _nothing_gathered(given: inputs.ProjectInputs, model: ProjectModel) -> Gathered:
    sampled = frozenset(one.task_id for one in given.tasks.sample)
    return Gathered(given.schema, model, given.gold, None if given.tasks.are_held else sampled)


def _judge(
    run: ConsensusRun,
    given: inputs.ProjectInputs,
    model: ProjectModel,
    gathered: Gathered | None,
    progress: Progress,
) -> Leans:
    """Judge all tasks a few at a time, and keep what is to be measured."""
    leans: Leans = {}
    for few in given.tasks.chunks():
        judged = judge_tasks(
            run,
            few,
            model,
            schema=given.schema,
            plan=given.plan,
            on_step=progress.step,
            clock=progress.clock,
            is_kept=gathered is not None,
            leans=leans,
        )
        if gathered is not None:
            gathered.add(judged)
    return leans


def _is_measured(run: ConsensusRun, task_count: int, *, now: datetime) -> bool:
    """Whether agreement and people are measured too: by a warm fit of many tasks now and then."""
    is_always = not run.is_provisional or not is_large(task_count)
    return is_always or is_measuring_due(run, now=now)


def _measure(
    run: ConsensusRun,
    given: inputs.ProjectInputs,
    gathered: Gathered,
    ended: Ended,
    progress: Progress,
) -> Ended:
    figures = agreement.measure_all(gathered.sample, given.schema, on_step=progress.step)
    _describe_people(run, given, gathered, ended.model, now=progress.clock())
    progress.step()
    report = report_of(gathered.parts, given.schema, ended.model)
    return replace(ended, agreement=figures, report=report)


def _learn(
    run: ConsensusRun, given: inputs.ProjectInputs, marks: dict[int, int], progress: Progress
) -> tuple[ProjectModel, Columns | None]:
    """The model, and the columns of a large project.

    A cold fit is held against gold, a warm one trusts what the last one learnt.
    """
    start = _start_of(run, given.schema)
    model, columns = learnt_whole(given, start, marks, progress)
    done = progress.done + evidence_steps()
    if start is not None:
        trust = start.trust
    else:
        trust = calibrate(
            given.tasks.sample,
            given.gold,
            given.schema,
            given.plan,
            model,
            on_step=progress.step,
            columns=columns,
        )
    progress.step(done - progress.done)
    return replace(model, trust=trust), columns


def _start_of(run: ConsensusRun, schema: Schema) -> ProjectModel | None:
    """The model a warm fit starts from; None for a cold one, and where no fit knows the schema."""
    if not run.is_provisional:
        return None
    last = last_run(run.project_id)
    model, learnt_id = inputs.model_for(schema, last.pk if last else None)
    return model if learnt_id is not None else None


@transaction.atomic
def _describe_people(
    run: ConsensusRun,
    given: inputs.ProjectInputs,
    gathered: Gathered,
    model: ProjectModel,
    *,
    now: datetime,
) -> None:
    """Skill on gold, and what the fit says of everybody."""
    refresh_skills(project_id=run.project_id, now=now)
    figures = figures_of_shares(
        gathered.shares,
        gathered.parts,
        inputs.work_of_project(run.project_id),
        likest_pairs(
            gathered.newest,
            given.gold,
            given.schema,
            {part.key: part.model for part in gathered.parts},
        ),
        price_minor=inputs.project_of(run.project_id).price_minor,
    )
    figures = with_drawing(figures, gathered.drawn, given.schema, model)
    record_figures(project_id=run.project_id, figures=figures, now=now)


@transaction.atomic
def _finish(run: ConsensusRun, ended: Ended, *, now: datetime) -> None:
    operations.finish(
        run,
        now=now,
        method=ended.method,
        model=ended.model.to_json(),
        agreement=ended.agreement,
        report=ended.report,
        inputs_sha256=ended.inputs_sha256,
        submission_count=ended.submission_count,
        task_count=ended.task_count,
    )
    keep_columns(run, ended.columns)
    record_of("finished", run, None, now)
