"""Error rates of people who are alike: Dawid and Skene's model with a learnt population prior.

Each row of an annotator's confusion matrix is drawn from a Dirichlet distribution whose mean
belongs to the true class and whose strength is common to all rows. Both are learnt from
everybody (empirical Bayes, by the fixed point of Minka 2000, "Estimating a Dirichlet
distribution", equations 55 and 65), and held back: the mean towards a person who is wrong in all
ways alike, the strength towards a few votes. So somebody with three labels is taken for an
average person, and somebody with three hundred for themselves; and a project with few labels for
a usual one, which without holding back ends below voting. The E step uses the predictive
probability of an answer, the posterior mean of its rate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import digamma

from concord.classes.fit import Fit, clamp
from concord.classes.votes import Floats, Integers, Votes, normalise, vote_matrix, vote_shares

#: How many votes the population is worth against a person's own: at first, and how much evidence
#: it takes to leave that value half behind.
_FIRST_STRENGTH = 4.0
_STRENGTH_WEIGHT = 10.0
_STRENGTH_LIMITS = (0.5, 500.0)
#: How much evidence it takes to leave the average person half behind.
_MEAN_WEIGHT = 20.0


@dataclass(frozen=True, slots=True, eq=False)
class _Population:
    """The Dirichlet prior of a row: mean (true, given), each row summing to 1, and strength."""

    mean: Floats
    strength: float


def fit_hierarchical(
    votes: Votes,
    *,
    gold: Integers | None = None,
    max_iterations: int = 500,
    tolerance: float = 1e-5,
) -> Fit:
    """Estimate true classes, everybody's confusions, and the population they come from.

    `gold` (items,) holds the true class or UNKNOWN. The last row of `confusions`, one more than
    there are annotators, is the population's: use it for people never seen. Ends when no
    posterior moves by `tolerance`. Needs at least two classes and one vote. The order of the
    votes changes nothing. Time per iteration grows with votes * classes and annotators *
    classes squared; memory with the latter.
    """
    if votes.class_count < 2 or not len(votes.items):
        raise ValueError("Confusions need two classes and a vote.")
    matrix = vote_matrix(votes)
    transposed = matrix.T.tocsr()
    shape = (votes.annotator_count, votes.class_count, votes.class_count)
    posteriors = clamp(vote_shares(votes), gold)
    population: _Population | None = None
    iteration, has_converged = 0, False
    while iteration < max_iterations and not has_converged:
        iteration += 1
        counts = (transposed @ posteriors).reshape(shape).transpose(0, 2, 1)
        population = _updated(counts, population)
        confusions = _predictive(counts, population)
        # One more of each class than expected: no class is ruled out for being rare.
        priors = (posteriors.sum(axis=0) + 1.0) / (len(posteriors) + votes.class_count)
        by_answer = np.ascontiguousarray(np.log(confusions).transpose(0, 2, 1))
        log_joint = matrix @ by_answer.reshape(-1, votes.class_count) + np.log(priors)
        free, evidence = normalise(log_joint)
        updated = clamp(free, gold)
        has_converged = bool(np.abs(updated - posteriors).max() < tolerance)
        posteriors = updated
    assert population is not None  # noqa: S101 -- the loop has run at least once
    return Fit(
        posteriors=posteriors,
        confusions=np.concatenate([confusions, population.mean[None]]),
        priors=priors,
        log_likelihood=float(evidence.sum()),
        iterations=iteration,
        has_converged=has_converged,
    )


def _predictive(counts: Floats, population: _Population) -> Floats:
    """Posterior mean of each row: (annotators, true, given) expected counts -> probabilities."""
    total = counts + population.strength * population.mean
    confusions: Floats = total / total.sum(axis=2, keepdims=True)
    return confusions


def _updated(counts: Floats, population: _Population | None) -> _Population:
    """One step towards the population that explains `counts` best."""
    average = _average_person(counts.sum(axis=0))
    if population is None:
        population = _Population(average, _FIRST_STRENGTH)
    strength = population.strength
    prior = strength * population.mean
    gain = prior * (digamma(counts + prior) - digamma(prior)).sum(axis=0)
    spent = float((digamma(counts.sum(axis=2) + strength) - digamma(strength)).sum())
    mean = gain + _MEAN_WEIGHT * average
    learnt = (float(gain.sum()) + _STRENGTH_WEIGHT * _FIRST_STRENGTH) / (spent + _STRENGTH_WEIGHT)
    low, high = _STRENGTH_LIMITS
    return _Population(mean / mean.sum(axis=1, keepdims=True), min(high, max(low, learnt)))


def _average_person(pooled: Floats) -> Floats:
    """(true, given): right as often as everybody together, wrong in all ways alike."""
    classes = len(pooled)
    accuracy = float(np.clip(np.trace(pooled) / pooled.sum(), 0.01, 0.99))
    average = np.full((classes, classes), (1.0 - accuracy) / (classes - 1))
    np.fill_diagonal(average, accuracy)
    return average
