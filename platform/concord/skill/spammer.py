"""Do somebody's answers depend on what is there at all?"""

from __future__ import annotations

from concord.measure import Measure
from concord.skill.confusion import Confusion, Floats, measure_confusion


def spammer_scores(matrices: Floats) -> Floats:
    """Of confusion matrices (matrices, true class, given class), at least two classes: (matrices,).

    The mean squared distance of the rows of two classes, in [0, 1]: 0 for a spammer, who answers
    the same whatever is there, 1 for who never errs, and for who always errs the same way.
    S = sum over c < c' and k of (a[c, k] - a[c', k])^2 / (C (C - 1)); with two classes it is
    (sensitivity + specificity - 1)^2. Source: Raykar and Yu 2012, "Eliminating spammers and
    ranking annotators for crowdsourced labeling tasks", section 3, written here by the distances
    of the rows from their mean: a sum of squares, so that rounding never makes it negative.
    """
    classes = matrices.shape[1]
    apart = matrices - matrices.mean(axis=1, keepdims=True)
    scores: Floats = (apart**2).sum(axis=(1, 2)) / (classes - 1)
    return scores


def estimate_spammer_score(confusion: Confusion, *, seed: int, probability: float = 0.9) -> Measure:
    """The score of somebody, in [0, 1], with bounds; `n` is the number of their labels.

    It does not depend on how frequent classes are: a rare class counts as much as another, and
    is uncertain where this person has seen little of it. See `measure_confusion`.
    """
    return measure_confusion(confusion, spammer_scores, seed=seed, probability=probability)
