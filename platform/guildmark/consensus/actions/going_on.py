"""Warm fits of large projects go on from what the last fit kept: for workers, it imports SciPy.

Everybody's answers are learnt from again, as columns of a few numbers; read is what is new, judged
what is new or has moved. So a fit after a few answers costs little more than they do.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

import numpy as np

from concord.documents import Schema
from guildmark.consensus.actions.judging import judge_tasks
from guildmark.consensus.actions.progress import Progress
from guildmark.consensus.actions.results import NEAR
from guildmark.consensus.actions.settling import Waiting, settle_waiting
from guildmark.consensus.consolidation import (
    SEVERAL_SUMMITS,
    Columns,
    Json,
    Plan,
    ProjectModel,
    TaskVotes,
    can_go_on,
    columns_of,
    done,
    fit_columns,
    fit_on,
    joined,
    leaning,
    learn_project,
    method_of,
    state,
    tasks_that_moved,
)
from guildmark.consensus.models import AnswerColumns, ConsensusRun
from guildmark.consensus.queries import inputs
from guildmark.consensus.queries.kept import (
    Kept,
    Touched,
    kept_until,
    touched_since,
)
from guildmark.consensus.queries.tasks import MANY, last_measured_run, last_run

#: Agreement is measured and people are described so long after it was last done, and after so
#: many times as long as that fit took: a few answers hardly move either.
MEASURED_EVERY = timedelta(minutes=10)
MEASURED_AFTER_TIMES = 20
#: When so large a share of a project is new since its last whole fit, the next is a whole one.
MOST_NEW = 0.10
#: Additions are put together when there are so many: each takes a while to open.
MOST_ADDITIONS = 20
AT_A_TIME = 500
Leans = dict[int, Mapping[str, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Addition:
    """What a fit leaves for the next. `replaces` are additions that it holds, too."""

    columns: Columns
    schema_version_id: int
    is_whole: bool
    task_count: int
    touched_count: int
    replaces: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """What a finished fit keeps; agreement and report where it has measured them. Of a fit that
    went on from columns `inputs_sha256` is empty."""

    method: str
    model: ProjectModel
    task_count: int
    submission_count: int
    inputs_sha256: str = ""
    columns: Addition | None = None
    agreement: Json | None = None
    report: Json | None = None


def is_large(task_count: int) -> bool:
    """Whether a project has so many tasks that a fit of all is not made for a few."""
    return task_count > MANY


def is_measuring_due(run: ConsensusRun, *, now: datetime) -> bool:
    """Whether agreement was last measured long enough ago."""
    last = last_measured_run(run.project_id)
    if last is None or last.finished_at is None or last.started_at is None:
        return True
    took = last.finished_at - last.started_at
    return now - last.finished_at >= max(MEASURED_EVERY, MEASURED_AFTER_TIMES * took)


def kept_for(run: ConsensusRun, *, now: datetime) -> Kept | None:
    """What the fit can go on from; None where it has to see everything.

    A cold one does, one that measures, one by another plan or schema than the last.
    """
    if not run.is_provisional or is_measuring_due(run, now=now):
        return None
    last = last_run(run.project_id)
    plan = inputs.project_plan(run.project_id)
    if last is None or last.parameters != plan.to_json() or not can_go_on(plan):
        return None
    kept = kept_until(last)
    if kept is None or kept.schema_version_id != inputs.newest_schema_version(run.project_id):
        return None
    return kept


def learnt_whole(
    given: inputs.ProjectInputs,
    start: ProjectModel | None,
    marks: dict[int, int],
    progress: Progress,
) -> tuple[ProjectModel, Columns | None]:
    """What is learnt of everything, from `start` on or anew, and the columns of a large project.

    Of more tasks than are held, outlines are learnt from the sample, and all else from columns.
    """
    tasks, schema, plan = given.tasks, given.schema, given.plan
    held = [*tasks.sample, *given.gold]
    model, seen = learn_project(held, schema, plan, start=start, on_step=progress.step)
    if not is_large(len(tasks)):
        return model, None
    if tasks.are_held:
        return model, columns_of(held, schema, model, marks=marks, seen=seen)
    read = [columns_of(given.gold, schema, model, marks=marks)] if given.gold else []
    for few in tasks.chunks():
        read.append(columns_of(few, schema, model, marks=marks))
        progress.step(len(few))
    columns = joined(read)
    begin = None if plan.method in SEVERAL_SUMMITS else start
    return fit_columns(columns, schema, plan, model, begin), columns


def whole_columns(
    given: inputs.ProjectInputs,
    columns: Columns | None,
    model: ProjectModel,
    waiting: Iterator[Waiting],
    leans: Mapping[int, Mapping[str, float]],
) -> Addition | None:
    """What a whole fit keeps of the `columns` of a large project; None of a small one, and where no
    fit could go on from it.

    Tasks whose answers changed while it read are left to the next fit, which finds them new. Either
    way it goes through what is `waiting`.
    """
    if columns is None or not can_go_on(given.plan):
        deque(waiting, maxlen=0)
        return None
    if given.tasks.changed_ids:
        columns = columns.only(~np.isin(columns.task_ids, list(given.tasks.changed_ids)))
    judged = state(columns, given.schema, model)
    others = _columns_of_waiting(waiting, given.schema, model)
    return Addition(
        columns=joined([leaning(judged, leans), *others]),
        schema_version_id=given.schema_version_id,
        is_whole=True,
        task_count=len(given.tasks),
        touched_count=0,
    )


def _columns_of_waiting(
    waiting: Iterator[Waiting], schema: Schema, model: ProjectModel
) -> Iterator[Columns]:
    """Of what goes on waiting, and of what was just settled: that teaches the next fit."""
    while few := list(islice(waiting, AT_A_TIME)):
        for is_settled in (False, True):
            chosen = [one for one in few if one.is_settled == is_settled]
            if not chosen:
                continue
            columns = columns_of(
                [one.votes for one in chosen],
                schema,
                model,
                marks={},
                are_waiting=not is_settled,
            )
            yield leaning(columns, {one.votes.task_id: one.label.leans for one in chosen})


def keep_columns(run: ConsensusRun, addition: Addition | None) -> None:
    """Store what a fit leaves, and put away what it replaces; in the caller's transaction."""
    rows = AnswerColumns.objects.filter(project_id=run.project_id)
    if addition is None or addition.is_whole:
        rows.delete()
    else:
        rows.filter(pk__in=addition.replaces).delete()
    if addition is not None:
        AnswerColumns.objects.create(
            run=run,
            project_id=run.project_id,
            schema_version_id=addition.schema_version_id,
            is_whole=addition.is_whole,
            task_count=addition.task_count,
            touched_count=addition.touched_count,
            data=addition.columns.to_bytes(),
        )


