"""Where is the object and how is it turned? Rotated boxes and ellipses from several.

Five numbers a shape: the centre in shares of the object's size (the square root of width times
height), the logarithms of the sizes, and the turn. Averaged number by number, see `vectors`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from concord.geometry.oriented import Geometry, oriented_of, to_geometry
from concord.shapes.fusion.members import Floats, Fused, Members, are_equal, have_extent, sums_by
from concord.shapes.fusion.quality import GeometryModel, Habit, geometry_prior
from concord.shapes.fusion.vectors import Vectors, fit_vectors, fuse_vectors

_QUARTER = np.pi / 2.0
#: Strangers are off by a seventh in everything.
_PRIOR = geometry_prior(0.02, 0.02, 0.02, 0.02, 0.02)

#: Rows (clusters, 5) of the fused shapes, and the mean share of their area that is lost to each
#: standard deviation of error, summed up, (clusters,).
_RowsOf = Callable[[GeometryModel, Members], tuple[Floats, Floats]]


class RotatedBoxFusion:
    """Rotated boxes: centre, log width, log height, angle.

    Width and height swap with every quarter turn, so everybody's box is first turned by quarters
    next to a common direction, which the fourfold angles have for their mean.
    """

    #: A log-size moves either side by half of the size.
    habit = Habit((0.0, 0.0, 0.25, 0.25, 0.0), (0.5, 0.5, 0.125, 0.125, 0.0))

    def prior(self) -> GeometryModel:
        """What holds before anything is learnt."""
        return _PRIOR

    def fit(self, members: Members, exists: Floats, start: GeometryModel | None) -> GeometryModel:
        """Looseness in width and height, and scatter, see `fit_vectors`."""
        has_extent = _have_extent(members)
        members, exists = members.of_clusters(has_extent), exists[has_extent]
        return fit_vectors(members, _box_vectors(members), exists, start)

    def fuse(self, model: GeometryModel, members: Members, frames: Floats) -> Fused:
        """Boxes with the direction that most drew, their centres in the picture."""
        return _fuse(self._rows, model, members, frames)

    @staticmethod
    def _rows(model: GeometryModel, members: Members) -> tuple[Floats, Floats]:
        numbers, sigma = fuse_vectors(model, members, _box_vectors(members))
        rows = np.concatenate(
            [numbers[:, :2], np.exp(numbers[:, 2:4]), np.rad2deg(numbers[:, 4:])], axis=1
        )
        width, height = rows[:, 2], rows[:, 3]
        size = np.sqrt(width * height)
        # What a small error takes away of the area, to first order: both sides of a shift, one
        # for each log-size, and of a turn a quarter of each side's length on either end.
        shift = 2.0 * sigma[:, 0] * size / width + 2.0 * sigma[:, 1] * size / height
        turn = sigma[:, 4] * (width**2 + height**2) / (2.0 * width * height)
        return rows, shift + sigma[:, 2] + sigma[:, 3] + turn


class EllipseFusion:
    """Ellipses: centre, mean log-radius, and the elongation along the doubled angle.

    The last two are half the difference of the log-radii times cosine and sine of the doubled
    angle: a circle has none, so its angle, which means nothing, has no say.
    """

    #: A log-size moves either side by half of the size.
    habit = Habit((0.0, 0.0, 0.5, 0.0, 0.0), (0.5, 0.5, 0.25, 0.0, 0.0))

    def prior(self) -> GeometryModel:
        """What holds before anything is learnt."""
        return _PRIOR

    def fit(self, members: Members, exists: Floats, start: GeometryModel | None) -> GeometryModel:
        """Looseness in size, and scatter, see `fit_vectors`."""
        has_extent = _have_extent(members)
        members, exists = members.of_clusters(has_extent), exists[has_extent]
        return fit_vectors(members, _ellipse_vectors(members), exists, start)

    def fuse(self, model: GeometryModel, members: Members, frames: Floats) -> Fused:
        """Ellipses with the direction that most drew, their centres in the picture."""
        return _fuse(self._rows, model, members, frames)

    @staticmethod
    def _rows(model: GeometryModel, members: Members) -> tuple[Floats, Floats]:
        numbers, sigma = fuse_vectors(model, members, _ellipse_vectors(members))
        longer = np.hypot(numbers[:, 3], numbers[:, 4])
        angle = np.arctan2(numbers[:, 4], numbers[:, 3]) / 2.0
        rows = np.column_stack(
            [
                numbers[:, :2],
                np.exp(numbers[:, 2] + longer),
                np.exp(numbers[:, 2] - longer),
                np.rad2deg(angle),
            ]
        )
        # As for boxes; an ellipse's rim lies 2 / pi of its radius from its axis on average.
        size = 2.0 * np.sqrt(rows[:, 2] * rows[:, 3])
        shift = (2.0 / np.pi) * size * (sigma[:, 0] / rows[:, 2] + sigma[:, 1] / rows[:, 3])
        stretch = (4.0 / np.pi) * (sigma[:, 3] + sigma[:, 4]) / 2.0
        return rows, shift + 2.0 * sigma[:, 2] + stretch


def _have_extent(members: Members) -> NDArray[np.bool_]:
    return have_extent(members, oriented_of(members.kind, members.geometries)[:, 2:4])


def _fuse(rows_of: _RowsOf, model: GeometryModel, members: Members, frames: Floats) -> Fused:
    """Shapes without area, and equal ones, stay as they were drawn; the former fit nothing."""
    starts = members.starts[:-1]
    geometries: list[Geometry] = [members.geometries[row] for row in starts.tolist()]
    expected = np.zeros(members.cluster_count)
    has_extent = _have_extent(members)
    sound = members.of_clusters(has_extent)
    rows, loss = rows_of(model, sound)
    expected[has_extent] = np.exp(-np.sqrt(2.0 / np.pi) * loss)
    rows = _facing(rows, sound)
    rows[:, :2] = np.clip(rows[:, :2], 0.0, frames[has_extent])
    is_drawn = are_equal(members)[has_extent]
    for place, cluster in enumerate(np.flatnonzero(has_extent).tolist()):
        if not is_drawn[place]:
            geometries[cluster] = to_geometry(members.kind, rows[place])
    return Fused(geometries, expected)


def _box_vectors(members: Members) -> Vectors:
    rows = oriented_of(members.kind, members.geometries)
    angle = np.deg2rad(rows[:, 4])
    by_cluster = sums_by(members.cluster, members.cluster_count)
    common = np.arctan2(by_cluster @ np.sin(4.0 * angle), by_cluster @ np.cos(4.0 * angle)) / 4.0
    quarters = np.round((common[members.cluster] - angle) / _QUARTER)
    is_swapped = quarters % 2 == 1
    sizes = np.log(np.where(is_swapped[:, None], rows[:, [3, 2]], rows[:, 2:4]))
    values = np.column_stack([rows[:, :2], sizes, angle + quarters * _QUARTER])
    return Vectors(values, _box_spans, RotatedBoxFusion.habit.outward, _PRIOR)


def _box_spans(numbers: Floats) -> Floats:
    size = np.exp((numbers[:, 2] + numbers[:, 3]) / 2.0)
    one = np.ones_like(size)
    return np.column_stack([size, size, one, one, one])


def _ellipse_vectors(members: Members) -> Vectors:
    rows = oriented_of(members.kind, members.geometries)
    logs, angle = np.log(rows[:, 2:4]), np.deg2rad(rows[:, 4])
    longer = (logs[:, 0] - logs[:, 1]) / 2.0
    values = np.column_stack(
        [
            rows[:, :2],
            logs.mean(axis=1),
            longer * np.cos(2.0 * angle),
            longer * np.sin(2.0 * angle),
        ]
    )
    return Vectors(values, _ellipse_spans, EllipseFusion.habit.outward, _PRIOR)


def _ellipse_spans(numbers: Floats) -> Floats:
    size = 2.0 * np.exp(numbers[:, 2])
    one = np.ones_like(size)
    return np.column_stack([size, size, one, one, one])


def _facing(rows: Floats, members: Members) -> Floats:
    """The same shapes (clusters, 5), turned by quarters to face as most of their members do."""
    drawn = oriented_of(members.kind, members.geometries)[:, 4]
    quarters = np.round((drawn - rows[members.cluster, 4]) / 90.0).astype(np.int64) % 4
    counts = np.zeros((members.cluster_count, 4), dtype=np.int64)
    np.add.at(counts, (members.cluster, quarters), 1)
    chosen = counts.argmax(axis=1)
    turned = rows.copy()
    turned[:, 4] += 90.0 * chosen
    is_swapped = chosen % 2 == 1
    turned[is_swapped, 2:4] = rows[is_swapped][:, [3, 2]]
    return turned
