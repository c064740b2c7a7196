"""Panoptic quality of instances: how many were found, and how well they were drawn.

Source: Kirillov et al. 2019, equation 1: the sum of the IoU of hits over TP + FP / 2 + FN / 2, with
hits above an IoU of one half.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from concord.evaluation.content import Comparison
from concord.evaluation.matching import iou_of_matches, match, ranks
from concord.measure import Measure, ratio

#: Above one half: an IoU of exactly .5 is no hit.
_ABOVE_HALF = float(np.nextafter(0.5, 1.0))
_NOTHING = "There was nothing to find."


@dataclass(frozen=True, slots=True)
class Panoptic:
    """PQ with its two factors: the mean IoU of hits (SQ), and F1 (RQ)."""

    quality: Measure
    segmentation: Measure
    recognition: Measure


def panoptic_quality(comparison: Comparison, *, confidence: float) -> tuple[Panoptic, ...]:
    """PQ of each label, of predictions as sure as `confidence`; undefined without either side.

    Instances may overlap; then each truth is stood for by the surest prediction.
    """
    predictions, truths = comparison.predictions, comparison.truths
    pairs = comparison.pairs.of_one_label(predictions, truths)
    matching = match(
        pairs,
        truths,
        ranks(predictions),
        thresholds=np.array([_ABOVE_HALF]),
        is_ignored=truths.is_ignored,
    )
    (iou,) = iou_of_matches(matching, pairs, len(truths))
    (met,) = matching.truth
    chosen = predictions.score >= confidence
    is_hit = (met >= 0) & chosen
    if len(truths):
        is_hit &= ~truths.is_ignored[met]
    labels = comparison.labels
    hits = np.bincount(predictions.label[is_hit], minlength=labels)
    total = np.bincount(predictions.label[is_hit], iou[is_hit], minlength=labels)
    errors = np.bincount(predictions.label[chosen & (met < 0)], minlength=labels)
    wanted = np.bincount(truths.label[~truths.is_ignored], minlength=labels)
    return tuple(_panoptic(*row) for row in np.stack([hits, total, errors, wanted], axis=1))


def _panoptic(hits: float, total: float, errors: float, wanted: float) -> Panoptic:
    half = (hits + errors + wanted) / 2.0
    return Panoptic(
        quality=ratio(float(total), float(half), otherwise=_NOTHING),
        segmentation=ratio(float(total), float(hits), otherwise="Nothing was found."),
        recognition=ratio(float(hits), float(half), otherwise=_NOTHING),
    )


def mean_quality(parts: tuple[Panoptic, ...]) -> Measure:
    """The mean PQ of labels that occur."""
    known = [one.quality.value for one in parts if one.quality.value is not None]
    return ratio(sum(known), len(known), otherwise=_NOTHING)
