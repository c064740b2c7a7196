"""The published method against its published table and a slow referee."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.classes import Votes, fit_dawid_skene, fit_one_coin
from tests.unit.concord.classes.crowds import anaesthetists, as_votes, crowd


def slow_dawid_skene(votes: Votes, iterations: int) -> list[list[float]]:
    """The equations of the paper, word by word: 2.3 and 2.4 (M step), then 2.5 (E step)."""
    people, classes, items = votes.annotator_count, votes.class_count, votes.item_count
    count = [[[0] * classes for _ in range(people)] for _ in range(items)]
    for item, person, label in zip(votes.items, votes.annotators, votes.labels, strict=True):
        count[item][person][label] += 1
    given_labels = [[sum(row[c] for row in count[i]) for c in range(classes)] for i in range(items)]
    true = [[n / sum(row) if sum(row) else 1 / classes for n in row] for row in given_labels]
    for _ in range(iterations):
        rate = [[[0.0] * classes for _ in range(classes)] for _ in range(people)]
        for k in range(people):
            for j in range(classes):
                seen = [
                    math.fsum(true[i][j] * count[i][k][c] for i in range(items))
                    for c in range(classes)
                ]
                total = math.fsum(seen)
                rate[k][j] = [n / total if total else 1 / classes for n in seen]
        prior = [math.fsum(true[i][j] for i in range(items)) / items for j in range(classes)]
        for i in range(items):
            joint = [
                prior[j]
                * math.prod(
                    rate[k][j][c] ** count[i][k][c] for k in range(people) for c in range(classes)
                )
                for j in range(classes)
            ]
            true[i] = [value / math.fsum(joint) for value in joint]
    return true


def test_the_published_table_gives_the_published_class_frequencies() -> None:
    fit = fit_dawid_skene(anaesthetists(), max_iterations=500, tolerance=1e-12)

    assert fit.has_converged
    assert fit.priors.round(2).tolist() == [0.40, 0.42, 0.11, 0.07]
    # Table 2 of the paper: observer 1, true class 1 and 2.
    assert fit.confusions[0, 0].round(2).tolist() == [0.89, 0.11, 0.0, 0.0]
    assert fit.confusions[0, 1].round(2).tolist() == [0.07, 0.88, 0.05, 0.0]


def test_the_likelihood_never_falls() -> None:
    values = [
        fit_dawid_skene(anaesthetists(), max_iterations=n, tolerance=0).log_likelihood
        for n in range(1, 30)
    ]

    assert all(later >= earlier - 1e-9 for earlier, later in pairwise(values))


VOTES = st.tuples(st.integers(1, 6), st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda size: st.lists(
        st.tuples(
            st.integers(0, size[0] - 1), st.integers(0, size[1] - 1), st.integers(0, size[2] - 1)
        ),
        min_size=1,
        max_size=24,
    ).map(lambda rows: as_votes(rows, items=size[0], annotators=size[1], classes=size[2]))
)


@settings(deadline=None)
@given(votes=VOTES, iterations=st.integers(1, 8))
def test_posteriors_are_those_of_a_slow_referee(votes: Votes, iterations: int) -> None:
    fit = fit_dawid_skene(votes, max_iterations=iterations, tolerance=0)

    np.testing.assert_allclose(
        fit.posteriors, slow_dawid_skene(votes, fit.iterations), atol=1e-10, rtol=0
    )


def test_posteriors_are_those_of_a_slow_referee_on_the_published_table() -> None:
    fit = fit_dawid_skene(anaesthetists(), max_iterations=25, tolerance=0)

    np.testing.assert_allclose(
        fit.posteriors, slow_dawid_skene(anaesthetists(), 25), atol=1e-10, rtol=0
    )


def test_one_coin_gives_each_person_one_number() -> None:
    votes, _ = crowd(1, accuracies=(0.9, 0.8, 0.6, 0.4))

    fit = fit_one_coin(votes)

    for matrix in fit.confusions:
        assert np.ptp(np.diag(matrix)) == 0.0
        assert np.ptp(matrix[~np.eye(3, dtype=bool)]) == 0.0
    assert fit.confusions[:, 0, 0].tolist() == pytest.approx([0.9, 0.8, 0.6, 0.4], abs=0.08)


def test_a_coin_that_is_always_right_stays_one_when_its_sums_are_rounded() -> None:
    """Added in another order, these weights come to more than what they are divided by."""
    each = np.arange(4)
    weights = np.array([0.1, 0.2, 0.3, 0.7])

    fit = fit_one_coin(Votes(each, np.zeros_like(each), each, 4, 1, 4, weights))

    np.testing.assert_array_equal(fit.posteriors, np.eye(4))
    np.testing.assert_array_equal(fit.confusions[0], np.eye(4))


@pytest.mark.parametrize("engine", [fit_dawid_skene, fit_one_coin])
def test_exact_rates_of_no_votes_are_refused(engine: object) -> None:
    nothing = as_votes([], items=2, annotators=2, classes=2)

    with pytest.raises(ValueError, match="vote"):
        engine(nothing)  # type: ignore[operator]  # one of two functions of one signature
