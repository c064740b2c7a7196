"""One place from several people's: a geometric median that trusts the careful more.

It begins at the geometric median with weights 1 / scatter (Weiszfeld 1937, smoothed within a
person's own scatter, so that two people meet between their places), which no slip drags away, and
goes on to the nearest centre of a Student distribution of two dimensions around it (Lange, Little
and Taylor 1989), which leaves slips out and averages the rest with weight 1 / scatter squared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from concord.shapes.fusion.members import Floats, Integers, sums_by
from concord.shapes.fusion.quality import (
    LEAST_VARIANCE,
    shrunk_variances,
)

#: The degrees of freedom of the scatter: one mark in some dozens is a slip.
_FREEDOM = 4.0
_MEDIAN_ITERATIONS = 20
_ITERATIONS = 100
_TOLERANCE = 1e-7
_FIT_ITERATIONS = 40
#: Of the scatter, which the expected fit is made of: a variance is a small number.
_FIT_TOLERANCE = 2e-5


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Places (rows, 2) in pixels; `group` (rows,) says which are one, `person` whose each is.

    `span_px` (groups,) is the object's size, by which errors are measured; every group has a row.
    """

    values: Floats
    group: Integers
    person: Integers
    span_px: Floats


def fused_places(places: Places, variance: Floats) -> tuple[Floats, Floats]:
    """The place of each group, (groups, 2) in pixels, and its variance per axis, (groups,), in
    shares of the span squared; `variance` (rows,) is that of the person, in the same unit."""
    by_group = sums_by(places.group, len(places.span_px))
    centers = _mean(by_group, places.values, 1.0 / variance)
    for _ in range(_MEDIAN_ITERATIONS):
        squared = _away(places, centers) ** 2
        weights = 1.0 / np.sqrt(variance * (variance + squared))
        centers = _mean(by_group, places.values, weights)
    weights = _trust(places, centers, variance) / variance
    for _ in range(_ITERATIONS):
        updated = _mean(by_group, places.values, weights)
        moved = np.abs(updated - centers).max(axis=1, initial=0.0) / places.span_px
        centers = updated
        weights = _trust(places, centers, variance) / variance
        if not moved.size or moved.max() < _TOLERANCE:
            break
    return centers, 1.0 / (by_group @ weights)


def fit_places(places: Places, variance: Floats, taught: Floats) -> tuple[Floats, Floats]:
    """Everybody's variance per axis (people,) and the population's (1,), in shares of the span
    squared: by alternating with the places they imply, beginning at `variance` (people,).
    `taught` (rows,) weighs the rows, and is 0 in groups of one place; its sum is above 0.
    """
    population = np.zeros(1)
    for _ in range(_FIT_ITERATIONS):
        own = variance[places.person]
        centers, of_center = fused_places(places, own)
        away = _away(places, centers)
        squares = away**2 / 2.0 * _trust(places, centers, own)
        # A person's place has pulled the common one towards itself.
        share = np.minimum(of_center[places.group] / own, 0.8)
        found, population = shrunk_variances(
            places.person, len(variance), (squares / (1.0 - share))[:, None], taught
        )
        moved = np.abs(np.sqrt(found[:, 0]) - np.sqrt(variance)).max()
        variance = found[:, 0]
        if moved < _FIT_TOLERANCE:
            break
    return np.maximum(variance, LEAST_VARIANCE), population


def _mean(by_group: sparse.csr_array, values: Floats, weights: Floats) -> Floats:
    means: Floats = (by_group @ (weights[:, None] * values)) / (by_group @ weights)[:, None]
    return means


def _away(places: Places, centers: Floats) -> Floats:
    """Distances from the common place, (rows,), in shares of the span."""
    across = places.values - centers[places.group]
    away: Floats = np.hypot(across[:, 0], across[:, 1]) / places.span_px[places.group]
    return away


def _trust(places: Places, centers: Floats, variance: Floats) -> Floats:
    """The weight of a place under a Student distribution, (rows,), at most (f + 2) / f."""
    weights: Floats = (_FREEDOM + 2.0) / (_FREEDOM + _away(places, centers) ** 2 / variance)
    return weights
