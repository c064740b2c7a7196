"""Spammer score and information: equations, properties, and few labels."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from numpy.typing import NDArray

from concord.measure import Measure
from concord.skill import (
    entropy_bits,
    estimate_confusion,
    estimate_information,
    estimate_spammer_score,
    information_bits,
    per_cost,
    spammer_scores,
)

Floats = NDArray[np.float64]

#: A good population of three classes.
GOOD = np.full((3, 3), 0.1) + 0.7 * np.eye(3)
EVEN = np.full(3, 1 / 3)


def score(matrix: list[list[float]]) -> float:
    return float(spammer_scores(np.array([matrix]))[0])


def test_the_spammer_score_of_two_classes_is_the_published_one() -> None:
    # Raykar and Yu 2012: (sensitivity + specificity - 1)^2, here .9 and .7.
    assert score([[0.9, 0.1], [0.3, 0.7]]) == pytest.approx(0.36)


def test_the_spammer_score_of_three_classes_is_the_published_one() -> None:
    # Raykar and Yu 2012, by hand: the squared distances of the rows by 3 * 2.
    found = score([[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.3, 0.3, 0.4]])

    first_second, first_third, second_third = 0.98, 0.38, 0.38
    assert found == pytest.approx((first_second + first_third + second_third) / 6)


def test_spammers_of_every_kind_score_nothing() -> None:
    # Guessing, always the first class, and guessing by how frequent classes are.
    for answer in ([1 / 3] * 3, [1.0, 0.0, 0.0], [0.6, 0.3, 0.1]):
        assert score([answer] * 3) == pytest.approx(0.0)
        assert information_bits(np.array([[answer] * 3]), EVEN)[0] == pytest.approx(0.0)


def test_each_matrix_may_have_a_prior_of_its_own() -> None:
    matrices = np.stack([GOOD, np.eye(3)])
    priors = np.array([[0.6, 0.3, 0.1], [0.2, 0.2, 0.6]])

    found = information_bits(matrices, priors)

    alone = [information_bits(matrices[n : n + 1], priors[n])[0] for n in range(2)]
    assert found == pytest.approx(alone)


def test_the_information_of_a_binary_symmetric_channel_is_the_published_one() -> None:
    # Shannon 1948, section 12: of 1000 even binary symbols with one in 100 wrong, 919 bits arrive.
    channel = np.array([[[0.99, 0.01], [0.01, 0.99]]])

    assert 1000 * information_bits(channel, np.array([0.5, 0.5]))[0] == pytest.approx(919, abs=0.5)


def test_who_always_errs_the_same_way_tells_as_much_as_who_never_errs() -> None:
    prior = np.array([0.5, 0.3, 0.2])
    turned = np.roll(np.eye(3), 1, axis=1)

    found = information_bits(np.stack([np.eye(3), turned]), prior)

    assert found == pytest.approx([float(entropy_bits(prior))] * 2)
    assert spammer_scores(np.stack([np.eye(3), turned])) == pytest.approx([1.0, 1.0])


MATRICES = npst.arrays(np.float64, (4, 4), elements=st.floats(0.01, 1.0)).map(
    lambda rows: rows / rows.sum(axis=1, keepdims=True)
)
PRIORS = npst.arrays(np.float64, 4, elements=st.floats(0.01, 1.0)).map(lambda p: p / p.sum())


@given(matrix=MATRICES, prior=PRIORS, seed=st.integers(0, 99))
def test_names_of_classes_and_of_answers_change_nothing(
    matrix: Floats, prior: Floats, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    classes, answers = rng.permutation(4), rng.permutation(4)
    turned = matrix[classes][:, answers]

    assert spammer_scores(turned[None]) == pytest.approx(spammer_scores(matrix[None]), abs=1e-12)
    assert information_bits(turned[None], prior[classes]) == pytest.approx(
        information_bits(matrix[None], prior), abs=1e-12
    )


@given(matrix=MATRICES, prior=PRIORS)
def test_scores_and_information_are_bounded(matrix: Floats, prior: Floats) -> None:
    rounding = 1e-12

    assert 0 <= spammer_scores(matrix[None])[0] <= 1 + rounding
    assert 0 <= information_bits(matrix[None], prior)[0] <= entropy_bits(prior) + rounding


def answers(matrix: Floats, labels: int, seed: int) -> Floats:
    """Counts (true class, given class) of so many labels, the classes equally often."""
    rng = np.random.default_rng(seed)
    each = labels // len(matrix)
    return np.array([rng.multinomial(each, row) for row in matrix], dtype=np.float64)


def test_the_bounds_hold_the_truth_about_as_often_as_they_say() -> None:
    truth = float(information_bits(GOOD[None], EVEN)[0])

    held = 0
    for seed in range(60):
        confusion = estimate_confusion(answers(GOOD, 300, seed), population=GOOD)
        found = estimate_information(confusion, EVEN, seed=seed)
        assert found.lower is not None
        assert found.upper is not None
        held += found.lower <= truth <= found.upper

    assert held >= 0.8 * 60


def test_chance_is_not_taken_for_knowledge() -> None:
    guessing = np.full((3, 3), 1 / 3)
    confusions = [
        estimate_confusion(answers(guessing, 60, seed), population=GOOD) for seed in range(30)
    ]

    bits = [estimate_information(one, EVEN, seed=1) for one in confusions]
    scores = [estimate_spammer_score(one, seed=1) for one in confusions]

    plain = [information_bits(one.mean[None], EVEN)[0] for one in confusions]
    assert np.mean([one.value for one in bits if one.value is not None]) < 0.5 * np.mean(plain)
    assert sum(one.lower == 0 for one in bits) > 25
    assert sum(one.lower == 0 for one in scores) > 25


def test_a_good_annotator_is_told_from_a_spammer() -> None:
    good = estimate_confusion(answers(GOOD, 60, 1), population=GOOD)
    guess = estimate_confusion(answers(np.full((3, 3), 1 / 3), 60, 1), population=GOOD)

    one, other = estimate_spammer_score(good, seed=1), estimate_spammer_score(guess, seed=1)

    assert one.lower is not None
    assert other.upper is not None
    assert one.lower > other.upper


def test_nobody_is_judged_on_too_little() -> None:
    few = estimate_confusion(answers(GOOD, 27, 1), population=GOOD)
    none = estimate_confusion(np.zeros((2, 2)), population=np.eye(2))
    alone = estimate_confusion(np.array([[50.0]]), population=np.eye(1))

    assert estimate_spammer_score(few, seed=1) == Measure(None, "Fewer than 30 labels.", n=27)
    assert estimate_information(none, np.array([0.5, 0.5]), seed=1) == Measure(
        None, "Fewer than 20 labels.", n=0
    )
    assert estimate_information(alone, np.ones(1), seed=1) == Measure(
        None, "There is only one class.", n=50
    )


def test_a_class_nobody_met_is_answered_as_the_population_does() -> None:
    counts = answers(GOOD, 90, 1)
    counts[2] = 0.0

    found = estimate_confusion(counts, population=GOOD)

    assert found.mean[2] == pytest.approx(GOOD[2])
    assert estimate_information(found, EVEN, seed=1).value is not None


def test_the_same_seed_gives_the_same_bounds() -> None:
    confusion = estimate_confusion(answers(GOOD, 90, 1), population=GOOD)

    assert estimate_information(confusion, EVEN, seed=1) == estimate_information(
        confusion, EVEN, seed=1
    )
    assert estimate_spammer_score(confusion, seed=1) != estimate_spammer_score(confusion, seed=2)


def test_information_is_worth_what_a_label_costs() -> None:
    bits = Measure(0.5, lower=0.4, upper=0.6, n=90)
    few = Measure(None, "Fewer than 20 labels.", n=3)

    assert per_cost(bits, 2.0) == Measure(0.25, lower=0.2, upper=0.3, n=90)
    assert per_cost(bits, 0.0) == Measure(None, "Labels cost nothing.", n=90)
    assert per_cost(few, 2.0) == few
    with pytest.raises(ValueError, match="nothing or more"):
        per_cost(bits, -1.0)


def test_what_is_no_confusion_or_prior_is_refused() -> None:
    confusion = estimate_confusion(answers(GOOD, 90, 1), population=GOOD)
    for prior in (np.array([0.5, 0.5]), np.array([0.5, 0.5, 0.5]), np.array([1.5, -0.5, 0.0])):
        with pytest.raises(ValueError, match="prior"):
            estimate_information(confusion, prior, seed=1)
    with pytest.raises(ValueError, match="one size"):
        estimate_confusion(np.zeros((2, 3)), population=np.eye(2))
    with pytest.raises(ValueError, match="0 or more"):
        estimate_confusion(-np.eye(2), population=np.eye(2))
    with pytest.raises(ValueError, match="the sum 1"):
        estimate_confusion(np.eye(2), population=np.ones((2, 2)))
    with pytest.raises(ValueError, match="probability"):
        estimate_spammer_score(confusion, seed=1, probability=math.inf)
