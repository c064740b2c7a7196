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
from concord.geometry.coarse import cells_inside, shared_cells, side_for
from concord.geometry.crossings import count_meeting, edges_of, shared_area
from concord.geometry.even_odd import even_odd
from concord.geometry.oriented import Floats, Geometry, oriented_of, outlines
from concord.geometry.work import MOST_TABLE_US, TooManyAlike, Work

#: One shapely geometry in each place.
Areas = NDArray[np.object_]
Integers = NDArray[np.int64]
Small = NDArray[np.int32]
Booleans = NDArray[np.bool_]

#: Areas looked up at once: each may meet all others.
_AREAS_AT_A_TIME = 100
#: Areas are intersected so many at once that no more edges cross than this, some 300 MB, if every
#: edge of one crossed every second of the other: reckoned before the next.
_CROSSINGS_AT_A_TIME = 250_000
#: Two areas whose edges may cross more often than that are intersected if they meet less often than
#: this, some half a second; otherwise what they share is got from their edges.
_MOST_CROSSINGS = 20_000
#: With so many of the others an area is compared before those that meet enough are left out.
_OTHERS_AT_A_TIME = 100


def areas_of(kind: str, geometries: Sequence[Geometry], work: Work | None = None) -> Areas:
    """Valid areas (shapes,) of boxes, rotated boxes, ellipses or polygons.

    A shape without area (a zero side, all corners on a line) becomes one of area 0. What rings
    that cross themselves cost is reckoned as `work`. Raises TooTangled, where one does so more than
    MOST_CROSSINGS times, and TooManyAlike.
    """
    areas = np.empty(len(geometries), dtype=object)
    areas[:] = _built(kind, geometries)
    broken = ~shapely.is_valid(areas)
    areas[broken] = [even_odd(area, work) for area in areas[broken]]
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


def pairwise_area_iou(first: Areas, second: Areas, work: Work | None = None) -> Floats:
    """Intersection over union of valid areas: (n,), (m,) -> (n, m), each in [0, 1].

    Two shapes whose union has no area share nothing: 0.0 (0 / 0 is undefined). Only shapes whose
    bounding boxes meet are intersected, those of fewest edges first. Once that was more `work` than
    may be (MOST_TABLE_US), the others are held against each other on a grid. Source: Jaccard 1912,
    on areas.
    """
    iou = np.zeros((len(first), len(second)), dtype=np.float64)
    if not iou.size:
        return iou
    work = work or Work(MOST_TABLE_US)
    rows, columns = shapely.STRtree(second).query(first)
    if first is second:
        return _with_each_other(first, rows, columns, work)
    iou[rows, columns] = _within(work, first, rows, second, columns)
    return iou


def _with_each_other(areas: Areas, rows: Integers, columns: Integers, work: Work) -> Floats:
    """As `pairwise_area_iou` of areas with themselves, at half the price."""
    iou = np.zeros((len(areas), len(areas)), dtype=np.float64)
    rows, columns = rows[rows < columns], columns[rows < columns]
    iou[rows, columns] = iou[columns, rows] = _within(work, areas, rows, areas, columns)
    np.fill_diagonal(iou, shapely.area(areas) > 0)
    return iou


