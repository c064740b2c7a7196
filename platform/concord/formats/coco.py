"""COCO detection (Lin et al. 2014, cocodataset.org/#format-data): one JSON file.

Ids count from 1, for evaluators take id 0 for "no match". `bbox` is x, y, width, height from the
top-left corner of the top-left pixel, which is our own convention, so nothing is converted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import count

import orjson

from concord.documents import Schema, Shape
from concord.formats.coco_shapes import category_fields, losses, shape_fields
from concord.formats.content import BesideLabels, Counter, Folder, Head, ReleasedItem, Sink, Written
from concord.formats.origin import Licences
from concord.formats.spools import append_row, copy_rows, new_spool
from concord.sentences import Sentence

#: What a release that is not divided has for a part, as other tools call it.
WHOLE = "default"


def category_ids(schema: Schema) -> dict[str, int]:
    """The COCO category of each label: from 1, in the order of the schema."""
    return {key: number for number, key in enumerate(schema.labels, start=1)}


class Coco(BesideLabels):
    """Writes `{"info", "categories", "images", "annotations"}`; a file for each split."""

    key = "coco"
    name = Sentence("COCO (detection, instances, keypoints)")
    path = "annotations/instances_default.json"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """One pass: images and annotations wait in temporary files until all have been seen."""
        schema = head.schema
        counter, categories = Counter(schema), category_ids(schema)
        with ExitStack() as stack:
            numbers, licences = count(1), Licences()
            parts = {
                split: _Part(stack, head, categories, numbers, licences)
                for split in head.splits or (None,)
            }
            for image_id, item in enumerate(items, start=1):
                counter.add(item)
                parts[item.split if head.splits else None].add(item, image_id)
            for split, part in parts.items():
                with folder.file(split_path(self.path, split)) as sink:
                    part.write(head, sink)
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """COCO knows objects of one image, and nothing about how sure anybody was."""
        lost = [
            "Confidence, agreement and the answers of single people are left out.",
            "An image without annotations was looked at, and holds nothing.",
        ]
        if head.schema.questions:
            lost.append("Answers to questions about the whole image are left out.")
        if head.splits:
            lost.append("Each part (train, val, test) has a file of its own.")
        if any(label.attributes for label in head.schema.labels.values()):
            lost.append('Attributes are written as "attributes", which COCO itself does not know.')
        return (*lost, *losses(head.schema))


class _Part:
    """The images of one split. Ids are those of the whole release: no two parts share one."""

    def __init__(
        self,
        stack: ExitStack,
        head: Head,
        categories: Mapping[str, int],
        numbers: Iterator[int],
        licences: Licences,
    ) -> None:
        self._images, self._annotations = new_spool(stack), new_spool(stack)
        self._schema = head.schema
        self._has_links = head.has_links
        self._categories = categories
        self._numbers = numbers
        self._licences = licences

    def add(self, item: ReleasedItem, image_id: int) -> None:
        row = image_row(item, image_id, self._licences, has_link=self._has_links)
        append_row(self._images, row)
        for shape in item.document.shapes:
            row = {
                "id": next(self._numbers),
                "image_id": image_id,
                "category_id": self._categories[shape.label],
                **_annotation(shape, item, self._schema),
            }
            append_row(self._annotations, row)

    def write(self, head: Head, sink: Sink) -> None:
        categories = _categories(self._schema, self._categories)
        sink.write(b'{"info":' + orjson.dumps({**head.metadata, "description": "Guildmark"}))
        sink.write(b',"licenses":' + orjson.dumps(self._licences.rows))
        sink.write(b',"categories":' + orjson.dumps(categories))
        sink.write(b',"images":[')
        copy_rows(self._images, sink)
        sink.write(b'],"annotations":[')
        copy_rows(self._annotations, sink)
        sink.write(b"]}\n")


def split_path(path: str, split: str | None) -> str:
    """.../instances_train.json for .../instances_default.json: readers take the part from there."""
    return path.replace(f"_{WHOLE}", f"_{split or WHOLE}")


def _categories(schema: Schema, ids: Mapping[str, int]) -> list[dict[str, object]]:
    return [
        {
            "id": ids[key],
            "name": label.name,
            "supercategory": schema.labels[label.parent].name if label.parent else "",
            **category_fields(label.skeleton),
        }
        for key, label in schema.labels.items()
    ]


def image_row(
    item: ReleasedItem, image_id: int, licences: Licences, *, has_link: bool
) -> dict[str, object]:
    """What COCO says of an image; `license` and the address, `coco_url`, where it has one."""
    licence = licences.number_of(item)
    return {
        "id": image_id,
        "file_name": item.file_name,
        "width": item.width_px,
        "height": item.height_px,
        **({} if licence is None else {"license": licence}),
        **({"coco_url": item.link} if has_link and item.link else {}),
    }


def _annotation(shape: Shape, item: ReleasedItem, schema: Schema) -> dict[str, object]:
    skeleton = schema.labels[shape.label].skeleton
    row = shape_fields(shape, skeleton, item.width_px, item.height_px)
    if shape.attributes:
        row["attributes"] = dict(shape.attributes)
    return row
