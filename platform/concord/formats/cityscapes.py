"""Cityscapes: `gtFine` beside `leftImg8bit`, with label ids, instance ids, colours and polygons.

Ids are not train ids. A label that is called like one of Cityscapes' has its id, so that its tools
know it; others are numbered from 34, behind theirs. `labels.json` says both, with train ids.

Cordts et al. 2016; names, ids and files as in `cityscapesscripts.helpers.labels`.
"""

from __future__ import annotations

import re
from collections import Counter as Numbers
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import numpy as np
import orjson

from concord.documents import Schema
from concord.formats.content import Counter, Folder, Head, ReleasedItem, Written
from concord.formats.index_png import (
    Seen,
    counted,
    label_colours,
    numbered,
    painted_batches,
    palette_of,
)
from concord.formats.places import stem_of
from concord.formats.png import grey_png, packed
from concord.formats.shapes import AREA_KINDS, corners
from concord.sentences import Sentence

CITY = "guildmark"
#: Of a sequence: each picture is one of its own.
FRAME = "000000"
_APART = re.compile(r"[^A-Za-z0-9-]")
UNLABELED = 0
IGNORED = 255
#: Names of Cityscapes: id, train id, and whether single objects are told apart.
KNOWN: Mapping[str, tuple[int, int, bool]] = {
    "ground": (6, IGNORED, False),
    "road": (7, 0, False),
    "sidewalk": (8, 1, False),
    "parking": (9, IGNORED, False),
    "rail track": (10, IGNORED, False),
    "building": (11, 2, False),
    "wall": (12, 3, False),
    "fence": (13, 4, False),
    "guard rail": (14, IGNORED, False),
    "bridge": (15, IGNORED, False),
    "tunnel": (16, IGNORED, False),
    "pole": (17, 5, False),
    "polegroup": (18, IGNORED, False),
    "traffic light": (19, 6, False),
    "traffic sign": (20, 7, False),
    "vegetation": (21, 8, False),
    "terrain": (22, 9, False),
    "sky": (23, 10, False),
    "person": (24, 11, True),
    "rider": (25, 12, True),
    "car": (26, 13, True),
    "truck": (27, 14, True),
    "bus": (28, 15, True),
    "caravan": (29, IGNORED, True),
    "trailer": (30, IGNORED, True),
    "train": (31, 16, True),
    "motorcycle": (32, 17, True),
    "bicycle": (33, 18, True),
}
FIRST_OWN_ID = 34
#: An instance id is 1,000 ids and a number, in 16 bits.
OWN_IDS = 31
OBJECTS_OF_A_CLASS = 1000


@dataclass(frozen=True, slots=True)
class CityLabel:
    """A label as Cityscapes has it; `is_counted` where single objects are told apart."""

    name: str
    number: int
    train_id: int
    is_counted: bool


def city_labels(schema: Schema) -> dict[str, CityLabel]:
    """By key, every label with an area that has an id: 31 of one's own, and all of Cityscapes'."""
    found: dict[str, CityLabel] = {}
    own = iter(range(FIRST_OWN_ID, FIRST_OWN_ID + OWN_IDS))
    taken: set[int] = set()
    for key, label in schema.labels.items():
        if label.kind not in AREA_KINDS:
            continue
        known = KNOWN.get(label.name.casefold().replace("_", " ").strip())
        if known is not None and known[0] not in taken:
            number, train_id, is_counted = known
        else:
            number, train_id = next(own, UNLABELED), IGNORED
            is_counted = not label.is_semantic
        if number:
            taken.add(number)
            found[key] = CityLabel(label.name, number, train_id, is_counted)
    return found


