"""Shapes with an area as planar geometry: polygons with holes, rotated boxes, ellipses, boxes.

Built on GEOS through shapely. Nothing is taken on trust: rings that cross themselves or each
other count by the even-odd rule, as a screen fills them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from concord.geometry.boxes import to_corners
from concord.geometry.even_odd import even_odd
from concord.geometry.oriented import Floats, Geometry, oriented_of, outlines

#: One shapely geometry in each place.
Areas = NDArray[np.object_]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

#: Areas looked up at once: each may meet all others.
_AREAS_AT_A_TIME = 100
#: Intersections held at once: some 1 kB each.
_PAIRS_AT_A_TIME = 50_000
#: With so many of the others an area is compared before those that meet enough are left out.
_OTHERS_AT_A_TIME = 100


def areas_of(kind: str, geometries: Sequence[Geometry]) -> Areas:
    """Valid areas (shapes,) of boxes, rotated boxes, ellipses or polygons.

    A shape without area (a zero side, all corners on a line) becomes one of area 0.
    """
    areas = np.empty(len(geometries), dtype=object)
    areas[:] = _built(kind, geometries)
    broken = ~shapely.is_valid(areas)
    areas[broken] = [even_odd(area) for area in areas[broken]]
    return areas


def _built(kind: str, geometries: Sequence[Geometry]) -> Sequence[object]:
    if kind == "polygon":
        return [_polygon(geometry) for geometry in geometries]
    if kind == "box":
        rows = [[one[key] for key in ("x", "y", "width", "height")] for one in geometries]
        corners = to_corners(np.array(rows, dtype=np.float64).reshape(-1, 4))
        boxes: list[object] = shapely.box(*corners.T).tolist()
        return boxes
    rings = outlines(kind, oriented_of(kind, geometries))
    polygons: list[object] = shapely.polygons(rings).tolist()
    return polygons


def _polygon(geometry: Geometry) -> object:
    rings = [ring for ring in (geometry["points"], *geometry["holes"]) if len(ring) >= 3]
    if len(geometry["points"]) < 3:
        return shapely.Polygon()
    return shapely.Polygon(rings[0], rings[1:])


def pairwise_area_iou(first: Areas, second: Areas) -> Floats:
    """Intersection over union of valid areas: (n,), (m,) -> (n, m), each in [0, 1].

    Two shapes whose union has no area share nothing: 0.0 (0 / 0 is undefined). Only shapes whose
    bounding boxes meet are intersected. Source: Jaccard 1912, on areas.
    """
    iou = np.zeros((len(first), len(second)), dtype=np.float64)
    if not iou.size:
        return iou
    rows, columns = shapely.STRtree(second).query(first)
    if first is second:
        return _with_each_other(first, rows, columns)
    iou[rows, columns] = _iou(first[rows], second[columns])
    return iou


def _with_each_other(areas: Areas, rows: Integers, columns: Integers) -> Floats:
    """As `pairwise_area_iou` of areas with themselves, at half the price."""
    iou = np.zeros((len(areas), len(areas)), dtype=np.float64)
    rows, columns = rows[rows < columns], columns[rows < columns]
    iou[rows, columns] = iou[columns, rows] = _iou(areas[rows], areas[columns])
    np.fill_diagonal(iou, shapely.area(areas) > 0)
    return iou


def area_pairs(
    areas: Areas, apart: Integers | None = None
) -> Iterator[tuple[Integers, Integers, Floats]]:
    """The pairs of valid areas that have anything in common, and their IoU above 0, some (pairs,)
    at a time.

    The numbers of `pairwise_area_iou`, of each pair once, without its table; in no order. Two of
    the same number in `apart` (areas,) are no pair. Bounds that meet say little of long lines that
    run side by side: what does not meet itself is not intersected.
    """
    tree = shapely.STRtree(areas)
    shapely.prepare(areas)
    for low in range(0, len(areas), _AREAS_AT_A_TIME):
        first, second = tree.query(areas[low : low + _AREAS_AT_A_TIME])
        first = first + low
        kept = first < second
        if apart is not None:
            kept &= apart[first] != apart[second]
        first, second = first[kept], second[kept]
        meets = shapely.intersects(areas[first], areas[second])
        first, second = first[meets], second[meets]
        for start in range(0, len(first), _PAIRS_AT_A_TIME):
            some = slice(start, start + _PAIRS_AT_A_TIME)
            iou = _iou(areas[first[some]], areas[second[some]])
            yield first[some][iou > 0], second[some][iou > 0], iou[iou > 0]


def meet_more_than(most: int, areas: Areas) -> Booleans:
    """Which of valid areas meet more than `most` of the others, (areas,).

    Time grows with the square of the areas that do not.
    """
    shapely.prepare(areas)
    bounds = shapely.bounds(areas)
    counts = np.zeros(len(areas), dtype=np.int64)
    left = np.arange(len(areas))
    for low in range(1, len(areas), _OTHERS_AT_A_TIME):
        steps = np.arange(low, min(low + _OTHERS_AT_A_TIME, len(areas)))
        first = np.repeat(left, len(steps))
        second = (left[:, None] + steps).ravel() % len(areas)
        one, other = bounds[first], bounds[second]
        near = (one[:, :2] <= other[:, 2:]) & (one[:, 2:] >= other[:, :2])
        first, second = first[near.all(axis=1)], second[near.all(axis=1)]
        meets = shapely.intersects(areas[first], areas[second])
        counts += np.bincount(first[meets], minlength=len(areas))
        left = left[counts[left] <= most]
    return counts > most


def _iou(first: Areas, second: Areas) -> Floats:
    """Of each area with the one in the same place, (n,) twice -> (n,)."""
    shared = shapely.area(shapely.intersection(first, second))
    union = shapely.area(first) + shapely.area(second) - shared
    ratio = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    # Overlays round: two equal shapes may seem to share more than they are.
    found: Floats = np.minimum(ratio, 1.0)
    return found
