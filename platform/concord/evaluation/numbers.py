"""Numbers that a model gives for whole images: how far off they are, and how often within reach.

An image without a prediction is not right; it has no distance either, and is counted beside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from concord.evaluation.content import Booleans, Floats
from concord.evaluation.intervals import draw_count, quotients, weights
from concord.measure import Measure, ratio, undefined

NO_NUMBER = "No image has a prediction."


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one question of numbers, in its unit; `missing` images have no prediction.

    `within` is the share of images whose prediction is right. `mean_error` is the mean of the
    prediction less the truth (above 0 where it says too much), `mean_absolute_error` that of the
    distances, `root_mean_square_error` the root of that of their squares.
    """

    images: int
    missing: int
    within: Measure
    mean_absolute_error: Measure
    root_mean_square_error: Measure
    mean_error: Measure


def measure(truth: Floats, predicted: Floats, is_right: Booleans) -> Measured:
    """`truth`, `predicted` (images,) float64, `predicted` NaN where there is none; `is_right`
    (images,) bool says which are within the tolerance, never one without a prediction."""
    said = ~np.isnan(predicted)
    off = (predicted - truth)[said]
    return Measured(
        images=len(truth),
        missing=int((~said).sum()),
        within=ratio(int(is_right.sum()), len(truth), otherwise="There are no images."),
        mean_absolute_error=_mean(np.abs(off)),
        root_mean_square_error=_mean(np.square(off), np.sqrt),
        mean_error=_mean(off),
    )


def draws(truth: Floats, predicted: Floats, is_right: Booleans) -> dict[str, Floats]:
    """The same figures of bootstrap draws, (draws,) each, NaN where no image drawn has one."""
    said = ~np.isnan(predicted)
    off = np.where(said, predicted - truth, 0.0)
    columns = np.stack([is_right, said, np.abs(off), np.square(off), off], axis=1)
    rows = columns.astype(np.float64)
    totals = np.array([draw @ rows for draw in weights(len(truth), draw_count(len(truth)))])
    right, count, absolute, square, signed = totals.T
    return {
        "within": right / len(truth),
        "mean_absolute_error": quotients(absolute, count),
        "root_mean_square_error": np.sqrt(quotients(square, count)),
        "mean_error": quotients(signed, count),
    }


def _mean(values: Floats, then: Callable[[float], float] = float) -> Measure:
    return Measure(float(then(float(values.mean())))) if len(values) else undefined(NO_NUMBER)