@dataclass(frozen=True, slots=True)
class Cityscapes:
    """Four files for each picture under `gtFine/PART/guildmark/`."""

    key: str = "cityscapes"
    name: str = "Cityscapes"
    path: str = "gtFine/*/*/*"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """Label ids, instance ids, colours and polygons; `labels.json` at the end."""
        schema, counter = head.schema, Counter(head.schema)
        labels, colours = city_labels(schema), label_colours(schema)
        palette = palette_of({label.number: colours[key] for key, label in labels.items()})
        known = (_with_known_labels(item, labels, counter) for item in counted(items, counter))
        for batch in painted_batches(known, counter):
            numbers = [_class_numbers(one.seen, labels) for one in batch]
            classes = numbered(batch, numbers, otherwise=UNLABELED, kind=np.uint8)
            numbers = [_object_numbers(one.seen, labels) for one in batch]
            objects = numbered(batch, numbers, otherwise=UNLABELED, kind=np.uint16)
            by_class = [packed(one) for one in classes]
            by_object = [grey_png(one) for one in objects]
            polygons = [_polygons(one.item, one.seen, labels) for one in batch]
            for at, one in enumerate(batch):
                path = f"gtFine/{_folder(one.item, head)}_gtFine"
                with folder.file(f"{path}_labelIds.png") as sink:
                    sink.write(by_class[at].grey())
                with folder.file(f"{path}_instanceIds.png") as sink:
                    sink.write(by_object[at])
                with folder.file(f"{path}_color.png") as sink:
                    sink.write(by_class[at].palette(palette))
                with folder.file(f"{path}_polygons.json") as sink:
                    sink.write(polygons[at])
        with folder.file("labels.json") as sink:
            sink.write(_labels_file(labels, schema))
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """What Cityscapes has no room for."""
        return (
            (
                "Pictures keep their bytes and their suffix, also where Cityscapes' own are PNG. "
                "Every picture is of one city, called guildmark; its sequence is the number that "
                "its file name in items.csv begins with."
            ),
            (
                "Where shapes overlap the later one is seen, in pixels; in the file of polygons "
                "shapes stand one over another. Holes are in the pixels alone, and of a shape in "
                "several parts the file of polygons has the largest."
            ),
            Sentence(
                "Beside the names of Cityscapes there is room for {ids} labels; others, lines, "
                "keypoints and shapes of which no pixel is seen are left out. Objects of a class "
                "beyond {most} in a picture have the id of their class, as groups have.",
                ids=OWN_IDS,
                most=OBJECTS_OF_A_CLASS,
            ),
            "Attributes, confidence, agreement and the answers of single people are left out.",
        )

    def picture_path(self, item: ReleasedItem, head: Head) -> str | None:
        """`leftImg8bit/train/guildmark/guildmark_000001_000000_leftImg8bit.jpg`."""
        suffix = PurePosixPath(item.file_name).suffix
        return f"leftImg8bit/{_folder(item, head)}_leftImg8bit{suffix}"


def _folder(item: ReleasedItem, head: Head) -> str:
    part = item.split if head.splits and item.split else (head.splits or ("train",))[0]
    return f"{part}/{CITY}/{CITY}_{_sequence(item)}_{FRAME}"


def _sequence(item: ReleasedItem) -> str:
    """The number that the picture's name begins with, else the name, without underscores.

    Cityscapes' scripts take names apart at those, and look for files by what is between them.
    """
    stem = stem_of(item.file_name.rpartition("/")[2])
    number = stem.partition("_")[0]
    return number if number.isascii() and number.isdigit() else _APART.sub("-", stem)


def _with_known_labels(
    item: ReleasedItem, labels: Mapping[str, CityLabel], counter: Counter
) -> ReleasedItem:
    """The item without shapes of labels that have no id: they are counted as left out."""
    shapes = item.document.shapes
    kept = tuple(shape for shape in shapes if shape.label in labels)
    if len(kept) == len(shapes):
        return item
    for shape in shapes:
        if shape.label not in labels:
            counter.leave_out(shape)
    return replace(item, document=replace(item.document, shapes=kept))


def _class_numbers(seen: Sequence[Seen], labels: Mapping[str, CityLabel]) -> dict[int, int]:
    """Label ids by place; they end at 64."""
    return {place: labels[shape.label].number for place, shape in seen}


def _object_numbers(seen: Sequence[Seen], labels: Mapping[str, CityLabel]) -> dict[int, int]:
    """Instance ids by place: 1,000 label ids and a number, or the label id alone for a group."""
    counts: Numbers[int] = Numbers()
    numbers: dict[int, int] = {}
    for place, shape in seen:
        label = labels[shape.label]
        nth = counts[label.number]
        counts[label.number] += 1
        is_alone = label.is_counted and nth < OBJECTS_OF_A_CLASS
        numbers[place] = label.number * OBJECTS_OF_A_CLASS + nth if is_alone else label.number
    return numbers


def _polygons(item: ReleasedItem, seen: Sequence[Seen], labels: Mapping[str, CityLabel]) -> bytes:
    objects = []
    for _, shape in seen:
        ring = corners(shape, item.width_px, item.height_px)
        if ring is not None:
            objects.append({"label": labels[shape.label].name, "polygon": ring})
    return orjson.dumps(
        {"imgHeight": item.height_px, "imgWidth": item.width_px, "objects": objects}
    )


def _labels_file(labels: Mapping[str, CityLabel], schema: Schema) -> bytes:
    rows = [
        {
            "name": label.name,
            "key": key,
            "id": label.number,
            "trainId": label.train_id,
            "hasInstances": label.is_counted,
            "color": [*bytes.fromhex(schema.labels[key].color[1:])],
        }
        for key, label in labels.items()
    ]
    return orjson.dumps({"unlabeled": UNLABELED, "labels": rows}, option=orjson.OPT_INDENT_2)
