"""A batch that asked until it was sure, and is done: some labels took two people, some all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from guildmark.consensus.queries.forecast import batch_forecast
from guildmark.core.clock import now
from guildmark.demo.seed import outcome, projects
from guildmark.demo.seed.crowd import Worker, answer_one
from guildmark.demo.seed.diary import Diary
from guildmark.demo.seed.projects import Prepared
from guildmark.demo.seed.staff import Staff
from guildmark.work.models import Batch, Task

NAME = "Until it is sure"
State = Task.State
#: More than a task asks people.
MOST_ROUNDS = 9


@dataclass(frozen=True)
class Course:
    """How a batch went: the answers an item that were expected after the first day, and that came.

    `expected` is a figure as JSON, with its bounds. `stopped` are items with a label, by their
    number of answers; `disputed` go to a reviewer.
    """

    expected: dict[str, Any]  # JSON
    came: float
    stopped: dict[int, int]
    disputed: int


def ask_until_sure(
    prepared: Prepared, staff: Staff, workers: Sequence[Worker], diary: Diary, *, days: range
) -> Course | None:
    """People answer, workers judge, people come back for what is not sure: each round a day.

    None where nothing is set apart for it, or an earlier run has done it.
    """
    seeded, items = prepared.seeded, prepared.until_sure
    if not items or Batch.objects.filter(project=seeded.project, name=NAME).exists():
        return None
    batch = projects.open_further(prepared, staff, NAME, items, now=now())
    expected: dict[str, Any] = {}  # JSON
    for day in days:
        diary.begin(day)
        _answer(prepared, workers)
        _wait_for_judgement(batch)
        expected = expected or batch_forecast(batch, now=now()).overlap
    for _ in range(MOST_ROUNDS):
        if not _tasks(batch).filter(state=State.OPEN).exists():
            break
        _answer(prepared, workers)
        _wait_for_judgement(batch)
    diary.end(days[-1])
    return _course(batch, expected)


def _answer(prepared: Prepared, workers: Sequence[Worker]) -> None:
    """Everybody in turn, until nobody gets anything."""
    at_work = list(workers)
    while at_work:
        at_work = [one for one in at_work if answer_one(one, prepared.seeded, elapsed=1.0)]


def _wait_for_judgement(batch: Batch) -> None:
    outcome.wait_for("Judging", _tasks(batch).filter(is_unjudged=True).count)


def _tasks(batch: Batch) -> QuerySet[Task]:
    return Task.objects.filter(batch=batch)


def _course(batch: Batch, expected: dict[str, Any]) -> Course:
    tasks = list(_tasks(batch).values_list("state", "counted"))
    return Course(
        expected=expected,
        came=sum(counted for _, counted in tasks) / len(tasks),
        stopped=dict(Counter(counted for state, counted in tasks if state == State.RESOLVED)),
        disputed=sum(state == State.DISPUTED for state, _ in tasks),
    )
