"""Coefficients of labels against plain loops, under permutation, and at the edges."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.agreement import (
    Rating,
    Ratings,
    Resampling,
    cohen_kappa,
    collect_ratings,
    linear_distances,
    measure_annotators,
    measure_labels,
    measure_ordered,
    nominal_distances,
    quadratic_distances,
)
from concord.measure import Measure
from tests.load.agreement_bench import textbook
from tests.unit.concord.agreement.examples import FEW, KRIPPENDORFF, by_coder, by_unit

LABELS = range(4)
VALUES = np.array([0.0, 1.0, 2.5, 7.0])
UNITS = st.lists(st.lists(st.sampled_from(LABELS), max_size=5), max_size=9)
SQUARES = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=1)


def same(found: Measure, expected: float) -> bool:
    if found.value is None:
        return math.isnan(expected)
    return found.value == pytest.approx(expected, abs=1e-9)


@given(units=UNITS)
def test_every_coefficient_is_that_of_the_textbook(units: list[list[int]]) -> None:
    ratings = by_unit(units, LABELS)
    numbers = [[float(VALUES[label]) for label in labels] for labels in units]

    found = measure_labels(ratings, FEW)
    ordered = measure_ordered(ratings, VALUES, FEW)

    if not any(len(labels) > 1 for labels in units):
        assert (
            found.percent == found.ac1 == Measure(None, "No item was answered by two people.", n=0)
        )
        return
    assert same(found.percent, textbook.percent(units))
    assert same(found.fleiss_kappa, textbook.fleiss_kappa(units))
    assert same(found.ac1, textbook.gwet_ac1(units, len(LABELS)))
    assert same(found.alpha, textbook.alpha(numbers, textbook.nominal))
    assert same(ordered.ordinal, textbook.alpha(numbers, textbook.ordinal(numbers)))
    assert same(ordered.interval, textbook.alpha(numbers, textbook.interval))
    assert same(ordered.ratio, textbook.alpha(numbers, textbook.ratio))


@given(units=UNITS, label=st.sampled_from(LABELS))
def test_alpha_of_a_label_is_alpha_with_all_others_as_one(
    units: list[list[int]], label: int
) -> None:
    binary = [[one == label for one in labels] for labels in units]

    found = measure_labels(by_unit(units, LABELS), FEW).labels[label]

    expected = measure_labels(by_unit(binary, [False, True]), FEW).alpha
    if found.value is None:
        assert expected.value is None
    else:
        assert found.value == pytest.approx(expected.value)


def test_thousands_of_labels_are_measured_in_time() -> None:
    labels = range(3_000)
    units = [[label, label, label - label % 7] for label in labels]
    of_seven = by_unit([[one == 7 for one in called] for called in units], [False, True])
    ratings, by = by_unit(units, labels), Resampling(1, resamples=200, least_images=7)

    began = time.process_time()
    found = measure_labels(ratings, by)
    seconds = time.process_time() - began

    assert found.labels[7].value == measure_labels(of_seven, by).alpha.value
    # Some .3 s; going through all labels for each takes six.
    assert seconds < 2


@given(pairs=SQUARES)
def test_cohens_kappa_is_that_of_the_textbook(pairs: list[tuple[int, int]]) -> None:
    ratings = by_unit(pairs, LABELS)

    for distances in (nominal_distances(4), linear_distances(4), quadratic_distances(4)):
        found = cohen_kappa(ratings, 0, 1, distances, FEW)
        assert same(found, textbook.cohen_kappa(pairs, distances.tolist()))


def shuffled(ratings: Ratings, seed: int) -> Ratings:
    """The same ratings with images, people and labels numbered differently, in another order."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(ratings.units))
    unit, person, label = (
        rng.permutation(count)
        for count in (len(ratings.images), len(ratings.people), len(ratings.classes))
    )
    images = np.empty_like(ratings.images)
    images[unit] = ratings.images
    return Ratings(
        units=unit[ratings.units[order]],
        annotators=person[ratings.annotators[order]],
        labels=label[ratings.labels[order]],
        images=images,
        image_count=ratings.image_count,
        people=tuple(np.argsort(person).tolist()),
        classes=tuple(np.argsort(label).tolist()),
    )


@given(units=UNITS, seed=st.integers(0, 99))
def test_names_and_orders_change_no_value(units: list[list[int]], seed: int) -> None:
    ratings = by_unit(units, LABELS)

    found = measure_labels(ratings, FEW)
    turned = measure_labels(shuffled(ratings, seed), FEW)

    assert figures(turned) == [pytest.approx(value, abs=1e-12) for value in figures(found)]
    people = measure_annotators(ratings, FEW)
    for person, one in measure_annotators(shuffled(ratings, seed), FEW).items():
        assert one.percent.value == pytest.approx(people[person].percent.value)


def figures(found: object) -> list[float | None]:
    return [getattr(found, name).value for name in ("percent", "fleiss_kappa", "alpha", "ac1")]


@given(units=UNITS, scale=st.sampled_from([0.01, 3.0, 1e6]), shift=st.floats(-50, 50))
def test_scale_changes_no_ratio_and_shift_no_interval(
    units: list[list[int]], scale: float, shift: float
) -> None:
    ratings = by_unit(units, LABELS)

    found = measure_ordered(ratings, VALUES, FEW)
    scaled = measure_ordered(ratings, VALUES * scale, FEW)
    shifted = measure_ordered(ratings, VALUES * scale + shift, FEW)

    assert scaled.ratio.value == pytest.approx(found.ratio.value)
    assert scaled.interval.value == pytest.approx(found.interval.value)
    assert shifted.interval.value == pytest.approx(found.interval.value)
    assert shifted.ordinal.value == pytest.approx(found.ordinal.value)


