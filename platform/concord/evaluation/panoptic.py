"""Panoptic quality of instances: how many were found, and how well they were drawn.

Source: Kirillov et al. 2019, equation 1: the sum of the IoU of hits over TP + FP / 2 + FN / 2, with
hits above an IoU of one half.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from concord.evaluation.content import Booleans, Comparison, Floats
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


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """What PQ is made of: `is_hit`, `is_error` (predictions,) bool, `iou` (predictions,) of what
    each stands for, `is_wanted` (truths,) bool."""

    is_hit: Booleans
    is_error: Booleans
    iou: Floats
    is_wanted: Booleans


def segments_of(comparison: Comparison, *, confidence: float) -> Segments:
    """Of predictions as sure as `confidence`.

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
    return Segments(is_hit, chosen & (met < 0), iou, ~truths.is_ignored)


def panoptic_quality(comparison: Comparison, segments: Segments) -> tuple[Panoptic, ...]:
    """PQ of each label; undefined without either side."""
    predictions, labels = comparison.predictions, comparison.labels
    own, is_hit = predictions.label, segments.is_hit
    hits = np.bincount(own[is_hit], minlength=labels)
    total = np.bincount(own[is_hit], segments.iou[is_hit], minlength=labels)
    errors = np.bincount(own[segments.is_error], minlength=labels)
    wanted = np.bincount(comparison.truths.label[segments.is_wanted], minlength=labels)
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
