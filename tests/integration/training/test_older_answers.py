"""Practice and quiz whose right answers are older than the schema."""

from typing import Any

import pytest

from guildmark.projects.models import Project
from guildmark.projects.queries import current_schema
from guildmark.training import actions
from guildmark.training.models import Attempt
from tests.factories.accounts import NOW, person
from tests.factories.projects import BOXES, box, document, schema
from tests.factories.training import (
    TWO_COINS,
    practice_item,
    project_with_quiz,
    quiz_question,
    ready_for_quiz,
    sit,
)

pytestmark = pytest.mark.django_db
TOKEN = box(2, 20, 10, 10, "token")
WITH_TOKEN = document(*TWO_COINS["shapes"], TOKEN)


def _adds_a_label(project: Project) -> None:
    """Tokens can be drawn from now on."""
    first: dict[str, Any] = BOXES["labels"][0]
    labels = [*BOXES["labels"], {**first, "key": "token", "name": "Token"}]
    schema(project, {**BOXES, "labels": labels})


def test_a_newer_label_is_no_mistake_in_practice() -> None:
    project, ada = project_with_quiz(), person()
    one = practice_item(project)
    known_under = current_schema(project.pk)
    _adds_a_label(project)
    ready_for_quiz(project, ada)

    held = actions.try_practice(
        user_id=ada.pk, practice_item_id=one.pk, document=WITH_TOKEN, now=NOW
    )

    assert one.schema_version == known_under
    assert held.is_passed
    assert held.score is not None
    assert held.score["spurious"] == []


def test_a_newer_label_is_no_mistake_in_a_quiz_and_one_that_was_there_is() -> None:
    project, ada, ben = project_with_quiz(2), person(), person()
    for user in (ada, ben):
        ready_for_quiz(project, user)
    _adds_a_label(project)

    fair = sit(project, ada, WITH_TOKEN, WITH_TOKEN)
    for question in project.quiz_questions.all():
        actions.retire_quiz_question(actor_id=ada.pk, question_id=question.pk, now=NOW)
    for _ in range(2):
        quiz_question(project)
    many = document(*TWO_COINS["shapes"], *(box(2 * at, 20, 2, 2, "token") for at in range(9)))
    spoilt = sit(project, ben, many, many)

    assert (fair.state, spoilt.state) == (Attempt.State.PASSED, Attempt.State.FAILED)
