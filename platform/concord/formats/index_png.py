"""Masks as pictures: a number for each pixel, of its class or its object, and colours to look at.

Never JPEG. 8 bits while the numbers fit, else 16; the highest number (255, 65,535) is unlabelled.
Shapes are painted in the order of the document: where two overlap the later one is seen.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import orjson
from numpy.typing import NDArray

from concord.documents import Schema, Shape
from concord.formats.batches import batches
from concord.formats.content import BesideLabels, Counter, Folder, Head, ReleasedItem, Written
from concord.formats.places import beside
from concord.formats.png import Cells, Value, grey_png, packed, palette_png, rgb_png
from concord.formats.shapes import AREA_KINDS, Window, box_window, pixels_of
from concord.formats.split_lists import SplitLists
from concord.formats.yolo import class_numbers
from concord.geometry.raster import Pixels
from concord.sentences import Sentence

Index = NDArray[np.uint16]
#: Place in the document, and the shape.
Seen = tuple[int, Shape]
UNLABELLED_8, UNLABELLED_16 = 255, 65_535
#: Of one step over places, which are widened in it.
_MOST_CELLS = 1 << 20
_LOST = (
    (
        "Where shapes overlap the later one is seen. A shape of which no pixel is seen, lines and "
        "keypoints are left out."
    ),
    "Attributes, confidence, agreement and the answers of single people are left out.",
)


def painted(item: ReleasedItem, counter: Counter) -> tuple[Cells[np.uint16], list[Seen]]:
    """The cells with places in the document, and the shapes of which a pixel is seen.

    Every other shape is counted as left out.
    """
    areas = _areas(item)
    tops = _starts([(y, height, has) for _, (_, y, _, height), has in areas], item.height_px)
    lefts = _starts([(x, width, has) for _, (x, _, width, _), has in areas], item.width_px)
    index = np.full((len(tops) - 1, len(lefts) - 1), UNLABELLED_16, dtype=np.uint16)
    for place, (x, y, width, height), pixels in areas:
        rows = slice(bisect_left(tops, y), bisect_left(tops, y + height))
        columns = slice(bisect_left(lefts, x), bisect_left(lefts, x + width))
        if pixels is None:
            index[rows, columns] = place
        else:
            index[rows, columns][pixels] = place
    cells = Cells(index, _lengths(tops), _lengths(lefts)).merged()
    is_seen = _found(cells.values, len(item.document.shapes))
    seen = []
    for place, shape in enumerate(item.document.shapes):
        if is_seen[place]:
            seen.append((place, shape))
        else:
            counter.leave_out(shape)
    return cells, seen


def _found(index: Index, count: int) -> list[bool]:
    """Of each place under `count`, whether it stands anywhere."""
    is_found = np.zeros(count + 1, dtype=np.bool_)
    for rows in _blocks(index):
        is_found[np.minimum(index[rows], count)] = True
    return is_found.tolist()


def _blocks(index: Index) -> Iterator[slice]:
    """All rows, about a million cells at a time: what picks by places makes each eight bytes."""
    height, width = index.shape
    step = max(1, _MOST_CELLS // max(1, width))
    return (slice(first, first + step) for first in range(0, height, step))


@dataclass(frozen=True, slots=True)
class Painted:
    """An item in cells, and the shapes of which a pixel is seen."""

    item: ReleasedItem
    cells: Cells[np.uint16]
    seen: list[Seen]


def painted_batches(items: Iterable[ReleasedItem], counter: Counter) -> Iterator[list[Painted]]:
    """All items, painted; they are counted already."""
    each = (Painted(item, *painted(item, counter)) for item in items)
    return batches(each, lambda one: one.cells.values.nbytes)


def counted(items: Iterable[ReleasedItem], counter: Counter) -> Iterator[ReleasedItem]:
    """The same items."""
    for item in items:
        counter.add(item)
        yield item


#: Place in the document, window, and the pixels in it: None for all of them.
_Area = tuple[int, Window, Pixels | None]


def _areas(item: ReleasedItem) -> list[_Area]:
    """The shapes that have a pixel."""
    found: list[_Area] = []
    for place, shape in enumerate(item.document.shapes):
        if shape.kind == "box":
            window = box_window(shape, item.width_px, item.height_px)
            if window is not None:
                found.append((place, window, None))
        elif shape.kind in AREA_KINDS:
            area = pixels_of(shape, item.width_px, item.height_px)
            if area is not None:
                found.append((place, *area))
    return found


def _starts(sides: Iterable[tuple[int, int, Pixels | None]], most: int) -> list[int]:
    """Where rows, or columns, may differ from the one before, in order, and the picture's end.

    `sides`: first pixel, and how many, of each area. A box differs at its first and behind its
    last, what has pixels of its own in all of them.
    """
    starts = {0, most}
    for first, length, pixels in sides:
        if pixels is None:
            starts |= {first, first + length}
        else:
            starts.update(range(first, first + length + 1))
    return sorted(starts)


def _lengths(starts: list[int]) -> NDArray[np.int64]:
    """From each to the next."""
    places = np.array(starts, dtype=np.int64)
    return places[1:] - places[:-1]


def label_colours(schema: Schema) -> dict[str, NDArray[np.uint8]]:
    """Red, green and blue of every label."""
    return {
        key: np.frombuffer(bytes.fromhex(label.color[1:]), dtype=np.uint8)
        for key, label in schema.labels.items()
    }


def coloured(cells: Cells[np.uint16], colours: Mapping[int, NDArray[np.uint8]]) -> bytes:
    """The index in colours, unlabelled pixels black; with a palette where one is enough."""
    if max(colours, default=-1) < UNLABELLED_8:
        return palette_png(cells.mapped(_as_places), palette_of(colours))
    table = np.zeros((UNLABELLED_16 + 1, 3), dtype=np.uint8)
    for number, colour in colours.items():
        table[number] = colour
    return rgb_png(cells.mapped(lambda index: table[index]))


def palette_of(colours: Mapping[int, NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """A colour for each number under 255, (256, 3); black for others and for unlabelled pixels."""
    palette = np.zeros((UNLABELLED_8 + 1, 3), dtype=np.uint8)
    for number, colour in colours.items():
        palette[number] = colour
    return palette


def _as_places(index: Index) -> NDArray[np.uint8]:
    return np.minimum(index, UNLABELLED_8).astype(np.uint8)


@lru_cache(maxsize=4096)
def distinct_colour(number: int) -> NDArray[np.uint8]:
    """A colour for an object: hues a golden angle apart, neighbours never alike."""
    angle = number * 2.399963229728653
    turn = np.array([0.0, 2.0943951023931953, 4.1887902047863905])
    return (150 + 100 * np.cos(angle + turn)).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class SemanticPng(BesideLabels):
    """The class of each pixel: the labels with an area, numbered from 0."""

    key: str = "png_semantic"
    name: str = Sentence("Semantic masks (PNG)")
    path: str = "masks/*.png"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """Two pictures for each item, `masks/` and `colours/`; what the numbers mean at the end."""
        schema, counter = head.schema, Counter(head.schema)
        classes = class_numbers(schema, AREA_KINDS)
        colours = {
            classes[key]: rgb for key, rgb in label_colours(schema).items() if key in classes
        }
        palette = palette_of(colours) if len(classes) <= UNLABELLED_8 else None
        with SplitLists(head, otherwise="all") as lists:
            for batch in painted_batches(counted(items, counter), counter):
                numbers = [
                    {place: classes[shape.label] for place, shape in one.seen} for one in batch
                ]
                cells = numbered(batch, numbers, otherwise=UNLABELLED_16, kind=np.uint16)
                files = [_class_files(one, colours, palette) for one in cells]
                for one, (number, colouring) in zip(batch, files, strict=True):
                    name = one.item.file_name
                    with folder.file(beside(name, "masks", ".png")) as sink:
                        sink.write(number)
                    with folder.file(beside(name, "colours", ".png")) as sink:
                        sink.write(colouring)
                    lists.add(one.item, name)
            lists.write(folder, lambda split: f"splits/{split}.txt")
        with folder.file("classes.json") as sink:
            unlabelled = UNLABELLED_16 if palette is None else UNLABELLED_8
            sink.write(_classes(schema, classes, unlabelled))
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """Which object a pixel belongs to, and what is under it."""
        return ("Single objects of a class cannot be told apart.", *_LOST)


@dataclass(frozen=True, slots=True)
class InstancePng(BesideLabels):
    """The object of each pixel: in every picture they are numbered from 0, always in 16 bits."""

    key: str = "png_instance"
    name: str = Sentence("Instance masks (PNG)")
    path: str = "instances/*.png"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """Two pictures for each item, and `objects/` with what the numbers mean."""
        counter = Counter(head.schema)
        with SplitLists(head, otherwise="all") as lists:
            for batch in painted_batches(counted(items, counter), counter):
                numbers = [grey_png(one.cells) for one in batch]
                colourings = [
                    coloured(one.cells, {place: distinct_colour(place) for place, _ in one.seen})
                    for one in batch
                ]
                for one, number, colouring in zip(batch, numbers, colourings, strict=True):
                    name = one.item.file_name
                    with folder.file(beside(name, "instances", ".png")) as sink:
                        sink.write(number)
                    with folder.file(beside(name, "colours", ".png")) as sink:
                        sink.write(colouring)
                    with folder.file(beside(name, "objects", ".json")) as sink:
                        sink.write(orjson.dumps(_objects(one.seen)))
                    lists.add(one.item, name)
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


def _class_files(
    cells: Cells[np.uint16],
    colours: Mapping[int, NDArray[np.uint8]],
    palette: NDArray[np.uint8] | None,
) -> tuple[bytes, bytes]:
    """For programs and for people. Where 8 bits hold the classes, both have the same pixels."""
    if palette is None:
        return grey_png(cells), coloured(cells, colours)
    both = packed(cells.mapped(_as_places))
    return both.grey(), both.palette(palette)


def numbered(
    batch: Sequence[Painted],
    numbers: Sequence[Mapping[int, int]],
    *,
    otherwise: int,
    kind: type[Value],
) -> list[Cells[Value]]:
    """Each with the numbers of its places instead; what is no place, or has none, is `otherwise`.

    All at once while they are small: of such a picture a step takes longer to begin than to do.
    """
    if sum(one.cells.values.size for one in batch) > _MOST_CELLS:
        pairs = zip(batch, numbers, strict=True)
        return [_numbered(one, by_place, otherwise, kind) for one, by_place in pairs]
    counts = np.array([len(one.item.document.shapes) for one in batch])
    firsts = counts.cumsum() - counts + np.arange(len(batch))  # a last one each for `otherwise`
    table = [
        by_place.get(place, otherwise)
        for by_place, count in zip(numbers, counts.tolist(), strict=True)
        for place in range(count + 1)
    ]
    sizes = np.array([one.cells.values.size for one in batch])
    places = np.concatenate([one.cells.values.ravel() for one in batch]).astype(np.int64)
    np.minimum(places, counts.repeat(sizes), out=places)
    places += firsts.repeat(sizes)
    found = np.array(table, dtype=kind)[places]
    ends = sizes.cumsum().tolist()
    return [
        Cells(
            found[end - one.cells.values.size : end].reshape(one.cells.values.shape),
            one.cells.heights,
            one.cells.widths,
        )
        for one, end in zip(batch, ends, strict=True)
    ]


def _numbered(
    one: Painted, by_place: Mapping[int, int], otherwise: int, kind: type[Value]
) -> Cells[Value]:
    index, count = one.cells.values, len(one.item.document.shapes)
    table = np.array([by_place.get(place, otherwise) for place in range(count + 1)], dtype=kind)
    found = np.empty(index.shape, dtype=kind)
    for rows in _blocks(index):
        found[rows] = table[np.minimum(index[rows], count)]
    return Cells(found, one.cells.heights, one.cells.widths)


def _objects(seen: list[Seen]) -> dict[str, object]:
    rows = [{"number": place, "id": shape.id, "label": shape.label} for place, shape in seen]
    return {"unlabelled": UNLABELLED_16, "objects": rows}
