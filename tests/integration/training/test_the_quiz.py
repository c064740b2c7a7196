"""The quiz: drawn by lot, against time, scored by IoU, in few attempts and limited seats."""

from datetime import timedelta
from typing import Any

import pytest

from guildmark.core.errors import NotFound
from guildmark.events.models import Event
from guildmark.projects.errors import WrongDocument
from guildmark.training import actions, queries
from guildmark.training.errors import (
    AlreadyQualified,
    AttemptOver,
    AttemptsUsed,
    NoSeats,
    NotReady,
    QuestionOfItemExists,
    QuizIncomplete,
    Wait,
)
from guildmark.training.models import Attempt, Qualification
from tests.factories import training
from tests.factories.accounts import NOW, person
from tests.factories.projects import (
    CLASSES,
    active_project,
    box,
    class_document,
    document,
    schema,
)
from tests.factories.training import (
    TWO_COINS,
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


def rules(attempt: Attempt) -> dict[str, tuple[float | None, bool]]:
    """What was reached, by name of the rule, and whether it was enough."""
    assert attempt.result is not None
    return {
        rule["name"]: (rule["value"] and round(rule["value"], 3), rule["is_met"])
        for rule in attempt.result["rules"]
    }


def test_right_boxes_pass_and_grant_the_qualification() -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada)

    attempt = sit(project, ada)

    held = Qualification.objects.get()
    assert attempt.state == Attempt.State.PASSED
    assert rules(attempt) == {
        "f1": (1.0, True),
        "mean_iou": (1.0, True),
        "label_accuracy": (1.0, True),
    }
    assert (held.user, held.state, held.guideline_major, held.expires_at) == (
        ada,
        "granted",
        1,
        NOW + timedelta(days=90),
    )
    granted = Event.objects.get(name="qualification.granted")
    assert granted.payload["user_id"] == ada.pk


def test_loose_boxes_are_found_and_still_fail_by_iou() -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada)
    # 12 x 10 drawn as 16 x 12 is an IoU of 120 / 192; 16 x 16 as 20 x 20 one of 256 / 400.
    loose = document(box(4, 4, 16, 12), box(24, 8, 20, 20, "cent"))

    attempt = sit(project, ada, loose, loose)

    assert attempt.state == Attempt.State.FAILED
    assert rules(attempt) == {
        "f1": (1.0, True),
        "mean_iou": (0.633, False),
        "label_accuracy": (1.0, True),
    }
    assert not Qualification.objects.exists()


@pytest.mark.parametrize(
    ("across_px", "iou", "is_passed"), [(9, 1.0, True), (6, 0.667, False), (3, None, False)]
)
def test_a_quiz_of_polygons_is_passed_by_their_overlap(
    across_px: int, iou: float | None, is_passed: bool
) -> None:
    label = {"key": "roof", "name": "Roof", "color": "#30C7D2", "kind": "polygon"}
    project = active_project(definition={"version": 1, "labels": [label], "questions": []})
    training.plan(project, scored_decisions=1)
    training.quiz_question(project, document(roof(9)))
    ada = person()
    ready_for_quiz(project, ada)

    attempt = sit(project, ada, document(roof(across_px)))

    assert attempt.state == (Attempt.State.PASSED if is_passed else Attempt.State.FAILED)
    assert rules(attempt)["mean_iou"] == (iou, is_passed)


def roof(across_px: int) -> dict[str, Any]:
    """A triangle with an upright side of 9 pixels."""
    geometry = {"points": [[0, 0], [across_px, 0], [0, 9]], "holes": []}
    return {
        "id": "s1", "kind": "polygon", "label": "roof", "geometry": geometry, "attributes": {},
    }  # fmt: skip


def test_a_missed_and_a_spurious_box_are_named_on_the_page_of_the_result() -> None:
    project, ada = project_with_quiz(4), person()
    ready_for_quiz(project, ada)
    one_of_two = document(box(4, 4, 12, 10), box(40, 2, 6, 4))

    attempt = sit(project, ada, TWO_COINS, one_of_two)
    shown = queries.sitting(user_id=ada.pk, attempt_id=attempt.pk, now=NOW)

    assert shown.result is not None
    right, wrong = shown.result["questions"]
    assert (right["is_right"], wrong["is_right"]) == (True, False)
    assert wrong["missed"] == [TWO_COINS["shapes"][1]["id"]]
    assert wrong["spurious"] == [one_of_two["shapes"][1]["id"]]
    assert wrong["reference"] == TWO_COINS
    assert wrong["document"] == one_of_two
    assert wrong["explanation"] == "Two coins, side by side."


def test_a_wrong_label_fails_by_label_accuracy() -> None:
    project, ada = project_with_quiz(), person()
    ready_for_quiz(project, ada)
    mislabelled = document(box(4, 4, 12, 10, "cent"), box(24, 8, 16, 16, "cent"))

    attempt = sit(project, ada, TWO_COINS, mislabelled)

    assert rules(attempt)["label_accuracy"] == (0.75, False)


def test_what_is_not_answered_is_missed_also_where_nothing_is_in_the_picture() -> None:
    project = active_project()
    training.plan(project, scored_decisions=3)
    training.quiz_question(project)
    training.quiz_question(project, NOTHING)
    ada, ben = person(), person()
    ready_for_quiz(project, ada)
    ready_for_quiz(project, ben)

    silent = start(project, ada)
    asked = [one.question.reference for one in silent.answers.select_related("question")]
    said = [None if reference == NOTHING else reference for reference in asked]
    answer(silent, *said)
    silent = actions.submit_attempt(user_id=ada.pk, attempt_id=silent.pk, now=NOW)
    complete = sit(project, ben)

    assert rules(silent)["f1"] == (0.8, True)  # 2 of 3 objects: 2 * 2 / (2 * 2 + 1)
    assert rules(complete)["f1"] == (1.0, True)


def test_a_classification_quiz_is_passed_by_its_share_of_right_answers() -> None:
    project = active_project(definition=CLASSES)
    training.plan(project, scored_decisions=5)
    for _ in range(5):
        training.quiz_question(project, class_document("brick"))
    ada, ben = person(), person()
    ready_for_quiz(project, ada)
    ready_for_quiz(project, ben)
    brick, grass = class_document("brick"), class_document("grass")

    four_right = sit(project, ada, grass, brick, brick, brick, brick)
    three_right = sit(project, ben, grass, grass, brick, brick, brick)

    assert (four_right.state, three_right.state) == ("passed", "failed")
    assert rules(four_right) == {"question_accuracy": (0.8, True)}
    assert rules(three_right) == {"question_accuracy": (0.6, False)}


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
