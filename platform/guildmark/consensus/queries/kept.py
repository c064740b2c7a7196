"""What the last fit kept of everybody's answers, and what is new since: for workers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import Count, F, Q, QuerySet, Sum
from numpy.typing import NDArray

from guildmark.consensus.consolidation import Columns, OtherColumns, joined
from guildmark.consensus.models import AnswerColumns, ConsensusRun
from guildmark.consensus.queries.tasks import complete_tasks, unseen_results, waiting_tasks
from guildmark.quality.models import GoldItem
from guildmark.work.models import Task

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """Columns of everything until the fit `run`; `touched` tasks had new answers since the last
    whole fit, which saw `whole` tasks. `additions` are what fits since then have kept."""

    run: ConsensusRun
    columns: Columns
    schema_version_id: int
    whole: int
    touched: int
    additions: Sequence[Columns]
    addition_ids: Sequence[int]


def kept_until(run: ConsensusRun) -> Kept | None:
    """What was kept until a finished fit, itself among them; None where it kept nothing, and
    where another release did."""
    rows = AnswerColumns.objects.filter(project_id=run.project_id, run_id__lte=run.pk)
    whole = rows.filter(is_whole=True).order_by("-run_id").first()
    if whole is None:
        return None
    additions = list(rows.filter(run_id__gt=whole.run_id).order_by("run_id"))
    if [whole, *additions][-1].run_id != run.pk:
        return None
    try:
        base, *parts = [Columns.from_bytes(bytes(one.data)) for one in (whole, *additions)]
    except OtherColumns:
        return None
    return Kept(
        run=run,
        columns=joined([base, *parts]),
        schema_version_id=whole.schema_version_id,
        whole=whole.task_count,
        touched=sum(one.touched_count for one in additions),
        additions=parts,
        addition_ids=[one.pk for one in additions],
    )


@dataclass(frozen=True, slots=True, eq=False)
class Touched:
    """`ids` of the ordinary tasks to read again, `waiting_ids` of those that were asked on and
    `gold_ids` of gold; `stays` (tasks of the columns,) which of those have the same answers still.
    `marks` by gold task."""

    ids: list[int]
    waiting_ids: list[int]
    gold_ids: list[int]
    stays: NDArray[np.bool_]
    marks: dict[int, int]


def touched_since(kept: Kept) -> Touched:
    """What is to be read: everything that has all its answers or was asked on, and has others than
    it had.

    One narrow pass over the ids of either; the answers of none.
    """
    project_id = kept.run.project_id
    marks = gold_marks(project_id)
    columns = kept.columns
    known = np.stack([columns.task_ids, columns.tables["tasks"]["votes"]], axis=1)
    is_waiting, is_gold = columns.is_waiting, columns.is_gold
    complete = complete_tasks(project_id=project_id)
    ids, same = _told_apart(complete, known[~is_gold & ~is_waiting], kept.run)
    asked_on = waiting_tasks(project_id=project_id)
    waiting_ids, still = _told_apart(asked_on, known[is_waiting], kept.run)
    gold = np.array(sorted(marks.items()), dtype=np.int64).reshape(-1, 2)
    known[:, 1] = columns.tables["tasks"]["mark"]
    new_gold = ~_is_in(gold, known[is_gold])
    staying = np.concatenate([same, gold[~new_gold, 0]])
    return Touched(
        ids=ids,
        waiting_ids=waiting_ids,
        gold_ids=gold[new_gold, 0].tolist(),
        stays=np.where(
            is_waiting, np.isin(columns.task_ids, still), np.isin(columns.task_ids, staying)
        ),
        marks=marks,
    )


def _told_apart(
    tasks: QuerySet[Task], known: Integers, run: ConsensusRun
) -> tuple[list[int], Integers]:
    """The ids of those that are to be read, and of those that are as they are `known`: rows of id
    and number of answers."""
    rows = tasks.order_by("pk").values_list("pk", "counted")
    now = np.array(list(rows), dtype=np.int64).reshape(-1, 2)
    judged = unseen_results(run.project_id, run, among=tasks).values_list("task_id", flat=True)
    is_new = ~_is_in(now, known) | np.isin(now[:, 0], np.fromiter(judged, np.int64))
    return now[is_new, 0].tolist(), now[~is_new, 0]


def _is_in(rows: Integers, known: Integers) -> NDArray[np.bool_]:
    """(rows,): whether each row of two numbers is among those known, whose first are distinct."""
    order = np.argsort(known[:, 0])
    known = known[order]
    if not len(known):
        return np.zeros(len(rows), dtype=np.bool_)
    at = np.minimum(np.searchsorted(known[:, 0], rows[:, 0]), len(known) - 1)
    found: NDArray[np.bool_] = (known[at] == rows).all(axis=1)
    return found


def gold_marks(project_id: int) -> dict[int, int]:
    """By task of gold that teaches fits, a number that is another when its answers, their scores
    or its truth are others."""
    counting = Q(task__submissions__counts=True)  # what is voided counts no more
    golds = GoldItem.objects.filter(
        project_id=project_id, is_hidden=True, task__isnull=False, is_trusted=True
    )
    answered = golds.annotate(
        count=Count("task__submissions", filter=counting),
        total=Sum("task__submissions__pk", filter=counting),
    ).values_list("pk", "task_id", "reference_version", "count", "total")
    of_today = Q(scores__reference_version=F("reference_version"))
    scored = dict(golds.annotate(n=Count("scores", filter=of_today)).values_list("pk", "n"))
    return {
        task_id: hash((version, count, total or 0, scored.get(pk, 0)))
        for pk, task_id, version, count, total in answered
    }
