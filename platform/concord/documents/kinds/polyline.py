"""A line with corners: `{"points": [[x, y], ...]}` in pixels. It may cross itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concord.documents.points import MAX_POINTS, box_round, point_problems, too_many_points
from concord.documents.problem import Problem, key_problems, wrong_type

GEOMETRY_KEYS = frozenset({"points"})


class Polyline:
    """Rules of the kind "polyline"."""

    def geometry_problems(
        self, geometry: object, path: str, width_px: float, height_px: float
    ) -> list[Problem]:
        """At least 2 points in the picture, not all at one place."""
        if not isinstance(geometry, dict):
            return [wrong_type(path, "an object with points")]
        if geometry.keys() != GEOMETRY_KEYS:
            return key_problems(geometry, path, GEOMETRY_KEYS)
        points, below = geometry["points"], f"{path}/points"
        if not isinstance(points, list):
            return [wrong_type(below, "a list of points")]
        if len(points) > MAX_POINTS:
            return [too_many_points(path)]
        if len(points) < 2:
            return [Problem("too_few_points", below, "A line needs at least two points.")]
        problems = [
            problem
            for index, point in enumerate(points)
            for problem in point_problems(point, f"{below}/{index}", width_px, height_px)
        ]
        if not problems and all(point == points[0] for point in points):
            problems.append(Problem("zero_length", below, "All points are at one place."))
        return problems

    def bounding_box(self, geometry: Mapping[str, Any]) -> tuple[float, float, float, float]:
        """The box round all points; an upright or level line has one without width or height."""
        return box_round([(float(x), float(y)) for x, y in geometry["points"]])

    def area_px(self, geometry: Mapping[str, Any]) -> float:
        """0: a line has no area, even where it comes back to its beginning."""
        return 0.0
