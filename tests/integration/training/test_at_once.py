"""Two tabs, two people, one moment: real connections, real commits."""

from collections.abc import Callable

import pytest

from guildmark.accounts.models import User
from guildmark.core.errors import Refusal
from guildmark.projects.models import Project
from guildmark.training import actions
from guildmark.training.models import Attempt, Qualification
from tests.at_once import at_once
from tests.factories.accounts import NOW, person
from tests.factories.training import answer, project_with_quiz, ready_for_quiz, start

pytestmark = pytest.mark.django_db(transaction=True)


def outcomes_of(*asks: Callable[[], object]) -> list[object]:
    """What each gets, or the code of its refusal, all at the same moment."""

    def one(index: int) -> object:
        try:
            return asks[index]()
        except Refusal as refusal:
            return refusal.code

    return at_once(len(asks), one)


def sits_down(project: Project, user: User) -> Callable[[], object]:
    """The person starts the quiz; what counts is which attempt they get."""
    return lambda: start(project, user).pk


def test_the_last_seat_goes_to_one_of_two() -> None:
    project, ada, ben = project_with_quiz(seats=1), person(), person()
    ready_for_quiz(project, ada)
    ready_for_quiz(project, ben)

    outcomes = outcomes_of(sits_down(project, ada), sits_down(project, ben))

    assert outcomes.count("no_seats") == 1
    assert Attempt.objects.count() == 1


def test_two_tabs_get_the_same_attempt() -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada)

    outcomes = outcomes_of(*[sits_down(project, ada)] * 4)

    assert len(set(outcomes)) == 1
    assert Attempt.objects.get().answers.count() == 2


def test_handing_in_twice_is_scored_once() -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada)
    attempt = start(project, ada)
    answer(attempt)

    def hand_in() -> object:
        done = actions.submit_attempt(user_id=ada.pk, attempt_id=attempt.pk, now=NOW)
        return done.state

    outcomes = outcomes_of(hand_in, hand_in, hand_in)

    assert outcomes == ["passed"] * 3
    assert Qualification.objects.count() == 1