def _within(work: Work, first: Areas, rows: Integers, second: Areas, columns: Integers) -> Floats:
    """The IoU of `first[rows]` with `second[columns]`, (pairs,): exact as long as the work lasts,
    then on a grid."""
    found = np.zeros(len(rows))
    one, other = (shapely.get_num_coordinates(areas) for areas in (first, second))
    crossings = one[rows] * other[columns] // 4
    order = np.argsort(crossings, kind="stable")
    is_cut = np.diff(np.cumsum(crossings[order]) // _CROSSINGS_AT_A_TIME) > 0
    is_cut |= np.diff(np.frexp(crossings[order])[1] // 2) > 0  # no simple pair beside a tangle
    parts = np.split(order, np.flatnonzero(is_cut) + 1)
    for at, some in enumerate(parts):
        here, there = rows[some], columns[some]
        try:
            work.add(_intersection_us(one[here] + other[there]))
            found[some] = _iou(first[here], second[there], work)
        except TooManyAlike:
            left = np.concatenate(parts[at:])
            found[left] = _iou_on_a_grid(first, rows[left], second, columns[left])
            break
    return found


def _iou_on_a_grid(first: Areas, rows: Integers, second: Areas, columns: Integers) -> Floats:
    """The same by the cells of a grid round all of them, (pairs,); 0.0 of what covers no middle of
    a cell. Two equal areas that do are 1.0."""
    own, row = np.unique(rows, return_inverse=True)
    others, column = np.unique(columns, return_inverse=True)
    frame = tuple(shapely.total_bounds(np.concatenate([first[own], second[others]])).tolist())
    if frame[0] == frame[2] or frame[1] == frame[3]:
        return np.zeros(len(rows))  # nothing has an area
    side = side_for(len(own), len(others))
    one, other = (
        np.stack([cells_inside(edges_of(area), frame, side) for area in areas])
        for areas in (first[own], second[others])
    )
    shared = shared_cells(one, other)[row, column]
    union = one.sum(axis=1)[row] + other.sum(axis=1)[column] - shared
    iou: Floats = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    return iou


def area_pairs(
    areas: Areas, apart: Integers | None = None, work: Work | None = None
) -> Iterator[tuple[Integers, Integers, Floats]]:
    """The pairs of valid areas that have anything in common, and their IoU above 0, some (pairs,)
    at a time.

    The numbers of `pairwise_area_iou`, of each pair once, without its table; in no order. Two of
    the same number in `apart` (areas,) are no pair. Bounds that meet say little of long lines that
    run side by side: what does not meet itself is not intersected, and before anything is
    intersected, the `work` of all that meets is reckoned. Raises TooManyAlike.
    """
    work = work or Work()
    size = shapely.get_num_coordinates(areas)
    for first, second in list(_meeting(areas, apart, size, work)):
        iou = _iou(areas[first], areas[second], work)
        kept = iou > 0
        yield first[kept].astype(np.int64), second[kept].astype(np.int64), iou[kept]


def _meeting(
    areas: Areas, apart: Integers | None, size: Integers, work: Work
) -> Iterator[tuple[Small, Small]]:
    """The pairs of areas, of `size` points each, that meet or touch, some (pairs,) at a time.

    The `work` of their intersection is reckoned here: what would be too much is not even kept. All
    others are, some 90 MB of them at most.
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
        work.add(_meeting_us(size[first] + size[second]))
        meets = shapely.intersects(areas[first], areas[second])
        first, second = first[meets], second[meets]
        work.add(_intersection_us(size[first] + size[second]))
        yield first.astype(np.int32), second.astype(np.int32)


def meet_more_than(most: int, areas: Areas, work: Work | None = None) -> Booleans:
    """Which of valid areas meet more than `most` of the others, (areas,).

    Time grows with the square of the areas that do not: its `work` is reckoned as it is done.
    Raises TooManyAlike.
    """
    work = work or Work()
    shapely.prepare(areas)
    bounds, size = shapely.bounds(areas), shapely.get_num_coordinates(areas)
    counts = np.zeros(len(areas), dtype=np.int64)
    left = np.arange(len(areas))
    for low in range(1, len(areas), _OTHERS_AT_A_TIME):
        steps = np.arange(low, min(low + _OTHERS_AT_A_TIME, len(areas)))
        first = np.repeat(left, len(steps))
        second = (left[:, None] + steps).ravel() % len(areas)
        one, other = bounds[first], bounds[second]
        near = (one[:, :2] <= other[:, 2:]) & (one[:, 2:] >= other[:, :2])
        first, second = first[near.all(axis=1)], second[near.all(axis=1)]
        work.add(_meeting_us(size[first] + size[second]))
        meets = shapely.intersects(areas[first], areas[second])
        counts += np.bincount(first[meets], minlength=len(areas))
        left = left[counts[left] <= most]
    return counts > most


def _meeting_us(points: Integers) -> float:
    """What it costs to see whether areas meet, by the points of both of each pair."""
    return float((0.7 + 0.015 * points).sum())


def _intersection_us(points: Integers) -> float:
    """What intersections cost where few edges cross, by the points of both of each pair."""
    return float((6.0 + 0.07 * points**1.3).sum())


#: Each point more that an intersection has than half of both areas: an edge crossed another.
_CROSSING_US = 8.0
#: Each pair of edges, where what areas share is got from these.
_EDGES_US = 0.04


def _iou(first: Areas, second: Areas, work: Work | None = None) -> Floats:
    """Of each area with the one in the same place, (n,) twice -> (n,). Raises TooManyAlike."""
    work = work or Work()
    shared = np.zeros(len(first))
    crossings = shapely.get_num_coordinates(first) * shapely.get_num_coordinates(second) // 4
    is_large = crossings > _CROSSINGS_AT_A_TIME
    for row in np.flatnonzero(is_large).tolist():
        shared[row] = _shared_by_large(first[row], second[row], work)
    usual = np.flatnonzero(~is_large)
    cuts = np.flatnonzero(np.diff(np.cumsum(crossings[usual]) // _CROSSINGS_AT_A_TIME)) + 1
    for some in np.split(usual, cuts):
        shared[some] = _shared(first[some], second[some], work)
    return _ratio(first, second, shared)


def _shared(first: Areas, second: Areas, work: Work) -> Floats:
    """The area that each two share, (n,) twice -> (n,). Raises TooManyAlike after it."""
    shared = shapely.intersection(first, second)
    usual = (shapely.get_num_coordinates(first) + shapely.get_num_coordinates(second)) / 2
    beyond = np.maximum(shapely.get_num_coordinates(shared) - usual, 0.0)
    work.add(_CROSSING_US * float(beyond.sum()))
    area: Floats = shapely.area(shared)
    return area


def _shared_by_large(first: shapely.Geometry, second: shapely.Geometry, work: Work) -> float:
    """The area that two of many edges share, in memory that does not grow with the crossings."""
    one, other = edges_of(first), edges_of(second)
    if count_meeting(one, other, most=_MOST_CROSSINGS) <= _MOST_CROSSINGS:
        alone = np.array([first, second], dtype=object)
        return float(_shared(alone[:1], alone[1:], work)[0])
    work.add(_EDGES_US * len(one.first) * len(other.first))
    return max(0.0, shared_area(one, other))


def _ratio(first: Areas, second: Areas, shared: Floats) -> Floats:
    """IoU by the areas in common, (n,)."""
    union = shapely.area(first) + shapely.area(second) - shared
    ratio = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    # Overlays round: two equal shapes may seem to share more than they are.
    found: Floats = np.minimum(ratio, 1.0)
    return found
