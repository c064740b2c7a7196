"""Maximum likelihood of true classes and error rates (Dawid and Skene 1979).

"Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm", Applied
Statistics 28 (1), 20-28. The published method, unsmoothed; `hierarchical` is what the platform
uses by itself.
"""

from __future__ import annotations

import numpy as np

from concord.classes.fit import UNKNOWN, Fit, clamp
from concord.classes.votes import Floats, Integers, Votes, normalise, vote_matrix, vote_shares


def fit_dawid_skene(
    votes: Votes,
    *,
    gold: Integers | None = None,
    smoothing: float = 0.0,
    max_iterations: int = 100,
    tolerance: float = 1e-8,
) -> Fit:
    """EM from the shares of the votes (their equations 2.3 to 2.5), on a sparse matrix.

    `gold` (items,) holds the true class or UNKNOWN, and stays as it is. `smoothing` is added to
    every expected count; 0 is the published method. Ends when the log-likelihood grows by less
    than `tolerance` per vote. Undefined case: a class that an annotator surely never met has no
    error rates (0 / 0); the row is uniform, which says nothing for or against the class.
    Time per iteration grows with votes * classes. The order of the votes changes nothing.
    """
    matrix = vote_matrix(votes)
    transposed = matrix.T.tocsr()
    shape = (votes.annotator_count, votes.class_count, votes.class_count)
    posteriors = clamp(vote_shares(votes), gold)
    previous = -np.inf
    iteration, has_converged = 0, False
    while iteration < max_iterations and not has_converged:
        iteration += 1
        counts = (transposed @ posteriors).reshape(shape) + smoothing
        rates = _error_rates(counts)
        priors = posteriors.mean(axis=0)
        with np.errstate(divide="ignore"):  # the logarithm of an impossible answer is -inf
            log_joint = matrix @ np.log(rates).reshape(-1, votes.class_count) + np.log(priors)
        free, evidence = normalise(_known_only(log_joint, gold))
        posteriors = clamp(free, gold)
        log_likelihood = float(evidence.sum())
        has_converged = abs(log_likelihood - previous) < tolerance * max(1, len(votes.items))
        previous = log_likelihood
    return Fit(
        posteriors=posteriors,
        confusions=rates.transpose(0, 2, 1),
        priors=priors,
        log_likelihood=log_likelihood,
        iterations=iteration,
        has_converged=has_converged,
    )


def _known_only(log_joint: Floats, gold: Integers | None) -> Floats:
    """The likelihood of an item of known class is that of this class alone."""
    if gold is None:
        return log_joint
    known = np.flatnonzero(gold != UNKNOWN)
    limited = log_joint.copy()
    limited[known] = -np.inf
    limited[known, gold[known]] = log_joint[known, gold[known]]
    return limited


def _error_rates(counts: Floats) -> Floats:
    """(annotators, given, true) expected counts -> probabilities of `given` for each `true`."""
    totals = counts.sum(axis=1, keepdims=True)
    rates = np.full_like(counts, 1.0 / counts.shape[1])
    np.divide(counts, totals, out=rates, where=totals > 0)
    return rates
