"""Maximum likelihood of true classes and error rates (Dawid and Skene 1979).

"Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm", Applied
Statistics 28 (1), 20-28. The published methods, unsmoothed; `hierarchical` is what the platform
uses by itself.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from concord.classes.expectation import AnswerMatrix
from concord.classes.fit import Fit
from concord.classes.votes import Floats, Integers, Votes


def fit_dawid_skene(
    votes: Votes,
    *,
    gold: Integers | None = None,
    start: Floats | None = None,
    max_iterations: int = 100,
    tolerance: float = 1e-8,
) -> Fit:
    """EM from the shares of the votes (their equations 2.3 to 2.5), on a sparse matrix.

    `gold` (items,) holds the true class or UNKNOWN, and stays as it is. `start` (items, classes)
    are posteriors to begin with instead. Ends when the log-likelihood grows by less than
    `tolerance` per vote. Undefined case: a class that an annotator surely never met has no error
    rates (0 / 0); the row is uniform, which says nothing for or against the class. Time per
    iteration grows with votes * classes. The order of the votes changes no bit.
    """
    return _maximise(votes, gold, start, max_iterations, tolerance, _error_rates)


def fit_one_coin(
    votes: Votes,
    *,
    gold: Integers | None = None,
    start: Floats | None = None,
    max_iterations: int = 100,
    tolerance: float = 1e-8,
) -> Fit:
    """The same with one number for each annotator: right with probability p, and else wrong in
    all ways alike, (1 - p) / (classes - 1). Needs two classes. Parameters as above.

    It can lose hold of what the classes mean where people prefer a class; the platform never
    chooses it by itself.
    """
    if votes.class_count < 2:
        raise ValueError("A coin needs two classes.")
    return _maximise(votes, gold, start, max_iterations, tolerance, _coin_rates)


def _maximise(
    votes: Votes,
    gold: Integers | None,
    start: Floats | None,
    max_iterations: int,
    tolerance: float,
    rates_of: Callable[[Floats], Floats],
) -> Fit:
    """Maximise the likelihood in turns: rates and priors, then posteriors."""
    if not len(votes.items):
        raise ValueError("Error rates need a vote.")
    answers = AnswerMatrix(votes, gold)
    posteriors = answers.first_posteriors() if start is None else start.copy()
    previous = -np.inf
    iteration, has_converged = 0, False
    while iteration < max_iterations and not has_converged:
        iteration += 1
        rates = rates_of(answers.counts(posteriors))
        priors = posteriors.mean(axis=0)
        with np.errstate(divide="ignore"):  # the logarithm of an impossible answer is -inf
            log_likelihood, _ = answers.update(posteriors, np.log(rates), np.log(priors))
        has_converged = abs(log_likelihood - previous) < tolerance * len(votes.items)
        previous = log_likelihood
    return Fit(posteriors, rates, priors, log_likelihood, iteration, has_converged)


def _error_rates(counts: Floats) -> Floats:
    """(annotators, true, given) expected counts -> probabilities of `given` for each `true`."""
    totals = counts.sum(axis=2, keepdims=True)
    rates = np.full_like(counts, 1.0 / counts.shape[2])
    np.divide(counts, totals, out=rates, where=totals > 0)
    return rates


def _coin_rates(counts: Floats) -> Floats:
    """The same where only right and wrong are told apart."""
    classes = counts.shape[1]
    right = np.einsum("akk->a", counts)
    totals = counts.sum(axis=(1, 2))
    accuracy = np.full_like(right, 1.0 / classes)
    np.divide(right, totals, out=accuracy, where=totals > 0)
    np.minimum(accuracy, 1.0, out=accuracy)  # two sums of one thing may differ in the last bit
    wrong = (1.0 - accuracy) / (classes - 1)
    rates = np.broadcast_to(wrong[:, None, None], counts.shape).copy()
    rates[:, np.arange(classes), np.arange(classes)] = accuracy[:, None]
    return rates
