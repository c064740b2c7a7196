"""LabelMe 5: a JSON beside each picture. Turned boxes and ellipses are polygons, masks are PNGs."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import orjson

from concord.documents import Schema, Shape
from concord.formats.content import BesideLabels, Counter, Folder, Head, ReleasedItem, Written
from concord.formats.places import beside
from concord.formats.png import Cells, grey_png
from concord.formats.shapes import outline, pixels_of
from concord.formats.split_lists import SplitLists

_VERSION = "5.5.0"


@dataclass(frozen=True, slots=True)
class LabelMe(BesideLabels):
    """`images/a.json` beside `images/a.jpg`, as the program wants it."""

    key: str = "labelme"
    name: str = "LabelMe"
    path: str = "images/*.json"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """One file an item, then the parts."""
        schema, counter = head.schema, Counter(head.schema)
        with SplitLists(head, otherwise="all") as lists:
            for item in items:
                counter.add(item)
                with folder.file(beside(item.file_name, "images", ".json")) as sink:
                    sink.write(orjson.dumps(_file(item, schema, counter)))
                lists.add(item, item.file_name)
            lists.write(folder, lambda split: f"splits/{split}.txt")
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """What LabelMe has no word for."""
        return (
            "Turned boxes and ellipses are written as polygons.",
            "Polygons with holes are written as masks: the pixels whose centre lies inside.",
            "Each keypoint is a point of its own, held together by its group_id.",
            "Confidence, agreement and the answers of single people are left out.",
        )


def _file(item: ReleasedItem, schema: Schema, counter: Counter) -> dict[str, object]:
    rows: list[dict[str, object]] = []
    for group, shape in enumerate(item.document.shapes):
        found = _rows(shape, item, schema.labels[shape.label].name, group)
        rows += found
        if not found:
            counter.leave_out(shape)
    return {
        "version": _VERSION,
        "flags": dict(item.document.answers),
        "shapes": rows,
        "imagePath": PurePosixPath(item.file_name).name,
        "imageData": None,
        "imageHeight": item.height_px,
        "imageWidth": item.width_px,
    }


def _rows(shape: Shape, item: ReleasedItem, name: str, group: int) -> list[dict[str, object]]:
    one = shape.geometry
    if shape.kind == "keypoints":
        return [
            _row(shape, f"{name}/{key}", "point", [[point["x"], point["y"]]], group_id=group)
            for key, point in one["points"].items()
        ]
    if shape.kind == "mask" or (shape.kind == "polygon" and one["holes"]):
        return _mask(shape, item, name)
    if shape.kind == "box":
        corner = [one["x"] + one["width"], one["y"] + one["height"]]
        return [_row(shape, name, "rectangle", [[one["x"], one["y"]], corner])]
    if shape.kind == "polyline":
        return [_row(shape, name, "linestrip", one["points"])]
    ring = outline(shape, item.width_px, item.height_px)
    return [] if ring is None else [_row(shape, name, "polygon", ring.tolist())]


def _mask(shape: Shape, item: ReleasedItem, name: str) -> list[dict[str, object]]:
    """The PNG covers the box from the first to the last pixel, both included."""
    found = pixels_of(shape, item.width_px, item.height_px)
    if found is None:
        return []
    (x, y, width, height), pixels = found
    png = base64.b64encode(grey_png(Cells.of(pixels.astype(np.uint8) * np.uint8(255)))).decode()
    corners = [[x, y], [x + width - 1, y + height - 1]]
    return [_row(shape, name, "mask", corners, mask=png)]


def _row(
    shape: Shape,
    label: str,
    shape_type: str,
    points: Any,  # JSON: a list of pairs
    *,
    group_id: int | None = None,
    mask: str | None = None,
) -> dict[str, object]:
    return {
        "label": label,
        "points": points,
        "group_id": group_id,
        "description": "",
        "shape_type": shape_type,
        "flags": dict(shape.attributes),
        "mask": mask,
    }
