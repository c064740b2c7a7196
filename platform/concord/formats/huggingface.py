"""Hugging Face imagefolder: `data/train/metadata.jsonl` beside the pictures, a line for each.

`objects` is a structure of lists (bbox as x, y, width, height, category as a name), as `datasets`
wants it; answers to questions are columns of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import orjson

from concord.documents import KINDS, Schema, Shape
from concord.formats.content import Counter, Folder, Head, ReleasedItem, Written
from concord.formats.split_lists import SplitLists

#: What stands for no answer: a column that is nothing but null in one part has another type there.
_UNANSWERED: Mapping[str, object] = {"choice": "", "choices": [], "text": ""}


@dataclass(frozen=True, slots=True)
class HuggingFace:
    """One line a picture."""

    key: str = "huggingface"
    name: str = "Hugging Face imagefolder"
    path: str = "data/*/metadata.jsonl"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """Lines wait in temporary files by part."""
        schema, counter = head.schema, Counter(head.schema)
        with SplitLists(head, otherwise="train") as lists:
            for item in items:
                counter.add(item)
                lists.add(item, orjson.dumps(_line(item, schema, has_link=head.has_links)).decode())
            lists.write(folder, lambda split: f"data/{_folder(split)}/metadata.jsonl")
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """What a line has no column for."""
        return (
            "Of every shape the upright box, the label and, as JSON text, the geometry are given.",
            "Attributes, confidence, agreement and the answers of single people are left out.",
            "An empty text, or an empty list, is a question that was not answered.",
            (
                "`datasets` takes the types of columns from each part: one without any shape does "
                "not load beside others that have some."
            ),
            'The part "val" is called "validation", as the library wants it.',
        )

    def picture_path(self, item: ReleasedItem, head: Head) -> str | None:
        """Beside its line."""
        split = item.split if head.splits and item.split else "train"
        return f"data/{_folder(split)}/{PurePosixPath(item.file_name).name}"


def _folder(split: str) -> str:
    return "validation" if split == "val" else split


def _line(item: ReleasedItem, schema: Schema, *, has_link: bool) -> dict[str, object]:
    shapes = item.document.shapes
    return {
        "file_name": PurePosixPath(item.file_name).name,
        "item": item.key,
        **({"link": item.link} if has_link else {}),
        "width": item.width_px,
        "height": item.height_px,
        "objects": {
            "id": [shape.id for shape in shapes],
            "bbox": [_box(shape) for shape in shapes],
            "category": [schema.labels[shape.label].name for shape in shapes],
            "kind": [shape.kind for shape in shapes],
            "geometry": [_geometry(shape) for shape in shapes],
        },
        **{
            f"answer_{key}": item.document.answers.get(key, _UNANSWERED.get(question.type))
            for key, question in schema.questions.items()
        },
    }


def _box(shape: Shape) -> list[float]:
    """Floats alone: the library refuses parts whose numbers look like different types."""
    return [float(side) for side in KINDS[shape.kind].bounding_box(shape.geometry)]


def _geometry(shape: Shape) -> str:
    return orjson.dumps(dict(shape.geometry)).decode()
