"""Rings that cross themselves or each other, as a screen fills them: what is enclosed twice is
outside.

GEOS makes such rings valid in time that grows with the square of their crossings, and counts an
edge that is drawn twice once, which no screen does.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

Parts = NDArray[np.object_]
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

#: Places and edges looked at at once: some 8 MB each.
_CELLS_AT_A_TIME = 1_000_000


def even_odd(broken: shapely.Geometry) -> shapely.Geometry:
    """What a polygon encloses an odd number of times: valid, of any number of parts.

    All faces that its edges make, and of these the odd ones together. Time grows with the faces
    times the edges.
    """
    edges = shapely.get_parts(shapely.unary_union(shapely.boundary(broken)))
    with np.errstate(invalid="ignore"):  # GEOS divides by the area of faces that have next to none
        faces: Parts = shapely.get_parts(shapely.polygonize(edges))
        inner = shapely.get_coordinates(shapely.point_on_surface(faces))
    filled = faces[_is_inside(shapely.get_rings(broken), inner)]
    return _together(filled) if len(filled) else shapely.MultiPolygon()


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


def _is_inside(rings: Parts, places: Floats) -> Booleans:
    """Whether a way to the right crosses the rings an odd number of times: (places, 2) ->
    (places,). None of them lies on an edge. Source: Shimrat 1962, with half-open edges."""
    corners = [shapely.get_coordinates(ring) for ring in rings]
    first = np.concatenate([ring[:-1] for ring in corners])
    last = np.concatenate([ring[1:] for ring in corners])
    first, last = first[first[:, 1] != last[:, 1]], last[first[:, 1] != last[:, 1]]
    (x0, y0), (x1, y1) = first.T, last.T
    inside = np.empty(len(places), dtype=np.bool_)
    step = max(1, _CELLS_AT_A_TIME // max(1, len(first)))
    for low in range(0, len(places), step):
        x, y = places[low : low + step].T[:, :, None]
        is_met = (y0 > y) != (y1 > y)
        is_right = x < x0 + (y - y0) * (x1 - x0) / (y1 - y0)
        inside[low : low + step] = (is_met & is_right).sum(axis=1) % 2 == 1
    return inside
