"""Reading predictions that come as a file for each picture: YOLO text, and masks as PNG.

A file is of the picture that is called like it, whatever their endings, by the longest end of its
path that only one picture of the target has; YOLO's `labels` and our `masks`, `colours`,
`instances` and `objects` stand for `images`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np
from numpy.typing import NDArray

from concord.documents import Schema, Shape
from concord.formats.index_png import UNLABELLED_8, UNLABELLED_16, label_colours
from concord.formats.predictions.content import (
    MOST_PREDICTIONS,
    Collected,
    NotRead,
    ReadPredictions,
    Target,
    TooManyPredictions,
    prediction_of,
)
from concord.formats.reading.content import LabelRefusal, ReadImage, ReadShape
from concord.formats.reading.folders import PICTURE_SUFFIXES
from concord.formats.reading.yolo import read_yolo
from concord.formats.reading.yolo_names import is_class_list, is_yaml
from concord.formats.shapes import AREA_KINDS
from concord.formats.yolo import YOLO_DETECT, YOLO_OBB, YOLO_POSE, YOLO_SEGMENT, Yolo, class_numbers
from concord.geometry.masks import Mask, to_geometry
from concord.sentences import Sentence

#: Endings that are no part of what a file is called.
_ENDINGS = PICTURE_SUFFIXES | {".json", ".txt"}
_BESIDE = frozenset({"labels", "masks", "colours", "instances", "objects"})
#: By the one kind that all labels of a schema have: its task, and its word for `read_yolo`.
_TASKS: Mapping[str, tuple[Yolo, str]] = {
    "box": (YOLO_DETECT, "detect"),
    "rotated_box": (YOLO_OBB, "obb"),
    "polygon": (YOLO_SEGMENT, "segment"),
    "keypoints": (YOLO_POSE, "pose"),
}


class Places:
    """The images of a target by the ends of their paths, without endings."""

    def __init__(self, target: Target) -> None:
        self._places: dict[str, int | None] = {}
        for place, image in enumerate(target.images):
            for name in image.names:
                for tail in _tails(name):
                    known = self._places.get(tail, place)
                    self._places[tail] = place if known == place else None

    def of(self, path: str) -> int | None:
        """The place of the image of a file; None where none, or more than one, is called so."""
        known = (tail for tail in _tails(path) if tail in self._places)
        return self._places.get(next(known, ""))


def _tails(path: str) -> Iterator[str]:
    pure = PurePosixPath(path.replace("\\", "/"))
    whole = pure.with_suffix("") if pure.suffix.lower() in _ENDINGS else pure
    parts = ["images" if part in _BESIDE else part for part in whole.parts]
    yield from ("/".join(parts[at:]) for at in range(len(parts)))


def read_yolo_predictions(files: Mapping[str, bytes], target: Target) -> ReadPredictions:
    """Objects of every text file (bytes by path). Raises NotRead and TooManyPredictions.

    Classes are called as a YAML file or `classes.txt` beside them has it; without one they are the
    numbers of our own exports. Which task it is, the kind of the labels says.
    """
    kinds = {label.kind for label in target.schema.labels.values()}
    exporter, task = _TASKS.get(next(iter(kinds), ""), (None, None))
    if len(kinds) != 1 or exporter is None:
        message = "YOLO text is for labels of one kind: boxes, turned boxes, polygons or keypoints."
        raise NotRead("wrong_kind", message)
    named = dict(files)
    if not any(is_yaml(path) or is_class_list(path) for path in files):
        named["data.yaml"] = exporter.names_yaml(target.schema)
    # Before an object is made of each line.
    if sum(map(_line_ends, files.values())) > MOST_PREDICTIONS:
        raise TooManyPredictions
    places = Places(target)

    def size_of(name: str) -> tuple[int, int] | None:
        place = places.of(name)
        image = None if place is None else target.images[place]
        return None if image is None else (image.width_px, image.height_px)

    read = read_yolo(named, size_of=size_of, task=task, is_bounded=False)
    collected = Collected(target)
    for refusal in read.refusals:
        collected.refusals.add(refusal)
    collected.refusals.unlisted += read.unlisted_refusals
    for image in read.images:
        _add_all(image, places.of(image.file_name), collected)
    return collected.result()


def _line_ends(text: bytes) -> int:
    return text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")


def _add_all(image: ReadImage, place: int | None, collected: Collected) -> None:
    if place is None:
        return
    for shape in image.shapes:
        try:
            _add(shape, place, collected)
        except NotRead as error:
            refusal = LabelRefusal(error.code, error.args[0], image.file_name, shape.line)
            collected.refusals.add(refusal)


def _add(shape: ReadShape, place: int, collected: Collected) -> None:
    target = collected.target
    label = target.label(shape.label)
    made = prediction_of(target, place, label, shape.kind, shape.geometry, collected.count + 1)
    collected.add_shape(place, made, shape.confidence)


@dataclass(frozen=True, slots=True)
class IndexPicture:
    """A PNG that was decoded: `pixels` (height, width) uint8 or uint16 are numbers or places in a
    palette; (height, width, 3) uint8 are colours."""

    path: str
    pixels: NDArray[np.uint8] | NDArray[np.uint16]


def read_mask_predictions(
    pictures: Iterable[IndexPicture | LabelRefusal], target: Target
) -> ReadPredictions:
    """The classes of the pixels of each picture, as our semantic PNG has them: numbers, or colours
    of labels. Raises NotRead and TooManyPredictions.

    What could not be decoded is refused, and so is a picture of another size, one that comes
    twice, and one with a number or a colour of no label.
    """
    schema = target.schema
    if not schema.semantic_labels:
        message = (
            "Masks as PNG are for labels that share a picture out: it has none. Of single objects "
            "objects/*.json beside them says what each number is, as in our own export."
        )
        raise NotRead("wrong_kind", message)
    collected, places, seen = Collected(target), Places(target), set[int]()
    numbers = {number: key for key, number in class_numbers(schema, AREA_KINDS).items()}
    colours = _by_colour(schema)
    for picture in pictures:
        if isinstance(picture, LabelRefusal):
            collected.refusals.add(picture)
            continue
        try:
            place = place_of(picture, places, target, seen)
            by_value = colours if picture.pixels.ndim == 3 else numbers
            _add_masks(picture, by_value, place, collected)
        except NotRead as error:
            collected.refusals.add(LabelRefusal(error.code, error.args[0], picture.path))
    return collected.result()


def _by_colour(schema: Schema) -> dict[int, str]:
    """Labels by R + 256 G + 65,536 B; of two with one colour neither."""
    found: dict[int, str] = {}
    twice = set()
    for key, (red, green, blue) in label_colours(schema).items():
        value = int(red) + 256 * int(green) + 65_536 * int(blue)
        twice |= {value} & found.keys()
        found[value] = key
    return {value: key for value, key in found.items() if value not in twice}


def place_of(picture: IndexPicture, places: Places, target: Target, seen: set[int]) -> int:
    """The place of the image of a picture that has its size, and is the first of it (`seen`).

    Raises NotRead.
    """
    place = places.of(picture.path)
    if place is None:
        raise NotRead("unknown_image", "No picture, or more than one, is called so.")
    image, (height, width) = target.images[place], picture.pixels.shape[:2]
    if (width, height) != (image.width_px, image.height_px):
        message = Sentence(
            "It has {width} x {height} pixels, the picture has {our_width} x {our_height}.",
            width=width,
            height=height,
            our_width=image.width_px,
            our_height=image.height_px,
        )
        raise NotRead("size_differs", message)
    if place in seen:
        raise NotRead("duplicate_image", "Another file was of this picture already.")
    seen.add(place)
    return place


def _add_masks(
    picture: IndexPicture, by_value: Mapping[int, str], place: int, collected: Collected
) -> None:
    pixels = picture.pixels
    values, unlabelled = _values(pixels)
    found = [int(value) for value in np.unique(values) if int(value) not in unlabelled]
    unknown = [value for value in found if value not in by_value]
    if unknown:
        message = Sentence(
            "{n} stands for no label.", n=_hex(unknown[0]) if pixels.ndim == 3 else str(unknown[0])
        )
        raise NotRead("unknown_class", message)
    schema = collected.target.schema
    wrong = [by_value[value] for value in found if by_value[value] not in schema.semantic_labels]
    if wrong:
        message = Sentence(
            "Objects of “{name}” are told apart one by one, which a picture of classes does not.",
            name=schema.labels[wrong[0]].name,
        )
        raise NotRead("wrong_kind", message)
    for value in found:
        mask = Mask(0, 0, values == value).cropped(pixels.shape[1], pixels.shape[0])
        if mask is not None:
            shape = Shape(f"p{collected.count + 1}", "mask", by_value[value], to_geometry(mask), {})
            collected.add_shape(place, shape, None)


def _values(
    pixels: NDArray[np.uint8] | NDArray[np.uint16],
) -> tuple[NDArray[np.uint32] | NDArray[np.uint8] | NDArray[np.uint16], frozenset[int]]:
    """One number a pixel, and those that say "no class": black, or the highest."""
    if pixels.ndim == 3:
        values = np.zeros(pixels.shape[:2], dtype=np.uint32)
        for at in range(3):  # no channel is widened beside another
            values |= pixels[..., at].astype(np.uint32) << np.uint32(8 * at)
        return values, frozenset({0})
    return pixels, frozenset({UNLABELLED_8 if pixels.dtype == np.uint8 else UNLABELLED_16})


def _hex(value: int) -> str:
    return f"#{value & 255:02X}{value >> 8 & 255:02X}{value >> 16:02X}"
