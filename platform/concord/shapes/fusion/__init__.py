"""One geometry from several, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from concord.shapes.fusion.boxes import BoxFusion
from concord.shapes.fusion.keypoints import KeypointFusion
from concord.shapes.fusion.lines import LineFusion
from concord.shapes.fusion.masks import MaskFusion
from concord.shapes.fusion.members import Floats, Fused, Members
from concord.shapes.fusion.oriented import EllipseFusion, RotatedBoxFusion
from concord.shapes.fusion.polygons import PolygonFusion
from concord.shapes.fusion.quality import GeometryModel, Habit


class Fusion(Protocol):
    """What the rest may ask of the fusion of a kind."""

    @property
    def habit(self) -> Habit:
        """What the components of its models say of an outline."""

    def prior(self) -> GeometryModel:
        """What holds before anything is learnt."""

    def fit(self, members: Members, exists: Floats, start: GeometryModel | None) -> GeometryModel:
        """How well each person draws; `exists` (clusters,) weighs the clusters, `start` is
        the last fit."""

    def fuse(self, model: GeometryModel, members: Members, frames: Floats) -> Fused:
        """One geometry a cluster, in pictures of `frames` (clusters, 2) pixels."""


#: By the word that documents use for the kind.
FUSIONS: Mapping[str, Fusion] = {
    "box": BoxFusion(),
    "rotated_box": RotatedBoxFusion(),
    "ellipse": EllipseFusion(),
    "polygon": PolygonFusion(),
    "mask": MaskFusion(),
    "keypoints": KeypointFusion(),
    "polyline": LineFusion(),
}
