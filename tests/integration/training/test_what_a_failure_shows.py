"""Which right answers somebody sees who failed the quiz and may try again."""

from typing import Any

import pytest

from guildmark.training import queries
from guildmark.training.models import Attempt
from tests.factories.accounts import NOW, person
from tests.factories.projects import document
from tests.factories.training import TWO_COINS, project_with_quiz, ready_for_quiz, sit

pytestmark = pytest.mark.django_db
NOTHING = document()


def test_right_answers_are_shown_after_a_failure_only_where_they_do_not_come_again() -> None:
    project, ada = project_with_quiz(4, first_wait_seconds=0, second_wait_seconds=0), person()
    ready_for_quiz(project, ada)

    attempts = [sit(project, ada, NOTHING, NOTHING, seed=seed) for seed in range(2)]
    shown = [_answers_of(one) for one in attempts]
    passed = sit(project, ada)

    # The third attempt can ask nothing new: until it is passed, nobody learns the answers.
    assert shown == [(False, [None, None]), (False, [None, None])]
    assert [_answers_of(one) for one in (*attempts, passed)] == [(True, [TWO_COINS] * 2)] * 3


def _answers_of(attempt: Attempt) -> tuple[bool, list[Any]]:
    result = queries.sitting(user_id=attempt.user_id, attempt_id=attempt.pk, now=NOW).result
    assert result is not None
    return result["has_answers"], [one["reference"] for one in result["questions"]]


def test_the_answers_of_a_failed_attempt_teach_where_the_bank_has_others() -> None:
    project, ada = project_with_quiz(4), person()
    ready_for_quiz(project, ada)

    attempt = sit(project, ada, NOTHING, NOTHING)

    assert _answers_of(attempt) == (True, [TWO_COINS] * 2)
