"""An ellipse: `{"center_x", "center_y", "radius_x", "radius_y", "angle_deg"}` in pixels.

`radius_x` runs along the axis that `angle_deg` turns, clockwise on the screen.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from concord.documents.oriented import box_round_turned, oriented_problems, turn_of
from concord.documents.problem import Problem


class Ellipse:
    """Rules of the kind "ellipse"."""

    def geometry_problems(
        self, geometry: object, path: str, width_px: float, height_px: float
    ) -> list[Problem]:
        """The centre in the picture; radii of at most its width and height together, which
        is as far as anything in it is away. The rest may lie outside.
        """
        most = width_px + height_px
        return oriented_problems(
            geometry, path, ("radius_x", "radius_y"), most, width_px, height_px
        )

    def bounding_box(self, geometry: Mapping[str, float]) -> tuple[float, float, float, float]:
        """The box that touches the ellipse on four sides; it may reach out of the picture."""
        cosine, sine = turn_of(geometry)
        across, along = float(geometry["radius_x"]), float(geometry["radius_y"])
        return box_round_turned(
            geometry,
            math.hypot(across * cosine, along * sine),
            math.hypot(across * sine, along * cosine),
        )

    def area_px(self, geometry: Mapping[str, float]) -> float:
        """Pi times both radii, also of what lies outside the picture."""
        return math.pi * float(geometry["radius_x"]) * float(geometry["radius_y"])
