"""Ability and difficulty: what was put in is found, nothing is undefined."""

from __future__ import annotations

import numpy as np
import pytest

from concord.classes import UNKNOWN, Votes, fit_glad, vote
from tests.unit.concord.classes.crowds import Truth, as_votes, crowd, fair_accuracy


def harder_and_easier(seed: int) -> tuple[Votes, Truth, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Ten people of abilities 0 to 3, 400 binary items, half of them easy (equation 1)."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 2, 400)
    is_easy = rng.random(400) < 0.5
    ability = np.linspace(0.0, 3.0, 10)
    product = np.where(is_easy, 1.5, 0.2)[:, None] * ability
    is_right = rng.random((400, 10)) < 1.0 / (1.0 + np.exp(-product))
    labels = np.where(is_right, truth[:, None], 1 - truth[:, None])
    items, people = np.repeat(np.arange(400), 10), np.tile(np.arange(10), 400)
    return Votes(items, people, labels.ravel(), 400, 10, 2), truth, is_easy


def test_abilities_come_out_in_their_order_and_beat_votes() -> None:
    votes, truth, _ = harder_and_easier(1)

    found = fit_glad(votes)

    assert np.corrcoef(found.weights, np.linspace(0.0, 3.0, 10))[0, 1] > 0.95
    assert fair_accuracy(found.posteriors, truth) > fair_accuracy(vote(votes).shares, truth)


def test_several_classes_are_probabilities() -> None:
    votes, truth = crowd(4, accuracies=(0.9, 0.8, 0.5, 0.4), classes=4)

    found = fit_glad(votes)

    np.testing.assert_allclose(found.posteriors.sum(axis=1), 1.0)
    assert fair_accuracy(found.posteriors, truth) > 0.85


def test_gold_stays_as_it_is() -> None:
    votes, truth = crowd(4, accuracies=(0.9, 0.8, 0.5))
    gold = np.full(200, UNKNOWN, dtype=np.int64)
    gold[:50] = truth[:50]

    found = fit_glad(votes, gold=gold)

    assert (found.posteriors[np.arange(50), truth[:50]] == 1.0).all()


def test_one_class_is_refused() -> None:
    with pytest.raises(ValueError, match="two classes"):
        fit_glad(as_votes([(0, 0, 0)], items=1, annotators=1, classes=1))
