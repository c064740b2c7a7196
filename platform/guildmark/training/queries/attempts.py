"""Sittings of the quiz, as the person sees them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from guildmark.core.errors import NotFound
from guildmark.projects.documents import compiled_schema
from guildmark.projects.models import SchemaVersion
from guildmark.training.drafts import is_whole
from guildmark.training.models import (
    GRACE,
    Attempt,
    AttemptAnswer,
    Qualification,
    QuizQuestion,
    TrainingPlan,
)
from guildmark.training.queries.banks import plan
from guildmark.training.queries.people import majors_in_force


@dataclass(frozen=True)
class Sitting:
    """An attempt as the page shows it. The state is that of now: time runs out by itself, for the
    page once nothing more would be taken. Until the answers are scored that is submitted.
    """

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
    return Sitting(
        id=attempt.pk,
        project_id=attempt.project_id,
        number=attempt.number,
        state=_state(attempt, now),
        started_at=attempt.started_at,
        expires_at=attempt.expires_at,
        schema_version=attempt.schema_version,
        answers=attempt.answers.all(),
        rules=plan(attempt.project_id),
        is_delta=attempt.is_delta,
        seconds_left=max(0, int((attempt.expires_at - now).total_seconds())),
        result=_result_with_answers(attempt),
    )


def _state(attempt: Attempt, now: datetime) -> str:
    if attempt.state != Attempt.State.STARTED or attempt.expires_at + GRACE > now:
        return attempt.state
    schema = compiled_schema(attempt.schema_version_id)
    has_any = any(one.is_answered or is_whole(one, schema) for one in attempt.answers.all())
    return (Attempt.State.SUBMITTED if has_any else Attempt.State.EXPIRED).value


def seen_questions(*, user_id: int, project_id: int) -> set[int]:
    """The questions a person was asked in a project, and those on pictures they were asked about.

    A question that was retired and made anew on the same picture is not new to them.
    """
    asked = AttemptAnswer.objects.filter(attempt__user_id=user_id, attempt__project_id=project_id)
    pictures = asked.filter(question__item__isnull=False).values("question__item_id")
    seen = QuizQuestion.objects.filter(
        Q(pk__in=asked.values("question_id")) | Q(item_id__in=pictures), project_id=project_id
    )
    return set(seen.values_list("pk", flat=True))


def _result_with_answers(attempt: Attempt) -> dict[str, Any] | None:
    """The result with every known answer beside what was said; None before it is scored.

    What is known to be right is left out while the next attempt may ask the same again.
    """
    if attempt.result is None:
        return None
    has_answers = attempt.state == Attempt.State.PASSED or not _may_ask_again(attempt)
    answers = {answer.question_id: answer for answer in attempt.answers.all()}
    questions = [
        {**scored, **_beside(answers[scored["question_id"]], has_answers=has_answers)}
        for scored in attempt.result["questions"]
    ]
    return {**attempt.result, "has_answers": has_answers, "questions": questions}


def _may_ask_again(attempt: Attempt) -> bool:
    """The person has not passed since, and what is new to them in the bank makes no whole quiz."""
    place = {"user_id": attempt.user_id, "project_id": attempt.project_id}
    passed = Attempt.objects.filter(**place, state=Attempt.State.PASSED, pk__gt=attempt.pk)
    if passed.exists():
        return False
    fresh = QuizQuestion.objects.filter(project_id=attempt.project_id, is_active=True).exclude(
        pk__in=seen_questions(**place)
    )
    left: int = fresh.aggregate(left=Coalesce(Sum("decision_count"), 0))["left"]
    return left < plan(attempt.project_id).scored_decisions


def _beside(answer: AttemptAnswer, *, has_answers: bool) -> dict[str, Any]:  # stored JSON
    question = answer.question
    if not has_answers:
        own = {"document": answer.document, "said": answer.said}
        return {"reference": None, "known": None, "explanation": "", **own}
    return {
        "reference": question.reference,
        "document": answer.document,
        "known": question.known,
        "said": answer.said,
        "explanation": question.explanation,
    }


def attempts(project_id: int, *, now: datetime, state: str = "") -> QuerySet[Attempt]:
    """Everybody's sittings of a project's quiz, or those in a state, the newest first.

    `can_be_forgiven` says of each whether its person would have one more attempt in its place: it
    was not passed, counts for the guideline in force, and the person is not qualified.
    """
    of_state = {"state": state} if state else {}
    return (
        Attempt.objects.filter(project_id=project_id, **of_state)
        .select_related("user", "guideline_version")
        .annotate(can_be_forgiven=_can_be_forgiven(project_id, now))
        .order_by("-started_at", "-id")
    )


def can_be_forgiven(attempt: Attempt, *, now: datetime) -> bool:
    """What `attempts` says of this one."""
    rule = _can_be_forgiven(attempt.project_id, now)
    return Attempt.objects.filter(rule, pk=attempt.pk).exists()


def _can_be_forgiven(project_id: int, now: datetime) -> Q:
    """The rule of `way.spent_attempts` for whole lists."""
    majors = majors_in_force(project_id)
    held = Qualification.objects.filter(
        Q(state=Qualification.State.GRANTED, expires_at__gt=now)
        | Q(granted_at__gte=OuterRef("started_at")),
        user_id=OuterRef("user_id"),
        project_id=project_id,
        guideline_major__in=majors,
    )
    return Q(
        ~Exists(held),
        state__in=(Attempt.State.FAILED, Attempt.State.EXPIRED),
        is_forgiven=False,
        guideline_version__major__in=majors,
    )


def attempt_project_id(attempt_id: int) -> int:
    """The project whose quiz it was. Raises NotFound."""
    found = Attempt.objects.filter(pk=attempt_id).values_list("project_id", flat=True).first()
    if found is None:
        raise NotFound
    return found


def scored_answers(question_id: int) -> QuerySet[AttemptAnswer]:
    """What people answered to a question of the bank, scored, the newest sitting first."""
    return (
        AttemptAnswer.objects.filter(question=question_id, score__isnull=False)
        .select_related("question")
        .order_by("-attempt__submitted_at", "-pk")
    )


def with_known(answer: AttemptAnswer) -> dict[str, Any]:  # stored JSON
    """A scored answer with the known one beside it."""
    return {**(answer.score or {}), **_beside(answer, has_answers=True)}
