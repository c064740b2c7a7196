"""Where does the line run? One open line from several.

One component: the variance of a person's line per axis, in shares of the diagonal of its bounding
box squared.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from concord.geometry.lines import STRIP_SHARE, points_of, strip_radius_px
from concord.geometry.oriented import Geometry
from concord.shapes.fusion.members import Floats, Fused, Members, are_equal
from concord.shapes.fusion.places import Places, fit_places, fused_places
from concord.shapes.fusion.quality import GeometryModel, Habit, geometry_prior, model_of

#: Places along a line at equal lengths of arc.
_PLACES = 64
#: A fused line is simplified by this share of the diagonal.
_TOLERANCE_SHARE = 0.002


#: Strangers are off by a fiftieth of the diagonal.
_PRIOR = geometry_prior(0.0004)


class LineFusion:
    """Open lines."""

    habit = Habit((), (1.0,))

    def prior(self) -> GeometryModel:
        """What holds before anything is learnt."""
        return _PRIOR

    def fit(self, members: Members, exists: Floats, start: GeometryModel | None) -> GeometryModel:
        """Scatter; every object counts once. Without lines that two drew, the prior."""
        people = len(members.annotators)
        taught = np.repeat((exists * (members.sizes >= 2))[members.cluster] / _PLACES, _PLACES)
        if taught.sum() <= 0:
            return _PRIOR
        first = (start or _PRIOR).variances(members.annotators)[:, 0]
        scatter, population = fit_places(_places(members), first, taught)
        return model_of(members.annotators, np.zeros((people, 1)), scatter[:, None], population)

    def fuse(self, model: GeometryModel, members: Members, frames: Floats) -> Fused:
        """Places at equal lengths of arc, each by `fused_places`, simplified.

        Lines run in the direction of the first member; equal ones stay as they were drawn.
        `frames` plays no part. Two strips of half width r apart by e share (2 r - e) / (2 r + e).
        """
        variance = model.variances(members.annotators)[:, 0]
        places = _places(members)
        centers, spread = fused_places(places, variance[places.person])
        along = centers.reshape(-1, _PLACES, 2)
        starts = members.starts.tolist()
        geometries = [
            members.geometries[starts[cluster]] if is_equal else _simplified(along[cluster])
            for cluster, is_equal in enumerate(are_equal(members).tolist())
        ]
        apart = np.sqrt(2.0 / np.pi) * np.sqrt(spread.reshape(-1, _PLACES).mean(axis=1))
        shared = np.maximum(2.0 * STRIP_SHARE - apart, 0.0) / (2.0 * STRIP_SHARE + apart)
        return Fused(geometries, shared)


def _places(members: Members) -> Places:
    """Row by row the places of each line, in the direction of its cluster's first line."""
    drawn = [points_of(geometry) for geometry in members.geometries]
    first_rows = members.starts[:-1][members.cluster].tolist()
    along = [_resampled(points) for points in drawn]
    facing = [_facing(one, along[first]) for one, first in zip(along, first_rows, strict=True)]
    diagonals = np.array([strip_radius_px(points) / STRIP_SHARE for points in drawn])
    sums = np.bincount(members.cluster, weights=diagonals, minlength=members.cluster_count)
    size = sums / members.sizes
    # A line that is one place has no size; it lies in a cluster of its own, and errs by nothing.
    span = np.where(size > 0, size, 1.0)
    steps = np.arange(_PLACES)
    return Places(
        values=np.array(facing, dtype=np.float64).reshape(-1, 2),
        group=(members.cluster[:, None] * _PLACES + steps).ravel(),
        person=np.repeat(members.annotator, _PLACES),
        span_px=np.repeat(span, _PLACES),
    )


def _resampled(points: Floats) -> Floats:
    """(points, 2) -> (places, 2) at equal lengths of arc, both ends among them."""
    lengths = np.hypot(*np.diff(points, axis=0).T)
    at = np.concatenate([[0.0], np.cumsum(lengths)])
    wanted = np.linspace(0.0, at[-1], _PLACES)
    return np.stack([np.interp(wanted, at, column) for column in points.T], axis=1)


def _facing(line: Floats, reference: Floats) -> Floats:
    """The same line in the direction that lies nearer to the reference."""
    there = np.hypot(*(line - reference).T).sum()
    back = np.hypot(*(line[::-1] - reference).T).sum()
    return line if there <= back else line[::-1]


def _simplified(along: Floats) -> Geometry:
    tolerance = _TOLERANCE_SHARE * strip_radius_px(along) / STRIP_SHARE
    line = shapely.simplify(shapely.LineString(along), tolerance)
    points: Sequence[Sequence[float]] = shapely.get_coordinates(line).tolist()
    return {"points": [list(point) for point in points]}