def go_on_from(kept: Kept, run: ConsensusRun, progress: Progress) -> Ended | None:
    """Learn from all answers, and judge those that are new and those that moved; settle what was
    asked on and is sure enough by now.

    None, and nothing done, where so much is new that a whole fit is due.
    """
    touched = touched_since(kept)
    if kept.touched + len(touched.ids) > MOST_NEW * kept.whole:
        return None
    # not the newest: one may have been published since the columns were chosen
    schema = inputs.schema_up_to(kept.schema_version_id)
    plan = inputs.project_plan(run.project_id)
    start, learnt_id = inputs.model_for(schema, kept.run.pk)
    if learnt_id is None:
        return None
    ConsensusRun.objects.filter(pk=run.pk).update(parameters=plan.to_json())
    return _Fit(run, schema, plan, progress).from_here(kept, touched, start)


@dataclass(frozen=True, slots=True)
class _Fit:
    run: ConsensusRun
    schema: Schema
    plan: Plan
    progress: Progress

    def from_here(self, kept: Kept, touched: Touched, start: ProjectModel) -> Ended | None:
        """See `go_on_from`. None where another method suits now: it would say all anew."""
        self.progress.total = len(touched.ids) + len(touched.waiting_ids) + 1
        self.progress.step(0)
        new = self._read(touched, start)
        together = joined([kept.columns.only(touched.stays), *new])
        teaching = together.only(~together.is_waiting) if together.is_waiting.any() else together
        model = fit_on(teaching, self.schema, self.plan, start)
        if method_of(self.schema, model) != method_of(self.schema, start):
            return None
        now = state(together, self.schema, model)
        is_new = np.isin(now.task_ids, [*touched.ids, *touched.gold_ids, *touched.waiting_ids])
        moved = tasks_that_moved(together, now, by=NEAR) & ~now.is_gold & ~is_new
        self.progress.total += int(moved.sum())
        self.progress.step()
        leans = self._judge([*touched.ids, *now.task_ids[moved & ~now.is_waiting].tolist()], model)
        asked_on = [*touched.waiting_ids, *now.task_ids[moved & now.is_waiting].tolist()]
        settled = self._settle(asked_on, model, leans)
        votes = teaching.tables["tasks"]["votes"][~teaching.is_gold]
        # somebody may have been at one that waits: it is as it was, or unread, for the next fit
        is_seen = ~now.is_waiting | np.isin(now.task_ids, list(leans))
        judged = leaning(now.only((moved | is_new) & is_seen), leans)
        return Ended(
            method=method_of(self.schema, model),
            model=model,
            task_count=len(votes),
            submission_count=int(votes.sum()),
            columns=_addition(kept, done(judged, settled), len(touched.ids) + len(settled)),
        )

    def _read(self, touched: Touched, start: ProjectModel) -> list[Columns]:
        """The columns of what is new, a few tasks at a time."""
        gold = list(inputs.gold_of_project(self.run.project_id, touched.gold_ids))
        found = self._columns([gold, *map(self._votes, _chunks(touched.ids))], touched, start)
        waiting = map(self._votes, _chunks(touched.waiting_ids))
        return [*found, *self._columns(waiting, touched, start, are_waiting=True)]

    def _columns(
        self,
        groups: Iterable[list[TaskVotes]],
        touched: Touched,
        start: ProjectModel,
        *,
        are_waiting: bool = False,
    ) -> list[Columns]:
        return [
            columns_of(tasks, self.schema, start, marks=touched.marks, are_waiting=are_waiting)
            for tasks in groups
            if tasks
        ]

    def _votes(self, task_ids: Sequence[int]) -> list[TaskVotes]:
        return list(inputs.votes_of_tasks(task_ids).values())

    def _judge(self, task_ids: Sequence[int], model: ProjectModel) -> Leans:
        leans: Leans = {}
        for ids in _chunks(task_ids):
            judge_tasks(
                self.run,
                self._votes(ids),
                model,
                schema=self.schema,
                plan=self.plan,
                on_step=self.progress.step,
                clock=self.progress.clock,
                is_kept=False,
                leans=leans,
            )
        return leans

    def _settle(self, task_ids: Sequence[int], model: ProjectModel, leans: Leans) -> set[int]:
        """Which tasks are done; `leans` gets those of all that were looked at."""
        settled = set()
        for ids in _chunks(task_ids):
            for one in settle_waiting(
                run=self.run,
                schema=self.schema,
                model=model,
                plan=self.plan,
                on_chunk=lambda: self.progress.step(0),
                clock=self.progress.clock,
                task_ids=ids,
            ):
                leans[one.votes.task_id] = one.label.leans
                if one.is_settled:
                    settled.add(one.votes.task_id)
            self.progress.step(len(ids))
        return settled


def _chunks(task_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    ordered = sorted(task_ids)
    return (ordered[start : start + AT_A_TIME] for start in range(0, len(ordered), AT_A_TIME))


def _addition(kept: Kept, columns: Columns, touched_count: int) -> Addition:
    """What this fit read or judged; of many additions together one."""
    replaces: Sequence[int] = ()
    if len(kept.additions) >= MOST_ADDITIONS:
        columns, replaces = joined([*kept.additions, columns]), kept.addition_ids
        touched_count += kept.touched
    return Addition(
        columns=columns,
        schema_version_id=kept.schema_version_id,
        is_whole=False,
        task_count=len(columns.task_ids),
        touched_count=touched_count,
        replaces=replaces,
    )
