"""A population of people whose answers are drawn alike: Dirichlet rows with a learnt prior.

Mean and strength are learnt from everybody (empirical Bayes, by the fixed point of Minka 2000,
"Estimating a Dirichlet distribution", equations 55 and 65) and held back: the mean towards an
average given by the caller, the strength towards a few votes. So somebody with three labels is
taken for an average person, and somebody with three hundred for themselves; and a project with
few labels for a usual one, which without holding back ends below voting.
"""

from __future__ import annotations

import numpy as np
from scipy.special import digamma

from concord.classes.votes import Floats

#: How many votes the population is worth against a person's own: at first, and how much evidence
#: it takes to leave that value half behind.
_FIRST_STRENGTH = 4.0
_STRENGTH_WEIGHT = 10.0
_STRENGTH_LIMITS = (0.5, 500.0)
#: How much evidence it takes to leave the average person half behind, in votes.
MEAN_WEIGHT = 20.0


class Population:
    """The prior of some rows: `mean` (rows, outcomes), each above 0 and summing to 1, and one
    `strength` in votes. Counts are float64 (annotators, rows, outcomes).
    """

    def __init__(self, mean: Floats) -> None:
        self.mean = mean
        self.strength = _FIRST_STRENGTH

    def learn(self, counts: Floats, average: Floats) -> None:
        """One step towards what explains `counts` best; `average` (rows, outcomes)."""
        prior = self.strength * self.mean
        gain = (prior * (digamma(counts + prior) - digamma(prior))).sum(axis=0)
        totals = counts.sum(axis=2)
        spent = float((digamma(totals + self.strength) - digamma(self.strength)).sum())
        self.mean = shares(gain + MEAN_WEIGHT * average)
        learnt = float(gain.sum()) + _STRENGTH_WEIGHT * _FIRST_STRENGTH
        self.strength = _within_limits(learnt / (spent + _STRENGTH_WEIGHT))

    def rates(self, counts: Floats) -> Floats:
        """The posterior mean of everybody's rows, the predictive probability of an answer."""
        rates: Floats = shares(counts + self.strength * self.mean)
        return rates

    @property
    def position(self) -> Floats:
        """What was learnt as one vector of logarithms."""
        place: Floats = np.log(np.append(self.mean, self.strength))
        return place

    @position.setter
    def position(self, vector: Floats) -> None:
        """Go there, or to the nearest place that is allowed."""
        self.mean = shares(np.exp(vector[:-1]).reshape(self.mean.shape))
        self.strength = _within_limits(float(np.exp(vector[-1])))


def shares(values: Floats) -> Floats:
    """Values divided by their sum along the last axis."""
    divided: Floats = values / values.sum(axis=-1, keepdims=True)
    return divided


def _within_limits(strength: float) -> float:
    low, high = _STRENGTH_LIMITS
    return min(high, max(low, strength))
