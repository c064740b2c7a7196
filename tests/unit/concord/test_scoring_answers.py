"""An answer against the known answer."""

from __future__ import annotations

from typing import Any

import pytest

from concord.documents import Document, Field, Option, Shape, Tolerance
from concord.measure import Measure
from concord.scoring import (
    Marks,
    Score,
    has_passed,
    pool,
    score_document,
    score_silence,
    shortfalls,
)

OPTIONS = {key: Option(key, key, None) for key in ("a", "b", "c")}
QUESTIONS = {
    "which": Field("which", "Which?", "choice", True, OPTIONS, None),
    "all": Field("all", "All?", "choices", False, OPTIONS, None),
    "word": Field("word", "Word?", "text", False, {}, None),
}


def box(key: str, x: float, label: str = "coin") -> Shape:
    return Shape(key, "box", label, {"x": x, "y": 0.0, "width": 10.0, "height": 10.0}, {})


def drawn(*shapes: Shape) -> Document:
    return Document(is_nothing_here=not shapes, shapes=shapes, answers={})


def answered(**answers: Any) -> Document:
    return Document(is_nothing_here=False, shapes=(), answers=answers)


def score(answer: Document, reference: Document) -> Score:
    return score_document(answer, reference, questions=QUESTIONS, has_labels=True)


def score_questions(answer: Document, reference: Document) -> Score:
    return score_document(answer, reference, questions=QUESTIONS, has_labels=False)


def test_matched_missed_and_spurious_shapes_are_told_apart() -> None:
    answer = drawn(box("a1", 1), box("a2", 500), box("a3", 100, label="button"))
    reference = drawn(box("r1", 0), box("r2", 100), box("r3", 200))

    result = score(answer, reference)

    assert [(pair.answer_id, pair.reference_id) for pair in result.matched] == [
        ("a1", "r1"),
        ("a3", "r2"),
    ]
    assert (result.missed_ids, result.spurious_ids) == (("r3",), ("a2",))
    assert result.f1.value == pytest.approx(4 / 6)
    assert result.precision.value == pytest.approx(2 / 3)
    assert result.recall.value == pytest.approx(2 / 3)
    assert result.mean_iou.value == pytest.approx((90 / 110 + 1) / 2)
    assert result.label_accuracy.value == 0.5
    assert result.decisions == 3


def test_an_empty_answer_to_an_empty_image_is_right() -> None:
    result = score(drawn(), drawn())

    assert result.f1 == Measure(1.0)
    assert result.mean_iou == Measure(None, "No drawn shape matched.")
    assert result.decisions == 1
    assert has_passed(result, Marks())


def test_a_shape_drawn_where_nothing_is_is_wrong() -> None:
    result = score(drawn(box("a1", 0)), drawn())

    assert result.f1.value == 0.0
    assert not has_passed(result, Marks())


def test_an_empty_answer_to_a_full_image_is_wrong() -> None:
    result = score(drawn(), drawn(box("r1", 0)))

    assert result.f1.value == 0.0
    assert result.precision == Measure(None, "Nothing was drawn.")


@pytest.mark.parametrize(
    ("answers", "known", "is_right"),
    [
        ({"which": "a"}, {"which": "a"}, True),
        ({"which": "b"}, {"which": "a"}, False),
        ({}, {"which": "a"}, False),
        ({"all": ["b", "a"]}, {"all": ["a", "b"]}, True),
        ({"all": ["a"]}, {"all": ["a", "b"]}, False),
        ({"word": " Old  COIN "}, {"word": "old coin"}, True),
        ({"word": "oldcoin"}, {"word": "old coin"}, False),
    ],
)
def test_a_question_is_right_or_wrong(
    answers: dict[str, Any], known: dict[str, Any], is_right: bool
) -> None:
    result = score_questions(answered(**answers), answered(**known))

    assert list(result.question_results.values()) == [is_right]
    assert result.question_accuracy.value == float(is_right)
    assert result.f1 == Measure(None, "No shapes were asked for.")


def test_questions_the_reference_leaves_open_do_not_count() -> None:
    result = score_questions(answered(which="a", word="x"), answered(which="a"))

    assert result.question_results == {"which": True}


