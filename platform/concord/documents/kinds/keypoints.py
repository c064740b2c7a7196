"""Named points of one object: `{"points": {KEY: {"x", "y", "is_visible"}, ...}}` in pixels.

A point that is not there was not marked; one that is not visible was marked where it must be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concord.documents.points import MAX_POINTS, box_round, place_problems, too_many_points
from concord.documents.problem import Problem, key_problems, pointer, wrong_type
from concord.documents.schema import Skeleton

GEOMETRY_KEYS = frozenset({"points"})
POINT_KEYS = frozenset({"x", "y", "is_visible"})


class Keypoints:
    """Rules of the kind "keypoints", but for the names: those are the label's."""

    def geometry_problems(
        self, geometry: object, path: str, width_px: float, height_px: float
    ) -> list[Problem]:
        """At least one point, each inside the picture and visible or not."""
        if not isinstance(geometry, dict):
            return [wrong_type(path, "an object with points")]
        if geometry.keys() != GEOMETRY_KEYS:
            return key_problems(geometry, path, GEOMETRY_KEYS)
        points, below = geometry["points"], f"{path}/points"
        if not isinstance(points, dict):
            return [wrong_type(below, "an object of points by keypoint")]
        if not points:
            return [Problem("too_few_points", below, "At least one point must be marked.")]
        if len(points) > MAX_POINTS:
            return [too_many_points(path)]
        return [
            problem
            for key, point in points.items()
            for problem in _point_problems(point, pointer(below, key), width_px, height_px)
        ]

    def bounding_box(self, geometry: Mapping[str, Any]) -> tuple[float, float, float, float]:
        """The box round the marked points, visible or not; of one point it has no size."""
        points = geometry["points"].values()
        return box_round([(float(point["x"]), float(point["y"])) for point in points])

    def area_px(self, geometry: Mapping[str, Any]) -> float:
        """0: points have no area."""
        return 0.0


def _point_problems(point: object, path: str, width_px: float, height_px: float) -> list[Problem]:
    if not isinstance(point, dict):
        return [wrong_type(path, "an object with x, y and is_visible")]
    if point.keys() != POINT_KEYS:
        return key_problems(point, path, POINT_KEYS)
    paths = (f"{path}/x", f"{path}/y", path)
    problems = place_problems(point["x"], point["y"], paths, width_px, height_px)
    if not isinstance(point["is_visible"], bool):
        problems.append(wrong_type(f"{path}/is_visible", "true or false"))
    return problems


def unknown_keypoint_problems(geometry: object, skeleton: Skeleton, path: str) -> list[Problem]:
    """Points that the label's skeleton does not have, in a geometry that may be wrong as well."""
    points = geometry.get("points") if isinstance(geometry, dict) else None
    if not isinstance(points, dict) or len(points) > MAX_POINTS:
        return []
    message = "The label's skeleton has no such point."
    return [
        Problem("unknown_keypoint", pointer(f"{path}/points", key), message)
        for key in points
        if key not in skeleton.points
    ]
