"""COCO detection (Lin et al. 2014, cocodataset.org/#format-data): one JSON file.

Ids count from 1, for evaluators take id 0 for "no match". `bbox` is x, y, width, height from the
top-left corner of the top-left pixel, which is our own convention, so nothing is converted.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from typing import IO

import orjson

from concord.documents import Schema, Shape
from concord.formats.coco_shapes import category_fields, losses, shape_fields
from concord.formats.content import Counter, Head, ReleasedItem, Sink, Written

#: Annotations wait here until all images are written; beyond this they wait on the disk.
_SPOOL_BYTES = 8_000_000


def category_ids(schema: Schema) -> dict[str, int]:
    """The COCO category of each label: from 1, in the order of the schema."""
    return {key: number for number, key in enumerate(schema.labels, start=1)}


class Coco:
    """Writes `{"info", "categories", "images", "annotations"}`."""

    key = "coco"
    name = "COCO detection"
    path = "annotations/coco.json"

    def write(self, head: Head, items: Iterable[ReleasedItem], sink: Sink) -> Written:
        """One pass: images go out at once, annotations wait in a temporary file."""
        schema = head.schema
        counter, categories = Counter(schema), category_ids(schema)
        sink.write(b'{"info":' + orjson.dumps({**head.metadata, "description": "Guildmark"}))
        sink.write(b',"licenses":[],"categories":' + orjson.dumps(_categories(schema, categories)))
        sink.write(b',"images":[')
        with tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES) as annotations:
            annotation_id = 1
            for image_id, item in enumerate(items, start=1):
                counter.add(item)
                sink.write(
                    (b",\n" if image_id > 1 else b"\n") + orjson.dumps(_image(item, image_id))
                )
                for shape in item.document.shapes:
                    row = {
                        "id": annotation_id,
                        "image_id": image_id,
                        "category_id": categories[shape.label],
                        **_annotation(shape, item, schema),
                    }
                    annotations.write((b",\n" if annotation_id > 1 else b"\n") + orjson.dumps(row))
                    annotation_id += 1
            sink.write(b'],"annotations":[')
            _copy(annotations, sink)
        sink.write(b"]}\n")
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """COCO knows objects of one image, and nothing about how sure anybody was."""
        lost = [
            "Confidence, agreement and the answers of single people are left out.",
            "An image without annotations was looked at, and holds nothing.",
        ]
        if head.schema.questions:
            lost.append("Answers to questions about the whole image are left out.")
        if any(label.attributes for label in head.schema.labels.values()):
            lost.append('Attributes are written as "attributes", which COCO itself does not know.')
        return (*lost, *losses(head.schema))


def _categories(schema: Schema, ids: dict[str, int]) -> list[dict[str, object]]:
    return [
        {
            "id": ids[key],
            "name": label.name,
            "supercategory": schema.labels[label.parent].name if label.parent else "",
            **category_fields(label.skeleton),
        }
        for key, label in schema.labels.items()
    ]


def _image(item: ReleasedItem, image_id: int) -> dict[str, object]:
    return {
        "id": image_id,
        "file_name": item.file_name,
        "width": item.width_px,
        "height": item.height_px,
    }


def _annotation(shape: Shape, item: ReleasedItem, schema: Schema) -> dict[str, object]:
    skeleton = schema.labels[shape.label].skeleton
    row = shape_fields(shape, skeleton, item.width_px, item.height_px)
    if shape.attributes:
        row["attributes"] = dict(shape.attributes)
    return row


def _copy(spool: IO[bytes], sink: Sink) -> None:
    spool.seek(0)
    while block := spool.read(1 << 16):
        sink.write(block)
