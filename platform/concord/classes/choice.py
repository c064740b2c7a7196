"""Which model suits a project: the one that best foretells labels hidden from it.

Needs no truth. A twentieth of the labels is hidden, every model is fitted to the rest, and
judged by the probability it gives to the hidden labels; a few times over, so that small projects
hide enough (see `hiding`).

Differences within their error say nothing, and a model may describe habits well and yet have
lost hold of the classes: of models that foretell about as well, the one that contradicts the
plain majorities least is chosen, and of those that contradict them about as little the best.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from concord.classes.groups import ALONE, once
from concord.classes.guards import agreement_with_votes
from concord.classes.hiding import masks_of, sample
from concord.classes.hierarchical import fit_roughly
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
#: Models that tell people apart. One that does not has to be clearly better.
TELLING: tuple[Method, ...] = ("pooled_coin", "pooled_guesses", DEFAULT)
ALIKE: Method = "alike"

_ENOUGH_HIDDEN = 2_000
_REPEATS = (2, 6)
#: Labels of larger projects are judged on whole items, as many as hold this number.
_MOST_VOTES = 200_000
#: Models foretell about as well when their difference is within so many of its errors.
_ABOUT = 1.0
#: They contradict majorities about as little when their shares differ by less.
_ABOUT_AS_LITTLE = 0.002
#: One for all is chosen when it is better by so many, plain majorities by so many.
_CLEARLY = 3.0
_RATHER = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that was tried. `log_likelihood` is the mean per hidden label (natural logarithm);
    `error` the standard error of its difference from the chosen one's, which a bootstrap over
    hidden labels converges to, and 0 for the chosen; `hidden` counts the hidden labels.
    `agreement` is the share of clear majorities it does not contradict."""

    method: Method
    log_likelihood: float
    error: float
    hidden: int
    agreement: float
    is_chosen: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Trial:
    """Log probabilities of the hidden labels (hidden,), and agreement with clear majorities."""

    foretold: Floats
    agreement: float


def choose(
    votes: Votes, gold: Integers | None = None, groups: Integers | None = None
) -> tuple[Candidate, ...]:
    """The candidates, in a fixed order, one of them chosen. Of `groups` (annotators,) each counts
    once (see `groups`): then plain majorities, where nothing does, are no candidate, and people who
    are in none are foretold, as copies foretell each other best where they count in full.

    Empty when nothing can be hidden: no item has two labels. Time grows with votes * classes,
    times the number of candidates and repeats, up to a limit of votes.
    """
    judged = sample(votes, _MOST_VOTES)
    low, high = _REPEATS
    masks = masks_of(judged, enough=_ENOUGH_HIDDEN, least=low, most=high)
    tells = _tells(judged, groups)
    if not any((mask & tells).any() for mask in masks):
        return ()
    names = (ALIKE, *TELLING) if groups is not None else (MAJORITY, ALIKE, *TELLING)
    trials = {name: _trial(name, judged, masks, tells, gold, groups) for name in names}
    chosen = _chosen(trials)
    best = trials[chosen].foretold
    return tuple(
        Candidate(
            method=name,
            log_likelihood=float(trial.foretold.mean()),
            error=_error(trial.foretold - best),
            hidden=len(best),
            agreement=trial.agreement,
            is_chosen=name == chosen,
        )
        for name, trial in trials.items()
    )


def _chosen(trials: Mapping[Method, _Trial]) -> Method:
    """See the top of this file."""

    def foretold(name: Method) -> float:
        return float(trials[name].foretold.mean())

    best = max(TELLING, key=foretold)
    as_good = [name for name in TELLING if not _is_better(trials, best, name, _ABOUT)]
    agreed = max(trials[name].agreement for name in as_good) - _ABOUT_AS_LITTLE
    chosen = max((name for name in as_good if trials[name].agreement > agreed), key=foretold)
    if _is_better(trials, ALIKE, chosen, _CLEARLY):
        chosen = ALIKE
    is_voted = MAJORITY in trials and _is_better(trials, MAJORITY, chosen, _RATHER)
    return MAJORITY if is_voted else chosen


def _is_better(trials: Mapping[Method, _Trial], one: Method, other: Method, errors: float) -> bool:
    differences = trials[one].foretold - trials[other].foretold
    return float(differences.mean()) > errors * _error(differences)


def _error(differences: Floats) -> float:
    return float(differences.std() / np.sqrt(len(differences)))


def _trial(
    name: Method,
    votes: Votes,
    masks: Sequence[Booleans],
    tells: Booleans,
    gold: Integers | None,
    groups: Integers | None,
) -> _Trial:
    foretold = []
    agreed = []
    for is_hidden in masks:
        seen = once(votes.only(~is_hidden), groups)
        hidden = votes.only(is_hidden & tells)
        posteriors, rates = (
            _majorities(seen, gold) if name == MAJORITY else _fitted(name, seen, gold)
        )
        answers = rates[hidden.annotators, :, hidden.labels]
        foretold.append(np.log((posteriors[hidden.items] * answers).sum(axis=1)))
        agreed.append(agreement_with_votes(posteriors, seen))
    return _Trial(np.concatenate(foretold), float(np.mean(agreed)))


def _tells(votes: Votes, groups: Integers | None) -> Booleans:
    """(votes,): whose hidden labels are judged."""
    if groups is None:
        return np.ones(len(votes.items), dtype=bool)
    is_alone: Booleans = groups[votes.annotators] == ALONE
    return is_alone


def _fitted(name: Method, seen: Votes, gold: Integers | None) -> tuple[Floats, Floats]:
    fit = fit_roughly(seen, family=FAMILIES[name], gold=gold)
    return fit.posteriors, fit.confusions


def _majorities(seen: Votes, gold: Integers | None) -> tuple[Floats, Floats]:
    """Shares of votes for posteriors, and what these say of everybody together."""
    answers = AnswerMatrix(seen, gold)
    posteriors = answers.first_posteriors()
    counts = answers.counts(posteriors)
    everybody = Alike(counts)
    everybody.learn(counts)
    return posteriors, everybody.rates(counts)
