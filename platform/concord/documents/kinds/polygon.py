"""An area with corners: `{"points": [[x, y], ...], "holes": [[[x, y], ...], ...]}` in pixels.

Rings are not closed: the last point is joined to the first. Every hole lies in the outer ring
and in no other hole, and no two rings share a point.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from concord.documents.points import (
    MAX_POINTS,
    Point,
    box_round,
    count_points,
    point_problems,
    too_many_points,
)
from concord.documents.problem import Problem, key_problems, wrong_type
from concord.documents.rings import Ring, area_px, arrange, is_flat

GEOMETRY_KEYS = frozenset({"points", "holes"})


class Polygon:
    """Rules of the kind "polygon"."""

    def geometry_problems(
        self, geometry: object, path: str, width_px: float, height_px: float
    ) -> list[Problem]:
        """Rings of at least 3 different points in the picture that neither cross nor touch
        themselves or each other, holes inside, and an area above 0.

        Later rules are asked only when earlier ones hold: form, points, each ring, all rings.
        """
        if not isinstance(geometry, dict):
            return [wrong_type(path, "an object with points and holes")]
        if geometry.keys() != GEOMETRY_KEYS:
            return key_problems(geometry, path, GEOMETRY_KEYS)
        problems = _form_problems(geometry, path)
        if problems:
            return problems
        for below, points in _rings(geometry, path):
            if len(points) < 3:
                message = "A ring needs at least three points."
                problems.append(Problem("too_few_points", below, message))
            for index, point in enumerate(points):
                problems += point_problems(point, f"{below}/{index}", width_px, height_px)
        return problems or _ring_problems(geometry, path)

    def bounding_box(self, geometry: Mapping[str, Any]) -> tuple[float, float, float, float]:
        """The box round the outer ring."""
        return box_round(_floats(geometry["points"]))

    def area_px(self, geometry: Mapping[str, Any]) -> float:
        """The area of the outer ring without its holes."""
        return _area_px([_floats(points) for _, points in _rings(geometry, "")])


Json = Any  # a ring of a checked or half-checked geometry


def _form_problems(geometry: Mapping[str, Json], path: str) -> list[Problem]:
    """Lists where lists are wanted, and not too long."""
    points, holes = geometry["points"], geometry["holes"]
    problems = [] if isinstance(points, list) else [wrong_type(f"{path}/points", "a list")]
    if not isinstance(holes, list):
        return [*problems, wrong_type(f"{path}/holes", "a list of rings")]
    if len(holes) > MAX_POINTS:
        return [*problems, too_many_points(path)]
    problems += [
        wrong_type(below, "a list of points")
        for below, hole in _holes(geometry, path)
        if not isinstance(hole, list)
    ]
    if not problems and count_points(geometry) > MAX_POINTS:
        problems.append(too_many_points(path))
    return problems


def _rings(geometry: Mapping[str, Json], path: str) -> Iterator[tuple[str, Json]]:
    """The outer ring and the holes, each with its path."""
    yield f"{path}/points", geometry["points"]
    yield from _holes(geometry, path)


def _holes(geometry: Mapping[str, Json], path: str) -> Iterator[tuple[str, Json]]:
    for index, hole in enumerate(geometry["holes"]):
        yield f"{path}/holes/{index}", hole


def _floats(points: Json) -> list[Point]:
    return [(float(x), float(y)) for x, y in points]


def _ring_problems(geometry: Mapping[str, Json], path: str) -> list[Problem]:
    named = [(below, _floats(points)) for below, points in _rings(geometry, path)]
    problems = [problem for below, ring in named for problem in _one_ring_problems(ring, below)]
    if problems:
        return problems
    rings = [ring for _, ring in named]
    if len(rings) > 1:
        problems = _hole_problems(rings, path)
    if not problems and _area_px(rings) <= 0:
        problems.append(Problem("zero_area", path, "The polygon must enclose an area."))
    return problems


def _one_ring_problems(ring: Ring, path: str) -> list[Problem]:
    repeated = _repeated_point(ring)
    if repeated is not None:
        message = "A point may occur once; the last one is not the first again."
        return [Problem("repeated_point", f"{path}/{repeated}", message)]
    if is_flat(ring):
        return [Problem("zero_area", path, "All points lie on one line.")]
    if not arrange([ring]).is_simple:
        return [Problem("self_crossing", path, "The outline must not cross or touch itself.")]
    return []


def _repeated_point(ring: Ring) -> int | None:
    """The index of the first point that was there before, None when all are different."""
    seen: set[Point] = set()
    for index, point in enumerate(ring):
        if point in seen:
            return index
        seen.add(point)
    return None


def _hole_problems(rings: list[list[Point]], path: str) -> list[Problem]:
    """Holes inside the outer ring, which is ring 0, and apart from each other."""
    arrangement = arrange(rings)
    if not arrangement.is_simple:
        message = "The outline and the holes must not cross or touch each other."
        return [Problem("crossing_rings", path, message)]
    message = "A hole must lie inside the outline and in no other hole."
    return [
        Problem("hole_outside", f"{path}/holes/{index}", message)
        for index, container in enumerate(arrangement.containers[1:])
        if container != 0
    ]


def _area_px(rings: list[list[Point]]) -> float:
    outer, *holes = map(area_px, rings)
    return outer - sum(holes)
