"""Whoever answers whatever is there changes nothing that a crowd was sure of, in any crowd."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.classes import Fit, Votes, fit_hierarchical
from tests.unit.concord.classes.crowds import Truth

#: A label of which a crowd is so sure is not moved. The surest that was, of 1,500 crowds, a third
#: of them 150 items and people right 70 % of the time, had 0.92.
SURE = 0.97
#: A guesser's answers are independent of the truth, so the logarithms of two of their true rates
#: do not differ, and those of two estimated ones by the noise of counts: of rate q from n answers
#: it has the variance (1 - q) / (q n), of two classes twice that. So many deviations are not met
#: by chance in any pair of classes, though the truth is estimated too; the second term is what a
#: prior worth this many answers adds where somebody always says the same. The same 1,500 crowds
#: came to three quarters of the bound at the most, half of them to a tenth.
DEVIATIONS = 10.0
PRIOR_ANSWERS = 20.0


@dataclass(frozen=True)
class Crowd:
    """So many people, right so often, about so many items of so many classes; and a guesser."""

    accuracies: tuple[float, ...]
    items: int
    classes: int
    guesses: str
    seed: int


CROWDS = st.builds(
    Crowd,
    accuracies=st.lists(st.floats(0.7, 0.97), min_size=3, max_size=7).map(tuple),
    items=st.integers(150, 400),
    classes=st.integers(2, 4),
    guesses=st.sampled_from(["one class", "all alike", "some classes more"]),
    seed=st.integers(0, 2**32 - 1),
)


def _crowd(crowd: Crowd) -> tuple[Votes, Truth, np.random.Generator]:
    """Everybody answers every item; who errs does so in all ways alike. No class is rare."""
    rng = np.random.default_rng(crowd.seed)
    frequent = rng.dirichlet(np.full(crowd.classes, 4.0))
    shares = 0.5 * frequent + 0.5 / crowd.classes
    truth = rng.choice(crowd.classes, crowd.items, p=shares)
    people = len(crowd.accuracies)
    is_right = rng.random((people, crowd.items)) < np.array(crowd.accuracies)[:, None]
    wrong = (truth + rng.integers(1, crowd.classes, is_right.shape)) % crowd.classes
    votes = Votes(
        np.tile(np.arange(crowd.items), people),
        np.repeat(np.arange(people), crowd.items),
        np.where(is_right, truth, wrong).ravel(),
        crowd.items,
        people,
        crowd.classes,
    )
    return votes, truth, rng


def _guesses(crowd: Crowd, rng: np.random.Generator) -> Truth:
    """Answers that do not depend on what is there; every class that is said is said a few times."""
    if crowd.guesses == "one class":
        return np.full(crowd.items, rng.integers(crowd.classes))
    liked = rng.dirichlet(np.ones(crowd.classes)) if crowd.guesses != "all alike" else None
    return rng.choice(crowd.classes, crowd.items, p=liked)


def _with(votes: Votes, labels: Truth) -> Votes:
    """One more person, who answers every item."""
    return Votes(
        np.append(votes.items, np.arange(votes.item_count)),
        np.append(votes.annotators, np.full(votes.item_count, votes.annotator_count)),
        np.append(votes.labels, labels),
        votes.item_count,
        votes.annotator_count + 1,
        votes.class_count,
    )


def _weight_over_bound(fit: Fit, person: int, said: Truth, truth: Truth) -> float:
    """How much one answer of a person may move the odds of two classes, in shares of the bound."""
    rates = np.log(fit.confusions[person])
    fewest = int(np.bincount(truth, minlength=rates.shape[0]).min())
    used, counts = np.unique(said, return_counts=True)
    over: list[float] = []
    for label, share in zip(used.tolist(), (counts / len(said)).tolist(), strict=True):
        noise = DEVIATIONS * math.sqrt(2 * (1 - share) / (share * fewest))
        over.append(float(np.ptp(rates[:, label])) / (noise + PRIOR_ANSWERS / fewest))
    return max(over)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(crowd=CROWDS)
def test_a_guesser_moves_no_label_that_the_crowd_is_sure_of_and_weighs_no_more_than_chance(
    crowd: Crowd,
) -> None:
    votes, truth, rng = _crowd(crowd)
    guesses = _guesses(crowd, rng)

    before = fit_hierarchical(votes)
    after = fit_hierarchical(_with(votes, guesses))

    sure = before.posteriors.max(axis=1) >= SURE
    winners, others = before.posteriors.argmax(axis=1), after.posteriors.argmax(axis=1)
    assert (winners[sure] == others[sure]).all()
    assert _weight_over_bound(after, len(crowd.accuracies), guesses, truth) <= 1.0


@pytest.mark.parametrize("seed", range(5))
def test_the_bound_is_no_empty_one_who_looks_weighs_more(seed: int) -> None:
    crowd = Crowd((0.85, 0.8, 0.75, 0.75), 300, 2, "all alike", seed)
    votes, truth, rng = _crowd(crowd)
    looks = np.where(rng.random(crowd.items) < 0.95, truth, 1 - truth)

    after = fit_hierarchical(_with(votes, looks))

    assert _weight_over_bound(after, 4, looks, truth) > 1.0


@pytest.mark.parametrize("seed", range(5))
def test_counted_like_everybody_a_guesser_does_move_labels(seed: int) -> None:
    """Of two and a guesser: what the property above would find where people are not told apart."""
    crowd = Crowd((0.9, 0.8, 0.75), 300, 3, "one class", seed)
    votes, _, rng = _crowd(crowd)
    two = _with(votes, _guesses(crowd, rng))
    counts, more = (
        np.bincount(one.items * 3 + one.labels, minlength=900).reshape(300, 3)
        for one in (votes, two)
    )

    assert (counts.argmax(axis=1) != more.argmax(axis=1)).mean() > 0.02
