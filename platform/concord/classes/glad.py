"""Ability of annotators and difficulty of items (Whitehill, Wu, Bergsma, Movellan and Ruvolo
2009, "Whose Vote Should Count More: Optimal Integration of Labels from Labelers of Unknown
Expertise", NIPS).

An annotator of ability a is right about an item of easiness b > 0 with probability
1 / (1 + exp(-a * b)) (their equation 1). The form for several classes is theirs too: what is
wrong is wrong in all ways alike, (1 - p) / (classes - 1). As in their experiments, a and log b
have normal priors of mean 1 and variance 1, and all classes are equally probable.
"""

from __future__ import annotations

import numpy as np
from scipy.special import expit

from concord.classes.expectation import AnswerMatrix
from concord.classes.fit import UNKNOWN
from concord.classes.votes import Floats, Integers, Votes, normalise
from concord.classes.wawa import Weighted

_PRIOR_MEAN = 1.0
#: The largest change of a logarithm of easiness, or of an ability, in one step.
_LARGEST_STEP = 1.0


def fit_glad(
    votes: Votes,
    *,
    gold: Integers | None = None,
    start: Floats | None = None,
    abilities: Floats | None = None,
    max_iterations: int = 500,
    tolerance: float = 1e-6,
) -> Weighted:
    """EM whose M step is one step of Fisher scoring for every ability and every easiness.

    `gold` (items,) holds the true class or UNKNOWN. `start` (annotators,) are abilities to begin
    with; given `abilities` stay as they are. The weights of the result are the abilities.
    Ends when no posterior moves by `tolerance`. Needs two classes and a vote. Time per iteration
    grows with the votes.
    """
    if votes.class_count < 2 or not len(votes.items):
        raise ValueError("Abilities need two classes and a vote.")
    fixed = abilities is not None
    ability = _first_abilities(votes, start if abilities is None else abilities)
    log_easiness = np.full(votes.item_count, _PRIOR_MEAN)
    posteriors = AnswerMatrix(votes, gold).first_posteriors()
    for _ in range(max_iterations):
        log_easiness = log_easiness + _easier(votes, posteriors, ability, log_easiness)
        if not fixed:
            ability = ability + _abler(votes, posteriors, ability, log_easiness)
        fresh = _posteriors(votes, ability, log_easiness, gold)
        move = float(np.abs(fresh - posteriors).max())
        posteriors = fresh
        if move < tolerance:
            break
    return Weighted(posteriors, ability, float(ability.mean()))


def _first_abilities(votes: Votes, given: Floats | None) -> Floats:
    return np.full(votes.annotator_count, _PRIOR_MEAN) if given is None else given.copy()


def _posteriors(
    votes: Votes, ability: Floats, log_easiness: Floats, gold: Integers | None
) -> Floats:
    """The E step: log p / (1 - p) is a * b, so only the votes for a class speak for it."""
    speaks = ability[votes.annotators] * np.exp(log_easiness[votes.items])
    speaks += np.log(votes.class_count - 1)
    cells = votes.items * votes.class_count + votes.labels
    size = votes.item_count * votes.class_count
    log_joint = np.bincount(cells, weights=speaks, minlength=size).astype(np.float64)
    posteriors, _ = normalise(log_joint.reshape(votes.item_count, votes.class_count))
    if gold is not None:
        known = np.flatnonzero(gold != UNKNOWN)
        posteriors[known] = 0.0
        posteriors[known, gold[known]] = 1.0
    return posteriors


def _abler(votes: Votes, posteriors: Floats, ability: Floats, log_easiness: Floats) -> Floats:
    """The step of every ability (annotators,)."""
    easiness = np.exp(log_easiness)[votes.items]
    right = expit(ability[votes.annotators] * easiness)
    surprise = posteriors[votes.items, votes.labels] - right
    count = votes.annotator_count
    slope = np.bincount(votes.annotators, weights=surprise * easiness, minlength=count)
    bend = np.bincount(
        votes.annotators, weights=right * (1.0 - right) * easiness**2, minlength=count
    )
    return _bounded((slope - (ability - _PRIOR_MEAN)) / (bend + 1.0))


def _easier(votes: Votes, posteriors: Floats, ability: Floats, log_easiness: Floats) -> Floats:
    """The step of every logarithm of easiness (items,)."""
    product = ability[votes.annotators] * np.exp(log_easiness)[votes.items]
    right = expit(product)
    surprise = posteriors[votes.items, votes.labels] - right
    count = votes.item_count
    slope = np.bincount(votes.items, weights=surprise * product, minlength=count)
    bend = np.bincount(votes.items, weights=right * (1.0 - right) * product**2, minlength=count)
    return _bounded((slope - (log_easiness - _PRIOR_MEAN)) / (bend + 1.0))


def _bounded(step: Floats) -> Floats:
    """A full step of scoring from far away overshoots; the place it leads to stays the same."""
    bounded: Floats = np.clip(step, -_LARGEST_STEP, _LARGEST_STEP)
    return bounded
