"""Sitting a quiz: when it can be started, handed in once, in time, in few attempts and seats."""

from datetime import timedelta
from typing import Any

import pytest

from guildmark.events.models import Event
from guildmark.projects.errors import WrongDocument
from guildmark.training import actions, queries
from guildmark.training.errors import (
    AlreadyQualified,
    AttemptOver,
    AttemptsUsed,
    NoSeats,
    NotReady,
    Wait,
)
from guildmark.training.models import Attempt
from tests.factories.accounts import NOW, person
from tests.factories.projects import box, document
from tests.factories.training import (
    answer,
    project_with_quiz,
    qualified,
    ready_for_quiz,
    sit,
    start,
)

pytestmark = pytest.mark.django_db
NOTHING = document()
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "wrong",
    [
        document(box(40, 4, 12, 10)),
        document(box(4, 4, 12, 10, "dollar")),
        {"shapes": []},
    ],
    ids=["outside the picture", "no such label", "no document"],
)
def test_a_wrong_document_is_refused_and_changes_nothing(wrong: dict[str, Any]) -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada)
    attempt = start(project, ada)
    question_id = attempt.answers.earliest("position").question_id

    with pytest.raises(WrongDocument):
        actions.answer_question(
            user_id=ada.pk,
            attempt_id=attempt.pk,
            question_id=question_id,
            document=wrong,
            now=NOW,
        )

    assert attempt.answers.filter(document__isnull=False).count() == 0


def test_the_quiz_waits_for_the_steps_before_it() -> None:
    project = project_with_quiz()

    with pytest.raises(NotReady, match="Join"):
        start(project, person())


def test_starting_again_comes_back_to_the_running_attempt() -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada)

    first, second = start(project, ada, seed=1), start(project, ada, seed=2)

    assert first == second
    assert Event.objects.filter(name="attempt.started").count() == 1


def test_who_is_qualified_sits_no_more() -> None:
    project, ada = project_with_quiz(), person()
    qualified(project, ada)

    with pytest.raises(AlreadyQualified):
        start(project, ada)


def test_submitting_twice_gives_one_result_and_one_qualification() -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada)
    attempt = start(project, ada)
    answer(attempt)

    results = [
        actions.submit_attempt(user_id=ada.pk, attempt_id=attempt.pk, now=NOW).result
        for _ in range(2)
    ]

    assert results[0] == results[1]
    assert Event.objects.filter(name="attempt.submitted").count() == 1
    assert Event.objects.filter(name="qualification.granted").count() == 1


def test_after_the_time_limit_nothing_is_taken_any_more() -> None:
    project, ada = project_with_quiz(time_limit_seconds=600), person()
    ready_for_quiz(project, ada)
    attempt = start(project, ada)
    in_grace, late = NOW + timedelta(seconds=620), NOW + timedelta(seconds=630)

    answer(attempt, now=in_grace)

    with pytest.raises(AttemptOver):
        answer(attempt, now=late)
    with pytest.raises(AttemptOver):
        actions.submit_attempt(user_id=ada.pk, attempt_id=attempt.pk, now=late)
    shown = queries.sitting(user_id=ada.pk, attempt_id=attempt.pk, now=late)
    assert shown.state == "expired"
    assert [actions.expire_attempts(now=late) for _ in range(2)] == [1, 0]
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.EXPIRED


def test_the_second_try_waits_a_day_the_third_a_week_and_then_there_is_none() -> None:
    project, ada = project_with_quiz(9), person()
    ready_for_quiz(project, ada)

    def fail(now: Any) -> None:
        sit(project, ada, NOTHING, NOTHING, now=now)

    fail(NOW)
    with pytest.raises(Wait) as wait:
        start(project, ada, now=NOW + DAY - timedelta(seconds=1))
    second = NOW + DAY
    fail(second)
    with pytest.raises(Wait) as longer_wait:
        start(project, ada, now=second + 7 * DAY - timedelta(seconds=1))
    third = second + 7 * DAY
    fail(third)
    with pytest.raises(AttemptsUsed):
        start(project, ada, now=third + 100 * DAY)

    assert wait.value.available_at == second
    assert longer_wait.value.available_at == third
    step = queries.way(user_id=ada.pk, project_id=project.pk, now=third).next_step
    assert (step.key, step.state.value) == ("quiz", "blocked")


def test_an_attempt_that_ran_out_counts_as_one() -> None:
    project, ada = project_with_quiz(9, time_limit_seconds=600, attempts_per_major=1), person()
    ready_for_quiz(project, ada)
    start(project, ada)

    with pytest.raises(AttemptsUsed):
        start(project, ada, now=NOW + 10 * DAY)


def test_a_running_attempt_holds_a_seat_and_a_failed_one_gives_it_back() -> None:
    project = project_with_quiz(seats=1)
    ada, ben = person(), person()
    ready_for_quiz(project, ada)
    ready_for_quiz(project, ben)
    attempt = start(project, ada)

    with pytest.raises(NoSeats):
        start(project, ben)
    answer(attempt, NOTHING, NOTHING)
    actions.submit_attempt(user_id=ada.pk, attempt_id=attempt.pk, now=NOW)
    sit(project, ben)

    assert queries.is_qualified(user_id=ben.pk, project_id=project.pk, now=NOW)
    way = queries.way(user_id=ada.pk, project_id=project.pk, now=NOW + DAY)
    assert (way.seats_left, way.next_step.detail) == (0, "All seats of this project are taken.")
