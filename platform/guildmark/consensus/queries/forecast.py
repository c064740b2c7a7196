"""What a project, or one batch, still takes: labels, money and time, each with an interval."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum

from concord.measure import Measure, undefined
from guildmark.consensus.forecasting import (
    BatchTasks,
    TaskGroup,
    expect_hours,
    expect_labels,
    expect_verdicts,
    pace_of,
)
from guildmark.consensus.queries.rounds import rounds_of
from guildmark.core.money import Money
from guildmark.projects.models import Project
from guildmark.quality.figures import figure
from guildmark.work.models import Assignment, Batch, Seat, Task
from guildmark.work.queries.batches import PAID
from guildmark.work.queries.throughput import answers_by_hour

Json = dict[str, Any]  # JSON: `Any` stands for its values
PACE_HOURS = 14 * 24
ENDED = (Task.State.RESOLVED, Task.State.DISPUTED, Task.State.ADJUDICATING)
NEVER = (Task.State.CANCELLED, Task.State.TRIAGE)
CHECK_RATES = (1.0, 3.5)
"""Times a batch's share of checks: what people usually meet, and in their first 20 tasks."""
MOST_CHECKS = 0.5
ASKS = (Batch.State.OPEN, Batch.State.PAUSED, Batch.State.DRAINING)


@dataclass(frozen=True)
class Forecast:
    """Figures as JSON; money in minor units of `spent.currency`. `overlap` is labels an item,
    undefined where no batch is adaptive. Cost and hours are of labels and verdicts together, cost
    with the checks among them, which are paid like labels."""

    labels: Json
    verdicts: Json
    overlap: Json
    cost: Json
    hours: Json
    spent: Money
    open_task_count: int
    disputed_task_count: int


def project_forecast(project_id: int, *, now: datetime) -> Forecast:
    """All batches of a project that ask people; ten queries."""
    batches = list(Batch.objects.filter(project_id=project_id, state__in=ASKS).order_by("pk"))
    return _forecast(project_id, batches, Q(project_id=project_id), now=now)


def batch_forecast(batch: Batch, *, now: datetime) -> Forecast:
    """One batch. Time is as if the project's pace were spent on it; ten queries."""
    batches = [batch] if batch.state in ASKS else []
    return _forecast(batch.project_id, batches, Q(batch_id=batch.pk), now=now)


def _forecast(project_id: int, batches: Sequence[Batch], spending: Q, *, now: datetime) -> Forecast:
    groups = _groups([batch.pk for batch in batches])
    found = [(batch, expect_labels(_tasks_of(batch, groups[batch.pk]))) for batch in batches]
    rounds = rounds_of(batches, groups)
    verdicts = {batch.pk: expect_verdicts(rounds[batch.pk]) for batch in batches}
    labels = _sum([labels for _, (labels, _) in found])
    all_verdicts = _sum(list(verdicts.values()))
    drawn = [(batch, labels) for batch, (labels, _) in found]
    checks = _checks_of_each(drawn, _checks_left(project_id))
    paid = [
        (batch, _sum([labels, verdicts[batch.pk], extra]))
        for (batch, labels), extra in zip(drawn, checks, strict=True)
    ]
    pace = pace_of(_per_hour(project_id, now=now))
    project = Project.objects.get(pk=project_id)
    spent = Assignment.objects.filter(spending, state__in=PAID).aggregate(
        total=Sum("amount_minor")
    )["total"]
    everything = [group for batch in batches for group in groups[batch.pk]]
    return Forecast(
        labels=figure(labels),
        verdicts=figure(all_verdicts),
        overlap=figure(_overlap([(batch, overlap) for batch, (_, overlap) in found])),
        cost=figure(_cost(paid, project.currency)),
        hours=figure(expect_hours(_sum([labels, all_verdicts]), pace)),
        spent=Money(spent or 0, project.currency),
        open_task_count=sum(one.count for one in everything if not one.has_ended),
        disputed_task_count=Task.objects.filter(
            spending, is_gold=False, state__in=[Task.State.DISPUTED, Task.State.ADJUDICATING]
        ).count(),
    )


