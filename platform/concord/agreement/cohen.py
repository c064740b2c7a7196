"""Cohen's kappa: how far two people agree, plain or weighted."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

import numpy as np

from concord.agreement.bootstrap import Figure, Quotient, Resampling, measure_figures
from concord.agreement.ratings import Floats, Integers, Ratings
from concord.agreement.statistics import add_up
from concord.measure import Measure


def nominal_distances(labels: int) -> Floats:
    """Every other label is as far as any: (labels, labels), 0 or 1."""
    return 1.0 - np.eye(labels)


def linear_distances(labels: int) -> Floats:
    """As many as there are steps between two labels: (labels, labels) (Cicchetti 1971)."""
    place = np.arange(labels, dtype=np.float64)
    return np.abs(place[:, None] - place)


def quadratic_distances(labels: int) -> Floats:
    """The steps squared: (labels, labels) (Fleiss and Cohen 1973)."""
    return linear_distances(labels) ** 2


def cohen_kappa(
    ratings: Ratings, first: Hashable, second: Hashable, distances: Floats, by: Resampling
) -> Measure:
    """1 - (observed distance) / (distance of the two people's labels met by chance): at most 1.

    `distances` (labels, labels) float64, 0 or more, 0 from a label to itself; only their
    proportions matter. With `nominal_distances` it is the kappa of Cohen 1960, else the weighted
    kappa of Cohen 1968. Over the units that both rated; `n` is the number of images with one.
    Undefined when chance gives no distance: both gave one and the same label. Raises ValueError
    for somebody who rated nothing, and for distances that are none.
    """
    width = len(ratings.classes)
    if distances.shape != (width, width) or (distances < 0).any() or distances.trace() != 0:
        raise ValueError("Distances are 0 or more for each pair of labels, and 0 for equal ones.")
    unit, one, other = _shared(ratings, ratings.people.index(first), ratings.people.index(second))
    cells, cell = np.unique(one * max(1, width) + other, return_inverse=True)
    image = ratings.images[unit]
    rows = add_up([(image, cell, np.ones(len(unit)))], shape=(ratings.image_count, len(cells)))
    rated, met = np.divmod(cells, max(1, width))
    figure = Figure(
        partial(_quotient, first=rated, second=met, distances=distances),
        "Both gave the same label to everything.",
        n=len(np.unique(image)),
    )
    return measure_figures(rows, [figure], by)[0]


def _quotient(totals: Floats, first: Integers, second: Integers, distances: Floats) -> Quotient:
    """Chance less observed distance, and chance: (draws,), for totals (draws, cells)."""
    chosen = np.eye(len(distances))
    expected = ((totals @ chosen[first] @ distances) * (totals @ chosen[second])).sum(axis=1)
    n = totals.sum(axis=1)
    chance = np.zeros_like(n)
    np.divide(expected, n, out=chance, where=n > 0)
    return chance - totals @ distances[first, second], chance


def _shared(ratings: Ratings, first: int, second: int) -> tuple[Integers, Integers, Integers]:
    """The units that both rated, and what each called them: (units,) thrice."""
    mine = np.flatnonzero(ratings.annotators == first)
    theirs = np.flatnonzero(ratings.annotators == second)
    units, at, other = np.intersect1d(
        ratings.units[mine], ratings.units[theirs], assume_unique=True, return_indices=True
    )
    return units, ratings.labels[mine[at]], ratings.labels[theirs[other]]
