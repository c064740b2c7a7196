"""COCO panoptic (Kirillov et al. 2019): a PNG of segment ids a picture, and one JSON of segments.

The id of a pixel is R + 256 G + 65,536 B, 0 for none; overlaps are settled by the order of the
document: the later shape is seen, and each segment's box and area are of the pixels seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import PurePosixPath

import numpy as np
import orjson
from numpy.typing import NDArray

from concord.documents import Schema
from concord.formats.coco import category_ids, image_row, split_path
from concord.formats.coco_shapes import is_crowd
from concord.formats.content import BesideLabels, Counter, Folder, Head, ReleasedItem, Sink, Written
from concord.formats.index_png import Index, Seen, counted, painted_batches
from concord.formats.origin import Licences
from concord.formats.places import beside
from concord.formats.png import Cells, rgb_png
from concord.formats.spools import append_row, copy_rows, new_spool
from concord.sentences import Sentence


@dataclass(frozen=True, slots=True)
class CocoPanoptic(BesideLabels):
    """A semantic label is stuff, every other a thing."""

    key: str = "coco_panoptic"
    name: str = Sentence("COCO panoptic")
    path: str = "annotations/panoptic_default.json"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """A PNG for each item as it passes; the JSON of each part when all have passed."""
        schema, counter = head.schema, Counter(head.schema)
        categories, licences = category_ids(schema), Licences()
        with ExitStack() as stack:
            parts = {split: _Part(stack) for split in head.splits or (None,)}
            image_ids = count(1)
            for batch in painted_batches(counted(items, counter), counter):
                ids = [one.cells.mapped(_ids) for one in batch]
                pictures = [rgb_png(one.mapped(_id_colours)) for one in ids]
                segments = [
                    _segments(of, one.seen, categories) for of, one in zip(ids, batch, strict=True)
                ]
                for one, picture, info in zip(batch, pictures, segments, strict=True):
                    split, image_id = one.item.split if head.splits else None, next(image_ids)
                    path = beside(one.item.file_name, _pictures(self.path, split), ".png")
                    with folder.file(path) as sink:
                        sink.write(picture)
                    row = image_row(one.item, image_id, licences, has_link=head.has_links)
                    append_row(parts[split].images, row)
                    name = PurePosixPath(path).name
                    append_row(
                        parts[split].segments,
                        {"image_id": image_id, "file_name": name, "segments_info": info},
                    )
            for split, part in parts.items():
                with folder.file(split_path(self.path, split)) as sink:
                    part.write(head, categories, licences, sink)
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """Every pixel has one object."""
        return (
            (
                "Where shapes overlap the later one is seen; one that is not seen is left out, and "
                "so are lines and keypoints."
            ),
            "Attributes, confidence, agreement and the answers of single people are left out.",
            "Answers to questions about the whole image are left out.",
        )


def _pictures(path: str, split: str | None) -> str:
    """The folder beside the JSON that has its name, as COCO keeps them."""
    return split_path(path, split).removesuffix(".json")


class _Part:
    """What waits of one split."""

    def __init__(self, stack: ExitStack) -> None:
        self.images = new_spool(stack)
        self.segments = new_spool(stack)

    def write(
        self, head: Head, categories: Mapping[str, int], licences: Licences, sink: Sink
    ) -> None:
        sink.write(b'{"info":' + orjson.dumps(dict(head.metadata)))
        sink.write(b',"licenses":' + orjson.dumps(licences.rows))
        sink.write(b',"categories":' + orjson.dumps(_categories(head.schema, categories)))
        sink.write(b',"images":[')
        copy_rows(self.images, sink)
        sink.write(b'],"annotations":[')
        copy_rows(self.segments, sink)
        sink.write(b"]}\n")


def _ids(index: Index) -> Index:
    """From 1: one more than the place. Unlabelled is the highest number, so that it becomes 0."""
    return index + np.uint16(1)


def _id_colours(ids: Index) -> NDArray[np.uint8]:
    """(rows, columns, 3): the low byte, the high byte, and 0, for ids have 16 bits."""
    colours = np.zeros((*ids.shape, 3), dtype=np.uint8)
    colours[..., 0] = ids & 255
    if ids.max() > 255:
        colours[..., 1] = ids >> 8
    return colours


def _segments(
    cells: Cells[np.uint16], seen: list[Seen], categories: Mapping[str, int]
) -> list[dict[str, object]]:
    """Boxes and areas of the pixels seen."""
    # Here, for a web process names the formats and loads no SciPy.
    from scipy import ndimage  # noqa: PLC0415 -- see above

    segments: list[dict[str, object]] = []
    boxes = ndimage.find_objects(cells.values)
    tops, lefts = ([0, *lengths.cumsum().tolist()] for lengths in (cells.heights, cells.widths))
    pixels = np.multiply.outer(cells.heights, cells.widths)
    areas = np.bincount(cells.values.ravel(), pixels.ravel()).tolist()
    for place, shape in seen:
        rows, columns = boxes[place]
        top, left = tops[rows.start], lefts[columns.start]
        segments.append(
            {
                "id": place + 1,
                "category_id": categories[shape.label],
                "area": int(areas[place + 1]),
                "bbox": [left, top, lefts[columns.stop] - left, tops[rows.stop] - top],
                "iscrowd": int(is_crowd(shape)),
            }
        )
    return segments


def _categories(schema: Schema, ids: Mapping[str, int]) -> list[dict[str, object]]:
    return [
        {
            "id": ids[key],
            "name": label.name,
            "supercategory": schema.labels[label.parent].name if label.parent else "",
            "isthing": 0 if label.is_semantic else 1,
            "color": list(bytes.fromhex(label.color[1:])),
        }
        for key, label in schema.labels.items()
    ]
