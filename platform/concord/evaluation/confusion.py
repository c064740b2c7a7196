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
    counts = np.zeros((len(CONFUSION_CONFIDENCES), side, side), dtype=np.int64)
    true_label = np.append(truths.label, side - 1)[met]
    meets_ignored = np.append(truths.is_ignored, False)[met] & is_matched
    for place, least in enumerate(CONFUSION_CONFIDENCES):
        chosen = (predictions.score >= least) & ~meets_ignored
        np.add.at(counts[place], (true_label[chosen], predictions.label[chosen]), 1)
        is_found = np.zeros(len(truths) + 1, dtype=bool)
        is_found[met[chosen & is_matched]] = True
        missed = truths.label[~is_found[:-1] & ~truths.is_ignored]
        counts[place, :, side - 1] += np.bincount(missed, minlength=side)
    return counts
