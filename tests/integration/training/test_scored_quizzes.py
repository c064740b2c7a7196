"""What a quiz is passed by: boxes by IoU, outlines by overlap, classes by their share."""

from datetime import timedelta
from typing import Any

import pytest

from guildmark.events.models import Event
from guildmark.training import actions, queries
from guildmark.training.errors import QuizIncomplete
from guildmark.training.models import Attempt, Qualification
from tests.factories import training
from tests.factories.accounts import NOW, person
from tests.factories.datasets import owner_id
from tests.factories.projects import CLASSES, active_project, box, class_document, document
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


def test_a_quiz_of_classes_is_composed_by_what_is_known_of_its_pictures() -> None:
    project = active_project(definition=CLASSES)
    training.plan(project, scored_decisions=3)
    for texture in ("brick", "brick", "brick", "brick", "grass"):
        training.quiz_question(project, class_document(texture))
    ada = person()
    ready_for_quiz(project, ada)

    def compose(decisions: int) -> None:
        part = {"label_key": "texture/grass", "difficulty": "any", "decisions": decisions}
        actions.update_plan(
            actor_id=owner_id(project.organisation),
            project_id=project.pk,
            changes={"composition": [part]},
            now=NOW,
        )

    compose(2)
    lacking = [(one.label_key, one.lacking) for one in queries.quiz_analysis(project.pk).shortages]
    with pytest.raises(QuizIncomplete):
        training.start(project, ada)
    compose(1)
    attempt = training.start(project, ada)

    assert lacking == [("texture/grass", 1)]
    known = [one.question.reference for one in attempt.answers.select_related("question")]
    assert class_document("grass") in known
