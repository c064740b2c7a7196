"""A turned rectangle: `{"center_x", "center_y", "width", "height", "angle_deg"}` in pixels.

The width runs along the axis that `angle_deg` turns, clockwise on the screen.
"""

from __future__ import annotations

from collections.abc import Mapping

from concord.documents.oriented import box_round_turned, oriented_problems, turn_of
from concord.documents.problem import Problem


class RotatedBox:
    """Rules of the kind "rotated_box"."""

    def geometry_problems(
        self, geometry: object, path: str, width_px: float, height_px: float
    ) -> list[Problem]:
        """The centre in the picture; sides of at most twice its width and height together,
        which covers the picture from anywhere in it. Corners may lie outside.
        """
        most = 2 * (width_px + height_px)
        return oriented_problems(geometry, path, ("width", "height"), most, width_px, height_px)

    def bounding_box(self, geometry: Mapping[str, float]) -> tuple[float, float, float, float]:
        """The box round the four corners, which may reach out of the picture."""
        cosine, sine = map(abs, turn_of(geometry))
        width, height = geometry["width"] / 2.0, geometry["height"] / 2.0
        return box_round_turned(
            geometry, cosine * width + sine * height, sine * width + cosine * height
        )

    def area_px(self, geometry: Mapping[str, float]) -> float:
        """Width times height, also of what lies outside the picture."""
        return float(geometry["width"]) * float(geometry["height"])
