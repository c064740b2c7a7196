"""What COCO says of one shape: `bbox`, `area`, `segmentation`, `keypoints`; by kind."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from concord.documents import KINDS, Schema, Shape, Skeleton
from concord.geometry.oriented import oriented_of, outlines
from concord.geometry.raster import rasterize
from concord.geometry.rle import encode, widen

Fields = dict[str, object]

#: A yes to one of these attributes of a label makes the object a group, for COCO.
CROWD_ATTRIBUTES = ("iscrowd", "is_crowd", "crowd")
#: COCO's words for a keypoint: not marked, marked and hidden, marked and seen.
_NOT_MARKED, _HIDDEN, _SEEN = 0, 1, 2

_LOSSES = {
    "rotated_box": "Turned boxes are written as polygons of four corners, without their angle.",
    "ellipse": "Ellipses are written as polygons of 72 corners and the same area.",
    "polygon": "Polygons with holes are written as the pixels whose centre lies inside.",
    "polyline": "Lines are written as the box round them alone, with an area of 0.",
    "keypoints": "The area of keypoints is that of the box round them.",
}


@dataclass(frozen=True, slots=True)
class _Picture:
    width_px: int
    height_px: int

    def rle(self, counts: str, window: tuple[int, int, int, int]) -> Fields:
        """The run-length code of the whole picture, as COCO wants it."""
        text = widen(counts, window, self.width_px, self.height_px)
        return {"size": [self.height_px, self.width_px], "counts": text}


def shape_fields(shape: Shape, skeleton: Skeleton | None, width_px: int, height_px: int) -> Fields:
    """The part of an annotation that comes from the shape's geometry."""
    kind = KINDS[shape.kind]
    box = kind.bounding_box(shape.geometry)
    fields: Fields = {
        "bbox": list(box),
        "area": kind.area_px(shape.geometry),
        "iscrowd": int(is_crowd(shape)),
        "segmentation": [],
    }
    if shape.kind in _SEGMENTATIONS:
        picture = _Picture(width_px, height_px)
        fields["segmentation"] = _SEGMENTATIONS[shape.kind](shape, picture)
    if skeleton is not None and shape.kind == "keypoints":
        fields |= _keypoints(shape, skeleton)
        # Evaluators divide by it: an area of 0 would make every distance infinite.
        fields["area"] = box[2] * box[3]
    return fields


def is_crowd(shape: Shape) -> bool:
    """Whether an attribute says that the shape is a group."""
    return any(shape.attributes.get(key) is True for key in CROWD_ATTRIBUTES)


def category_fields(skeleton: Skeleton | None) -> Fields:
    """What a category says of its keypoints; edges count points from 1."""
    if skeleton is None:
        return {}
    number = {key: index for index, key in enumerate(skeleton.points, start=1)}
    edges = [[number[first], number[second]] for first, second in skeleton.edges]
    return {"keypoints": list(skeleton.points), "skeleton": edges}


def losses(schema: Schema) -> list[str]:
    """What COCO cannot say of the kinds of shape that a schema has."""
    kinds = {label.kind for label in schema.labels.values()}
    return [sentence for kind, sentence in _LOSSES.items() if kind in kinds]


def _keypoints(shape: Shape, skeleton: Skeleton) -> Fields:
    points: Mapping[str, Any] = shape.geometry["points"]  # JSON
    numbers: list[float] = []
    for key in skeleton.points:
        point = points.get(key)
        if point is None:
            numbers += (0, 0, _NOT_MARKED)
        else:
            numbers += (point["x"], point["y"], _SEEN if point["is_visible"] else _HIDDEN)
    return {"keypoints": numbers, "num_keypoints": sum(key in points for key in skeleton.points)}


def _turned(shape: Shape, picture: _Picture) -> object:
    (corners,) = outlines(shape.kind, oriented_of(shape.kind, [shape.geometry]))
    return [corners.ravel().tolist()]


def _polygon(shape: Shape, picture: _Picture) -> object:
    if not shape.geometry["holes"]:
        return [[number for point in shape.geometry["points"] for number in point]]
    x, y, width, height = KINDS["polygon"].bounding_box(shape.geometry)
    left, top = math.floor(x), math.floor(y)
    window = (left, top, math.ceil(x + width) - left, math.ceil(y + height) - top)
    rings = [shape.geometry["points"], *shape.geometry["holes"]]
    pixels = rasterize([np.array(ring, dtype=np.float64) for ring in rings], window)
    return picture.rle(encode(pixels), window)


def _mask(shape: Shape, picture: _Picture) -> object:
    x, y, width, height = (int(shape.geometry[key]) for key in ("x", "y", "width", "height"))
    return picture.rle(shape.geometry["counts"], (x, y, width, height))


_SEGMENTATIONS: Mapping[str, Callable[[Shape, _Picture], object]] = {
    "rotated_box": _turned,
    "ellipse": _turned,
    "polygon": _polygon,
    "mask": _mask,
}
