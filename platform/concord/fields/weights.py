"""How much does a person's word count, where only their answers elsewhere are known?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log

import numpy as np

from concord.classes import ClassModel
from concord.classes.votes import Floats

#: More than this a model of finitely many answers cannot tell; a perfect record stays finite.
_MOST_RIGHT = 0.999
#: How often people know what they are asked, before anything is learnt of them: of two classes
#: they are right about four times in five.
GUESSED_KNOWING = 0.6


def knowing_of(models: Iterable[Sequence[ClassModel]], annotator: str) -> float:
    """How often somebody knows a class rather than guesses it, in [0, 1).

    Who knows with the rate r, and else names any of k classes, is right with a = r + (1 - r) / k.
    So r, unlike a, means the same of few classes and of many; who is right less often than a guess
    knows nothing. `a` follows from the confusions and the classes' shares; several models are
    averaged, those of one question (its options) first among themselves. Somebody a model has not
    met is taken for its population. Models without confusions and of one class say nothing; where
    none says anything it is GUESSED_KNOWING.
    """
    known = [
        float(np.mean([_knowing(model, annotator) for model in telling]))
        for group in models
        if (telling := [one for one in group if one.population.size and len(one.classes) > 1])
    ]
    return float(np.mean(known)) if known else GUESSED_KNOWING


def weight_of(knowing: float, classes: int = 2) -> float:
    """The log-odds of naming the right one of `classes` (at least 2), at least 0.

    Under independent people who err alike between k classes, the vote with weights
    log(a (k - 1) / (1 - a)), a the share of right answers, is the most probable one (Nitzan and
    Paroush 1982). With a as in `knowing_of` that is log(1 + k r / (1 - r)).
    """
    return log(1.0 + classes * knowing / (1.0 - knowing))


def _knowing(model: ClassModel, annotator: str) -> float:
    confusion: Floats = model.confusions.get(annotator, model.population)
    right = min(float(model.priors @ np.diag(confusion)), _MOST_RIGHT)
    by_guess = 1.0 / len(model.classes)
    return max((right - by_guess) / (1.0 - by_guess), 0.0)
