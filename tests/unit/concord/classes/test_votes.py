"""Counting votes, plain and weighted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from concord.classes import fit_wawa, vote
from concord.classes.votes import vote_counts
from tests.unit.concord.classes.crowds import as_votes, crowd, fair_accuracy


def test_a_tie_is_reported_as_a_tie_and_silence_as_silence() -> None:
    votes = as_votes([(0, 0, 0), (0, 1, 1), (1, 0, 2)], items=3, annotators=2, classes=3)

    result = vote(votes)

    assert result.is_best.tolist() == [[True, True, False], [False, False, True], [False] * 3]
    assert result.is_tied.tolist() == [True, False, False]
    assert result.shares[0].tolist() == [0.5, 0.5, 0.0]


def test_parts_of_a_vote_that_make_one_are_tied_with_one() -> None:
    """Six sixths are not quite 1 in floating point."""
    votes = as_votes(
        [(0, who, int(who == 6)) for who in range(7)], items=1, annotators=7, classes=2
    )
    parts = replace(votes, weights=np.array([1 / 6] * 6 + [1.0]))

    result = vote(parts)

    assert vote_counts(parts)[0, 0] != 1.0
    assert result.is_tied.tolist() == [True]


@pytest.mark.parametrize(
    ("rows", "message"), [([(5, 0, 0)], "range"), ([(0, 0, -1)], "range"), ([(0, 9, 0)], "range")]
)
def test_votes_outside_their_range_are_refused(
    rows: list[tuple[int, int, int]], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        as_votes(rows, items=2, annotators=2, classes=2)


def test_wawa_weighs_people_by_their_agreement_with_the_majority() -> None:
    # Items 0 and 1: all three agree. Items 2 and 3: the third says otherwise.
    rows = [(item, who, 0) for item in range(4) for who in range(2)]
    rows += [(0, 2, 0), (1, 2, 0), (2, 2, 1), (3, 2, 1)]

    found = fit_wawa(as_votes(rows, items=4, annotators=4, classes=2))

    assert found.weights.tolist() == pytest.approx([1.0, 1.0, 0.5, 10 / 12])
    assert found.stranger == pytest.approx(10 / 12)
    assert found.posteriors[2].tolist() == pytest.approx([0.8, 0.2])


def test_wawa_counts_a_tie_in_halves_and_weightless_people_as_votes() -> None:
    tied = fit_wawa(as_votes([(0, 0, 0), (0, 1, 1)], items=1, annotators=2, classes=2))

    assert tied.weights.tolist() == [0.5, 0.5]
    assert tied.posteriors.tolist() == [[0.5, 0.5]]


def test_wawa_beats_votes_where_people_differ() -> None:
    votes, truth = crowd(2, accuracies=(0.95, 0.9, 0.5, 0.5, 0.45, 0.4, 0.4))

    found = fit_wawa(votes)

    assert fair_accuracy(found.posteriors, truth) > fair_accuracy(vote(votes).shares, truth)
    np.testing.assert_allclose(found.posteriors.sum(axis=1), 1.0)
