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
from tests.factories.projects import box, document, guideline
from tests.factories.training import (
    answer,
    project_with_quiz,
    qualified,
    read,
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
    assert shown.state == "submitted"


def test_what_is_there_when_the_time_ends_is_handed_in_at_that_moment() -> None:
    project, ada = project_with_quiz(time_limit_seconds=600), person()
    ready_for_quiz(project, ada)
    attempt = start(project, ada)
    answer(attempt)
    late = NOW + timedelta(days=2)

    before = queries.way(user_id=ada.pk, project_id=project.pk, now=late).next_step
    swept = [actions.expire_attempts(now=late) for _ in range(2)]

    assert (before.key, before.state.value) == ("quiz", "blocked")
    assert before.detail.startswith("The time of your quiz is over.")
    attempt.refresh_from_db()
    assert (swept, attempt.state, attempt.submitted_at) == (
        [1, 0],
        Attempt.State.PASSED,
        NOW + timedelta(seconds=600),
    )
    assert queries.is_qualified(user_id=ada.pk, project_id=project.pk, now=late)
    assert Event.objects.filter(name="attempt.submitted", actor_id=None).count() == 1


def test_a_draft_that_lacks_nothing_is_an_answer_at_the_end_and_the_wait_counts_from_there() -> (
    None
):
    project, ada = project_with_quiz(9, time_limit_seconds=600), person()
    ready_for_quiz(project, ada)
    attempt = start(project, ada)
    first = attempt.answers.earliest("position")
    actions.keep_quiz_draft(
        user_id=ada.pk,
        attempt_id=attempt.pk,
        question_id=first.question_id,
        document=NOTHING,
        now=NOW,
    )
    actions.expire_attempts(now=NOW + timedelta(hours=5))

    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.FAILED
    end = NOW + timedelta(seconds=600)
    with pytest.raises(Wait) as wait:
        start(project, ada, now=NOW + timedelta(hours=6))
    assert wait.value.available_at == end + DAY
    shown = queries.sitting(user_id=ada.pk, attempt_id=attempt.pk, now=NOW + DAY)
    assert shown.result is not None


def test_who_answered_nothing_has_no_result_when_the_time_ends() -> None:
    project, ada = project_with_quiz(time_limit_seconds=600), person()
    ready_for_quiz(project, ada)
    attempt = start(project, ada)
    late = NOW + timedelta(seconds=630)

    shown = queries.sitting(user_id=ada.pk, attempt_id=attempt.pk, now=late)
    swept = [actions.expire_attempts(now=late) for _ in range(2)]

    attempt.refresh_from_db()
    assert (shown.state, swept) == ("expired", [1, 0])
    assert (attempt.state, attempt.result) == (Attempt.State.EXPIRED, None)


def test_a_draft_that_is_not_finished_is_no_answer_to_the_page_either() -> None:
    project, ada = project_with_quiz(time_limit_seconds=600), person()
    ready_for_quiz(project, ada)
    attempt = start(project, ada)
    actions.keep_quiz_draft(
        user_id=ada.pk,
        attempt_id=attempt.pk,
        question_id=attempt.answers.earliest("position").question_id,
        document={**document(), "is_nothing_here": False},
        now=NOW,
    )
    late = NOW + timedelta(seconds=630)

    shown = queries.sitting(user_id=ada.pk, attempt_id=attempt.pk, now=late)
    actions.expire_attempts(now=late)

    attempt.refresh_from_db()
    assert (shown.state, attempt.state) == ("expired", Attempt.State.EXPIRED)


def test_starting_anew_closes_the_sitting_before_and_finds_it_passed() -> None:
    project, ada = project_with_quiz(9, time_limit_seconds=600, first_wait_seconds=0), person()
    ready_for_quiz(project, ada)
    sitting = start(project, ada)
    answer(sitting)

    with pytest.raises(AlreadyQualified):
        start(project, ada, now=NOW + DAY)

    sitting.refresh_from_db()
    assert sitting.state == Attempt.State.PASSED
    assert queries.is_qualified(user_id=ada.pk, project_id=project.pk, now=NOW + DAY)
    assert Event.objects.filter(name="qualification.granted").count() == 1


def test_a_new_major_version_in_mid_sitting_ends_it_where_the_next_is_started() -> None:
    project, ada = project_with_quiz(6, time_limit_seconds=600), person()
    ready_for_quiz(project, ada)
    old = start(project, ada)
    answer(old)
    guideline(project)
    soon = NOW + timedelta(seconds=60)
    with pytest.raises(NotReady):
        start(project, ada, now=soon)
    old.refresh_from_db()
    before = old.state
    read(project, ada, now=soon)

    again, twice = (start(project, ada, now=soon) for _ in range(2))

    old.refresh_from_db()
    assert before == Attempt.State.STARTED  # a refusal takes nothing away
    assert (old.state, old.submitted_at) == (Attempt.State.PASSED, soon)
    assert again == twice != old
    assert (again.state, again.guideline_version.major) == (Attempt.State.STARTED, 2)


def test_the_last_seat_is_held_until_the_sitting_that_ran_out_is_scored() -> None:
    project = project_with_quiz(seats=1, time_limit_seconds=600)
    ada, ben = person(), person()
    ready_for_quiz(project, ada)
    ready_for_quiz(project, ben)
    answer(start(project, ada))
    late = NOW + timedelta(seconds=640)

    with pytest.raises(NoSeats):
        start(project, ben, now=late)


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
