"""The best one-to-one pairs at or above a threshold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linear_sum_assignment

from concord.matching import Pair, Similarities, match

SIMILARITIES = st.tuples(st.integers(0, 7), st.integers(0, 7)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(0, 20).map(lambda n: n / 20))
)


def test_the_total_is_maximised_not_the_first_pair() -> None:
    similarities = np.array([[0.9, 0.8], [0.8, 0.1]])

    assert match(similarities, threshold=0.5) == (Pair(0, 1, 0.8), Pair(1, 0, 0.8))


def test_a_pair_exactly_at_the_threshold_counts_and_one_below_does_not() -> None:
    similarities = np.array([[0.5, 0.0], [0.0, np.nextafter(0.5, 0)]])

    assert match(similarities, threshold=0.5) == (Pair(0, 0, 0.5),)


@given(similarities=SIMILARITIES, threshold=st.sampled_from([0.05, 0.5, 0.75, 1.0]))
def test_the_total_is_that_of_a_referee(similarities: Similarities, threshold: float) -> None:
    useful = np.where(similarities >= threshold, similarities, 0.0)
    best = useful[linear_sum_assignment(useful, maximize=True)].sum()

    pairs = match(similarities, threshold=threshold)

    assert sum(pair.iou for pair in pairs) == pytest.approx(best)
    assert all(pair.iou == similarities[pair.first, pair.second] >= threshold for pair in pairs)
    assert len({pair.first for pair in pairs}) == len({pair.second for pair in pairs}) == len(pairs)


def test_a_large_tangle_has_the_referees_total_too() -> None:
    similarities = np.random.default_rng(3).uniform(0.5, 1, (60, 45))
    best = similarities[linear_sum_assignment(similarities, maximize=True)].sum()

    pairs = match(similarities, threshold=0.5)

    assert sum(pair.iou for pair in pairs) == pytest.approx(best)
    assert len(pairs) == 45


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_an_empty_side_has_no_pairs(shape: tuple[int, int]) -> None:
    assert match(np.empty(shape), threshold=0.5) == ()


@pytest.mark.parametrize("threshold", [0.0, -1.0, 1.01])
def test_a_threshold_that_would_pair_strangers_is_refused(threshold: float) -> None:
    with pytest.raises(ValueError, match="threshold"):
        match(np.ones((1, 1)), threshold=threshold)
