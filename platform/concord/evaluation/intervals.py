"""How far a figure would move with other images of the same kind: bootstrap over images.

Images are drawn with replacement, as many as there are (Efron 1979, percentile intervals); with
the same seed the same ones are drawn, so that two models are compared on the same draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.evaluation.content import Comparison, Floats
from concord.evaluation.operating import Outcomes, misses_of
from concord.evaluation.precision_recall import (
    Ranking,
    hits_needed,
    ranking_of,
    read_precision,
)

#: Fewer images give no interval: it would look surer than it is.
LEAST_IMAGES = 10
COUNT_DRAWS = 1000
#: Curves are read anew for each draw, so there are fewer of them.
CURVE_DRAWS = 100
_SEED = 20_240_501
_TAIL = 0.025

Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """What 95 of 100 draws lie between."""

    lower: float
    upper: float


def weights(images: int, draws: int) -> Iterator[Weights]:
    """How often each image is drawn, (images,), once for each draw."""
    rng = np.random.default_rng(_SEED)
    for _ in range(draws):
        yield np.bincount(rng.integers(0, images, images), minlength=images).astype(np.float64)


def interval_of(values: Floats) -> Interval | None:
    """The interval of the draws, NaN where a figure was undefined; None when most were."""
    known = values[~np.isnan(values)]
    if not len(known) or len(known) * 2 < len(values):
        return None
    lower, upper = np.quantile(known, [_TAIL, 1.0 - _TAIL]).tolist()
    return Interval(lower, upper)


def counts_of_images(
    comparison: Comparison, outcomes: Outcomes, *, iou_place: int, confidence: float
) -> Floats:
    """Hits, errors and truths of each image at one overlap and confidence: (images, 3)."""
    predictions, truths = comparison.predictions, comparison.truths
    chosen = predictions.score >= confidence
    hits = predictions.image[chosen & outcomes.is_hit[iou_place]]
    errors = predictions.image[chosen & outcomes.is_error[iou_place]]
    missed = truths.image[misses_of(comparison, outcomes, chosen, iou_place)]
    columns = [np.bincount(rows, minlength=comparison.images) for rows in (hits, errors, missed)]
    columns[2] = columns[2] + columns[0]
    return np.stack(columns, axis=1).astype(np.float64)


def draws_of_counts(per_image: Floats) -> dict[str, Floats]:
    """Precision, recall and F1 of every draw, (draws,) each, NaN where undefined."""
    images = len(per_image)
    totals = np.array([draw @ per_image for draw in weights(images, COUNT_DRAWS)])
    hits, errors, wanted = totals.T
    return {
        "precision": quotients(hits, hits + errors),
        "recall": quotients(hits, wanted),
        "f1": quotients(2 * hits, hits + errors + wanted),
    }


def quotients(part: Floats, whole: Floats) -> Floats:
    """Elementwise, NaN where `whole` is zero."""
    values: Floats = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
    return values


def draws_of_curves(comparison: Comparison) -> dict[str, Floats]:
    """AP, AP50 and AP75 of every draw, (draws,) each, NaN where undefined."""
    ranking = ranking_of(comparison)
    truths = comparison.truths
    image = comparison.predictions.image[ranking.order]
    counted = ~truths.is_ignored
    labels = [_DrawnLabel(ranking, label) for label in range(comparison.labels)]
    drawn = np.full((CURVE_DRAWS, len(ranking.is_hit)), np.nan)
    for row, draw in enumerate(weights(comparison.images, CURVE_DRAWS)):
        wanted = np.bincount(
            truths.label[counted], draw[truths.image[counted]], minlength=comparison.labels
        )
        weight = draw[image].astype(np.float32)
        found = [
            label.ap(weight, count)
            for label, count in zip(labels, wanted.tolist(), strict=True)
            if count  # the mean is over labels that the draw has truths of
        ]
        if found:
            drawn[row] = np.mean(found, axis=0)
    return {"ap": drawn.mean(axis=1), "ap50": drawn[:, 0], "ap75": drawn[:, 5]}


class _DrawnLabel:
    """AP of one label, draw after draw.

    Arrays are made once, as making them takes longest. Numbers of 32 bits count a million
    predictions exactly, and half as many bytes pass through the processor's cache.
    """

    def __init__(self, ranking: Ranking, label: int) -> None:
        self._part = slice(*ranking.begins[label : label + 2].tolist())
        self._is_hit = ranking.is_hit[:, self._part].astype(np.float32)
        counts = ranking.is_hit[:, self._part] | ranking.is_error[:, self._part]
        # Where nothing is ignored all count at every overlap, and one row says it.
        self._counts = (counts[:1] if counts.all() else counts).astype(np.float32)
        self._hits, self._precision = np.empty_like(self._is_hit), np.empty_like(self._is_hit)
        self._all = np.empty_like(self._counts)

    def ap(self, weight: NDArray[np.float32], wanted: float) -> Floats:
        """At each threshold, with images drawn as often as `weight` says of each prediction."""
        own = weight[self._part]
        if not len(own):
            return np.zeros(len(self._hits))
        np.multiply(self._is_hit, own, out=self._hits)
        np.cumsum(self._hits, axis=1, out=self._hits)
        np.multiply(self._counts, own, out=self._all)
        np.cumsum(self._all, axis=1, out=self._all)
        # Where no image was drawn yet, none of none is right.
        np.divide(self._hits, np.maximum(self._all, 1.0, out=self._all), out=self._precision)
        needed = hits_needed(wanted).astype(np.float32)
        found: Floats = read_precision(self._hits, self._precision, needed).mean(axis=1)
        return found
