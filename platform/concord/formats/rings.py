"""One ring round what has several, or reaches out of the picture. Built on GEOS through Shapely."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from concord.geometry.rle import decode

Points = NDArray[np.float64]


def round_pixels(geometry: Any) -> Points | None:  # JSON of a mask
    """The outer ring of the largest part of a mask, along the edges of its pixels."""
    return _largest_ring(_mask_area(geometry))


def inside_picture(ring: Points, width_px: int, height_px: int) -> Points | None:
    """What of a ring is in the picture; None where no area is."""
    return _largest_ring(shapely.Polygon(ring) & shapely.box(0, 0, width_px, height_px))


def _mask_area(geometry: Any) -> Any:  # JSON; Shapely's geometries have no types
    """Every run of a column is a box; together they are the mask, to the pixel's edge."""
    window = decode(geometry["counts"], int(geometry["width"]), int(geometry["height"]))
    padded = np.pad(window, ((1, 1), (0, 0))).astype(np.int8)
    turns = np.diff(padded, axis=0).T
    columns, starts = np.nonzero(turns == 1)
    _, ends = np.nonzero(turns == -1)
    left, top = columns + geometry["x"], starts + geometry["y"]
    boxes = shapely.box(left, top, left + 1, ends + geometry["y"])
    return shapely.union_all(boxes)


def _largest_ring(area: Any) -> Points | None:  # Any: as above
    parts = shapely.get_parts(area)
    parts = parts[shapely.area(parts) > 0]
    if not len(parts):
        return None
    largest = parts[int(np.argmax(shapely.area(parts)))]
    ring = shapely.get_coordinates(shapely.simplify(shapely.Polygon(largest.exterior), 0))
    points: Points = ring[:-1]
    return points
