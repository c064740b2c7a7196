"""The engine with a population: what it gains, what it needs, what it ignores."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from concord.classes import UNKNOWN, Fit, Votes, fit_dawid_skene, fit_hierarchical, vote
from concord.classes.choice import FAMILIES
from concord.classes.families import Family
from tests.unit.concord.classes.crowds import Truth, as_votes, crowd, fair_accuracy


@pytest.mark.parametrize("engine", [fit_dawid_skene, fit_hierarchical])
def test_the_order_of_the_votes_changes_no_bit(engine: Callable[..., Fit]) -> None:
    votes, _ = crowd(1, accuracies=(0.9, 0.7, 0.6, 0.5))
    order = np.random.default_rng(2).permutation(len(votes.items))
    shuffled = Votes(votes.items[order], votes.annotators[order], votes.labels[order], 200, 4, 3)

    first, second = engine(votes), engine(shuffled)

    assert (first.posteriors == second.posteriors).all()
    assert (first.confusions == second.confusions).all()


@pytest.mark.parametrize("engine", [fit_dawid_skene, fit_hierarchical])
def test_gold_stays_as_it_is_and_teaches(engine: Callable[..., Fit]) -> None:
    votes, truth = crowd(3, accuracies=(0.9, 0.4, 0.4, 0.4))
    gold = np.full(200, UNKNOWN, dtype=np.int64)
    gold[:100] = truth[:100]

    free = engine(votes)
    taught = engine(votes, gold=gold)

    assert (taught.posteriors[:100].argmax(axis=1) == truth[:100]).all()
    assert taught.posteriors[:100].max(axis=1).tolist() == [1.0] * 100

    def accuracy(fit: Fit) -> float:
        return float((fit.posteriors[100:].argmax(axis=1) == truth[100:]).mean())

    assert accuracy(taught) >= accuracy(free)


@pytest.mark.parametrize("seed", range(5))
def test_the_default_engine_beats_voting_where_people_differ(seed: int) -> None:
    votes, truth = crowd(seed, accuracies=(0.95, 0.9, 0.5, 0.5, 0.45, 0.4, 0.4))

    posteriors = fit_hierarchical(votes).posteriors
    shares = vote(votes).shares

    assert fair_accuracy(posteriors, truth) > fair_accuracy(shares, truth) + 0.05


def small_project(seed: int) -> tuple[Votes, Truth]:
    """80 items of four classes, each seen by three of 20 people, four of whom guess."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 4, 80)
    accuracy = np.repeat([0.95, 0.85, 0.65, 0.25], [5, 7, 4, 4])
    rows = []
    for item in range(80):
        for person in rng.choice(20, 3, replace=False):
            wrong = (truth[item] + rng.integers(1, 4)) % 4
            is_right = rng.random() < accuracy[person]
            rows.append((item, int(person), int(truth[item] if is_right else wrong)))
    return as_votes(rows, items=80, annotators=20, classes=4), truth


def test_twelve_answers_a_person_already_do_not_harm() -> None:
    gains = []
    for seed in range(30):
        votes, truth = small_project(seed)
        posteriors, shares = fit_hierarchical(votes).posteriors, vote(votes).shares
        gains.append(fair_accuracy(posteriors, truth) - fair_accuracy(shares, truth))

    assert np.mean(gains) > 0.005


def test_somebody_with_few_answers_is_taken_for_the_population() -> None:
    votes, truth = crowd(7, accuracies=(0.9, 0.85, 0.8))
    one_answer = Votes(
        np.append(votes.items, 0),
        np.append(votes.annotators, 3),
        np.append(votes.labels, (truth[0] + 1) % 3),
        200,
        4,
        3,
    )

    confusions = fit_hierarchical(one_answer).confusions

    assert np.abs(confusions[3] - confusions[4]).max() < 0.2


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_rates_and_posteriors_are_probabilities(
    family: Callable[[np.ndarray[tuple[int, ...], np.dtype[np.float64]]], Family],
) -> None:
    votes, truth = crowd(9, accuracies=(0.9, 0.8, 0.5, 0.4))

    fit = fit_hierarchical(votes, family=family)

    assert fit.has_converged
    assert fit.confusions.shape == (5, 3, 3)
    for values in (fit.posteriors, fit.confusions, fit.priors):
        assert (values > 0).all()
        np.testing.assert_allclose(values.sum(axis=-1), 1.0)
    assert fair_accuracy(fit.posteriors, truth) > 0.8


def test_a_fit_that_goes_on_from_its_end_stays_there() -> None:
    votes, _ = crowd(5, accuracies=(0.9, 0.7, 0.6, 0.5))
    cold = fit_hierarchical(votes)

    again = fit_hierarchical(votes, start=cold.posteriors, learnt=cold.learnt)

    assert again.iterations < cold.iterations
    np.testing.assert_allclose(again.posteriors, cold.posteriors, atol=1e-3, rtol=0)


def test_a_perfect_annotator_wins_against_many_who_guess() -> None:
    votes, truth = crowd(6, items=400, accuracies=(1.0, 0.6, 0.55, 0.5, 0.5))

    fit = fit_hierarchical(votes)

    assert fair_accuracy(vote(votes).shares, truth) < 0.85
    assert fair_accuracy(fit.posteriors, truth) > 0.97


def test_a_spammer_changes_next_to_nothing() -> None:
    votes, truth = crowd(8, items=400, accuracies=(0.9, 0.85, 0.8, 0.75))
    guesses = np.random.default_rng(1).integers(0, 3, 400)
    spammed = Votes(
        np.append(votes.items, np.arange(400)),
        np.append(votes.annotators, np.full(400, 4)),
        np.append(votes.labels, guesses),
        400,
        5,
        3,
    )

    before, after = fit_hierarchical(votes), fit_hierarchical(spammed)

    same = (before.posteriors.argmax(axis=1) == after.posteriors.argmax(axis=1)).mean()
    assert same > 0.97
    assert fair_accuracy(after.posteriors, truth) >= fair_accuracy(before.posteriors, truth) - 0.01


def test_names_of_classes_do_not_matter() -> None:
    votes, _ = crowd(3, accuracies=(0.9, 0.7, 0.6, 0.5))
    order = np.array([2, 0, 1])
    turned = Votes(votes.items, votes.annotators, order[votes.labels], 200, 4, 3)

    fit, other = fit_hierarchical(votes), fit_hierarchical(turned)

    np.testing.assert_allclose(other.posteriors[:, order], fit.posteriors, atol=1e-3, rtol=0)


@pytest.mark.parametrize(("classes", "rows"), [(1, [(0, 0, 0)]), (2, [])])
def test_what_cannot_be_learnt_is_refused(classes: int, rows: list[tuple[int, int, int]]) -> None:
    with pytest.raises(ValueError, match="two classes and a vote"):
        fit_hierarchical(as_votes(rows, items=1, annotators=1, classes=classes))
