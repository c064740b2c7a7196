"""Rotated boxes and ellipses as arrays: rows of (center x, center y, size x, size y, angle).

Pixels and degrees, float64. The sizes are width and height of a rotated box, both radii of an
ellipse. `size x` lies along the axis that the angle turns, clockwise on the screen (y down).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Geometry = Mapping[str, Any]  # JSON of an annotation document

_KEYS = {
    "rotated_box": ("center_x", "center_y", "width", "height", "angle_deg"),
    "ellipse": ("center_x", "center_y", "radius_x", "radius_y", "angle_deg"),
}
#: Corners of an ellipse's outline; as many as make the simplest test of it (a circle) exact to
#: four digits in IoU.
_ELLIPSE_CORNERS = 72


def oriented_of(kind: str, geometries: Iterable[Geometry]) -> Floats:
    """Rows (shapes, 5) of shapes of the kind "rotated_box" or "ellipse"."""
    keys = _KEYS[kind]
    rows = [[float(geometry[key]) for key in keys] for geometry in geometries]
    return np.array(rows, dtype=np.float64).reshape(-1, 5)


def to_geometry(kind: str, row: Floats) -> dict[str, float]:
    """The geometry of one row (5,), its angle in (-180, 180]."""
    *place, angle = row.tolist()
    return dict(zip(_KEYS[kind], (*place, 180.0 - (180.0 - angle) % 360.0), strict=True))


def outlines(kind: str, rows: Floats) -> Floats:
    """The corners of each shape in order, (shapes, 5) -> (shapes, corners, 2).

    An ellipse becomes a polygon of 72 corners with the ellipse's area.
    """
    unit = _SQUARE if kind == "rotated_box" else _CIRCLE
    along = unit[None] * rows[:, None, 2:4]
    angle = np.deg2rad(rows[:, 4])
    cosine, sine = np.cos(angle)[:, None], np.sin(angle)[:, None]
    turned = np.stack(
        [
            along[..., 0] * cosine - along[..., 1] * sine,
            along[..., 0] * sine + along[..., 1] * cosine,
        ],
        axis=-1,
    )
    corners: Floats = turned + rows[:, None, :2]
    return corners


def _circle() -> Floats:
    step = 2.0 * np.pi / _ELLIPSE_CORNERS
    angles = np.arange(_ELLIPSE_CORNERS) * step
    # A polygon inside the circle is smaller by this much; so its area is the circle's.
    radius = np.sqrt(step / np.sin(step))
    circle: Floats = radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return circle


_SQUARE = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])
_CIRCLE = _circle()
