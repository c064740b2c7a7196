"""Predictions of single objects as pictures: a PNG whose pixels are numbers, and a JSON beside it
that says what each is, as our instance PNG has them (`instances/*.png`, `objects/*.json`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from concord.formats.predictions.archives import IndexPicture, Places, place_of
from concord.formats.predictions.content import (
    Collected,
    NotRead,
    ReadPredictions,
    Target,
    prediction_of,
    score_of,
)
from concord.formats.reading.content import LabelRefusal
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
    by_place = {places.of(path): note for path, note in notes.items()}
    for picture in pictures:
        if isinstance(picture, LabelRefusal):
            collected.refusals.add(picture)
            continue
        try:
            place = place_of(picture, places, target, seen)
            known = _known(by_place.get(place, b""), target)
            _add_objects(picture, known, place, collected)
        except NotRead as error:
            collected.refusals.add(LabelRefusal(error.code, error.args[0], picture.path))
    return collected.result()


def _known(note: bytes, target: Target) -> _Known:
    """Raises NotRead."""
    try:
        rows: Json = orjson.loads(note)["objects"]
        return {
            _number(row): (target.label(row["label"]), score_of(row.get("score"))) for row in rows
        }
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError) as error:
        message = "No JSON file beside this picture says what its numbers are."
        raise NotRead("not_readable", message) from error


def _number(row: Mapping[str, Json]) -> int:
    number = row["number"]
    if type(number) is not int:
        raise TypeError
    return number


def _add_objects(picture: IndexPicture, known: _Known, place: int, collected: Collected) -> None:
    if picture.pixels.ndim != 2:
        raise NotRead("wrong_type", "A picture of objects has a number for each pixel, no colours.")
    for number, mask in _masks(picture.pixels):
        if number not in known:
            raise NotRead("unknown_class", Sentence("{n} stands for no label.", n=str(number)))
        label, score = known[number]
        kind, geometry = "mask", to_geometry(mask)
        if collected.target.schema.labels[label].kind == "box":
            kind, geometry = "box", _box_round(mask)
        shape = prediction_of(collected.target, place, label, kind, geometry, collected.count + 1)
        collected.add_shape(place, shape, score)


def _masks(pixels: NDArray[np.uint8] | NDArray[np.uint16]) -> Iterator[tuple[int, Mask]]:
    """Every number that is no "none", in order, with its pixels."""
    # Here, for a web process names the formats and loads no SciPy.
    from scipy import ndimage  # noqa: PLC0415 -- see above

    from_one = pixels + pixels.dtype.type(1)  # the highest becomes 0, which is looked for nowhere
    for number, window in enumerate(ndimage.find_objects(from_one)):
        if window is not None:
            rows, columns = window
            yield number, Mask(columns.start, rows.start, pixels[window] == number)


def _box_round(mask: Mask) -> dict[str, float]:
    height, width = mask.pixels.shape
    return {
        "x": float(mask.left),
        "y": float(mask.top),
        "width": float(width),
        "height": float(height),
    }
