"""AP and AR as COCO computes them, by label and size, and the curves they are read from.

Source: Lin et al. 2014, `COCOeval.accumulate` and `summarize`; equal to pycocotools to 1e-9.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concord.evaluation.content import (
    COCO_IOUS,
    SIZES,
    Booleans,
    Comparison,
    Floats,
    Integers,
)
from concord.evaluation.matching import NOTHING, Matchings

#: The recalls at which precision is read: 0, .01, ..., 1.
RECALLS: Floats = np.linspace(0.0, 1.0, 101)
_LEAST = float(np.spacing(1.0))
Counted = NDArray[np.floating[Any]] | NDArray[np.integer[Any]]  # of 32 or 64 bits


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """What COCO's figures are means of; NaN where there is no truth of a label and size.

    `precision` (thresholds, recalls, labels, sizes) with the most predictions an image may have;
    `recall` (thresholds, labels, sizes, limits).
    """

    precision: Floats
    recall: Floats
    sizes: tuple[str, ...]
    limits: tuple[int, ...]

    def ap(
        self, *, size: str = "all", label: int | None = None, threshold: int | None = None
    ) -> float | None:
        """Mean precision over recalls, labels and thresholds; None where nothing was to be found.

        `threshold` is a place in COCO_IOUS: 0 for AP50, 5 for AP75.
        """
        chosen = self.precision[:, :, :, self.sizes.index(size)]
        chosen = chosen if label is None else chosen[:, :, label : label + 1]
        return _mean(chosen if threshold is None else chosen[threshold])

    def ar(
        self, *, size: str = "all", label: int | None = None, limit: int | None = None
    ) -> float | None:
        """Mean recall over thresholds and labels with at most `limit` predictions an image."""
        place = self.limits.index(self.limits[-1] if limit is None else limit)
        chosen = self.recall[:, :, self.sizes.index(size), place]
        return _mean(chosen if label is None else chosen[:, label])


def _mean(values: Floats) -> float | None:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else None


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Predictions that count, the surest of a label first, and what became of each.

    `order` (n,) are rows of the predictions, by label, then score; `is_hit` and `is_error`
    (thresholds, n): neither for those that met what need not be found. `wanted` (labels,) is how
    many truths there were to find, `begins` (labels + 1,) where each label lies in `order`.
    """

    order: Integers
    is_hit: Booleans
    is_error: Booleans
    wanted: Integers
    begins: Integers


def curves(
    comparison: Comparison,
    *,
    limits: Sequence[int] = (1, 10, 100),
    sizes: Sequence[str] = tuple(SIZES),
) -> Curves:
    """COCO's curves. `limits` are increasing: how many predictions of a label an image may have."""
    return curves_of(Matchings(comparison), limits=limits, sizes=sizes)


def curves_of(matchings: Matchings, *, limits: Sequence[int], sizes: Sequence[str]) -> Curves:
    """The same of what was matched before."""
    comparison, rank = matchings.comparison, matchings.rank
    shape = (len(COCO_IOUS), len(RECALLS), comparison.labels, len(sizes))
    precision = np.full(shape, np.nan)
    recall = np.full((len(COCO_IOUS), comparison.labels, len(sizes), len(limits)), np.nan)
    order = matchings.order[rank[matchings.order] < limits[-1]]
    for place, size in enumerate(sizes):
        ranking = _ranking(matchings, order, size)
        for label in np.flatnonzero(ranking.wanted).tolist():
            part = slice(*ranking.begins[label : label + 2])
            wanted = float(ranking.wanted[label])
            precision[:, :, label, place] = _label_curve(ranking, part, wanted)
            for number, limit in enumerate(limits):
                hits = ranking.is_hit[:, part] & (rank[order[part]] < limit)
                recall[:, label, place, number] = np.count_nonzero(hits, axis=1) / wanted
    return Curves(precision, recall, tuple(sizes), tuple(limits))


def ranking_of(matchings: Matchings, *, limit: int = 100) -> Ranking:
    """The predictions of all sizes in the order in which curves take them."""
    order = matchings.order[matchings.rank[matchings.order] < limit]
    return _ranking(matchings, order, "all")


def _has_size(area_px: Floats, size: str) -> Booleans:
    least, most = SIZES[size]
    return (area_px >= least) & (area_px <= most)


def _ranking(matchings: Matchings, order: Integers, size: str) -> Ranking:
    """Truths of other sizes are ignored: meeting one is neither a hit nor an error."""
    predictions, truths = matchings.comparison.predictions, matchings.comparison.truths
    is_ignored = truths.is_ignored | ~_has_size(truths.area_px, size)
    met = matchings.at_coco_ious(is_ignored).truth[:, order]
    is_matched = met != NOTHING
    is_hit = is_matched & ~_looked_up(is_ignored, met) if is_ignored.any() else is_matched
    labels = np.arange(matchings.comparison.labels + 1)
    return Ranking(
        order=order,
        is_hit=is_hit,
        is_error=~is_matched & _has_size(predictions.area_px[order], size),
        wanted=np.bincount(truths.label[~is_ignored], minlength=matchings.comparison.labels),
        begins=np.searchsorted(predictions.label[order], labels),
    )


def _looked_up(is_ignored: Booleans, met: Integers) -> Booleans:
    return is_ignored[met] if len(is_ignored) else np.zeros(met.shape, dtype=bool)


def _label_curve(ranking: Ranking, part: slice, wanted: float) -> Floats:
    """The precisions of one label that has truths, (thresholds, recalls).

    It only falls from one hit to the next, so it is looked at where there is one.
    """
    needed = hits_needed(wanted)
    read = np.zeros((len(ranking.is_hit), len(RECALLS)))
    for row, is_hit in enumerate(ranking.is_hit[:, part]):
        at = np.flatnonzero(is_hit)
        hits = np.arange(1.0, len(at) + 1.0)[None]
        errors = np.cumsum(ranking.is_error[row, part])[at]
        read[row] = read_precision(hits, hits / (hits + errors + _LEAST), needed[None])
    return read


def hits_needed(wanted: float) -> Floats:
    """The fewest hits whose share of `wanted` is each of RECALLS or more, (recalls,).

    As the share is computed: a quotient may be rounded to the other side of a recall.
    """
    fewest = np.ceil(RECALLS * wanted)
    fewest[fewest / wanted < RECALLS] += 1.0
    fewest[(fewest - 1.0) / wanted >= RECALLS] -= 1.0
    return fewest


def read_precision(hits: Counted, precision: Counted, needed: Counted) -> Floats:
    """Precision at each of RECALLS: the best one at that recall or above, 0 beyond the last.

    `hits` (rows, n) are counted on, `precision` is of the same shape, `needed` (rows, recalls) are
    the hits that reach each recall, none for the first -> (rows, recalls).
    """
    rows, count = hits.shape
    read = np.zeros(needed.shape)
    if not count:
        return read
    places = np.array([one.searchsorted(few) for one, few in zip(hits, needed, strict=True)])
    is_reached = places < count
    # The first place of a row is its beginning, so no stretch runs over its end.
    begins = (places + count * np.arange(rows)[:, None])[is_reached]
    read[is_reached] = np.maximum.reduceat(precision.reshape(-1), begins)
    best: Floats = np.maximum.accumulate(read[:, ::-1], axis=1)[:, ::-1]
    return best
