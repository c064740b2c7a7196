"""Sittings of the quiz, as the person sees them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from guildmark.core.errors import NotFound
from guildmark.projects.models import SchemaVersion
from guildmark.training.models import Attempt, AttemptAnswer, TrainingPlan
from guildmark.training.queries.banks import plan


@dataclass(frozen=True)
class Sitting:
    """An attempt as the page shows it. The state is that of now: time runs out by itself."""

    id: int
    project_id: int
    number: int
    state: str
    started_at: datetime
    expires_at: datetime
    schema_version: SchemaVersion
    answers: QuerySet[AttemptAnswer]
    rules: TrainingPlan
    is_delta: bool
    seconds_left: int
    result: dict[str, Any] | None  # stored JSON


def sitting(*, user_id: int, attempt_id: int, now: datetime) -> Sitting:
    """A person's own attempt with its questions, and its result once it is scored.

    Raises NotFound, also for somebody else's.
    """
    answers = AttemptAnswer.objects.select_related("question__item").order_by("position", "id")
    attempt = (
        Attempt.objects.filter(pk=attempt_id, user_id=user_id)
        .select_related("schema_version")
        .prefetch_related(Prefetch("answers", queryset=answers))
        .first()
    )
    if attempt is None:
        raise NotFound
    is_late = attempt.state == Attempt.State.STARTED and attempt.expires_at <= now
    return Sitting(
        id=attempt.pk,
        project_id=attempt.project_id,
        number=attempt.number,
        state=Attempt.State.EXPIRED.value if is_late else attempt.state,
        started_at=attempt.started_at,
        expires_at=attempt.expires_at,
        schema_version=attempt.schema_version,
        answers=attempt.answers.all(),
        rules=plan(attempt.project_id),
        is_delta=attempt.is_delta,
        seconds_left=max(0, int((attempt.expires_at - now).total_seconds())),
        result=_result_with_answers(attempt),
    )


def _result_with_answers(attempt: Attempt) -> dict[str, Any] | None:
    """The result with every known answer beside what was said; None before it is scored."""
    if attempt.result is None:
        return None
    answers = {answer.question_id: answer for answer in attempt.answers.all()}
    questions = [
        {**scored, **_beside(answers[scored["question_id"]])}
        for scored in attempt.result["questions"]
    ]
    return {**attempt.result, "questions": questions}


def _beside(answer: AttemptAnswer) -> dict[str, Any]:  # stored JSON
    question = answer.question
    return {
        "reference": question.reference,
        "document": answer.document,
        "known": question.known,
        "said": answer.said,
        "explanation": question.explanation,
    }
