"""Hits, errors and misses at every overlap and confidence a person can choose.

The surest prediction chooses first, so what a prediction stands for does not depend on those less
sure: one matching for each IoU answers for all confidences. Numbers are kept as tables that a page
can add up: precision = hits / (hits + errors), recall = hits / wanted, F1 = 2 hits / (hits + errors
+ wanted). What is not drawn anywhere cannot be counted, so shapes have no true negatives.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from concord.evaluation.content import (
    CONFIDENCE_GRID,
    IOU_GRID,
    SIZES,
    Booleans,
    Comparison,
    Floats,
    Integers,
)
from concord.evaluation.matching import NOTHING, Matching
from concord.measure import Measure, ratio

#: Where a page begins: COCO's easiest overlap.
IOU_PLACE = int(np.searchsorted(IOU_GRID, 0.5))
SIZE_NAMES = tuple(name for name in SIZES if name != "all")


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """`hits`, `errors` (ious, confidences, groups) int64; `wanted` (groups,).

    Predictions as sure as the confidence or surer count. Groups are labels or sizes.
    """

    hits: Integers
    errors: Integers
    wanted: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """What became of each prediction: `truth` (ious, predictions), `is_hit`, `is_error` alike.

    Neither, for one that met what need not be found.
    """

    truth: Integers
    is_hit: Booleans
    is_error: Booleans


def outcomes_of(comparison: Comparison, matching: Matching) -> Outcomes:
    """Hits and errors at every IoU."""
    is_matched = matching.is_matched()
    is_ignored = comparison.truths.is_ignored
    met_ignored = (
        is_matched & is_ignored[matching.truth] if len(is_ignored) else ~is_matched & False
    )
    return Outcomes(matching.truth, is_matched & ~met_ignored, ~is_matched)


def confidence_places(score: Floats) -> Integers:
    """The last place in CONFIDENCE_GRID that each score reaches: (n,), of scores in [0, 1]."""
    return np.searchsorted(CONFIDENCE_GRID, score, side="right") - 1


def counts_by_label(comparison: Comparison, outcomes: Outcomes) -> Counts:
    """Counts of each label: (ious, confidences, labels)."""
    truths = comparison.truths
    label = np.broadcast_to(comparison.predictions.label, outcomes.truth.shape)
    wanted = np.bincount(truths.label[~truths.is_ignored], minlength=comparison.labels)
    return _counts(comparison, outcomes, label, label, wanted)


def counts_by_size(comparison: Comparison, outcomes: Outcomes) -> Counts:
    """Counts of each of SIZE_NAMES: a hit by the size of its truth, an error by its own."""
    truths = comparison.truths
    own = np.broadcast_to(_sizes(comparison.predictions.area_px), outcomes.truth.shape)
    true = _sizes(truths.area_px)
    met = true[outcomes.truth] if len(true) else own
    wanted = np.bincount(true[~truths.is_ignored], minlength=len(SIZE_NAMES))
    return _counts(comparison, outcomes, met, own, wanted)


def _sizes(area_px: Floats) -> Integers:
    """The place in SIZE_NAMES; what lies on an edge is of the smaller size."""
    return np.searchsorted([SIZES[name][1] for name in SIZE_NAMES[:-1]], area_px, side="left")


def _counts(
    comparison: Comparison,
    outcomes: Outcomes,
    hit_group: Integers,
    error_group: Integers,
    wanted: Integers,
) -> Counts:
    place = confidence_places(comparison.predictions.score)
    groups = len(wanted)
    hits = _reversed_sums(outcomes.is_hit, hit_group, place, groups)
    errors = _reversed_sums(outcomes.is_error, error_group, place, groups)
    return Counts(hits, errors, wanted.astype(np.int64))


def _reversed_sums(chosen: Booleans, group: Integers, place: Integers, groups: int) -> Integers:
    steps = len(CONFIDENCE_GRID)
    key = place[None, :] * groups + group
    sums = np.stack(
        [
            np.bincount(row_key[row], minlength=steps * groups).reshape(steps, groups)
            for row, row_key in zip(chosen, key, strict=True)
        ]
    )
    return sums[:, ::-1].cumsum(axis=1)[:, ::-1]


def best_confidence_place(counts: Counts, *, iou_place: int = IOU_PLACE) -> int:
    """The place of the confidence with the best F1 over all groups; of equal ones the lowest."""
    hits, errors = counts.hits[iou_place].sum(axis=1), counts.errors[iou_place].sum(axis=1)
    whole = hits + errors + counts.wanted.sum()
    f1 = np.divide(2 * hits, whole, out=np.zeros(len(hits)), where=whole > 0)
    return int(np.argmax(f1))


def precision(hits: float, errors: float) -> Measure:
    """The share of predictions that stand for something."""
    return ratio(hits, hits + errors, otherwise="Nothing was predicted.")


def recall(hits: float, wanted: float) -> Measure:
    """The share of what is there that was found."""
    return ratio(hits, wanted, otherwise="There was nothing to find.")


def f1(hits: float, errors: float, wanted: float) -> Measure:
    """2 TP / (2 TP + FP + FN), van Rijsbergen 1979."""
    return ratio(2 * hits, hits + errors + wanted, otherwise="There was nothing to find.")


def misses_of(comparison: Comparison, outcomes: Outcomes, chosen: Booleans, row: int) -> Booleans:
    """Which truths nobody found: (truths,), of the predictions `chosen` at the IoU of `row`."""
    is_found = np.zeros(len(comparison.truths), dtype=bool)
    met = outcomes.truth[row, chosen]
    is_found[met[met != NOTHING]] = True
    return ~is_found & ~comparison.truths.is_ignored
