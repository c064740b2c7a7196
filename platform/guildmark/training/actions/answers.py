"""Answering the questions of a running attempt: finished answers, and drafts."""

from datetime import datetime
from typing import Any

from django.db import transaction

from guildmark.core.errors import NotFound
from guildmark.projects.documents import require_document, require_draft
from guildmark.training.actions.attempts import locked_attempt, require_running
from guildmark.training.bounds import require_scorable
from guildmark.training.errors import WrongAnswer
from guildmark.training.models import Attempt, AttemptAnswer
from guildmark.training.written import answer_problems


@transaction.atomic
def answer_question(
    *,
    user_id: int,
    attempt_id: int,
    question_id: int,
    document: Any = None,  # JSON, judged here
    said: Any = None,  # the same
    now: datetime,
) -> AttemptAnswer:
    """Answer one question of a running attempt, or answer it again. Records nothing.

    `document` answers a drawn question, `said` a written one. Raises NotFound, AttemptOver,
    WrongDocument and WrongAnswer. Safe twice.
    """
    attempt, answer = _running(user_id, attempt_id, question_id, now)
    question = answer.question
    if question.asked is not None:
        problems = answer_problems(question.asked, said)
        if problems:
            raise WrongAnswer(errors=problems)
        answer.said = said
    else:
        require_document(document, **_place(attempt, answer))
        require_scorable(document)
        answer.document = document
    answer.draft, answer.answered_at = None, now
    answer.save(update_fields=["document", "said", "draft", "answered_at"])
    return answer


@transaction.atomic
def keep_quiz_draft(
    *,
    user_id: int,
    attempt_id: int,
    question_id: int,
    document: Any = None,  # JSON, judged here
    said: Any = None,  # the same
    now: datetime,
) -> AttemptAnswer:
    """Keep what is drawn or chosen so far. Records nothing.

    It counts where nothing is missing in it when the quiz is handed in. Raises NotFound,
    AttemptOver, WrongDocument and WrongAnswer. Safe twice.
    """
    attempt, answer = _running(user_id, attempt_id, question_id, now)
    if answer.question.asked is not None:
        answer.draft = _said_so_far(answer.question.asked, said)
    else:
        require_draft(document, **_place(attempt, answer))
        require_scorable(document)
        answer.draft = document
    answer.save(update_fields=["draft"])
    return answer


def _said_so_far(asked: dict[str, Any], said: Any) -> Any:
    """A choice that is taken back is none. Any: JSON."""
    if said is None or said == []:
        return None
    problems = answer_problems(asked, said)
    if problems:
        raise WrongAnswer(errors=problems)
    return said


def _running(
    user_id: int, attempt_id: int, question_id: int, now: datetime
) -> tuple[Attempt, AttemptAnswer]:
    attempt = locked_attempt(user_id=user_id, attempt_id=attempt_id)
    require_running(attempt, now)
    answer = (
        attempt.answers.select_related("question__item").filter(question_id=question_id).first()
    )
    if answer is None:
        raise NotFound
    return attempt, answer


def _place(attempt: Attempt, answer: AttemptAnswer) -> dict[str, int]:
    item = answer.question.item
    assert item is not None  # noqa: S101 -- a constraint: a drawn question has its picture
    return {
        "schema_version_id": attempt.schema_version_id,
        "width_px": item.width_px,
        "height_px": item.height_px,
    }
