"""The pass probabilities of the design, by the scorer that judges real sittings."""

from math import comb
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.documents import compile_schema
from concord.scoring import Marks
from guildmark.training.scoring import Answered, score_attempt
from tests.factories.projects import BOXES, box, document

SCHEMA = compile_schema(BOXES)
ASKED = {
    "type": "single",
    "text": "Which?",
    "options": [{"key": "a", "text": "A"}, {"key": "b", "text": "B"}],
    "unit": "",
}


def passes(right: int, of: int, pass_share: float) -> bool:
    """Whether a sitting with so many right answers is passed."""
    said = ["a"] * right + ["b"] * (of - right)
    answers = [Answered(n, asked=ASKED, known="a", said=one) for n, one in enumerate(said)]
    result: dict[str, Any] = score_attempt(answers, SCHEMA, Marks(question_accuracy=pass_share))
    assert (result["answers_right"], result["scored_decisions"]) == (right, of)
    return bool(result["is_passed"])


def chance_to_pass(skill: float, *, questions: int, pass_share: float, tries: int) -> float:
    """Every number of right answers judged by the scorer, weighed by how often it comes."""
    once = sum(
        comb(questions, right) * skill**right * (1 - skill) ** (questions - right)
        for right in range(questions + 1)
        if passes(right, questions, pass_share)
    )
    return float(1 - (1 - once) ** tries)


@pytest.mark.parametrize(
    ("skill", "questions", "pass_share", "tries", "chance"),
    [
        (0.6, 10, 0.7, 2, 0.62),
        (0.6, 15, 0.8, 2, 0.17),
        (0.6, 15, 0.8, 3, 0.25),
        (0.9, 15, 0.8, 1, 0.94),
    ],
    ids=["10 questions, 7 right", "15, 12 right", "15, 12 right, three tries", "those who know"],
)
def test_the_scorer_lets_through_as_many_as_the_design_says(
    skill: float, questions: int, pass_share: float, tries: int, chance: float
) -> None:
    found = chance_to_pass(skill, questions=questions, pass_share=pass_share, tries=tries)

    assert round(found, 2) == chance


@pytest.mark.parametrize("empty", [10, 12, 14])
def test_who_draws_nothing_passes_no_quiz_with_something_to_find(empty: int) -> None:
    known = [document()] * empty + [document(box(4, 4, 12, 10))] * (15 - empty)
    silent = [Answered(n, reference=one, document=document()) for n, one in enumerate(known)]
    right = [Answered(n, reference=one, document=one) for n, one in enumerate(known)]

    result = score_attempt(silent, SCHEMA, Marks())

    assert result["f1"] >= 0.8
    unmet = [rule["name"] for rule in result["rules"] if not rule["is_met"]]
    assert (result["is_passed"], unmet) == (False, ["mean_iou", "label_accuracy"])
    assert score_attempt(right, SCHEMA, Marks())["is_passed"]


@pytest.mark.parametrize(
    ("skill", "tries", "chance"), [(0.6, 2, 0.17), (0.6, 3, 0.25), (0.9, 1, 0.94)]
)
def test_drawn_questions_let_through_as_many_as_the_design_says(
    skill: float, tries: int, chance: float
) -> None:
    reference, beside = document(box(4, 4, 12, 10)), document(box(30, 20, 12, 10))
    once = 0.0
    for right in range(16):
        said = [reference] * right + [beside] * (15 - right)
        answers = [Answered(n, reference=reference, document=one) for n, one in enumerate(said)]
        if score_attempt(answers, SCHEMA, Marks())["is_passed"]:
            once += comb(15, right) * skill**right * (1 - skill) ** (15 - right)

    assert round(1 - (1 - once) ** tries, 2) == chance


OWN = [box(4, 4, 12, 10), box(24, 8, 16, 16, "cent"), box(5, 20, 6, 6), box(40, 2, 6, 4)]
KNOWN = [box(6, 4, 12, 10), box(24, 8, 16, 12, "cent"), box(5, 21, 6, 6, "cent")]


@given(own=st.permutations(OWN), known=st.permutations(KNOWN))
def test_a_drawn_question_is_scored_the_same_in_any_order(
    own: list[dict[str, Any]], known: list[dict[str, Any]]
) -> None:
    answer = Answered(1, reference=document(*known), document=document(*own))

    result = score_attempt([answer], SCHEMA, Marks())

    (scored,) = result["questions"]
    pairs = {(one["answer_id"], one["reference_id"]): one["iou"] for one in scored["matched"]}
    # 2 px beside 12: 10 of 14 columns; 12 rows of 16; 1 px below 6: 5 of 7 rows.
    assert pairs == {
        (OWN[0]["id"], KNOWN[0]["id"]): pytest.approx(10 / 14),
        (OWN[1]["id"], KNOWN[1]["id"]): pytest.approx(12 / 16),
        (OWN[2]["id"], KNOWN[2]["id"]): pytest.approx(5 / 7),
    }
    assert (scored["missed"], scored["spurious"]) == ([], [OWN[3]["id"]])
    assert result["f1"] == pytest.approx(6 / 7)
    assert result["label_accuracy"] == pytest.approx(2 / 3)
