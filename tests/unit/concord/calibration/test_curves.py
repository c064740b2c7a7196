"""Isotonic regression, reliability curves, held-out posteriors, single rates."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from concord.calibration import (
    LEAST_GOLD_FOR_CURVE,
    RateCalibration,
    expected_calibration_error,
    fit_rate_calibration,
    held_out_posteriors,
    reliability_curve,
)
from concord.calibration.isotonic import pool_adjacent_violators
from concord.measure import undefined

Floats = NDArray[np.float64]


def test_falling_neighbours_are_pooled() -> None:
    # Zadrozny and Elkan 2002, section 3: labels in the order of the scores, violators averaged.
    # 0, (1, 0), (1, 0, 1), 1 -> by hand: 0, 1/2 over two, 1/2 joins its equal, then 1, 1.
    labels = np.array([0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0])

    x, y = pool_adjacent_violators(np.arange(7.0), labels, np.ones(7))

    np.testing.assert_allclose(y, [0.0, 0.5, 1.0])
    np.testing.assert_allclose(x, [0.0, 2.5, 5.5])


# Levels that are equal, but for the rounding of a product and a quotient.
@example(rows=[(0.0, 0.576, 0.1), (1.0, 0.576, 2.26)])
@given(
    rows=st.lists(
        st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 5)), min_size=1, max_size=30
    )
)
def test_steps_rise_and_keep_the_mean(rows: list[tuple[float, float, float]]) -> None:
    x, y, weight = np.array(rows).T

    middles, levels = pool_adjacent_violators(x, y, weight)

    assert (np.diff(middles) > 0).all()
    assert (np.diff(levels) > 0).all()
    assert y.min() - 1e-9 <= levels[0]
    assert levels[-1] <= y.max() + 1e-9


def test_a_bin_has_its_share_with_wilson_s_interval() -> None:
    # 8 of 10 right: the Wilson interval of 95 % is [.4902, .9433] (Wilson 1927; Newcombe 1998,
    # "Two-sided confidence intervals for the single proportion", method 3).
    is_right = np.repeat([True, False], [8, 2])

    curve = reliability_curve(np.full(10, 0.95), is_right, bins=2)

    assert [row.n for row in curve] == [0, 10]
    assert curve[0].accuracy == undefined("No item has such a confidence.", n=0)
    assert (curve[1].lower, curve[1].upper) == (0.5, 1.0)
    assert curve[1].confidence.value == pytest.approx(0.95)
    assert curve[1].accuracy.value == pytest.approx(0.8)
    assert curve[1].accuracy.lower == pytest.approx(0.4902, abs=5e-5)
    assert curve[1].accuracy.upper == pytest.approx(0.9433, abs=5e-5)


def test_the_error_is_the_mean_distance_over_bins() -> None:
    # Guo et al. 2017, equation 3: 3/4 * |2/3 - .9| + 1/4 * |1 - .6| = .275.
    confidence = np.array([0.9, 0.9, 0.9, 0.6])

    found = expected_calibration_error(confidence, np.array([True, True, False, True]))

    assert found.value == pytest.approx(0.275)
    assert found.n == 4


def test_nothing_has_no_calibration_error() -> None:
    found = expected_calibration_error(np.empty(0), np.empty(0, dtype=np.bool_))

    assert found == undefined("There are no items.", n=0)


def test_confidences_of_nought_and_one_have_a_bin() -> None:
    curve = reliability_curve(np.array([0.0, 1.0, 1.0]), np.array([False, True, True]), bins=1)

    assert [row.n for row in curve] == [3]


def test_a_confidence_above_one_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        reliability_curve(np.array([1.5]), np.array([True]))


@pytest.mark.parametrize("folds", [1, 2, 5, 50])
def test_gold_is_hidden_from_the_fit_that_speaks_of_it(folds: int) -> None:
    gold = np.array([2, -1, 0, 1, -1, 1], dtype=np.int64)

    def told_or_not(told: NDArray[np.int64]) -> Floats:
        """Certain of what it was told; of other things it says nothing."""
        found = np.full((6, 3), 1 / 3)
        found[told >= 0] = np.eye(3)[told[told >= 0]]
        return found

    posteriors, truth = held_out_posteriors(told_or_not, gold, folds=folds)

    np.testing.assert_array_equal(truth, [2, 0, 1, 1])
    np.testing.assert_allclose(posteriors, np.full((4, 3), 1 / 3))
    assert told_or_not(gold).max() == 1.0


def test_without_gold_nothing_is_held_out() -> None:
    posteriors, truth = held_out_posteriors(
        lambda told: np.full((len(told), 2), 0.5), np.full(3, -1)
    )

    assert posteriors.shape == (0, 2)
    assert truth.shape == (0,)


def test_overlaps_that_are_stated_too_large_come_down() -> None:
    rng = np.random.default_rng(1)
    measured = rng.beta(16, 4, size=60)
    stated = np.minimum(measured + rng.normal(0.1, 0.03, 60), 1.0)

    found = fit_rate_calibration(stated[:40], measured[:40])

    assert found.kind == "logistic"
    before = abs(float(stated[40:].mean() - measured[40:].mean()))
    after = abs(float(found.apply(stated[40:]).mean() - measured[40:].mean()))
    assert after < before / 3


def test_few_objects_of_known_truth_leave_rates_as_they_are() -> None:
    stated = np.array([0.2, 0.9])

    found = fit_rate_calibration(stated, np.array([0.0, 1.0]))

    assert not found.is_calibrated
    assert found.reason == "Objects of known truth: 2 of the 10 it takes."
    np.testing.assert_array_equal(found.apply(stated), stated)


@pytest.mark.parametrize("measured", [0.0, 1.0])
@pytest.mark.parametrize("stated", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("n", [10, LEAST_GOLD_FOR_CURVE])
def test_rates_all_alike_stay_between_nought_and_one(
    n: int, stated: float, measured: float
) -> None:
    rates = np.full(n, stated)

    found = fit_rate_calibration(rates, np.full(n, measured)).apply(np.array([0.0, 0.5, 1.0]))

    assert ((found >= 0) & (found <= 1)).all()
    assert (np.diff(found) >= 0).all()


@given(seed=st.integers(0, 2**16), n=st.sampled_from([15, 40, LEAST_GOLD_FOR_CURVE]))
def test_rates_never_change_places_and_survive_being_stored(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    stated = rng.random(n)
    calibration = fit_rate_calibration(stated, (rng.random(n) < stated**2).astype(np.float64))

    found = calibration.apply(np.sort(stated))

    assert (np.diff(found) >= 0).all()
    assert RateCalibration.from_json(json.loads(json.dumps(calibration.to_json()))) == calibration
