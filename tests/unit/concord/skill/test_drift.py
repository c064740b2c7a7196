"""Drift by Page's cumulative sum."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.measure import Measure
from concord.skill import BetaPrior, design_chart, find_drift, fit_population

CROWD = BetaPrior(mean=0.9, strength=10.0)


def sequence(*parts: tuple[int, float], seed: int = 1) -> list[bool]:
    """Answers in turn: so many, right with such a probability."""
    rng = np.random.default_rng(seed)
    return [bool(right) for n, accuracy in parts for right in rng.random(n) < accuracy]


def test_the_reference_is_that_of_the_likelihood_ratio() -> None:
    # Reynolds and Stoumbos 1999, by hand for 10 % against three times the odds,
    # 25 %: log(.9 / .75) / log 3 = .16596, and 1/6 is the fraction nearest to it.
    chart = design_chart(0.10)

    assert chart.worse_error == pytest.approx(0.25)
    assert chart.reference == pytest.approx(1 / 6)
    assert math.log(0.9 / 0.75) / math.log(3) == pytest.approx(chart.reference, abs=1e-3)


@pytest.mark.parametrize("error", [1e-13, 0.005, 0.03, 0.10, 0.25, 0.5, 0.9])
def test_false_alarms_are_as_rare_as_asked_and_the_limit_is_the_least(error: float) -> None:
    chart = design_chart(error)

    assert chart.usual_error == max(0.01, error)
    assert 2000 <= chart.run_length_usual < 2600
    assert chart.run_length_worse < 0.15 * chart.run_length_usual


def test_the_run_length_is_the_one_that_answers_have() -> None:
    chart = design_chart(0.10)
    rng = np.random.default_rng(4)

    lengths = []
    for _ in range(1500):
        total, length = 0.0, 0
        while total < chart.limit - 1e-9:
            is_wrong = rng.random() < chart.worse_error
            total = max(0.0, total + is_wrong - chart.reference)
            length += 1
        lengths.append(length)

    error = float(np.std(lengths)) / math.sqrt(len(lengths))
    assert np.mean(lengths) == pytest.approx(chart.run_length_worse, abs=4 * error)


def test_a_fall_is_found_and_dated() -> None:
    found = find_drift(sequence((200, 0.92), (100, 0.5)), population=CROWD)

    assert found.began.value is not None
    assert found.began.n == 270
    assert found.found_at is not None
    assert 190 <= found.began.value <= 212
    assert 200 <= found.found_at <= 240
    assert len(found.sums) == 270


def test_who_stays_the_same_or_improves_has_not_drifted() -> None:
    for answers in (sequence((300, 0.92)), sequence((100, 0.7), (200, 0.98))):
        found = find_drift(answers, population=CROWD)

        assert found.began == Measure(None, "No change for the worse was found.", n=270)
        assert found.found_at is None


def test_steady_people_are_seldom_suspected() -> None:
    found = [
        find_drift(sequence((300, 0.85), seed=seed), population=CROWD).found_at
        for seed in range(60)
    ]

    assert sum(place is not None for place in found) <= 6


def test_who_has_recovered_is_held_to_have_drifted_no_longer() -> None:
    ill = sequence((200, 0.95), (60, 0.4))
    recovered = ill + [True] * 100

    assert find_drift(ill, population=CROWD).found_at is not None
    assert find_drift(recovered, population=CROWD).found_at is None


def test_nobody_is_judged_on_too_little() -> None:
    found = find_drift([False] * 49)

    assert found.began == Measure(None, "Fewer than 50 answers could be judged.", n=19)
    assert (found.found_at, found.sums, found.chart) == (None, (), None)
    assert find_drift([]).began.n == 0


@given(answers=st.lists(st.booleans(), min_size=50, max_size=90))
def test_the_sum_stays_between_nothing_and_the_limit(answers: list[bool]) -> None:
    found = find_drift(answers)

    limit = found.chart.limit if found.chart else 0.0
    assert len(found.sums) == (len(answers) - 30 if found.chart else 0)
    assert all(0 <= total <= limit + 1e-9 for total in found.sums)
    assert (found.found_at is None) == (found.began.value is None)
    if found.found_at is not None and found.began.value is not None:
        assert 30 <= found.began.value <= found.found_at


def test_who_has_always_been_wrong_cannot_become_worse() -> None:
    found = find_drift([False] * 200)

    assert found.began == Measure(None, "The first answers were wrong already.", n=170)


@pytest.mark.parametrize("error", [-0.01, 0.91, float("nan")])
def test_an_error_rate_that_is_none_is_refused(error: float) -> None:
    with pytest.raises(ValueError, match="lies between 0 and"):
        design_chart(error)


@given(right=st.integers(0, 10**7), wrong=st.integers(0, 10**7), own=st.integers(0, 60))
def test_everybody_can_be_held_against_any_crowd(right: int, wrong: int, own: int) -> None:
    """Where 1,000 answers in a row were right, all of the posterior that a float tells is 1."""
    crowd = fit_population([right], [right + wrong])

    found = find_drift([True] * own + [False] * (60 - own), population=crowd)

    assert found.chart is None or found.chart.usual_error >= 0.01


def test_who_never_errs_in_a_crowd_that_never_does_has_a_chart() -> None:
    found = find_drift([True] * 100, population=fit_population([1000] * 5, [1000] * 5))

    assert found.began == Measure(None, "No change for the worse was found.", n=70)
