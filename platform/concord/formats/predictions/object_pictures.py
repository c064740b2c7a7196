"""Predictions of single objects as pictures: a PNG whose pixels are numbers, and a JSON beside it
that says what each is, as our instance PNG has them (`instances/*.png`, `objects/*.json`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from concord.documents import Shape
from concord.formats.predictions.archives import IndexPicture, Places, place_of
from concord.formats.predictions.content import (
    Collected,
    NotRead,
    ReadPredictions,
    Target,
    prediction_of,
    score_of,
)
from concord.formats.reading.content import LabelRefusal, unmarked
from concord.geometry.masks import Mask, to_geometry
from concord.sentences import Sentence

Json = Any  # from somebody else's file: asked for its type before use
#: Label and score by number.
_Known = Mapping[int, tuple[str, float | None]]


def read_object_predictions(
    pictures: Iterable[IndexPicture | LabelRefusal], notes: Mapping[str, bytes], target: Target
) -> ReadPredictions:
    """The objects of every picture; `notes` are the JSON files by path. Raises TooManyPredictions.

    A note is `{"objects": [{"number", "label", "score"}, ...]}`. The highest number of 8 or of 16
    bits is no object. Of a label of boxes an object is the box round its pixels. A picture that
    cannot be used is refused, as `read_mask_predictions` does.
    """
    collected, places, seen = Collected(target), Places(target), set[int]()
    by_place = _by_place(notes, places)
    for picture in pictures:
        if isinstance(picture, LabelRefusal):
            collected.refusals.add(picture)
            continue
        try:
            place = place_of(picture, places, target, seen)
            known = _known(by_place.get(place, ()), target)
            _add_objects(picture, known, place, collected)
        except NotRead as error:
            collected.refusals.add(LabelRefusal(error.code, error.args[0], picture.path))
    return collected.result()


def _by_place(notes: Mapping[str, bytes], places: Places) -> Mapping[int | None, Sequence[bytes]]:
    """The notes of each picture, of which there is to be one."""
    found: dict[int | None, list[bytes]] = {}
    for path, note in notes.items():
        found.setdefault(places.of(path), []).append(note)
    return found


def _known(notes: Sequence[bytes], target: Target) -> _Known:
    """Raises NotRead: what says two things says neither."""
    if len(notes) > 1:
        message = "More than one JSON file says what the numbers of this picture are."
        raise NotRead("duplicate_image", message)
    known: dict[int, tuple[str, float | None]] = {}
    try:
        rows: Json = orjson.loads(unmarked(notes[0]) if notes else b"")["objects"]
        for row in rows:
            number = _number(row)
            if number in known:
                message = Sentence("The JSON file says twice what {n} is.", n=str(number))
                raise NotRead("duplicate_id", message)
            known[number] = target.label(row["label"]), score_of(row.get("score"))
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError) as error:
        message = "No JSON file beside this picture says what its numbers are."
        raise NotRead("not_readable", message) from error
    return known


def _number(row: Mapping[str, Json]) -> int:
    number = row["number"]
    if type(number) is not int:
        raise TypeError
    return number


def _add_objects(picture: IndexPicture, known: _Known, place: int, collected: Collected) -> None:
    """All objects of a picture. Raises NotRead, and then none was added."""
    if picture.pixels.ndim != 2:
        raise NotRead("wrong_type", "A picture of objects has a number for each pixel, no colours.")
    windows = _windows(picture.pixels)
    unknown = [number for number in windows if number not in known]
    if unknown:
        raise NotRead("unknown_class", Sentence("{n} stands for no label.", n=str(unknown[0])))
    scores = [known[number][1] for number in windows]
    collected.require_all(place, scores)
    shapes = []
    for at, (number, (rows, columns)) in enumerate(windows.items(), collected.count + 1):
        label, mask = known[number][0], picture.pixels[rows, columns] == number
        geometry = to_geometry(Mask(columns.start, rows.start, mask))
        shapes.append(_shape(geometry, label, place, collected.target, at))
    for shape, score in zip(shapes, scores, strict=True):
        collected.add_shape(place, shape, score)


def _windows(pixels: NDArray[np.uint8] | NDArray[np.uint16]) -> dict[int, tuple[slice, slice]]:
    """Rows and columns round the pixels of every number that is no "none", in order."""
    # Here, for a web process names the formats and loads no SciPy.
    from scipy import ndimage  # noqa: PLC0415 -- see above

    from_one = pixels + pixels.dtype.type(1)  # the highest becomes 0, which is looked for nowhere
    windows = enumerate(ndimage.find_objects(from_one))
    return {number: (window[0], window[1]) for number, window in windows if window is not None}


def _shape(
    geometry: Mapping[str, Json], label: str, place: int, target: Target, number: int
) -> Shape:
    """Raises NotRead."""
    if target.schema.labels[label].kind != "box":
        return prediction_of(target, place, label, "mask", geometry, number)
    box = {side: float(geometry[side]) for side in ("x", "y", "width", "height")}
    return prediction_of(target, place, label, "box", box, number)