def _groups(batch_ids: Sequence[int]) -> dict[int, list[TaskGroup]]:
    """By batch, its tasks by how they stand; one query."""
    rows = (
        Task.objects.filter(batch_id__in=batch_ids, step=Task.Step.DRAW)
        .exclude(state__in=NEVER)
        .values_list("batch_id", "state", "counted", "target")
        .annotate(count=Count("pk"))
        .order_by("batch_id", "state", "counted", "target")
    )
    found: dict[int, list[TaskGroup]] = defaultdict(list)
    for batch_id, state, counted, target, count in rows:
        has_ended = state in ENDED and counted == target
        found[batch_id].append(TaskGroup(count, counted, target, has_ended))
    return found


def _tasks_of(batch: Batch, groups: Sequence[TaskGroup]) -> BatchTasks:
    """A batch that is draining asks nobody more than it has."""
    if batch.is_adaptive and batch.state != Batch.State.DRAINING:
        return BatchTasks(groups, batch.overlap_min, batch.overlap, batch.overlap_max)
    return BatchTasks(groups, batch.overlap, batch.overlap, batch.overlap)


def _sum(measures: Sequence[Measure]) -> Measure:
    """Bounds are added: batches of one project err alike."""
    return Measure(
        sum(one.value or 0.0 for one in measures),
        lower=sum(one.lower or 0.0 for one in measures),
        upper=sum(one.upper or 0.0 for one in measures),
        n=sum(one.n or 0 for one in measures),
    )


def _overlap(found: Sequence[tuple[Batch, Measure]]) -> Measure:
    """Of the adaptive batches together, by their number of tasks."""
    rows = [(batch.task_count, one) for batch, one in found if batch.is_adaptive]
    total = sum(count for count, _ in rows)
    if not total:
        return undefined("Every item gets a fixed number of answers.")
    return Measure(
        sum(count * (one.value or 0.0) for count, one in rows) / total,
        lower=sum(count * (one.lower or 0.0) for count, one in rows) / total,
        upper=sum(count * (one.upper or 0.0) for count, one in rows) / total,
        n=sum(one.n or 0 for _, one in rows),
    )


def _checks_left(project_id: int) -> int | None:
    """How many checks the people who are there can still meet at most; None without any gold.

    Nobody has one twice, and who has had all meets none. Before anybody is there, one is expected.
    """
    open_gold = Task.objects.filter(project_id=project_id, is_gold=True, state=Task.State.OPEN)
    seats = Seat.objects.filter(project_id=project_id).aggregate(
        all=Count("pk"), tested=Count("pk", filter=Q(has_had_all_gold=False))
    )
    count = open_gold.count()
    return count * (seats["tested"] if seats["all"] else 1) if count else None


def _checks_of_each(drawn: Sequence[tuple[Batch, Measure]], most: int | None) -> list[Measure]:
    """The checks of each batch: one that somebody meets in one of them is gone in the others."""
    found: list[Measure] = []
    for batch, labels in drawn:
        met = sum(one.value or 0.0 for one in found)
        found.append(_checks(labels, batch, None if most is None else max(0.0, most - met)))
    return found


def _checks(labels: Measure, batch: Batch, most: float | None) -> Measure:
    """The checks that come with so many labels, at most `most` of people who are there.

    Newcomers get more of them (see `work/sql/gold.sql`) and make more possible; there may be none,
    where everybody has had all.
    """
    if most is None:
        return Measure(0.0, lower=0.0, upper=0.0, n=labels.n)
    usual, many = (_checks_a_label(batch.gold_share * times) for times in CHECK_RATES)
    return Measure(
        min(usual * (labels.value or 0.0), most),
        lower=0.0,
        upper=many * (labels.upper or 0.0),
        n=labels.n,
    )


def _checks_a_label(rate: float) -> float:
    rate = min(rate, MOST_CHECKS)
    return rate / (1.0 - rate)


def _cost(found: Sequence[tuple[Batch, Measure]], currency: str) -> Measure:
    if any(batch.currency != currency for batch, _ in found):
        return undefined("The batches are paid in several currencies.")
    return _sum(
        [
            Measure(
                batch.price_minor * (one.value or 0.0),
                lower=batch.price_minor * (one.lower or 0.0),
                upper=batch.price_minor * (one.upper or 0.0),
                n=one.n,
            )
            for batch, one in found
        ]
    )


def _per_hour(project_id: int, *, now: datetime) -> list[int]:
    """Answers that count of the last two weeks by whole hours, the oldest first."""
    until_now = answers_by_hour(
        project_id, hours=PACE_HOURS + 1, now=now, only=Q(counts=True, task__is_gold=False)
    )
    return [count for _, count in until_now[:-1]]
