"""Error rates of people who are alike: Dawid and Skene's model with a learnt population prior.

Each row of an annotator's confusion matrix is drawn from a Dirichlet distribution that belongs
to the true class. Its mean and strength are learnt from everybody (empirical Bayes, the fixed
point of Minka 2000, "Estimating a Dirichlet distribution", equations 55 and 65). So somebody
with three labels is taken for an average person, and somebody with three hundred for themselves.
The E step uses the predictive probability of an answer, the posterior mean of its rate.
"""

from __future__ import annotations

import numpy as np
from scipy.special import digamma

from concord.classes.fit import Fit, clamp
from concord.classes.votes import Floats, Integers, Votes, normalise, vote_matrix, vote_shares

#: How many votes the population's mean is worth before anything is learnt, and at least and most
#: afterwards: below, a prior no longer shrinks; above, nobody can be told from anybody.
_FIRST_STRENGTH = 10.0
_LEAST_STRENGTH = 0.5
_LARGEST_STRENGTH = 500.0


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
    prior: Floats | None = None
    iteration, has_converged = 0, False
    while iteration < max_iterations and not has_converged:
        iteration += 1
        counts = (transposed @ posteriors).reshape(shape).transpose(0, 2, 1)
        prior = _updated_prior(counts, prior)
        confusions = _predictive(counts, prior)
        # One more of each class than expected: no class is ruled out for being rare.
        priors = (posteriors.sum(axis=0) + 1.0) / (len(posteriors) + votes.class_count)
        by_answer = np.ascontiguousarray(np.log(confusions).transpose(0, 2, 1))
        log_joint = matrix @ by_answer.reshape(-1, votes.class_count) + np.log(priors)
        free, evidence = normalise(log_joint)
        updated = clamp(free, gold)
        has_converged = bool(np.abs(updated - posteriors).max() < tolerance)
        posteriors = updated
    assert prior is not None  # noqa: S101 -- the loop has run at least once
    population = prior / prior.sum(axis=1, keepdims=True)
    return Fit(
        posteriors=posteriors,
        confusions=np.concatenate([confusions, population[None]]),
        priors=priors,
        log_likelihood=float(evidence.sum()),
        iterations=iteration,
        has_converged=has_converged,
    )


def _predictive(counts: Floats, prior: Floats) -> Floats:
    """Posterior mean of each row: (annotators, true, given) from counts and a (true, given)."""
    total = counts + prior
    confusions: Floats = total / total.sum(axis=2, keepdims=True)
    return confusions


def _updated_prior(counts: Floats, prior: Floats | None) -> Floats:
    """One step towards the Dirichlet parameters (true, given) that explain `counts` best.

    One pseudo-observation spread as a person of the average accuracy would keeps every answer
    possible.
    """
    pooled = counts.sum(axis=0)
    average = _average_person(pooled)
    if prior is None:
        start = pooled + len(pooled) * average
        prior = _FIRST_STRENGTH * start / start.sum(axis=1, keepdims=True)
    strength = prior.sum(axis=1)
    gain = prior * (digamma(counts + prior) - digamma(prior)).sum(axis=0)
    spent = (digamma(counts.sum(axis=2) + strength) - digamma(strength)).sum(axis=0)
    mean = (gain + average) / (gain + average).sum(axis=1, keepdims=True)
    # A class that nobody is thought to have met spends nothing, and keeps its strength.
    updated = np.divide(gain.sum(axis=1), spent, out=strength.copy(), where=spent > 0)
    limited: Floats = np.clip(updated, _LEAST_STRENGTH, _LARGEST_STRENGTH)[:, None] * mean
    return limited


def _average_person(pooled: Floats) -> Floats:
    """(true, given): right as often as everybody together, wrong in all ways alike."""
    classes = len(pooled)
    accuracy = float(np.clip(np.trace(pooled) / pooled.sum(), 0.01, 0.99))
    average = np.full((classes, classes), (1.0 - accuracy) / (classes - 1))
    np.fill_diagonal(average, accuracy)
    return average
