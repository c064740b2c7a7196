"""Which prediction stands for which truth? COCO's way: the surest prediction chooses first.

Source: Lin et al. 2014, `COCOeval.evaluateImg`, with the same answer to every tie.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from concord.evaluation.content import (
    COCO_IOUS,
    IOU_GRID,
    Booleans,
    Comparison,
    Floats,
    Integers,
    Pairs,
    Predictions,
    Truths,
)

#: What `Matching.truth` says of a prediction that stands for nothing.
NOTHING = -1
#: The greatest overlap that can be asked for: COCO lets equal shapes match at a threshold of 1.
_MOST_IOU = 1.0 - 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """`truth` (thresholds, predictions) int64: the truth each stands for, or NOTHING.

    A truth is stood for by one prediction at most, a crowd by any number.
    """

    truth: Integers

    def is_matched(self) -> Booleans:
        """(thresholds, predictions)."""
        is_matched: Booleans = self.truth != NOTHING
        return is_matched


def ranks(predictions: Predictions, *, by_label: bool = True) -> Integers:
    """The place of each prediction among those of its image and label, the surest one 0.

    (predictions,). Equal scores keep their order. With `by_label` False among all of its image.
    """
    label = predictions.label if by_label else np.zeros_like(predictions.label)
    order = np.lexsort((-predictions.score, label, predictions.image))
    image, label = predictions.image[order], label[order]
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = (image[1:] != image[:-1]) | (label[1:] != label[:-1])
    starts = np.maximum.accumulate(np.where(begins, np.arange(len(order)), 0))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - starts
    return rank


def match(
    pairs: Pairs, truths: Truths, rank: Integers, *, thresholds: Floats, is_ignored: Booleans
) -> Matching:
    """The surest prediction of a group takes its best free truth, then the next one does.

    `pairs` are those that may match; a group is what `rank` (predictions,) counts in. Best is the
    greatest IoU that reaches the threshold; of equal ones the later truth. A truth that
    `is_ignored` (truths,) is taken only where no other can be. Groups are worked on side by side,
    so time grows with thresholds * pairs, and with the size of the largest group of which two
    want the same.
    """
    found = np.full((len(thresholds), len(rank)), NOTHING, dtype=np.int64)
    least = np.minimum(thresholds, _MOST_IOU)[:, None]
    is_enough = pairs.iou >= least.min()
    if not is_enough.all():  # the others stand in nobody's way
        pairs = Pairs(pairs.prediction[is_enough], pairs.truth[is_enough], pairs.iou[is_enough])
    is_alone = _have_no_other(pairs, len(rank), len(truths))
    prediction, truth = pairs.prediction[is_alone], pairs.truth[is_alone]
    found[:, prediction] = np.where(pairs.iou[is_alone] >= least, truth, NOTHING)
    others = ~is_alone
    contested = Pairs(pairs.prediction[others], pairs.truth[others], pairs.iou[others])
    if len(contested.iou):
        _match_by_turns(contested, truths, rank, least, is_ignored, found)
    return Matching(found)


def _have_no_other(pairs: Pairs, predictions: int, truths: int) -> Booleans:
    """Pairs whose prediction and truth are in no other: nobody's turn changes what they do."""
    times_predicted = np.bincount(pairs.prediction, minlength=predictions)[pairs.prediction]
    times_true = np.bincount(pairs.truth, minlength=truths)[pairs.truth]
    is_alone: Booleans = (times_predicted == 1) & (times_true == 1)
    return is_alone


def _match_by_turns(
    pairs: Pairs,
    truths: Truths,
    rank: Integers,
    least: Floats,
    is_ignored: Booleans,
    found: Integers,
) -> None:
    """The surest of every group, then the next ones; what they take goes into `found`.

    `least` is (thresholds, 1), `found` (thresholds, predictions).
    """
    order = np.lexsort(
        (
            pairs.truth,
            pairs.iou,
            ~is_ignored[pairs.truth],
            pairs.prediction,
            rank[pairs.prediction],
        )
    )
    prediction, truth, iou = pairs.prediction[order], pairs.truth[order], pairs.iou[order]
    reaches = iou >= least
    is_taken = np.zeros((len(least), len(truths)), dtype=bool)
    turns = rank[prediction]
    for turn in np.unique(turns).tolist():
        part = slice(*np.searchsorted(turns, [turn, turn + 1]))
        _take_turn(
            prediction[part], truth[part], reaches[:, part], truths.is_crowd, found, is_taken
        )


def _take_turn(
    prediction: Integers,
    truth: Integers,
    reaches: Booleans,
    is_crowd: Booleans,
    found: Integers,
    is_taken: Booleans,
) -> None:
    """One prediction of each group at most; the last pair of each that is free is its best one."""
    is_free = reaches & (is_crowd[truth] | ~is_taken[:, truth])
    starts = np.flatnonzero(np.diff(prediction, prepend=-1))
    places = np.where(is_free, np.arange(len(truth)), -1)
    best = np.maximum.reduceat(places, starts, axis=1)
    rows, columns = np.nonzero(best >= 0)
    chosen = truth[best[rows, columns]]
    found[rows, prediction[starts[columns]]] = chosen
    is_taken[rows, chosen] = True


class Matchings:
    """The matchings of predictions and truths of one label that figures have in common.

    One serves every confidence, and the curves of all sizes are read from the same.
    """

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.rank = ranks(comparison.predictions)
        self._pairs = comparison.pairs.of_one_label(comparison.predictions, comparison.truths)

    @cached_property
    def order(self) -> Integers:
        """Rows of the predictions, (predictions,): by label, the surest first.

        Equal scores by image, then by their rank in it.
        """
        predictions = self.comparison.predictions
        keys = (self.rank, predictions.image, -predictions.score, predictions.label)
        return np.lexsort(keys)

    @cached_property
    def grid(self) -> Matching:
        """At every IoU of IOU_GRID."""
        return self._matched(IOU_GRID, self.comparison.truths.is_ignored)

    def at_coco_ious(self, is_ignored: Booleans) -> Matching:
        """At COCO_IOUS, where `is_ignored` (truths,) need not be found."""
        if np.array_equal(is_ignored, self.comparison.truths.is_ignored):
            return Matching(self.grid.truth[-len(COCO_IOUS) :])
        return self._matched(COCO_IOUS, is_ignored)

    def without(self, is_unsure: Booleans) -> Matchings:
        """The same where these truths (truths,) need not be found either."""
        if not is_unsure.any():
            return self
        truths = self.comparison.truths
        ignored = replace(truths, is_ignored=truths.is_ignored | is_unsure)
        return Matchings(replace(self.comparison, truths=ignored))

    def _matched(self, thresholds: Floats, is_ignored: Booleans) -> Matching:
        return match(
            self._pairs,
            self.comparison.truths,
            self.rank,
            thresholds=thresholds,
            is_ignored=is_ignored,
        )


def iou_of_matches(matching: Matching, pairs: Pairs, truths: int) -> Floats:
    """The IoU of each prediction with what it stands for, else 0: (thresholds, predictions)."""
    key = pairs.prediction * max(truths, 1) + pairs.truth
    order = np.argsort(key)
    wanted = np.arange(matching.truth.shape[1]) * max(truths, 1) + matching.truth
    is_matched = matching.is_matched()
    iou = np.zeros(matching.truth.shape)
    iou[is_matched] = pairs.iou[order][np.searchsorted(key[order], wanted[is_matched])]
    return iou
