"""True classes and everybody's rates of answering, with a learnt population (see `families`).

Variational EM: posteriors of the true classes from the rates, expected counts from the
posteriors, rates and population from the counts. The steps are lengthened by SQUAREM (Varadhan
and Roland 2008, "Simple and globally convergent methods for accelerating the convergence of any
EM algorithm", scheme S3) on the expected counts, which takes a third to a tenth of the passes.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from concord.classes.expectation import AnswerMatrix
from concord.classes.families import Family, Together
from concord.classes.fit import Fit
from concord.classes.votes import Floats, Integers, Votes

#: A leap may cost this much log-likelihood: the prior has a say too.
_MOST_LOST = 1.0
#: After a leap, what dies away fast hides what goes on slowly; so the rest is taken for some
#: steps at least, and for the larger of two estimates in a row.
_LEAST_REST = 3.0
#: Of a fit that is not kept.
_ROUGH_ITERATIONS, _ROUGH_TOLERANCE = 60, 1e-2


def fit_hierarchical(
    votes: Votes,
    *,
    family: Callable[[Floats], Family] = Together,
    gold: Integers | None = None,
    start: Floats | None = None,
    learnt: Floats | None = None,
    max_iterations: int = 500,
    tolerance: float = 1e-4,
) -> Fit:
    """Estimate true classes, everybody's confusions, and the population they come from.

    `gold` (items,) holds the true class or UNKNOWN. `start` (items, classes) are posteriors to
    begin with instead of the shares of the votes, `learnt` what the population had learnt by
    then (`Fit.learnt`). The last row of `confusions`, one more than there are annotators, is the
    population's: use it for people never seen. Ends when no posterior would move by `tolerance`
    in all further steps together. Needs at least two classes and one vote. The order of the
    votes changes no bit. Time per iteration grows with votes * classes and annotators *
    classes squared; memory with the latter.
    """
    if votes.class_count < 2 or not len(votes.items):
        raise ValueError("Confusions need two classes and a vote.")
    answers = AnswerMatrix(votes, gold)
    begin = answers.first_posteriors() if start is None else start.copy()
    climb = _Climb(answers, family, begin, learnt)
    while climb.iterations < max_iterations and climb.still_to_go >= tolerance:
        climb.stride(tolerance)
    return Fit(
        posteriors=climb.posteriors,
        confusions=np.concatenate([climb.rates, climb.family.stranger()[None]]),
        priors=climb.priors,
        log_likelihood=climb.log_likelihood,
        iterations=climb.iterations,
        has_converged=climb.still_to_go < tolerance,
        learnt=climb.family.position,
    )


def fit_roughly(
    votes: Votes, *, family: Callable[[Floats], Family], gold: Integers | None = None
) -> Fit:
    """The same as far as comparing models and people needs it, in a fraction of the time."""
    return fit_hierarchical(
        votes,
        family=family,
        gold=gold,
        max_iterations=_ROUGH_ITERATIONS,
        tolerance=_ROUGH_TOLERANCE,
    )


class _Climb:
    """A fit on its way. Its place: expected counts of answers and classes, and what the family
    has learnt; everything else follows from these."""

    def __init__(
        self,
        answers: AnswerMatrix,
        family: Callable[[Floats], Family],
        posteriors: Floats,
        learnt: Floats | None,
    ) -> None:
        self.posteriors = posteriors
        self.iterations = 0
        self.still_to_go = np.inf
        self._last_rest = np.inf
        self._move = np.inf
        self.log_likelihood = -np.inf
        self._answers = answers
        self._longest = 4.0
        counts = answers.counts(posteriors)
        self.family = family(counts)
        if learnt is not None and len(learnt) == len(self.family.position):
            self.family.position = learnt
            self.family.settle(counts)
        self._place = self._arrived()

    def stride(self, tolerance: float) -> None:
        """Two plain steps; unless they end the climb, a leap in their direction, and a plain
        step from there. A leap that costs likelihood is taken back.
        """
        begin = self._place
        first = self._step(begin)
        earlier = self._move
        second = self._step(first)
        rest = max(_LEAST_REST * self._move, _rest(earlier, self._move))
        self.still_to_go, self._last_rest = max(rest, self._last_rest), rest
        if self.still_to_go < tolerance:
            return
        before = self.log_likelihood
        self._step(self._leap(begin, first, second))
        if self.log_likelihood < before - _MOST_LOST:
            self._place = second

    def _step(self, place: Floats) -> Floats:
        """Rates and priors from the place, posteriors from those, and the place they make."""
        self.iterations += 1
        votes = self._answers.votes
        shape = (votes.annotator_count, votes.class_count, votes.class_count)
        counts, totals, position = np.split(place, np.cumsum([np.prod(shape), shape[1]]))
        counts = counts.reshape(shape)
        self.family.position = position
        self.family.learn(counts)
        self.rates = self.family.rates(counts)
        # One more of each class than expected: no class is ruled out for being rare.
        self.priors = (totals + 1.0) / (totals.sum() + votes.class_count)
        self.log_likelihood, self._move = self._answers.update(
            self.posteriors, np.log(self.rates), np.log(self.priors)
        )
        self._place = self._arrived()
        return self._place

    def _arrived(self) -> Floats:
        counts = self._answers.counts(self.posteriors)
        totals = self.posteriors.sum(axis=0)
        self._counted = counts.size + totals.size
        return np.concatenate([counts.ravel(), totals, self.family.position])

    def _leap(self, begin: Floats, first: Floats, second: Floats) -> Floats:
        direction = first - begin
        bend = second - first - direction
        square = _square(bend)
        if square == 0.0:
            return second
        length = max(1.0, float(np.sqrt(_square(direction) / square)))
        if length >= self._longest:
            length, self._longest = self._longest, 4.0 * self._longest
        landing = begin + 2.0 * length * direction + length**2 * bend
        # A count is not below zero; the step from here puts the rest right.
        np.maximum(landing[: self._counted], 0.0, out=landing[: self._counted])
        return landing


def _square(vector: Floats) -> float:
    """Summed in one order: a dot product is split over as many threads as a machine has."""
    return float(np.square(vector).sum())


def _rest(earlier: float, later: float) -> float:
    """How far further steps would go after two that went so far: a geometric series (Aitken)."""
    if later == 0.0:
        return 0.0
    return later * later / (earlier - later) if later < earlier else np.inf
