"""Classes of whole images: how often is the model right, and does it know when?

Absence is -1: a picture without a prediction is wrong in accuracy, and a row of its own in the
confusion.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from concord.calibration.reliability import (
    ReliabilityBin,
    expected_calibration_error,
    reliability_curve,
)
from concord.evaluation.content import Floats, Integers
from concord.evaluation.intervals import COUNT_DRAWS, weights
from concord.measure import Measure, ratio, undefined

ABSENT = -1


@dataclass(frozen=True, slots=True)
class ClassCounts:
    """One class against all others, over images: every image is one of the four."""

    true_positives: int
    false_positives: int
    false_negatives: int
    true_negatives: int

    @property
    def precision(self) -> Measure:
        """Of those called so, how many are."""
        called = self.true_positives + self.false_positives
        return ratio(self.true_positives, called, otherwise="No image was called so.")

    @property
    def recall(self) -> Measure:
        """Of those that are so, how many were called it."""
        there = self.true_positives + self.false_negatives
        return ratio(self.true_positives, there, otherwise="No image is so.")

    @property
    def f1(self) -> Measure:
        """2 TP / (2 TP + FP + FN); undefined for a class that neither side knows."""
        whole = 2 * self.true_positives + self.false_positives + self.false_negatives
        return ratio(2 * self.true_positives, whole, otherwise="No image is or was called so.")


@dataclass(frozen=True, slots=True, eq=False)
class Classified:
    """Figures of one question.

    `confusion` (classes, classes + 1) int64: rows are truths, the last column "no prediction".
    `calibration_error` is of the confidence of the class predicted; undefined without scores.
    """

    images: int
    accuracy: Measure
    balanced_accuracy: Measure
    macro_f1: Measure
    calibration_error: Measure
    reliability: tuple[ReliabilityBin, ...]
    confusion: Integers
    counts: tuple[ClassCounts, ...]


def classify(
    truth: Integers, predicted: Integers, *, classes: int, score: Floats | None
) -> Classified:
    """`truth`, `predicted` (images,) int64 in 0..classes - 1, `predicted` may be ABSENT.

    `score` (images,) in [0, 1] is the confidence in the class predicted, or None where there are
    none. Balanced accuracy is the mean recall of classes that occur (Brodersen et al. 2010), macro
    F1 the mean F1 of classes that either side knows.
    """
    confusion = confusion_of(truth, predicted, classes)
    counts = tuple(_counts(confusion, place) for place in range(classes))
    return Classified(
        images=len(truth),
        accuracy=ratio(int(np.trace(confusion)), len(truth), otherwise="There are no images."),
        balanced_accuracy=_mean([one.recall for one in counts], "No class occurs."),
        macro_f1=_mean([one.f1 for one in counts], "No class occurs."),
        calibration_error=_calibration_error(truth, predicted, score),
        reliability=_reliability(truth, predicted, score),
        confusion=confusion,
        counts=counts,
    )


def confusion_of(truth: Integers, predicted: Integers, classes: int) -> Integers:
    """Counts (classes, classes + 1) int64; the last column holds ABSENT."""
    column = np.where(predicted == ABSENT, classes, predicted)
    cells = np.bincount(truth * (classes + 1) + column, minlength=classes * (classes + 1))
    return cells.reshape(classes, classes + 1).astype(np.int64)


def draws(truth: Integers, predicted: Integers, *, classes: int) -> dict[str, Floats]:
    """Accuracy, balanced accuracy and macro F1 of bootstrap draws, (draws,) each."""
    cell = truth * (classes + 1) + np.where(predicted == ABSENT, classes, predicted)
    size = classes * (classes + 1)
    tables = np.array(
        [np.bincount(cell, draw, minlength=size) for draw in weights(len(truth), COUNT_DRAWS)]
    ).reshape(-1, classes, classes + 1)
    hits = np.diagonal(tables[:, :, :classes], axis1=1, axis2=2)
    there, called = tables.sum(axis=2), tables[:, :, :classes].sum(axis=1)
    recalls = np.divide(hits, there, out=np.full(hits.shape, np.nan), where=there > 0)
    whole = there + called
    f1 = np.divide(2 * hits, whole, out=np.full(hits.shape, np.nan), where=whole > 0)
    return {
        "accuracy": hits.sum(axis=1) / len(truth),
        "balanced_accuracy": np.nanmean(recalls, axis=1),
        "macro_f1": np.nanmean(f1, axis=1),
    }


def _counts(confusion: Integers, place: int) -> ClassCounts:
    hits = int(confusion[place, place])
    there, called = int(confusion[place].sum()), int(confusion[:, place].sum())
    return ClassCounts(
        hits, called - hits, there - hits, int(confusion.sum()) - there - called + hits
    )


def _mean(measures: list[Measure], otherwise: str) -> Measure:
    known = [one.value for one in measures if one.value is not None]
    return ratio(sum(known), len(known), otherwise=otherwise)


def _calibration_error(truth: Integers, predicted: Integers, score: Floats | None) -> Measure:
    if score is None:
        return undefined("The predictions have no confidence.")
    is_said = predicted != ABSENT
    return expected_calibration_error(score[is_said], (truth == predicted)[is_said])


def _reliability(
    truth: Integers, predicted: Integers, score: Floats | None
) -> tuple[ReliabilityBin, ...]:
    if score is None:
        return ()
    is_said = predicted != ABSENT
    return reliability_curve(score[is_said], (truth == predicted)[is_said])
