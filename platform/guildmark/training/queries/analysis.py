"""What sittings say about the questions of the bank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from guildmark.projects.queries import current_schema
from guildmark.training.drawing_lots import Lot, Part, shortages
from guildmark.training.models import Attempt, AttemptAnswer, TrainingPlan
from guildmark.training.queries.banks import bank_of, parts_of, plan

if TYPE_CHECKING:
    from concord.item_analysis import ItemStatistics

MOST_ATTEMPTS = 500
#: Below so many sittings their median says little about how much time people need.
MIN_SITTINGS = 5
SCORED = (Attempt.State.PASSED, Attempt.State.FAILED)


@dataclass(frozen=True)
class QuestionAnalysis:
    """A question of the bank and what was made of it."""

    question_id: int
    statistics: "ItemStatistics"


@dataclass(frozen=True)
class Shortage:
    """A part of the composition that the bank cannot give."""

    label_key: str
    difficulty: str
    lacking: int


@dataclass(frozen=True)
class QuizAnalysis:
    """The newest sittings of a project's quiz, question by question.

    `suggested_seconds` is three times the median sitting, None under `MIN_SITTINGS`. `older_count`
    is how many of the questions that can be drawn were made when less could be said than now.
    """

    attempts: int
    passed: int
    median_seconds: int | None
    suggested_seconds: int | None
    shortages: list[Shortage]
    older_count: int
    questions: list[QuestionAnalysis]


def quiz_analysis(project_id: int) -> QuizAnalysis:
    """Of at most `MOST_ATTEMPTS` scored attempts. Four queries."""
    attempts = list(
        Attempt.objects.filter(project_id=project_id, state__in=SCORED)
        .order_by("-submitted_at", "-id")
        .only("state", "started_at", "submitted_at", "expires_at", "is_delta")[:MOST_ATTEMPTS]
    )
    rules = plan(project_id)
    bank = _bank(project_id)
    seconds = _median_seconds([one for one in attempts if not one.is_delta])
    return QuizAnalysis(
        attempts=len(attempts),
        passed=sum(one.state == Attempt.State.PASSED for one in attempts),
        median_seconds=seconds,
        suggested_seconds=None if seconds is None else max(60, 3 * seconds),
        shortages=[] if bank is None else _shortages(bank, rules),
        older_count=sum(lot.is_older for lot in bank or ()),
        questions=_questions(attempts),
    )


def _median_seconds(attempts: Sequence[Attempt]) -> int | None:
    took = [
        (one.submitted_at - one.started_at) / timedelta(seconds=1)
        for one in attempts
        # Handed in by the end of the time: nobody knows when they went.
        if one.submitted_at is not None and one.submitted_at != one.expires_at
    ]
    return round(median(took)) if len(took) >= MIN_SITTINGS else None


def _bank(project_id: int) -> list[Lot] | None:
    """None without a schema."""
    schema = current_schema(project_id)
    if schema is None:
        return None
    return bank_of(project_id=project_id, schema_version_id=schema.pk)


def _shortages(bank: list[Lot], rules: TrainingPlan) -> list[Shortage]:
    parts = [*parts_of(rules), Part(rules.scored_decisions)]
    return [
        Shortage(part.label_key, part.difficulty, lack) for part, lack in shortages(bank, parts)
    ]


def _questions(attempts: Sequence[Attempt]) -> list[QuestionAnalysis]:
    if not attempts:
        return []
    import numpy as np  # noqa: PLC0415 -- spares the web process NumPy until a manager looks

    from concord.item_analysis import item_statistics  # noqa: PLC0415 -- as above

    answers = (
        AttemptAnswer.objects.filter(attempt__in=attempts, score__isnull=False)
        .order_by("question_id", "attempt_id")
        .values_list("attempt_id", "question_id", "score__is_right")
    )
    scored = list(answers)
    rows = {one.pk: row for row, one in enumerate(attempts)}
    columns = {key: column for column, key in enumerate(dict.fromkeys(one[1] for one in scored))}
    table = np.full((len(rows), len(columns)), np.nan)
    for attempt_id, question_id, is_right in scored:
        table[rows[attempt_id], columns[question_id]] = float(is_right)
    has_passed = np.array([one.state == Attempt.State.PASSED for one in attempts])
    statistics = item_statistics(table, has_passed)
    return [QuestionAnalysis(key, found) for key, found in zip(columns, statistics, strict=True)]
