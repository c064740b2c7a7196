"""An upright rectangle: `{"x", "y", "width", "height"}` in pixels, (x, y) its top-left corner."""

from __future__ import annotations

from collections.abc import Mapping

from concord.documents.problem import (
    Problem,
    is_number,
    key_problems,
    number_problems,
    side_problems,
    wrong_type,
)
from concord.sentences import Sentence

GEOMETRY_KEYS = frozenset({"x", "y", "width", "height"})

#: x + width is rounded: a box drawn to the picture's edge may seem to pass it by the last bit.
EDGE_TOLERANCE_PX = 1e-6


class Box:
    """Rules of the kind "box"."""

    def geometry_problems(
        self, geometry: object, path: str, width_px: float, height_px: float
    ) -> list[Problem]:
        """Finite numbers, a positive width and height, and the whole box inside the picture."""
        if not isinstance(geometry, dict):
            return [wrong_type(path, "an object with x, y, width and height")]
        if geometry.keys() != GEOMETRY_KEYS:
            return key_problems(geometry, path, GEOMETRY_KEYS)
        x, y, width, height = geometry["x"], geometry["y"], geometry["width"], geometry["height"]
        if (
            is_number(x)
            and is_number(y)
            and is_number(width)
            and is_number(height)
            # Each value is bounded before it is added: a huge integer would not fit a float.
            and 0 <= x <= width_px
            and 0 <= y <= height_px
            and 0 < width <= width_px
            and 0 < height <= height_px
            and x + width <= width_px + EDGE_TOLERANCE_PX
            and y + height <= height_px + EDGE_TOLERANCE_PX
        ):
            return []
        return _explain(geometry, path, width_px, height_px)

    def bounding_box(self, geometry: Mapping[str, float]) -> tuple[float, float, float, float]:
        """The box itself."""
        return (
            float(geometry["x"]),
            float(geometry["y"]),
            float(geometry["width"]),
            float(geometry["height"]),
        )

    def area_px(self, geometry: Mapping[str, float]) -> float:
        """Width times height."""
        return float(geometry["width"]) * float(geometry["height"])


def _explain(
    geometry: Mapping[str, float], path: str, width_px: float, height_px: float
) -> list[Problem]:
    """Name every reason for which the quick test failed."""
    problems: list[Problem] = []
    for key in ("x", "y"):
        problems += number_problems(geometry[key], f"{path}/{key}")
    for key in ("width", "height"):
        problems += side_problems(geometry[key], key, f"{path}/{key}")
    if problems:
        return problems
    message = Sentence(
        "The box must lie inside the picture of {width_px:g} x {height_px:g} pixels.",
        width_px=width_px,
        height_px=height_px,
    )
    return [Problem("outside_picture", path, message)]
