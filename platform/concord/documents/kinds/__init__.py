"""The kinds of shape a document can hold. A further kind is one new file and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from concord.documents.kinds import (
    box,
    ellipse,
    keypoints,
    mask,
    polygon,
    polyline,
    rotated_box,
)
from concord.documents.problem import Problem


# The values of a geometry are JSON that `geometry_problems` found in order: hence `Any`.
class Kind(Protocol):
    """What the rest of the system may ask of a kind of shape, whatever its geometry is."""

    def geometry_problems(
        self, geometry: object, path: str, width_px: float, height_px: float
    ) -> list[Problem]:
        """What is wrong with a geometry in a picture of this size; empty when nothing is."""

    def bounding_box(self, geometry: Mapping[str, Any]) -> tuple[float, float, float, float]:
        """The smallest upright box round a valid geometry, as (x, y, width, height) in pixels."""

    def area_px(self, geometry: Mapping[str, Any]) -> float:
        """The area of a valid geometry in square pixels; 0 for lines and points."""


#: By the word that documents and schemas use for the kind.
KINDS: Mapping[str, Kind] = {
    "box": box.Box(),
    "rotated_box": rotated_box.RotatedBox(),
    "ellipse": ellipse.Ellipse(),
    "polygon": polygon.Polygon(),
    "polyline": polyline.Polyline(),
    "keypoints": keypoints.Keypoints(),
    "mask": mask.Mask(),
}
