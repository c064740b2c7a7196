"""How much two areas with straight edges share, in plain Python.

An area is the sum of what lies below its edges, each with the sign of the way it runs: above
every x, the places under an odd number of edges. So what two areas share is the sum, over pairs
of an edge of each, of the area below both, which is an integral of the lower of two lines.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from concord.documents.points import Point
from concord.documents.rings import Ring, area_px

#: Corners that stand for an ellipse; the same number, and the same area, as scores use.
ELLIPSE_CORNERS = 72

#: Left end (x, y), right end (x, y), and 1 or -1: whether what is below it counts or is taken off.
Edge = tuple[float, float, float, float, int]

# Geometries are JSON that the rules of their kind found in order: hence `Any`.
Geometry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outline:
    """The edges of an area that are not upright, from left to right; its size; where it lies.

    `y` of the edges is counted from the picture's top. `box` is (left, top, right, bottom).
    """

    edges: tuple[Edge, ...]
    area_px: float
    box: tuple[float, float, float, float]


def outline_of(kind: str, geometry: Geometry) -> Outline:
    """The outline of a valid box, rotated box, ellipse or polygon."""
    rings = _RINGS[kind](geometry)
    edges: list[Edge] = []
    for number, ring in enumerate(rings):
        edges += _edges(ring, is_hole=number > 0)
    outer, *holes = map(area_px, rings)
    xs, ys = [x for x, _ in rings[0]], [y for _, y in rings[0]]
    return Outline(
        edges=tuple(sorted(edges)),
        area_px=outer - sum(holes),
        box=(min(xs), min(ys), max(xs), max(ys)),
    )


def shared_px(first: Outline, second: Outline, count: Callable[[int], None]) -> float:
    """Square pixels in both; `count` is told, before, how many pairs of edges are looked at.

    Linear in the edges where an upright line meets few of them; all pairs at worst. Rounding
    grows with the box round both, as doubles have it: far below a millionth of it.
    """
    top = min(first.box[1], second.box[1])
    coming = [(edge, 0) for edge in first.edges] + [(edge, 1) for edge in second.edges]
    coming.sort()
    # The edges of each area that an upright line at the place of the sweep meets.
    met: tuple[list[Edge], list[Edge]] = ([], [])
    total = 0.0
    for edge, side in coming:
        others = met[1 - side]
        count(len(others))
        others[:] = [other for other in others if other[2] > edge[0]]
        total += sum(_below_both_px(edge, other, top) for other in others)
        met[side].append(edge)
    return total


def _below_both_px(later: Edge, other: Edge, top: float) -> float:
    """With its sign: the area between `top` and the upper of two edges; `later` begins later."""
    left, right = later[0], min(later[2], other[2])
    one_left, one_right = later[1] - top, _height_at(later, right) - top
    two_left, two_right = _height_at(other, left) - top, _height_at(other, right) - top
    before, after = one_left - two_left, one_right - two_right
    # The area under the first edge, without what of it lies beyond the second.
    if before > 0 and after > 0:
        beyond = (before + after) / 2.0
    elif before <= 0 and after <= 0:
        beyond = 0.0
    else:
        beyond = max(before, after) ** 2 / (2.0 * abs(before - after))
    mean = (one_left + one_right) / 2.0 - beyond
    return later[4] * other[4] * mean * (right - left)


def _height_at(edge: Edge, x: float) -> float:
    start_x, start_y, end_x, end_y, _ = edge
    return start_y + (end_y - start_y) * ((x - start_x) / (end_x - start_x))


def _edges(ring: Ring, *, is_hole: bool) -> list[Edge]:
    """The edges that are not upright; those of a hole count the other way round."""
    found: list[Edge] = []
    doubled = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        doubled += (x2 - x1) * ((y1 - ring[0][1]) + (y2 - ring[0][1]))
        if x1 < x2:
            found.append((x1, y1, x2, y2, 1))
        elif x2 < x1:
            found.append((x2, y2, x1, y1, -1))
    if (doubled < 0) == is_hole:
        return found
    return [(*edge[:4], -edge[4]) for edge in found]


def _box_rings(geometry: Geometry) -> list[Sequence[Point]]:
    left, top = float(geometry["x"]), float(geometry["y"])
    right, bottom = left + geometry["width"], top + geometry["height"]
    return [[(left, top), (right, top), (right, bottom), (left, bottom)]]


def _polygon_rings(geometry: Geometry) -> list[Sequence[Point]]:
    rings = (geometry["points"], *geometry["holes"])
    return [[(float(x), float(y)) for x, y in ring] for ring in rings]


def _turned_rings(
    geometry: Geometry, unit: Sequence[Point], lengths: tuple[str, str]
) -> list[Sequence[Point]]:
    angle = math.radians(geometry["angle_deg"])
    cosine, sine = math.cos(angle), math.sin(angle)
    wide, high = (geometry[length] for length in lengths)
    x, y = geometry["center_x"], geometry["center_y"]
    return [
        [
            (x + a * wide * cosine - b * high * sine, y + a * wide * sine + b * high * cosine)
            for a, b in unit
        ]
    ]


def _circle() -> list[Point]:
    step = 2.0 * math.pi / ELLIPSE_CORNERS
    # A polygon inside the circle is smaller by this much; so its area is the circle's.
    radius = math.sqrt(step / math.sin(step))
    return [
        (radius * math.cos(step * place), radius * math.sin(step * place))
        for place in range(ELLIPSE_CORNERS)
    ]


_SQUARE = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]

_RINGS: Mapping[str, Callable[[Geometry], list[Sequence[Point]]]] = {
    "box": _box_rings,
    "polygon": _polygon_rings,
    "rotated_box": partial(_turned_rings, unit=_SQUARE, lengths=("width", "height")),
    "ellipse": partial(_turned_rings, unit=_circle(), lengths=("radius_x", "radius_y")),
}
