"""How far does each person's outline lie from the others'? Looseness and scatter of areas.

One component: the distance of the outline from the object's, outwards positive, in shares of the
square root of the object's area.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from concord.shapes.fusion.members import Floats, Integers, Members
from concord.shapes.fusion.quality import GeometryModel, geometry_prior
from concord.shapes.fusion.vectors import Vectors, fit_vectors

#: Places along an outline at which distances are taken.
PLACES = 32
#: More objects than this teach nothing new about people, and cost time.
_MOST_OBJECTS = 600
#: Outlines of strangers are off by a fourteenth of the square root of the area.
PRIOR = geometry_prior(0.005)
#: A member that has less than this in common with the medoid drew something else.
_LEAST_IOU = 0.5

#: (first row, last row + 1) of a cluster -> distances (members, PLACES) in shares of the size,
#: of each outline from one and the same; None for a cluster that has no size.
Measured = Callable[[int, int], Floats | None]


def fit_offsets(
    members: Members, exists: Floats, start: GeometryModel | None, measure: Measured
) -> GeometryModel:
    """Everybody's looseness and scatter from outlines of one object: `exists` (clusters,).

    Every object counts once, however many places are measured on it. Objects beyond the first
    some hundred are left out evenly. Without an object that two drew the prior is returned.
    """
    chosen = np.flatnonzero((members.sizes >= 2) & (exists > 0))
    step = -(-len(chosen) // _MOST_OBJECTS) or 1
    starts = members.starts
    values: list[Floats] = []
    people: list[Integers] = []
    places: list[Integers] = []
    weights: list[Floats] = []
    for cluster in chosen[::step].tolist():
        rows = slice(int(starts[cluster]), int(starts[cluster + 1]))
        offsets = measure(rows.start, rows.stop)
        if offsets is None:
            continue
        values.append(offsets.T.ravel())
        people.append(np.tile(members.annotator[rows], PLACES))
        places.append(np.repeat(np.arange(PLACES) + PLACES * len(places), len(offsets)))
        weights.append(np.full(PLACES, exists[cluster] / PLACES))
    if not values:
        return PRIOR
    as_members = Members(
        members.kind, (), np.concatenate(places), np.concatenate(people), members.annotators
    )
    vectors = Vectors(np.concatenate(values)[:, None], np.ones_like, (1.0,), PRIOR)
    return fit_vectors(as_members, vectors, np.concatenate(weights), start)


def expected_iou(
    model: GeometryModel, annotators: tuple[str, ...], perimeter_px: float, area_px: float
) -> float:
    """The IoU to expect of an outline made by these people, in (0, 1], uncalibrated.

    The outline is off by the standard deviation of a mean weighted by precision; to first order
    a boundary that is off by its mean absolute error takes away this much of the area.
    """
    precision = float((1.0 / model.variances(annotators)).sum())
    sigma = np.sqrt(area_px / precision)
    return float(np.exp(-np.sqrt(2.0 / np.pi) * sigma * perimeter_px / area_px))


def trimmed(similarity: Floats) -> Integers:
    """Which members an outline is made of: those within IoU .5 of the medoid, (n, n) -> rows.

    The medoid is the member most similar to all (the first among equals). Of two members none
    is the outlier.
    """
    medoid = int(similarity.sum(axis=1).argmax())
    if len(similarity) < 3:
        return np.arange(len(similarity))
    return np.flatnonzero(similarity[medoid] >= _LEAST_IOU)
