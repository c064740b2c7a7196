"""Questions on the guideline: all right to go on, as many tries as it takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from guildmark.core.errors import FieldProblem
from guildmark.projects.actions.locks import locked_project
from guildmark.training.actions.records import record_of
from guildmark.training.errors import NotReady, TooManyQuestions, Unanswered, WrongQuestion
from guildmark.training.models import ComprehensionPass, ComprehensionQuestion
from guildmark.training.queries import comprehension_questions, facts
from guildmark.training.queries.banks import comprehension_question
from guildmark.training.way import is_active

#: People answer all of them at once, and a page shows all of them.
MOST_QUESTIONS = 30

# Any throughout: options and keys are JSON lists.
Options = list[dict[str, Any]]


@transaction.atomic
def create_comprehension_question(
    *,
    actor_id: int,
    project_id: int,
    text: str,
    options: Options,
    right_keys: list[str],
    explanation: str,
    now: datetime,
) -> ComprehensionQuestion:
    """Add a question at the end. Records comprehension_question.created.

    Raises NotFound, WrongQuestion and TooManyQuestions. Twice makes two. Who has passed stays so.
    """
    _require_sense(options, right_keys)
    project = locked_project(project_id)
    if project.comprehension_questions.count() >= MOST_QUESTIONS:
        raise TooManyQuestions
    last = project.comprehension_questions.aggregate(last=Max("position"))["last"]
    question = ComprehensionQuestion.objects.create(
        project=project,
        text=text,
        options=options,
        right_keys=right_keys,
        explanation=explanation,
        position=0 if last is None else last + 1,
    )
    record_of(
        project,
        "comprehension_question.created",
        actor_id=actor_id,
        now=now,
        question_id=question.pk,
    )
    return question


@transaction.atomic
def update_comprehension_question(
    *, actor_id: int, question_id: int, changes: Mapping[str, Any], now: datetime
) -> ComprehensionQuestion:
    """Change text, options, right keys or explanation. Records comprehension_question.changed.

    Raises NotFound and WrongQuestion. Safe twice.
    """
    question = comprehension_question(question_id)
    locked_project(question.project_id)
    question.refresh_from_db()
    for name, value in changes.items():
        setattr(question, name, value)
    _require_sense(question.options, question.right_keys)
    question.save(update_fields=list(changes))
    record_of(
        question.project,
        "comprehension_question.changed",
        actor_id=actor_id,
        now=now,
        question_id=question.pk,
    )
    return question


@transaction.atomic
def delete_comprehension_question(*, actor_id: int, question_id: int, now: datetime) -> None:
    """Take a question out. Records comprehension_question.deleted. Raises NotFound, also twice."""
    question = comprehension_question(question_id)
    question.delete()
    record_of(
        question.project,
        "comprehension_question.deleted",
        actor_id=actor_id,
        now=now,
        question_id=question_id,
    )


def _require_sense(options: Options, right_keys: list[str]) -> None:
    keys = [option["key"] for option in options]
    if len(set(keys)) != len(keys):
        raise _wrong("options", "duplicate_key", "Every option needs a key of its own.")
    if not right_keys or not set(right_keys) <= set(keys):
        raise _wrong("right_keys", "unknown_key", "Name at least one of the options as right.")


def _wrong(path: str, code: str, message: str) -> WrongQuestion:
    return WrongQuestion(message, errors=(FieldProblem(path, code, message),))


@dataclass(frozen=True)
class QuestionResult:
    """Whether a question was answered right; the explanation comes with a wrong answer."""

    question_id: int
    is_right: bool
    explanation: str


@dataclass(frozen=True)
class ComprehensionResult:
    """One try at all questions."""

    is_passed: bool
    results: list[QuestionResult]


@transaction.atomic
def answer_comprehension(
    *, user_id: int, project_id: int, answers: Mapping[str, Sequence[str]], now: datetime
) -> ComprehensionResult:
    """Judge a try at all questions. Records comprehension.passed the first time all are right.

    `answers` are keys by id of question, as text. Every try is counted.
    Raises NotFound, NotReady, and Unanswered where a question has no key: that is no try, and
    nothing is explained. Answering again after passing changes nothing.
    """
    known = facts(user_id=user_id, project_id=project_id, now=now)
    if known.guideline is None or not known.has_read or not is_active(known):
        raise NotReady("Join the community and read the guideline first.")
    questions = comprehension_questions(project_id)
    if open_ids := [one.pk for one in questions if not answers.get(str(one.pk))]:
        raise Unanswered(open_ids)
    results = [_judge(question, answers[str(question.pk)]) for question in questions]
    is_passed = all(result.is_right for result in results)
    held, _ = ComprehensionPass.objects.select_for_update().get_or_create(
        user_id=user_id, project_id=project_id, guideline_major=known.guideline.major
    )
    if held.passed_at is None:
        held.try_count += 1
        held.passed_at = now if is_passed else None
        held.save(update_fields=["try_count", "passed_at"])
        if is_passed:
            record_of(
                known.project,
                "comprehension.passed",
                actor_id=user_id,
                now=now,
                user_id=user_id,
                try_count=held.try_count,
            )
    return ComprehensionResult(is_passed, results)


def _judge(question: ComprehensionQuestion, chosen: Sequence[str]) -> QuestionResult:
    is_right = set(chosen) == set(question.right_keys)
    return QuestionResult(question.pk, is_right, "" if is_right else question.explanation)
