"""The smallest upright box round each shape of one kind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from concord.geometry.boxes import Boxes, from_corners
from concord.geometry.lines import points_of
from concord.geometry.oriented import Geometry, oriented_of, outlines

_SIDES = ("x", "y", "width", "height")


def bounds_of(kind: str, geometries: Sequence[Geometry]) -> Boxes:
    """Rows of x, y, width, height in pixels, (shapes, 4), whatever the kind.

    For masks the window. An ellipse is bounded to one part in a thousand.
    """
    if kind in ("box", "mask"):
        rows = [[float(one[side]) for side in _SIDES] for one in geometries]
        return np.array(rows, dtype=np.float64).reshape(-1, 4)
    if kind in ("rotated_box", "ellipse"):
        corners = outlines(kind, oriented_of(kind, geometries))
        return from_corners(np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1))
    if kind == "keypoints":
        places = [
            [(point["x"], point["y"]) for point in one["points"].values()] for one in geometries
        ]
        return _round(places)
    return _round([points_of(one).tolist() for one in geometries])


def _round(places: Sequence[Sequence[Sequence[float]]]) -> Boxes:
    points = shapely.multipoints(
        np.array([point for several in places for point in several], dtype=np.float64),
        indices=np.repeat(np.arange(len(places)), [len(several) for several in places]),
    )
    return from_corners(shapely.bounds(points).reshape(-1, 4))