def test_an_answer_given_again_counts_once_and_the_last_one_counts() -> None:
    once = [Rating(0, None, "a", "x"), Rating(0, None, "b", "x")]
    first = [Rating(0, None, "a", "y"), Rating(0, None, "b", "x")]

    found = measure_labels(collect_ratings(first + once + once, classes="xy"), FEW)

    assert found.percent == measure_labels(collect_ratings(once, classes="xy"), FEW).percent
    assert found.percent.value == 1.0


@given(units=UNITS)
def test_alpha_is_one_when_everybody_agrees_on_more_than_one_label(units: list[list[int]]) -> None:
    agreed = [labels[:1] * len(labels) for labels in units] + [[0, 0], [1, 1]]

    found = measure_labels(by_unit(agreed, LABELS), FEW)

    assert figures(found) == [pytest.approx(1.0)] * 4


def test_one_label_leaves_nothing_to_disagree_about() -> None:
    ratings = by_unit([[0, 0]] * 40, [0])
    same = Measure(None, "All answers are the same label.", n=40)

    found = measure_labels(ratings, Resampling(seed=1))

    assert found.percent == Measure(1.0, lower=1.0, upper=1.0, n=40)
    assert found.fleiss_kappa == found.alpha == found.labels[0] == same
    assert found.ac1 == Measure(None, "There are fewer than two labels.", n=40)
    assert measure_ordered(ratings, np.array([3.0]), Resampling(seed=1)).interval == same


def test_too_few_images_give_no_number() -> None:
    units = [[0, 1]] * 29 + [[0]] * 50

    found = measure_labels(by_unit(units, LABELS), Resampling(seed=1))

    assert found.alpha == Measure(None, "Fewer than 30 items were answered by two people.", n=29)
    assert found.labels[2].reason == "Nobody gave the label where two people answered."


def test_ratios_need_a_true_zero() -> None:
    found = measure_ordered(by_unit([[0, 1], [1, 1]], [0, 1]), np.array([-1.0, 1.0]), FEW)

    assert found.interval.value is not None
    assert found.ratio.reason == "Ratios need values that are not negative."


def test_ratings_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="not among the classes"):
        collect_ratings([Rating(0, None, "a", "z")], classes="xy")
    with pytest.raises(ValueError, match="each above the one before"):
        measure_ordered(by_unit([[0, 1]], LABELS), np.array([0.0, 2.0, 1.0, 3.0]), FEW)
    with pytest.raises(ValueError, match="0 for equal ones"):
        cohen_kappa(by_unit([[0, 1]], LABELS), 0, 1, np.ones((4, 4)), FEW)
    one = np.zeros(2, dtype=np.int64)
    with pytest.raises(ValueError, match="rated one unit twice"):
        Ratings(one, one, one, one[:1], 1, ("a",), ("x",))


def answers(agreement: float, images: int, units: int = 1) -> Ratings:
    """Two people; all units of an image are agreed on, or none."""
    rng = np.random.default_rng(5)
    other = rng.random(images) >= agreement
    return collect_ratings(
        [
            Rating(image, unit, person, int(person and other[image]))
            for image in range(images)
            for unit in range(units)
            for person in (0, 1)
        ],
        classes=(0, 1),
    )


@pytest.mark.parametrize("units", [1, 5])
def test_an_interval_is_as_wide_as_images_differ_however_many_objects_they_hold(
    units: int,
) -> None:
    found = measure_labels(answers(0.8, 400, units), Resampling(seed=3)).percent
    spread = math.sqrt(0.8 * 0.2 / 400)

    assert found.n == 400
    assert found.lower is not None
    assert found.upper is not None
    assert found.upper - found.lower == pytest.approx(2 * 1.96 * spread, rel=0.12)


def test_the_same_seed_gives_the_same_interval_in_any_order_of_images() -> None:
    ratings = by_coder(*(coder * 9 for coder in KRIPPENDORFF))
    turned = by_coder(*(coder[::-1] * 9 for coder in KRIPPENDORFF))

    found = measure_labels(ratings, Resampling(seed=3)).alpha

    assert measure_labels(ratings, Resampling(seed=3)).alpha == found
    assert measure_labels(turned, Resampling(seed=3)).alpha == found
    assert measure_labels(ratings, Resampling(seed=4)).alpha != found


def test_somebody_is_compared_with_those_who_rated_the_same() -> None:
    # "c" agrees with one of two others on each of 40 images, "d" was always alone.
    units: Sequence[tuple[str, str, str]] = [("x", "y", "y"), ("y", "x", "x")] * 20
    ratings = [
        Rating(image, None, person, label)
        for image, labels in enumerate(units)
        for person, label in zip("abc", labels, strict=True)
    ]
    alone = [Rating(100 + image, None, "d", "x") for image in range(40)]

    found = measure_annotators(collect_ratings(ratings + alone, classes="xy"), Resampling(seed=1))

    assert found["c"].percent.value == 0.5
    # Chance gives the half as well: everybody's labels are half and half.
    assert found["c"].kappa.value == pytest.approx(0.0)
    assert found["a"].kappa.value == pytest.approx(-1.0)
    assert found["d"].percent == Measure(None, "No item was answered by two people.", n=0)


def test_two_who_never_met_have_no_kappa() -> None:
    ratings = collect_ratings([Rating(0, None, "a", 0), Rating(1, None, "b", 1)], classes=(0, 1))

    found = cohen_kappa(ratings, "a", "b", nominal_distances(2), FEW)

    assert found == Measure(None, "No item was answered by two people.", n=0)
