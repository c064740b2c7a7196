"""What is taken for what: truths by predictions, with a row and a column for the background."""

from __future__ import annotations

import numpy as np

from concord.evaluation.content import Comparison, Integers
from concord.evaluation.matching import NOTHING, match, ranks

#: The confidences of the tables: .00, .05, ..., .95.
CONFUSION_CONFIDENCES = np.arange(20) / 20.0
IOU = 0.5


def confusion(comparison: Comparison, *, iou: float = IOU) -> Integers:
    """Counts (confidences, labels + 1, labels + 1) int64: rows are truths, columns predictions.

    The last row is background that was taken for something, the last column what was overlooked;
    nothing is both. Shapes are matched whatever they are called, the surest prediction first; a
    prediction that meets an ignored truth is left out. One matching serves all confidences.
    """
    predictions, truths = comparison.predictions, comparison.truths
    (met,) = match(
        comparison.pairs,
        truths,
        ranks(predictions, by_label=False),
        thresholds=np.array([iou]),
        is_ignored=truths.is_ignored,
    ).truth
    side = comparison.labels + 1
    is_matched = met != NOTHING
    place = np.searchsorted(CONFUSION_CONFIDENCES, predictions.score, side="right") - 1
    true_label = np.append(truths.label, side - 1)[met]
    is_counted = ~(np.append(truths.is_ignored, False)[met] & is_matched)
    counts = _at_confidences(
        place[is_counted], true_label[is_counted] * side + predictions.label[is_counted], side**2
    ).reshape(-1, side, side)
    is_found = is_counted & is_matched
    found = _at_confidences(place[is_found], true_label[is_found], side)
    counts[:, :, side - 1] += np.bincount(truths.label[~truths.is_ignored], minlength=side) - found
    return counts


def _at_confidences(place: Integers, group: Integers, groups: int) -> Integers:
    """How many of each group are as sure as each confidence: (confidences, groups).

    `place` is that of the last confidence each reaches, -1 for none.
    """
    key, steps = (place + 1) * groups + group, len(CONFUSION_CONFIDENCES) + 1
    sums = np.bincount(key, minlength=steps * groups).reshape(steps, groups)[1:]
    return sums[::-1].cumsum(axis=0)[::-1]
