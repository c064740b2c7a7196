"""Which model suits a project: the one that best foretells labels hidden from it.

Needs no truth. A twentieth of the labels is hidden, every model is fitted to the rest, and
judged by the probability it gives to the hidden labels; a few times over, so that small projects
hide enough. What is hidden follows from the numbers of items and people alone: the same project
makes the same choice.

The hierarchical model stands unless a simpler one is clearly better: on real and on made-up
crowds the best likelihood of labels alone favours what describes habits over what finds the
truth, and differences within their error say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from concord.classes.expectation import AnswerMatrix
from concord.classes.families import (
    Alike,
    Coin,
    Confusions,
    Diagonal,
    Family,
    Guesses,
    Together,
)
from concord.classes.fit import Fit
from concord.classes.hierarchical import fit_hierarchical
from concord.classes.methods import Method
from concord.classes.votes import Booleans, Floats, Integers, Votes

#: The models with a population, by the name of the method.
FAMILIES: Mapping[Method, Callable[[Floats], Family]] = {
    "alike": Alike,
    "pooled_coin": Coin,
    "pooled_guesses": Guesses,
    "pooled_diagonal": Diagonal,
    "pooled_confusions": Confusions,
    "hierarchical": Together,
}
DEFAULT: Method = "hierarchical"
MAJORITY: Method = "majority"
#: What may take the place of the default where it foretells labels better.
SIMPLER: tuple[Method, ...] = ("alike", "pooled_coin", "pooled_guesses")

HIDDEN_SHARE = 0.05
_ENOUGH_HIDDEN = 2_000
_REPEATS = (2, 6)
#: Labels of larger projects are judged on whole items, as many as hold this number.
_MOST_VOTES = 200_000
#: A simpler model is chosen when it is better by so many errors of the difference.
_CLEARLY = 3.0
#: Plain majorities are chosen when they are better by so many.
_RATHER = 1.0
_TOLERANCE = 1e-2
_MOST_ITERATIONS = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that was tried. `log_likelihood` is the mean per hidden label (natural logarithm);
    `error` the standard error of its difference from the default's, which a bootstrap over
    hidden labels converges to, and 0 for the default; `hidden` counts the hidden labels."""

    method: Method
    log_likelihood: float
    error: float
    hidden: int
    is_chosen: bool


def choose(votes: Votes, gold: Integers | None = None) -> tuple[Candidate, ...]:
    """The candidates, in a fixed order, one of them chosen.

    Empty when nothing can be hidden: no item has two labels. Time grows with votes * classes,
    times the number of candidates and repeats, up to a limit of votes.
    """
    judged = votes.only(_sample(votes))
    masks = [_hidden(judged, repeat) for repeat in range(_repeats(len(judged.items)))]
    masks = [mask for mask in masks if mask.any()]
    if not masks:
        return ()
    names = (MAJORITY, *SIMPLER, DEFAULT)
    found = {
        name: np.concatenate([_foretold(name, judged, mask, gold) for mask in masks])
        for name in names
    }
    chosen = _chosen(found)
    return tuple(
        Candidate(
            method=name,
            log_likelihood=float(found[name].mean()),
            error=_error(found[name] - found[DEFAULT]),
            hidden=len(found[name]),
            is_chosen=name == chosen,
        )
        for name in names
    )


def _chosen(found: Mapping[Method, Floats]) -> Method:
    """The default; a simpler one that is clearly better; or majorities that are rather better."""
    chosen = DEFAULT
    for name in sorted(SIMPLER, key=lambda one: -float(found[one].mean())):
        if _is_better(found[name], found[DEFAULT], _CLEARLY):
            chosen = name
            break
    return MAJORITY if _is_better(found[MAJORITY], found[chosen], _RATHER) else chosen


def _is_better(one: Floats, other: Floats, errors: float) -> bool:
    return float((one - other).mean()) > errors * _error(one - other)


def _error(differences: Floats) -> float:
    return float(differences.std() / np.sqrt(len(differences)))


def _repeats(votes: int) -> int:
    low, high = _REPEATS
    return min(high, max(low, int(np.ceil(_ENOUGH_HIDDEN / (HIDDEN_SHARE * votes)))))


def _sample(votes: Votes) -> Booleans:
    """(votes,): those of enough items."""
    share = _MOST_VOTES / max(len(votes.items), _MOST_VOTES)
    kept: Booleans = _lot(votes.items, np.zeros_like(votes.items), 0) <= share
    return kept


def _hidden(votes: Votes, repeat: int) -> Booleans:
    """(votes,): True for a twentieth, but for items that nothing would be left of."""
    is_hidden = _lot(votes.items, votes.annotators, repeat + 1) < HIDDEN_SHARE
    left = np.bincount(votes.items[~is_hidden], minlength=votes.item_count)
    chosen: Booleans = is_hidden & (left[votes.items] > 0)
    return chosen


def _lot(items: Integers, annotators: Integers, repeat: int) -> Floats:
    """A number in [0, 1) for each pair, as if by lot: SplitMix64 (Steele, Lea and Flood 2014)."""
    with np.errstate(over="ignore"):  # arithmetic modulo 2**64 is what is meant
        state = items.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        state ^= annotators.astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
        state += np.uint64(repeat * 0x165667B19E3779F9 % 2**64)
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        state ^= state >> np.uint64(31)
    lots: Floats = (state >> np.uint64(11)).astype(np.float64) / 2.0**53
    return lots


def _foretold(name: Method, votes: Votes, is_hidden: Booleans, gold: Integers | None) -> Floats:
    """(hidden,): log probability of each hidden label under a model fitted to the others."""
    seen = votes.only(~is_hidden)
    posteriors, rates = _majorities(seen, gold) if name == MAJORITY else _fitted(name, seen, gold)
    hidden = votes.only(is_hidden)
    answers = rates[hidden.annotators, :, hidden.labels]
    foretold: Floats = np.log((posteriors[hidden.items] * answers).sum(axis=1))
    return foretold


def _fitted(name: Method, seen: Votes, gold: Integers | None) -> tuple[Floats, Floats]:
    fit: Fit = fit_hierarchical(
        seen,
        family=FAMILIES[name],
        gold=gold,
        max_iterations=_MOST_ITERATIONS,
        tolerance=_TOLERANCE,
    )
    return fit.posteriors, fit.confusions


def _majorities(seen: Votes, gold: Integers | None) -> tuple[Floats, Floats]:
    """Shares of votes for posteriors, and what these say of everybody together."""
    answers = AnswerMatrix(seen, gold)
    posteriors = answers.first_posteriors()
    counts = answers.counts(posteriors)
    everybody = Alike(counts)
    everybody.learn(counts)
    return posteriors, everybody.rates(counts)
