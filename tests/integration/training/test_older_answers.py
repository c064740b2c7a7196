"""Practice and quiz whose right answers are older than the schema."""

from typing import Any

import pytest

from guildmark.projects.models import Project
from guildmark.projects.queries import current_schema
from guildmark.training import actions
from guildmark.training.models import Attempt
from guildmark.training.queries.analysis import quiz_analysis
from tests.factories.accounts import NOW, person
from tests.factories.projects import BOXES, CLASSES, box, class_document, document, schema
from tests.factories.training import (
    TWO_COINS,
    practice_item,
    project_with_quiz,
    quiz_question,
    ready_for_quiz,
    sit,
    start,
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


def _adds_an_option(project: Project) -> None:
    first: dict[str, Any] = CLASSES["questions"][0]
    more = [*first["options"], {"key": "newer", "name": "Newer"}]
    schema(project, {**CLASSES, "questions": [{**first, "options": more}]})


def test_a_newer_option_passes_no_quiz() -> None:
    """Who says what the known answers cannot judge shows nothing, and may not work for it."""
    project, ada, ben = project_with_quiz(0, scored_decisions=15), person(), person()
    schema(project, CLASSES)
    for _ in range(15):
        quiz_question(project, class_document())
    for user in (ada, ben):
        ready_for_quiz(project, user)
    _adds_an_option(project)

    evasive = sit(project, ada, class_document(), *[class_document("newer")] * 14)
    nearly = sit(project, ben, *[class_document()] * 12, *[class_document("newer")] * 3)

    assert (evasive.state, nearly.state) == (Attempt.State.FAILED, Attempt.State.PASSED)
    assert evasive.result is not None
    assert (evasive.result["answers_right"], evasive.result["scored_decisions"]) == (1, 15)


def test_a_grid_of_a_newer_label_passes_no_quiz_and_one_shape_of_it_does_not_fail_it() -> None:
    project, ada, ben = project_with_quiz(2), person(), person()
    for user in (ada, ben):
        ready_for_quiz(project, user)
    _adds_a_label(project)
    boxes = [one["geometry"] for one in TWO_COINS["shapes"]]
    sizes = [(one["x"], one["y"], one["width"], one["height"]) for one in boxes]
    sizes += [(4.0 * at, 26.0, 3.0, 3.0) for at in range(10)]
    grid = document(*(box(*size, "token") for size in sizes))

    evasive = sit(project, ada, grid, grid)
    fair = sit(project, ben, WITH_TOKEN, WITH_TOKEN)

    assert (evasive.state, fair.state) == (Attempt.State.FAILED, Attempt.State.PASSED)
    assert evasive.result is not None
    assert evasive.result["label_accuracy"] == 0
    assert evasive.result["f1"] == pytest.approx(8 / 28)


def test_what_is_older_than_the_schema_is_drawn_where_nothing_newer_is_left() -> None:
    project, ada, ben = project_with_quiz(3), person(), person()
    for user in (ada, ben):
        ready_for_quiz(project, user)
    older = {one.pk for one in project.quiz_questions.all()}
    _adds_a_label(project)
    newer = quiz_question(project).pk
    one_of_each = {one.question_id for one in start(project, ada).answers.all()}
    newest = quiz_question(project).pk

    assert quiz_analysis(project.pk).older_count == 3
    two_new = {one.question_id for one in start(project, ben).answers.all()}

    assert newer in one_of_each
    assert len(one_of_each & older) == 1
    assert two_new == {newer, newest}
