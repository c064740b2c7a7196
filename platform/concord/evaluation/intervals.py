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
from concord.evaluation.precision_recall import Ranking, ranking_of, read_precision

#: Fewer images give no interval: it would look surer than it is.
LEAST_IMAGES = 10
COUNT_DRAWS = 1000
#: Curves are read anew for each draw, so there are fewer of them.
CURVE_DRAWS = 100
_SEED = 20_240_501
_TAIL = 0.025
_LEAST = float(np.spacing(1.0))

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
        "precision": _quotient(hits, hits + errors),
        "recall": _quotient(hits, wanted),
        "f1": _quotient(2 * hits, hits + errors + wanted),
    }


def _quotient(part: Floats, whole: Floats) -> Floats:
    values: Floats = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
    return values


def draws_of_curves(comparison: Comparison) -> dict[str, Floats]:
    """AP, AP50 and AP75 of every draw, (draws,) each, NaN where undefined."""
    ranking = ranking_of(comparison)
    truths = comparison.truths
    image = comparison.predictions.image[ranking.order]
    counted = ~truths.is_ignored
    drawn = np.full((CURVE_DRAWS, len(ranking.is_hit)), np.nan)
    for row, draw in enumerate(weights(comparison.images, CURVE_DRAWS)):
        wanted = np.bincount(
            truths.label[counted], draw[truths.image[counted]], minlength=comparison.labels
        ).astype(np.float64)
        drawn[row] = _ap_of_draw(ranking, draw[image], wanted)
    return {"ap": drawn.mean(axis=1), "ap50": drawn[:, 0], "ap75": drawn[:, 5]}


def _ap_of_draw(ranking: Ranking, weight: Floats, wanted: Floats) -> Floats:
    """AP at each threshold: the mean over labels that the draw has truths of."""
    found = []
    for label in np.flatnonzero(wanted).tolist():
        part = slice(*ranking.begins[label : label + 2])
        hits = np.cumsum(ranking.is_hit[:, part] * weight[part], axis=1)
        if not hits.shape[1]:
            found.append(np.zeros(len(hits)))
            continue
        errors = np.cumsum(ranking.is_error[:, part] * weight[part], axis=1)
        precision = hits / (hits + errors + _LEAST)
        found.append(read_precision(hits / wanted[label], precision).mean(axis=1))
    return np.mean(found, axis=0) if found else np.full(len(ranking.is_hit), np.nan)
