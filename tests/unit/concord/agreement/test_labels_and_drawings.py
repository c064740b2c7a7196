"""Agreement, against the examples their authors published."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.agreement import (
    Comparison,
    compare_drawings,
    krippendorff_alpha,
    pairwise_f1,
    pairwise_iou_agreement,
    percent_agreement,
    with_interval,
)
from concord.documents import Shape
from concord.measure import Measure


def items(*coders: str) -> list[tuple[str, ...]]:
    """One string a coder, one character an item, a dot for no answer."""
    return [
        tuple(label for label in labels if label != ".") for labels in zip(*coders, strict=True)
    ]


# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", sections A, B and C.
BINARY = items("0100000010", "1110010000")
NOMINAL = items("aabbdcccedda", "babbbccceddd")
WITH_GAPS = items("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


@pytest.mark.parametrize(
    ("example", "alpha"), [(BINARY, 0.095), (NOMINAL, 0.692), (WITH_GAPS, 0.743)]
)
def test_alpha_is_the_published_value(example: list[tuple[str, ...]], alpha: float) -> None:
    assert krippendorff_alpha(example).value == pytest.approx(alpha, abs=5e-4)


def test_percent_agreement_counts_the_pairs_that_agree() -> None:
    found = percent_agreement([("a", "a", "b"), ("a", "a"), ("a",), ()])

    assert found == Measure((1 / 3 + 1) / 2, n=2)


ANSWERS = st.lists(st.lists(st.sampled_from("abc"), max_size=5).map(tuple), max_size=12)


@given(answers=ANSWERS)
def test_agreement_is_bounded_and_does_not_care_for_order(
    answers: list[tuple[str, ...]],
) -> None:
    for measure in (percent_agreement, krippendorff_alpha):
        found = measure(answers)
        turned = measure([labels[::-1] for labels in reversed(answers)])
        if found.value is None:
            assert turned.value is None
        else:
            assert turned.value == pytest.approx(found.value)
            assert found.value <= 1.0


@given(answers=ANSWERS)
def test_alpha_is_one_when_everybody_agrees_on_more_than_one_label(
    answers: list[tuple[str, ...]],
) -> None:
    agreed = [labels[:1] * len(labels) for labels in answers] + [("a", "a"), ("b", "b")]

    assert krippendorff_alpha(agreed).value == pytest.approx(1.0)


def test_agreement_nobody_could_measure_says_why() -> None:
    alone = [("a",), ("b",)]

    assert percent_agreement(alone) == Measure(None, "No item was answered by two people.", n=0)
    assert krippendorff_alpha(alone).reason == "No item was answered by two people."
    assert krippendorff_alpha([("a", "a")] * 5) == Measure(
        None, "All answers are the same label.", n=5
    )


def box(x: float) -> Shape:
    return Shape("s", "box", "coin", {"x": x, "y": 0.0, "width": 10.0, "height": 10.0}, {})


def test_drawings_are_compared_by_pairs_of_people() -> None:
    found = compare_drawings([(box(0), box(50)), (box(1),), ()])

    # Of three pairs one shares an object among three shapes, the others share nothing.
    assert found.f1 == pytest.approx((2 / 3 + 0 + 0) / 3)
    assert list(found.iou) == pytest.approx([9 / 11])


def test_two_who_saw_nothing_agree_and_one_alone_agrees_with_nobody() -> None:
    assert compare_drawings([(), ()]) == Comparison(1.0, (), {0: 1.0, 1: 1.0})
    assert compare_drawings([(box(0),)]) == Comparison(None, ())


def test_images_are_pooled_and_undefined_ones_left_out() -> None:
    images = [Comparison(1.0, (0.9, 0.7)), Comparison(0.5, (0.8,)), Comparison(None, ())]

    assert pairwise_f1(images) == Measure(0.75, n=2)
    assert pairwise_iou_agreement(images) == Measure(pytest.approx(0.8), n=2)  # type: ignore[arg-type]  # compared only
    assert pairwise_f1([]).reason == "No item was answered by two people."
    assert pairwise_iou_agreement([]).reason == "No two people drew the same object."


def agreed(answers: Sequence[tuple[str, ...]]) -> Measure:
    return percent_agreement(answers)


def test_an_interval_holds_its_value_and_is_the_same_for_the_same_seed() -> None:
    answers = [("a", "a")] * 60 + [("a", "b")] * 40

    found = with_interval(agreed, answers, seed=3)

    assert found.value == 0.6
    assert found.lower == pytest.approx(0.50, abs=0.03)
    assert found.upper == pytest.approx(0.70, abs=0.03)
    assert with_interval(agreed, answers, seed=3) == found
    assert with_interval(agreed, answers, seed=5, resamples=40) != found


def test_too_few_items_give_no_number() -> None:
    found = with_interval(agreed, [("a", "a")] * 29 + [("a",)] * 50, seed=1)

    assert found == Measure(None, "Fewer than 30 items were answered by two people.", n=29)
