"""How far a figure would move with other images of the same kind: bootstrap over images.

Images are drawn with replacement, as many as there are (Efron 1979, percentile intervals); with
the same seed the same ones are drawn, so that two models are compared on the same draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from concord.evaluation.content import Booleans, Comparison, Floats, Integers
from concord.evaluation.matching import Matchings
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
LEAST_DRAWS = 200
#: Curves are read anew for each draw, so there are fewer of them.
CURVE_DRAWS = 100
#: Of draws that are looked at together: 8 MB.
MOST_WEIGHTS = 2_000_000
#: Images times draws: of a large set fewer draws say as much, and nobody waits for them.
_MOST_DRAWN = 5_000_000
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
    wanted = np.bincount(missed, minlength=comparison.images)
    wanted += np.bincount(hits, minlength=comparison.images)
    return per_image_counts(hits, errors, wanted)


def per_image_counts(hits: Integers, errors: Integers, wanted: Integers) -> Floats:
    """Of the images of hits and of errors, and how many truths each image has: (images, 3)."""
    images = len(wanted)
    columns = [np.bincount(rows, minlength=images) for rows in (hits, errors)]
    return np.stack([*columns, wanted], axis=1).astype(np.float64)


def draws_of_counts(per_image: Floats) -> dict[str, Floats]:
    """Precision, recall and F1 of every draw, (draws,) each, NaN where undefined.

    A thousand draws of 5,000 images; of more images fewer, but 200 at least.
    """
    images = len(per_image)
    totals = np.array([draw @ per_image for draw in weights(images, draw_count(images))])
    hits, errors, wanted = totals.T
    return {
        "precision": quotients(hits, hits + errors),
        "recall": quotients(hits, wanted),
        "f1": quotients(2 * hits, hits + errors + wanted),
    }


def draw_count(images: int) -> int:
    """How many draws of so many images: of a large set fewer say as much."""
    return min(COUNT_DRAWS, max(LEAST_DRAWS, _MOST_DRAWN // max(1, images)))


def quotients(part: Floats, whole: Floats) -> Floats:
    """Elementwise, NaN where `whole` is zero."""
    values: Floats = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
    return values


@dataclass(frozen=True, slots=True, eq=False)
class CurveDraws:
    """AP, AP50 and AP75 of every draw, (draws,) each, and AP `by_label` (labels, draws).

    NaN where undefined.
    """

    figures: dict[str, Floats]
    by_label: Floats


def draws_of_curves(matchings: Matchings) -> CurveDraws:
    """What curves say of every draw."""
    comparison = matchings.comparison
    ranking = ranking_of(matchings)
    runs, parts = _runs_of(ranking), list(pairwise(ranking.begins.tolist()))
    truths = comparison.truths
    image = comparison.predictions.image[ranking.order]
    is_wanted = ~truths.is_ignored
    key = truths.label[is_wanted] * comparison.images + truths.image[is_wanted]
    shape = (comparison.labels, comparison.images)
    wanted_of = np.bincount(key, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float64)
    drawn = np.full((CURVE_DRAWS, len(ranking.is_hit)), np.nan)
    by_label = np.full((shape[0], CURVE_DRAWS), np.nan)
    draws = weights(comparison.images, CURVE_DRAWS)
    some = max(1, MOST_WEIGHTS // max(1, len(image)))
    for begin in range(0, CURVE_DRAWS, some):
        block = np.array(list(islice(draws, some)))
        wanted = block @ wanted_of.T
        weight = block.astype(np.int16).take(image, axis=1)
        found = np.array(
            [
                _drawn_label(of_label, weight[:, slice(*part)], wanted[:, label])
                for label, (of_label, part) in enumerate(zip(runs, parts, strict=True))
            ]
        )
        is_there, part = (wanted > 0).T, slice(begin, begin + len(block))
        drawn[part] = _means(found, is_there)
        by_label[:, part] = np.where(is_there, found.mean(axis=2), np.nan)
    figures = {"ap": drawn.mean(axis=1), "ap50": drawn[:, 0], "ap75": drawn[:, 5]}
    return CurveDraws(figures, by_label)


def _means(found: Floats, is_there: Booleans) -> Floats:
    """Over the labels that a draw has truths of: (labels, draws, thresholds) -> (draws, ...)."""
    count = is_there.sum(axis=0)[:, None]
    total = (found * is_there[..., None]).sum(axis=0)
    means: Floats = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return means


@dataclass(frozen=True, slots=True, eq=False)
class _Runs:
    """Where hits of one label are followed by an error, at one threshold: (runs,) each, int64.

    Precision rises with every hit and falls with every error, so of hits in a row the last one has
    the best: it alone is looked at. Of hits and errors those are `summed` of which there are fewer;
    `before` is how many of them come before the end of each run, its last hit among them.
    `counts` (n,) says which predictions are hits or errors.
    """

    counts: Booleans
    last: Integers
    summed: Integers
    before: Integers
    sums_hits: bool

    @classmethod
    def of(cls, is_hit: Booleans, is_error: Booleans) -> _Runs:
        """Of predictions in their order, (n,)."""
        hits, errors = np.flatnonzero(is_hit), np.flatnonzero(is_error)
        errors_before = np.searchsorted(errors, hits)
        ends = np.flatnonzero(np.diff(errors_before, append=len(errors) + 1))
        if len(hits) <= len(errors):
            return cls(is_hit | is_error, hits[ends], hits, ends + 1, sums_hits=True)
        return cls(is_hit | is_error, hits[ends], errors, errors_before[ends], sums_hits=False)


def _runs_of(ranking: Ranking) -> list[list[_Runs]]:
    """By label and threshold."""
    begins = ranking.begins.tolist()
    return [
        [
            _Runs.of(is_hit[begin:end], is_error[begin:end])
            for is_hit, is_error in zip(ranking.is_hit, ranking.is_error, strict=True)
        ]
        for begin, end in pairwise(begins)
    ]


def _drawn_label(runs: Sequence[_Runs], weight: NDArray[np.int16], wanted: Floats) -> Floats:
    """AP of one label in each draw: `wanted` (draws,) -> (draws, thresholds).

    `weight` (draws, n) is how often the image of each prediction is drawn: small whole numbers,
    which are looked up and added up many times as fast as fractions.
    """
    found = np.zeros((len(weight), len(runs)))
    is_there = wanted > 0
    if not is_there.any():
        return found
    own = np.ascontiguousarray(weight[is_there])
    needed = np.array([hits_needed(count) for count in wanted[is_there].tolist()], dtype=np.int32)
    counted, every = np.zeros(0, dtype=bool), np.zeros(own.shape, dtype=np.int32)
    summed = np.zeros((len(own), own.shape[1] + 1), dtype=np.int32)
    for row, one in enumerate(runs):
        if not np.array_equal(one.counts, counted):  # where nothing is ignored, all are alike
            counted, every = one.counts, np.cumsum(own * one.counts, axis=1, dtype=np.int32)
        until = every.take(one.last, axis=1)
        few = summed[:, : len(one.summed) + 1]
        np.cumsum(own.take(one.summed, axis=1), axis=1, out=few[:, 1:])
        before = few.take(one.before, axis=1)
        hits = before if one.sums_hits else until - before
        # Where no image was drawn yet, none of none is right.
        among = np.maximum(until, 1).astype(np.float32)
        precision: NDArray[np.float32] = hits.astype(np.float32) / among
        found[is_there, row] = read_precision(hits, precision, needed).mean(axis=1)
    return found
