"""What an estimate of true classes and of people's confusions consists of."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from concord.classes.votes import Floats, Integers

#: In an array of gold classes: the true class of this item is not known.
UNKNOWN = -1


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Posteriors (items, classes), confusions (annotators, true class, given class), priors
    (classes,), all float64 and summing to 1 along their last axis.

    `log_likelihood` is that of the votes under confusions and priors. `has_converged` is False
    when the largest number of iterations ended the fit. `learnt` is where a population's numbers
    stand (see `families`), empty where there is none.
    """

    posteriors: Floats
    confusions: Floats
    priors: Floats
    log_likelihood: float
    iterations: int
    has_converged: bool
    learnt: Floats = field(default_factory=lambda: np.empty(0))


def clamp(posteriors: Floats, gold: Integers | None) -> Floats:
    """Posteriors with certainty put in where the true class is known; `gold` is (items,)."""
    if gold is None:
        return posteriors
    known = gold != UNKNOWN
    clamped = posteriors.copy()
    clamped[known] = 0.0
    clamped[known, gold[known]] = 1.0
    return clamped
