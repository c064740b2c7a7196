"""What a quiz is drawn from: enough of it, each item once, what is asked and retired."""

import pytest

from guildmark.core.errors import NotFound
from guildmark.training import actions, queries
from guildmark.training.errors import QuestionOfItemExists, QuizIncomplete
from guildmark.training.models import Attempt
from tests.factories import training
from tests.factories.accounts import NOW, person
from tests.factories.projects import active_project, document, schema
from tests.factories.training import (
    TWO_COINS,
    answer,
    project_with_quiz,
    ready_for_quiz,
    sit,
    start,
)

pytestmark = pytest.mark.django_db
NOTHING = document()


def test_no_question_comes_twice_while_the_bank_has_others() -> None:
    project, ada = project_with_quiz(4, first_wait_seconds=0, second_wait_seconds=0), person()
    ready_for_quiz(project, ada)

    asked = []
    for seed in range(3):
        attempt = sit(project, ada, NOTHING, NOTHING, seed=seed)
        asked.append(set(attempt.answers.values_list("question_id", flat=True)))

    assert asked[0].isdisjoint(asked[1])
    assert [len(questions) for questions in asked] == [2, 2, 2]  # the third repeats some


def test_one_question_at_least_is_drawn_on() -> None:
    project = active_project()
    training.plan(project, scored_decisions=2)
    drawn = training.quiz_question(project)
    for _ in range(6):
        training.quiz_question(project, NOTHING)

    for seed in range(10):
        ada = person()
        ready_for_quiz(project, ada)
        attempt = start(project, ada, seed=seed)
        assert drawn.pk in attempt.answers.values_list("question_id", flat=True)


def test_a_bank_that_is_too_small_opens_no_quiz() -> None:
    project, ada = project_with_quiz(1), person()
    ready_for_quiz(project, ada)

    with pytest.raises(QuizIncomplete):
        start(project, ada)

    bank = queries.bank(project.pk)
    assert (bank.decisions, bank.wanted, bank.is_complete) == (2, 4, False)


def test_a_retired_question_is_drawn_no_more_and_stays_in_running_attempts() -> None:
    project, ada, ben = project_with_quiz(2), person(), person()
    ready_for_quiz(project, ada)
    ready_for_quiz(project, ben)
    attempt = start(project, ada)
    question_id = attempt.answers.earliest("position").question_id

    actions.retire_quiz_question(actor_id=person().pk, question_id=question_id, now=NOW)
    answer(attempt)
    done = actions.submit_attempt(user_id=ada.pk, attempt_id=attempt.pk, now=NOW)

    assert done.state == Attempt.State.PASSED
    with pytest.raises(QuizIncomplete):
        start(project, ben)


def test_an_item_is_in_the_bank_once() -> None:
    project = active_project()
    question = training.quiz_question(project)
    assert question.item_id is not None

    with pytest.raises(QuestionOfItemExists):
        actions.create_quiz_question(
            actor_id=person().pk,
            project_id=project.pk,
            item_id=question.item_id,
            reference=TWO_COINS,
            explanation="",
            now=NOW,
        )


def test_a_question_whose_label_is_gone_from_the_schema_is_not_drawn() -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada)
    only_other = {
        "version": 1,
        "labels": [{"key": "note", "name": "Note", "color": "#30C7D2", "kind": "box"}],
        "questions": [],
    }
    schema(project, only_other)

    with pytest.raises(QuizIncomplete):
        start(project, ada)


def test_an_item_of_another_organisation_is_unknown_to_the_bank() -> None:
    project = active_project()
    foreign = training.picture(active_project())

    with pytest.raises(NotFound):
        actions.create_quiz_question(
            actor_id=person().pk,
            project_id=project.pk,
            item_id=foreign.pk,
            reference=TWO_COINS,
            explanation="",
            now=NOW,
        )