def test_twelve_of_fifteen_pass_and_eleven_do_not() -> None:
    right = score_questions(answered(which="a"), answered(which="a"))
    wrong = score_questions(answered(which="b"), answered(which="a"))

    assert has_passed(pool([right] * 12 + [wrong] * 3), Marks())
    assert not has_passed(pool([right] * 11 + [wrong] * 4), Marks())


def test_a_quiz_is_judged_on_all_its_images_together() -> None:
    good = score(drawn(box("a1", 0)), drawn(box("r1", 0)))
    bad = score(drawn(), drawn(box("r1", 0)))

    sitting = pool([good] * 8 + [bad] * 2)

    assert sitting.decisions == 10
    assert sitting.f1.value == pytest.approx(16 / 18)
    assert has_passed(sitting, Marks())


def test_every_mark_that_was_not_reached_is_named() -> None:
    loose = score(drawn(box("a1", 3, label="button"), box("a2", 90)), drawn(box("r1", 0)))

    found = {shortfall.mark: shortfall.reached for shortfall in shortfalls(loose, Marks())}

    assert found == {
        "f1": pytest.approx(2 / 3),
        "mean_iou": pytest.approx(70 / 130),
        "label_accuracy": 0.0,
    }


def test_a_sitting_without_decisions_is_not_judged() -> None:
    with pytest.raises(ValueError, match="no decision"):
        has_passed(pool([]), Marks())


def test_a_measure_has_a_value_or_a_reason_and_never_both() -> None:
    with pytest.raises(ValueError, match="either"):
        Measure(1.0, "why")
    with pytest.raises(ValueError, match="either"):
        Measure(None)


@pytest.mark.parametrize(
    "known",
    [drawn(), drawn(box("r1", 0), box("r2", 100)), answered(which="a", word="x")],
    ids=["an empty image", "two shapes", "two questions"],
)
def test_silence_gets_nothing_right_and_misses_all_there_is(known: Document) -> None:
    silence = score_silence(known, questions=QUESTIONS, has_labels=True)

    assert silence.decisions == score(known, known).decisions
    assert silence.f1.value == 0.0
    assert not any(silence.question_results.values())


def test_numbers_are_the_same_up_to_the_tolerance_of_their_question_and_else_exactly() -> None:
    many = {"many": Field("many", "Many?", "number", False, {}, None)}
    near, far = answered(many=10.0), answered(many=13.0)

    def right(answer: Document, tolerances: dict[str, float] | None) -> int:
        found = score_document(
            answer, answered(many=11.0), questions=many, has_labels=False, tolerances=tolerances
        )
        return found.questions_right

    assert [right(near, {"many": 1.0}), right(far, {"many": 1.0}), right(near, None)] == [1, 0, 0]


@pytest.mark.parametrize(
    ("said", "tolerance", "is_right"),
    [(95.0, None, False), (95.0, Tolerance(5), True), (94.9, Tolerance(5), False),
     (95.0, Tolerance(0.05, is_relative=True), True), (105.1, Tolerance(0.05, is_relative=True),
     False), (100.0, None, True)],
)  # fmt: skip
def test_a_schema_says_how_far_off_a_number_may_be(
    said: float, tolerance: Tolerance | None, is_right: bool
) -> None:
    many = {"many": Field("many", "Many?", "number", False, {}, None, tolerance=tolerance)}

    found = score_document(
        answered(many=said), answered(many=100.0), questions=many, has_labels=False
    )

    assert found.question_results == {"many": is_right}


def test_a_number_is_off_by_what_is_written_not_by_what_a_double_makes_of_it() -> None:
    many = {"many": Field("many", "Many?", "number", False, {}, None, tolerance=Tolerance(0.1))}

    found = score_document(answered(many=0.3), answered(many=0.2), questions=many, has_labels=False)

    assert found.questions_right == 1


@pytest.mark.parametrize(
    ("said", "steps", "is_right"),
    [("a", None, True), ("b", None, False), ("b", 1, True), ("c", 1, False), ("c", 2, True)],
)
def test_options_with_an_order_are_right_up_to_so_many_steps(
    said: str, steps: int | None, is_right: bool
) -> None:
    options = {key: Option(key, key, None) for key in "abc"}
    tolerance = Tolerance(steps) if steps else None
    field = Field("how", "How?", "choice", True, options, None, True, tolerance)

    found = score_document(
        answered(how=said), answered(how="a"), questions={"how": field}, has_labels=False
    )

    assert found.question_results == {"how": is_right}
