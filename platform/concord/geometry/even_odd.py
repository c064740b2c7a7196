"""Rings that cross themselves or each other, as a screen fills them: what is enclosed twice is
outside.

GEOS makes such rings valid in time that grows with the square of their crossings, and counts an
edge that is drawn twice once, which no screen does.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from concord.geometry.crossings import Edges, count_meeting, edges_of
from concord.geometry.work import TooTangled, Work

Parts = NDArray[np.object_]
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

#: Places and edges looked at at once: some 8 MB each; and places of about the same height.
_CELLS_AT_A_TIME = 1_000_000
_PLACES_AT_A_TIME = 500
#: An outline may cross itself so often: each time costs some 60 microseconds, and 2 KB.
MOST_CROSSINGS = 100_000
_CROSSING_US = 60.0
#: And for each crossing, as there are as many faces, an edge has to be looked at.
_EDGE_US = 0.01


def even_odd(broken: shapely.Geometry, work: Work | None = None) -> shapely.Geometry:
    """What a polygon encloses an odd number of times: valid, of any number of parts.

    All faces that its edges make, and of these the odd ones together. Time grows with how often
    the edges cross, and with the edges beside each face: that `work` is reckoned before it is
    done. Raises TooTangled above MOST_CROSSINGS, and TooManyAlike.
    """
    drawn = edges_of(broken)
    crossings = _crossings(drawn)
    (work or Work()).add(crossings * (_CROSSING_US + _EDGE_US * len(drawn.first)))
    edges = shapely.get_parts(shapely.unary_union(shapely.boundary(broken)))
    with np.errstate(invalid="ignore"):  # GEOS divides by the area of faces that have next to none
        faces: Parts = shapely.get_parts(shapely.polygonize(edges))
        inner = shapely.get_coordinates(shapely.point_on_surface(faces))
    filled = faces[_is_inside(drawn, inner)]
    return _together(filled) if len(filled) else shapely.MultiPolygon()


def _crossings(drawn: Edges) -> int:
    """How often edges meet others than those beside them. Raises TooTangled."""
    beside = 3 * len(drawn.first)
    found = count_meeting(drawn, drawn, most=beside + 2 * MOST_CROSSINGS)
    if found > beside + 2 * MOST_CROSSINGS:
        raise TooTangled(f"an outline may cross itself at most {MOST_CROSSINGS:,} times")
    return max(0, found - beside) // 2


def _together(faces: Parts) -> shapely.Geometry:
    """One area of faces that share edges and nothing else. Of an outline that is flat but for the
    last digits they may overlap, or come to an area that is none: then by the slow way."""
    try:
        whole = shapely.coverage_union_all(faces)
    except shapely.errors.GEOSException:
        whole = shapely.union_all(faces)
    if shapely.is_valid(whole):
        return whole
    return shapely.make_valid(whole, method="structure", keep_collapsed=False)


def _is_inside(drawn: Edges, places: Floats) -> Booleans:
    """Whether a way to the right crosses the edges an odd number of times: (places, 2) ->
    (places,). None of them lies on an edge. Source: Shimrat 1962, with half-open edges."""
    is_level = drawn.first[:, 1] == drawn.last[:, 1]
    first, last = drawn.first[~is_level], drawn.last[~is_level]
    low, high = np.minimum(first[:, 1], last[:, 1]), np.maximum(first[:, 1], last[:, 1])
    inside = np.empty(len(places), dtype=np.bool_)
    order = np.argsort(places[:, 1])
    step = max(1, min(_PLACES_AT_A_TIME, _CELLS_AT_A_TIME // max(1, len(first))))
    for start in range(0, len(places), step):
        some = order[start : start + step]
        x, y = places[some].T[:, :, None]
        beside = np.flatnonzero((low <= y[-1]) & (high >= y[0]))
        (x0, y0), (x1, y1) = first[beside].T, last[beside].T
        is_met = (y0 > y) != (y1 > y)
        is_right = x < x0 + (y - y0) * (x1 - x0) / (y1 - y0)
        inside[some] = (is_met & is_right).sum(axis=1) % 2 == 1
    return inside
