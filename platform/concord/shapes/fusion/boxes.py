"""Where is the object? One box from several, each side by itself.

Components: left, top, right, bottom; horizontal sides in shares of the object's width, vertical
ones of its height.
"""

from __future__ import annotations

import numpy as np

from concord.geometry.boxes import Boxes, from_corners, to_corners
from concord.shapes.fusion.members import Floats, Fused, Members, have_extent
from concord.shapes.fusion.quality import GeometryModel, Habit, geometry_prior
from concord.shapes.fusion.vectors import Vectors, fit_vectors, fuse_vectors, medians

_SIDES = ("x", "y", "width", "height")


#: Strangers are off by a seventh of the size on each side.
_PRIOR = geometry_prior(0.02, 0.02, 0.02, 0.02)


class BoxFusion:
    """Upright boxes."""

    habit = Habit((-0.25, -0.25, 0.25, 0.25), (0.25, 0.25, 0.25, 0.25))

    def prior(self) -> GeometryModel:
        """What holds before anything is learnt."""
        return _PRIOR

    def fit(self, members: Members, exists: Floats, start: GeometryModel | None) -> GeometryModel:
        """Looseness and scatter of each side, see `fit_vectors`."""
        has_extent = have_extent(members, _extents(_boxes(members)))
        members = members.of_clusters(has_extent)
        return fit_vectors(members, _vectors(members), exists[has_extent], start)

    def fuse(self, model: GeometryModel, members: Members, frames: Floats) -> Fused:
        """Boxes that end at the picture's edges, `frames` (clusters, 2) in pixels.

        The expected IoU follows from the variance of the mean: to first order each side takes
        away its mean absolute error, so it is exp(-sum of sqrt(2 / pi) * sigma). A box without
        area stays as it was drawn, and is expected to fit nothing.
        """
        drawn = _boxes(members)
        has_extent = have_extent(members, _extents(drawn))
        boxes, expected = drawn[members.starts[:-1]], np.zeros(members.cluster_count)
        sound = members.of_clusters(has_extent)
        vectors = _vectors(sound)
        corners, sigma = fuse_vectors(model, sound, vectors)
        inside = _inside(corners, medians(sound, vectors.values), frames[has_extent])
        boxes[has_extent] = from_corners(inside)
        expected[has_extent] = np.exp(-np.sqrt(2.0 / np.pi) * sigma.sum(axis=1))
        return Fused([dict(zip(_SIDES, row, strict=True)) for row in boxes.tolist()], expected)


def _boxes(members: Members) -> Boxes:
    rows = [[float(one[side]) for side in _SIDES] for one in members.geometries]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def _extents(boxes: Boxes) -> Floats:
    """Width and height as corners have them: 0 where a place is too far off to tell them apart."""
    return _spans(to_corners(boxes))[:, :2]


def _vectors(members: Members) -> Vectors:
    return Vectors(to_corners(_boxes(members)), _spans, BoxFusion.habit.outward, _PRIOR)


def _spans(corners: Boxes) -> Floats:
    """Width, height, width, height of each box."""
    size = corners[:, 2:] - corners[:, :2]
    return np.concatenate([size, size], axis=1)


def _inside(corners: Boxes, drawn: Boxes, frames: Floats) -> Boxes:
    """Corners (n, 4) within the picture: no object goes on where the picture ends.

    A box that correction moved out altogether stays where its drawers had it.
    """
    inside: Boxes = np.clip(corners, 0.0, np.tile(frames, 2))
    is_gone = (inside[:, 2:] <= inside[:, :2]).any(axis=1)
    inside[is_gone] = drawn[is_gone]
    return inside
