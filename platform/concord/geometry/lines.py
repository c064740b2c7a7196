"""Open lines: rows of points in pixels, and how far two of them run together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from concord.geometry.areas import pairwise_area_iou
from concord.geometry.boxes import Boxes
from concord.geometry.oriented import Floats, Geometry
from concord.geometry.work import Work

#: How far from a line still counts as on it: half the width of its strip, as a share of the
#: diagonal of its bounding box. So nothing changes when everything is drawn twice as large.
STRIP_SHARE = 0.05
#: The strip of a line of more points is that of its parts together, each of so many edges: GEOS
#: takes time with the square of the crossings, of which a scribble has thousands.
_MOST_POINTS_AT_ONCE = 64
_EDGES_OF_A_PART = 16
#: What each point of such a line costs.
_POINT_US = 50.0


def points_of(geometry: Geometry) -> Floats:
    """The points of one line, (points, 2)."""
    return np.array(geometry["points"], dtype=np.float64).reshape(-1, 2)


def strip_radius_px(points: Floats) -> float:
    """Half the width of the strip round a line, (points, 2) -> pixels; 0 for a line that is one
    place."""
    width, height = np.ptp(points, axis=0).tolist()
    return STRIP_SHARE * float(np.hypot(width, height))


def strip_bounds(bounds: Boxes) -> Boxes:
    """Bounds of lines, (lines, 4), as those that their strips do not reach beyond."""
    radius = STRIP_SHARE * np.hypot(bounds[:, 2], bounds[:, 3])
    widened: Boxes = bounds + radius[:, None] * np.array([-1.0, -1.0, 2.0, 2.0])
    return widened


def pairwise_strip_iou(
    first: Sequence[Geometry], second: Sequence[Geometry], work: Work | None = None
) -> Floats:
    """Buffered IoU of lines, (n, m), in [0, 1]: each line is the strip round it.

    The direction of drawing does not matter. A line without length is a strip without area and
    shares nothing with any other: 0.0. Source: the buffers of Goodchild and Hunter 1997, taken
    on both sides and compared by IoU. For the `work` see `pairwise_area_iou`.
    """
    strips = strips_of(first)
    return pairwise_area_iou(strips, strips if second is first else strips_of(second), work)


def strips_of(
    geometries: Sequence[Geometry], work: Work | None = None
) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """The strip round each line, (lines,); empty for a line without length.

    What lines of many points cost is reckoned as `work`. Raises TooManyAlike.
    """
    work = work or Work()
    strips = np.empty(len(geometries), dtype=object)
    for index, geometry in enumerate(geometries):
        points = points_of(geometry)
        radius = strip_radius_px(points)
        if len(points) > _MOST_POINTS_AT_ONCE:
            work.add(_POINT_US * len(points))
        strips[index] = _strip(points, radius) if radius > 0 else shapely.Polygon()
    return strips


def _strip(points: Floats, radius: float) -> shapely.Geometry:
    if len(points) <= _MOST_POINTS_AT_ONCE:
        return shapely.buffer(shapely.LineString(points), radius)
    starts = range(0, len(points) - 1, _EDGES_OF_A_PART)
    parts = [shapely.LineString(points[at : at + _EDGES_OF_A_PART + 1]) for at in starts]
    return shapely.union_all(shapely.buffer(parts, radius))
