"""Datumaro JSON 1.0: one file a part, labels by their place from 0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import orjson

from concord.documents import Schema, Shape
from concord.formats.coco_shapes import shape_fields
from concord.formats.content import Counter, Folder, Head, ReleasedItem, Written
from concord.formats.spools import append_row, copy_rows, new_spool

_IMAGE = 2


@dataclass(frozen=True, slots=True)
class Datumaro:
    """`annotations/train.json`, pictures in `images/train`."""

    key: str = "datumaro"
    name: str = "Datumaro JSON"
    path: str = "annotations/*.json"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """Items wait in a temporary file for each part."""
        schema, counter = head.schema, Counter(head.schema)
        numbers = {key: number for number, key in enumerate(schema.labels)}
        with ExitStack() as stack:
            parts = {split: new_spool(stack) for split in head.splits or ("default",)}
            for item in items:
                counter.add(item)
                append_row(parts[_part(item, head)], _item(item, schema, numbers, counter))
            for split, spool in parts.items():
                with folder.file(f"annotations/{split}.json") as sink:
                    sink.write(orjson.dumps(_beginning(schema))[:-1] + b',"items":[')
                    copy_rows(spool, sink)
                    sink.write(b"]}\n")
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """What it has no type for."""
        return (
            (
                "Turned boxes and ellipses are written as polygons of 4 and 72 corners; polygons "
                "with holes as masks: the pixels whose centre lies inside."
            ),
            "Confidence, agreement and the answers of single people are left out.",
            "Answers to questions about the whole image are left out.",
        )

    def picture_path(self, item: ReleasedItem, head: Head) -> str | None:
        """In the folder of its part."""
        return f"images/{_part(item, head)}/{PurePosixPath(item.file_name).name}"


def _part(item: ReleasedItem, head: Head) -> str:
    return item.split if head.splits and item.split else "default"


def _beginning(schema: Schema) -> dict[str, object]:
    labels = [
        {
            "name": label.name,
            "parent": schema.labels[label.parent].name if label.parent else "",
            "attributes": [],
        }
        for label in schema.labels.values()
    ]
    points = [
        {
            "label_id": number,
            "labels": list(label.skeleton.points),
            "joints": _joints(label.skeleton.points, label.skeleton.edges),
        }
        for number, label in enumerate(schema.labels.values())
        if label.skeleton is not None
    ]
    return {
        "dm_format_version": "1.0",
        "media_type": _IMAGE,
        "infos": {},
        "categories": {
            "label": {"label_groups": [], "labels": labels, "attributes": []},
            **({"points": {"items": points, "attributes": []}} if points else {}),
        },
    }


def _joints(points: Mapping[str, str], edges: tuple[tuple[str, str], ...]) -> list[list[int]]:
    number = {key: place for place, key in enumerate(points, start=1)}
    return [[number[first], number[second]] for first, second in edges]


def _item(
    item: ReleasedItem, schema: Schema, numbers: Mapping[str, int], counter: Counter
) -> dict[str, object]:
    path = PurePosixPath(item.file_name).name
    return {
        "id": PurePosixPath(path).stem,
        "annotations": [
            {
                "id": place,
                "attributes": dict(shape.attributes),
                "group": 0,
                "label_id": numbers[shape.label],
                "z_order": 0,
                **_annotation(shape, item, schema),
            }
            for place, shape in enumerate(item.document.shapes, start=1)
        ],
        "attr": {},
        "image": {"path": path, "size": [item.height_px, item.width_px]},
    }


def _annotation(shape: Shape, item: ReleasedItem, schema: Schema) -> dict[str, Any]:  # JSON
    if shape.kind == "polyline":
        flat = [number for point in shape.geometry["points"] for number in point]
        return {"type": "polyline", "points": flat}
    fields: dict[str, Any] = shape_fields(  # JSON that our own writer makes
        shape, schema.labels[shape.label].skeleton, item.width_px, item.height_px
    )
    if "keypoints" in fields:
        values = fields["keypoints"]
        places = [n for x, y in zip(values[::3], values[1::3], strict=True) for n in (x, y)]
        return {"type": "points", "points": places, "visibility": values[2::3]}
    segmentation = fields["segmentation"]
    if isinstance(segmentation, dict):
        return {"type": "mask", "rle": segmentation}
    if segmentation:
        return {"type": "polygon", "points": segmentation[0]}
    return {"type": "bbox", "bbox": fields["bbox"]}
