"""Posteriors learnt to be as sure as they are right."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from concord.calibration import (
    LEAST_GOLD,
    LEAST_GOLD_FOR_CURVE,
    Calibration,
    Wanted,
    expected_calibration_error,
    fit_calibration,
    uncalibrated,
)
from concord.calibration.temperature import apply_temperature, fit_temperature

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def overconfident(
    seed: int, n: int, *, temperature: float = 3.0, classes: int = 4
) -> tuple[Floats, Integers]:
    """Posteriors that have to be raised to 1 / `temperature` to be right, and true classes."""
    rng = np.random.default_rng(seed)
    honest = rng.dirichlet(np.full(classes, 0.4), size=n)
    truth = (honest.cumsum(axis=1) < rng.random(n)[:, None]).sum(axis=1)
    powers = honest**temperature
    stated: Floats = powers / powers.sum(axis=1, keepdims=True)
    return stated, np.minimum(truth, classes - 1)


def error_of(posteriors: Floats, winners: Integers, truth: Integers) -> float:
    found = expected_calibration_error(posteriors.max(axis=1), winners == truth).value
    assert found is not None
    return found


def test_a_temperature_divides_the_logits() -> None:
    # Guo et al. 2017, equation 9: softmax(z / T). With z = (log 16, 0) and T = 2: odds of 4.
    found = apply_temperature(np.array([[16 / 17, 1 / 17]]), 2.0)

    np.testing.assert_allclose(found, [[0.8, 0.2]])


def test_much_gold_gives_the_temperature_of_largest_likelihood() -> None:
    # 1,000 items say odds of 16, three of four are right: T = log 16 / log 3 = 2.5237.
    posteriors = np.tile([16 / 17, 1 / 17], (1000, 1))
    truth = np.repeat([0, 1], [750, 250])

    found = fit_temperature(posteriors, truth)

    assert found == pytest.approx(math.log(16) / math.log(3), rel=0.01)


def test_without_gold_the_temperature_is_the_prior_s() -> None:
    found = fit_temperature(np.empty((0, 2)), np.empty(0, dtype=np.int64))

    assert found == pytest.approx(2.0, rel=0.01)


@pytest.mark.parametrize(("first_class", "bounds"), [(0, (0.3, 2.0)), (1, (2.0, 10.0))])
def test_ten_items_all_right_or_all_wrong_give_no_nonsense(
    first_class: int, bounds: tuple[float, float]
) -> None:
    posteriors = np.tile([0.99, 0.01], (10, 1))

    found = fit_temperature(posteriors, np.full(10, first_class))

    assert bounds[0] < found < bounds[1]


def test_forty_gold_items_make_overconfidence_small() -> None:
    stated, truth = overconfident(1, 2000)
    before = error_of(stated, stated.argmax(axis=1), truth)

    after = []
    for draw in range(20):
        order = np.random.default_rng(draw).permutation(2000)
        gold, rest = order[:40], order[40:]
        calibration = fit_calibration(stated[gold], truth[gold])
        assert (calibration.kind, calibration.n) == ("temperature", 40)
        found = calibration.apply(stated[rest])
        after.append(error_of(found, found.argmax(axis=1), truth[rest]))

    assert before > 0.2
    assert np.mean(after) < 0.06


def test_much_gold_gives_a_curve_that_no_temperature_can_follow() -> None:
    # One in five answers is wrong whatever is stated: a mixture, not a power.
    stated, truth = overconfident(2, 4000, temperature=1.0, classes=2)
    rng = np.random.default_rng(3)
    truth = np.where(rng.random(4000) < 0.4, rng.integers(0, 2, 4000), truth)

    calibration = fit_calibration(stated[:2000], truth[:2000])

    assert calibration.kind == "isotonic"
    winners = stated[2000:].argmax(axis=1)
    tempered = apply_temperature(stated[2000:], fit_temperature(stated[:2000], truth[:2000]))
    curved = calibration.apply(stated[2000:])
    assert error_of(curved, winners, truth[2000:]) < error_of(tempered, winners, truth[2000:])


@pytest.mark.parametrize(
    ("n", "classes", "reason"),
    [
        (0, 3, "There are no gold items."),
        (1, 3, "Gold items: 1 of the 10 it takes."),
        (3, 3, "Gold items: 3 of the 10 it takes."),
        (50, 1, "There is only one class."),
    ],
)
def test_what_cannot_be_calibrated_says_why_and_stays(n: int, classes: int, reason: str) -> None:
    posteriors = np.full((n, classes), 1 / classes)

    calibration = fit_calibration(posteriors, np.zeros(n, dtype=np.int64))

    assert calibration == uncalibrated(reason, n=n)
    assert not calibration.is_calibrated
    np.testing.assert_array_equal(calibration.apply(posteriors), posteriors)


@pytest.mark.parametrize("n", [LEAST_GOLD, LEAST_GOLD_FOR_CURVE])
@pytest.mark.parametrize("true_class", [0, 1])
def test_certain_posteriors_stay_finite(n: int, true_class: int) -> None:
    posteriors = np.tile([1.0, 0.0, 0.0], (n, 1))

    calibration = fit_calibration(posteriors, np.full(n, true_class))

    found = calibration.apply(posteriors)
    assert np.isfinite(found).all()
    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    assert (found[:, 0] >= found[:, 1]).all()


@given(
    seed=st.integers(0, 2**16),
    n=st.sampled_from([12, 60, LEAST_GOLD_FOR_CURVE]),
    classes=st.integers(2, 5),
    temperature=st.floats(0.5, 6.0),
)
def test_classes_never_change_places(seed: int, n: int, classes: int, temperature: float) -> None:
    stated, truth = overconfident(seed, n, temperature=temperature, classes=classes)

    found = fit_calibration(stated, truth).apply(stated)

    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    order = np.argsort(stated, axis=1)
    assert (np.diff(np.take_along_axis(found, order, axis=1), axis=1) >= 0).all()


@given(seed=st.integers(0, 2**16), n=st.sampled_from([40, LEAST_GOLD_FOR_CURVE]))
def test_the_order_of_items_and_of_classes_changes_nothing(seed: int, n: int) -> None:
    stated, truth = overconfident(seed, n)
    rng = np.random.default_rng(seed)
    items, classes = rng.permutation(n), rng.permutation(4)

    one = fit_calibration(stated, truth)
    other = fit_calibration(stated[items][:, classes], np.argsort(classes)[truth[items]])

    np.testing.assert_allclose(one.apply(stated)[:, classes], other.apply(stated[:, classes]))


@pytest.mark.parametrize("n", [0, 40, LEAST_GOLD_FOR_CURVE])
def test_a_calibration_survives_being_stored(n: int) -> None:
    stated, truth = overconfident(5, n)
    calibration = fit_calibration(stated, truth)

    assert Calibration.from_json(json.loads(json.dumps(calibration.to_json()))) == calibration


def test_a_true_class_outside_the_classes_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the posteriors' classes"):
        fit_calibration(np.full((1, 2), 0.5), np.array([2]))


def test_truth_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="true classes"):
        fit_calibration(np.full((2, 2), 0.5), np.array([1]))


@pytest.mark.parametrize(
    ("n", "wanted", "kind"),
    [(40, "isotonic", "isotonic"), (LEAST_GOLD_FOR_CURVE, "temperature", "temperature"),
     (40, "none", "none"), (9, "isotonic", "none")],
)  # fmt: skip
def test_a_calibration_can_be_asked_for_by_name_but_not_without_gold(
    n: int, wanted: Wanted, kind: str
) -> None:
    stated, truth = overconfident(5, n)

    assert fit_calibration(stated, truth, wanted=wanted).kind == kind
