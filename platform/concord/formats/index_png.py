"""Masks as pictures: a number for each pixel, of its class or its object, and colours to look at.

Never JPEG. 8 bits while the numbers fit, else 16; the highest number (255, 65,535) is unlabelled.
Shapes are painted in the order of the document: where two overlap the later one is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import orjson
from numpy.typing import NDArray

from concord.documents import Schema, Shape
from concord.formats.content import BesideLabels, Counter, Folder, Head, ReleasedItem, Written
from concord.formats.places import beside
from concord.formats.png import Rows, grey_png, palette_png, rgb_png
from concord.formats.shapes import AREA_KINDS, pixels_of
from concord.formats.split_lists import SplitLists
from concord.formats.yolo import class_numbers

Index = NDArray[np.uint16]
#: Place in the document, and the shape.
Seen = tuple[int, Shape]
UNLABELLED_8, UNLABELLED_16 = 255, 65_535
_LOST = (
    (
        "Where shapes overlap the later one is seen. A shape of which no pixel is seen, lines and "
        "keypoints are left out."
    ),
    "Attributes, confidence, agreement and the answers of single people are left out.",
)


def painted(item: ReleasedItem, counter: Counter) -> tuple[Rows[np.uint16], list[Seen]]:
    """The rows of places in the document, and the shapes of which a pixel is seen.

    Every other shape is counted as left out.
    """
    index = np.full((item.height_px, item.width_px), UNLABELLED_16, dtype=np.uint16)
    for place, shape in enumerate(item.document.shapes):
        found = None
        if shape.kind in AREA_KINDS:
            found = pixels_of(shape, item.width_px, item.height_px)
        if found is not None:
            (x, y, width, height), pixels = found
            index[y : y + height, x : x + width][pixels] = place
    rows = Rows.of(index)
    is_seen = np.zeros(UNLABELLED_16 + 1, dtype=np.bool_)
    is_seen[rows.distinct] = True
    for place, shape in enumerate(item.document.shapes):
        if not is_seen[place]:
            counter.leave_out(shape)
    seen = [(at, shape) for at, shape in enumerate(item.document.shapes) if is_seen[at]]
    return rows, seen


def label_colours(schema: Schema) -> dict[str, NDArray[np.uint8]]:
    """Red, green and blue of every label."""
    return {
        key: np.frombuffer(bytes.fromhex(label.color[1:]), dtype=np.uint8)
        for key, label in schema.labels.items()
    }


def coloured(rows: Rows[np.uint16], colours: Mapping[int, NDArray[np.uint8]]) -> bytes:
    """The index in colours, unlabelled pixels black; with a palette where one is enough."""
    count = max(colours, default=-1) + 1
    table = np.zeros((UNLABELLED_16 + 1, 3), dtype=np.uint8)
    for number, colour in colours.items():
        table[number] = colour
    if count <= UNLABELLED_8:
        small = rows.mapped(lambda index: np.minimum(index, UNLABELLED_8).astype(np.uint8))
        return palette_png(small, np.concatenate([table[:UNLABELLED_8], table[-1:]]))
    return rgb_png(rows.mapped(lambda index: table[index]))


def distinct_colour(number: int) -> NDArray[np.uint8]:
    """A colour for an object: hues a golden angle apart, neighbours never alike."""
    angle = number * 2.399963229728653
    turn = np.array([0.0, 2.0943951023931953, 4.1887902047863905])
    return (150 + 100 * np.cos(angle + turn)).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class SemanticPng(BesideLabels):
    """The class of each pixel: the labels with an area, numbered from 0."""

    key: str = "png_semantic"
    name: str = "Semantic masks (PNG)"
    path: str = "masks/*.png"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """Two pictures for each item, `masks/` and `colours/`; what the numbers mean at the end."""
        schema, counter = head.schema, Counter(head.schema)
        classes = class_numbers(schema, AREA_KINDS)
        colours = {
            classes[key]: rgb for key, rgb in label_colours(schema).items() if key in classes
        }
        is_small = len(classes) <= UNLABELLED_8
        with SplitLists(head, otherwise="all") as lists:
            for item in items:
                counter.add(item)
                rows = _by_class(*painted(item, counter), classes)
                with folder.file(beside(item.file_name, "masks", ".png")) as sink:
                    sink.write(grey_png(rows.mapped(_as_bytes) if is_small else rows))
                with folder.file(beside(item.file_name, "colours", ".png")) as sink:
                    sink.write(coloured(rows, colours))
                lists.add(item, item.file_name)
            lists.write(folder, lambda split: f"splits/{split}.txt")
        with folder.file("classes.json") as sink:
            sink.write(_classes(schema, classes, UNLABELLED_8 if is_small else UNLABELLED_16))
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """Which object a pixel belongs to, and what is under it."""
        return ("Single objects of a class cannot be told apart.", *_LOST)


@dataclass(frozen=True, slots=True)
class InstancePng(BesideLabels):
    """The object of each pixel: in every picture they are numbered from 0, always in 16 bits."""

    key: str = "png_instance"
    name: str = "Instance masks (PNG)"
    path: str = "instances/*.png"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """Two pictures for each item, and `objects/` with what the numbers mean."""
        counter = Counter(head.schema)
        with SplitLists(head, otherwise="all") as lists:
            for item in items:
                counter.add(item)
                rows, seen = painted(item, counter)
                colours = {place: distinct_colour(place) for place, _ in seen}
                with folder.file(beside(item.file_name, "instances", ".png")) as sink:
                    sink.write(grey_png(rows))
                with folder.file(beside(item.file_name, "colours", ".png")) as sink:
                    sink.write(coloured(rows, colours))
                with folder.file(beside(item.file_name, "objects", ".json")) as sink:
                    sink.write(orjson.dumps(_objects(seen)))
                lists.add(item, item.file_name)
            lists.write(folder, lambda split: f"splits/{split}.txt")
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """What is under a pixel."""
        return _LOST


def _classes(schema: Schema, classes: Mapping[str, int], unlabelled: int) -> bytes:
    rows = [
        {
            "number": number,
            "key": key,
            "name": schema.labels[key].name,
            "color": schema.labels[key].color,
        }
        for key, number in classes.items()
    ]
    return orjson.dumps({"unlabelled": unlabelled, "classes": rows}, option=orjson.OPT_INDENT_2)


def _by_class(
    rows: Rows[np.uint16], seen: list[Seen], classes: Mapping[str, int]
) -> Rows[np.uint16]:
    table = np.full(UNLABELLED_16 + 1, UNLABELLED_16, dtype=np.uint16)
    for place, shape in seen:
        table[place] = classes[shape.label]
    return rows.mapped(lambda index: table[index])


def _as_bytes(index: Index) -> NDArray[np.uint8]:
    """The low byte, which is all of a class, and 255 where nothing is."""
    return index.astype(np.uint8)


def _objects(seen: list[Seen]) -> dict[str, object]:
    rows = [{"number": place, "id": shape.id, "label": shape.label} for place, shape in seen]
    return {"unlabelled": UNLABELLED_16, "objects": rows}
