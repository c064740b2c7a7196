"""A shape of any kind as an outline, and as pixels: what formats with fewer words make of it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from concord.documents import KINDS, Shape
from concord.geometry.oriented import oriented_of, outlines
from concord.geometry.raster import Pixels, rasterize
from concord.geometry.rle import decode

Points = NDArray[np.float64]
Window = tuple[int, int, int, int]

#: Kinds that go round an area.
AREA_KINDS = frozenset({"box", "rotated_box", "ellipse", "polygon", "mask"})


def box_in_picture(
    shape: Shape, width_px: int, height_px: int
) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom of the box round a shape, cut at the picture's edges.

    None where nothing with an area is left: a single keypoint, a turned box outside.
    """
    x, y, width, height = KINDS[shape.kind].bounding_box(shape.geometry)
    left, top = max(x, 0.0), max(y, 0.0)
    right, bottom = min(x + width, float(width_px)), min(y + height, float(height_px))
    return (left, top, right, bottom) if left < right and top < bottom else None


def outline(shape: Shape, width_px: int, height_px: int) -> Points | None:
    """One ring (points, 2) round a shape with an area, inside the picture.

    Holes are lost; of a shape in several parts the largest is left. None where no area is inside.
    """
    if shape.kind in {"polygon", "box"}:
        return np.array(corners(shape, width_px, height_px), dtype=np.float64)
    # Here, for a web process names the formats and loads no Shapely.
    from concord.formats import rings  # noqa: PLC0415 -- see above

    if shape.kind == "mask":
        return rings.round_pixels(shape.geometry)
    (ring,) = outlines(shape.kind, oriented_of(shape.kind, [shape.geometry]))
    if (ring >= 0).all() and (ring <= (width_px, height_px)).all():
        inside: Points = ring
        return inside
    return rings.inside_picture(ring, width_px, height_px)


def corners(shape: Shape, width_px: int, height_px: int) -> list[list[float]] | None:
    """`outline` as JSON has it."""
    if shape.kind == "polygon":
        points: list[list[float]] = shape.geometry["points"]
        return points
    if shape.kind == "box":
        x, y, width, height = (shape.geometry[key] for key in ("x", "y", "width", "height"))
        return [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
    ring = outline(shape, width_px, height_px)
    return None if ring is None else ring.tolist()


def pixels_of(shape: Shape, width_px: int, height_px: int) -> tuple[Window, Pixels] | None:
    """The pixels of a shape with an area: those whose centre lies inside, of a mask its own.

    A window (x, y, width, height) in the picture and its pixels; None where no centre is inside.
    """
    if shape.kind == "mask":
        x, y, width, height = (int(shape.geometry[key]) for key in ("x", "y", "width", "height"))
        return (x, y, width, height), decode(shape.geometry["counts"], width, height)
    box = box_in_picture(shape, width_px, height_px)
    if box is None:
        return None
    if shape.kind == "box":
        window = box_window(shape, width_px, height_px)
        return window and (window, np.ones((window[3], window[2]), dtype=np.bool_))
    left, top = math.floor(box[0]), math.floor(box[1])
    window = (left, top, math.ceil(box[2]) - left, math.ceil(box[3]) - top)
    pixels = rasterize(_rings(shape), window)
    return (window, pixels) if pixels.any() else None


def box_window(shape: Shape, width_px: int, height_px: int) -> Window | None:
    """The pixels of a box: as `rasterize` has it, without going round all of a window.

    None where no centre of a pixel is inside.
    """
    geometry = shape.geometry
    x, y = geometry["x"], geometry["y"]
    left, right = _centres(x, x + geometry["width"], width_px)
    top, bottom = _centres(y, y + geometry["height"], height_px)
    if left >= right or top >= bottom:
        return None
    return left, top, right - left, bottom - top


def _centres(low: float, high: float, most: int) -> tuple[int, int]:
    """The pixels [first, end) along a side whose centres lie between, inside the picture."""
    return math.ceil(max(low, 0.0) - 0.5), math.ceil(min(high, float(most)) - 0.5)


def _rings(shape: Shape) -> list[Points]:
    if shape.kind == "polygon":
        rings = [shape.geometry["points"], *shape.geometry["holes"]]
        return [np.array(ring, dtype=np.float64) for ring in rings]
    return list(outlines(shape.kind, oriented_of(shape.kind, [shape.geometry])))
