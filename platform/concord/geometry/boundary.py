"""How far is one outline from another, in pixels?"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from concord.geometry.areas import areas_of
from concord.geometry.lines import points_of
from concord.geometry.oriented import Geometry
from concord.geometry.rle import decode

Floats = NDArray[np.float64]

#: Points along an outline: at 4,000 px round a shape, one every 10 px.
SAMPLES = 400


def boundary_error_px(kind: str, own: Geometry, known: Geometry) -> float | None:
    """The mean distance of two outlines: of points along each to the other, both ways averaged.

    The symmetric mean absolute surface distance of medical segmentation (Heimann et al. 2009).
    Lines are their own outline; of masks the pixels at the edge are. Of keypoints, the mean
    distance of the points both have. None where there is nothing to measure. At least 0, in pixels.
    """
    if kind == "keypoints":
        return _keypoint_error_px(own["points"], known["points"])
    first, second = _outline(kind, own), _outline(kind, known)
    if shapely.is_empty(first) or shapely.is_empty(second):
        return None
    there = shapely.distance(_along(first), second)
    back = shapely.distance(_along(second), first)
    return float((there.mean() + back.mean()) / 2)


def _outline(kind: str, geometry: Geometry) -> Any:  # Any: Shapely's geometries have no types
    if kind == "polyline":
        return shapely.linestrings(points_of(geometry))
    if kind == "mask":
        return shapely.multipoints(_edge_pixels(geometry))
    return shapely.boundary(areas_of(kind, [geometry])[0])


def _along(outline: Any) -> NDArray[np.object_]:  # Any: as above
    """Evenly spaced points; of a set of points, some of them in even steps."""
    points = shapely.get_parts(outline)
    if shapely.get_type_id(points[0]) == shapely.GeometryType.POINT:
        step = max(1, len(points) // SAMPLES)
        return np.asarray(points[::step])
    lengths = shapely.length(points)
    shares = np.maximum(1, np.round(SAMPLES * lengths / max(lengths.sum(), 1e-9))).astype(int)
    return np.concatenate(
        [
            shapely.line_interpolate_point(part, np.linspace(0, 1, n + 1), normalized=True)
            for part, n in zip(points, shares, strict=True)
        ]
    )


def _edge_pixels(geometry: Geometry) -> Floats:
    """Centres of set pixels beside one that is not set, (n, 2) in image pixels."""
    pixels = decode(geometry["counts"], geometry["width"], geometry["height"])
    padded = np.pad(pixels.astype(bool), 1)
    inner = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    rows, columns = np.nonzero(padded[1:-1, 1:-1] & ~inner)
    return np.column_stack([columns + geometry["x"] + 0.5, rows + geometry["y"] + 0.5])


def _keypoint_error_px(own: Geometry, known: Geometry) -> float | None:
    shared = own.keys() & known.keys()
    if not shared:
        return None
    away = [
        np.hypot(own[key]["x"] - known[key]["x"], own[key]["y"] - known[key]["y"]) for key in shared
    ]
    return float(np.mean(away))
