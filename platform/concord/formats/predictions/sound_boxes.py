"""Boxes in COCO results, many at once: of a million predictions nearly all are in order.

What row by row costs most is looked at here column by column, and says the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from operator import itemgetter
from typing import Any

import numpy as np

from concord.documents.content import shapes_of
from concord.evaluation.comparison import predictions_of
from concord.evaluation.content import Floats
from concord.formats.predictions.content import MOST_PX, Collected, NotRead, Target

Json = Any  # from somebody else's file: asked for its type before use

_COLUMNS = itemgetter("image_id", "category_id", "bbox", "score")
_SIDES = 4
_NUMBERS = frozenset({int, float})


def sound_box(sides: Json) -> Mapping[str, float] | None:
    """The geometry of a list of x, y, width and height that `prediction_of` finds no fault with.

    None for any other: of a million predictions nearly all are sound, and need no more.
    """
    if type(sides) is not list or len(sides) != _SIDES:
        return None
    x, y, width, height = sides
    if not (type(x) in _NUMBERS and type(y) in _NUMBERS):
        return None
    if not (type(width) in _NUMBERS and type(height) in _NUMBERS):
        return None
    if not (abs(x) < MOST_PX and abs(y) < MOST_PX):
        return None
    if not (0 < width < MOST_PX and 0 < height < MOST_PX):
        return None
    return {"x": x, "y": y, "width": width, "height": height}


def add_sound_boxes(rows: Sequence[Mapping[str, Json]], before: int, collected: Collected) -> bool:
    """Add a box for each row, the first of them the one after `before`, if every one is in order.

    In order: as nearly all are, with the number of an image, a box's label, four numbers and a
    score. False, and nothing was added, where a single one is not, which may be in order in
    another way. Linear.
    """
    try:
        images, classes, boxes, scores = zip(*map(_COLUMNS, rows), strict=True)
    except (KeyError, ValueError):  # ValueError: no row at all
        return False
    if any("file_name" in row for row in rows):
        return False
    labels = _labels(classes, collected.target)
    if labels is None or not (_are_images(images, collected.target) and _are_shares(scores)):
        return False
    if not _are_sound(boxes):
        return False
    places = np.array(images) - 1
    if not collected.has_room(places):
        return False
    shapes = shapes_of(
        [f"p{number}" for number in range(before + 1, before + len(rows) + 1)],
        repeat("box"),
        labels,
        [{"x": x, "y": y, "width": width, "height": height} for x, y, width, height in boxes],
        [{} for _ in rows],
    )
    collected.add_scored(places, predictions_of(shapes, scores))
    return True


def _labels(classes: Sequence[Json], target: Target) -> list[str] | None:
    """The key of each; None where one is no label of boxes."""
    if not set(map(type, classes)) <= {int, str}:
        return None
    try:
        known = {one: target.label(one) for one in set(classes)}
    except NotRead:
        return None
    if any(target.schema.labels[label].kind != "box" for label in known.values()):
        return None
    return list(map(known.__getitem__, classes))


def _are_images(numbers: Sequence[Json], target: Target) -> bool:
    is_whole = set(map(type, numbers)) == {int}
    return is_whole and min(numbers) > 0 and max(numbers) <= len(target.images)


def _are_shares(scores: Sequence[Json]) -> bool:
    """NaN is none."""
    if set(map(type, scores)) != {float}:
        return False
    values = np.array(scores)
    return bool(((values >= 0) & (values <= 1)).all())


def _are_sound(boxes: Sequence[Json]) -> bool:
    """As `sound_box` finds each of them."""
    if set(map(type, boxes)) != {list} or set(map(len, boxes)) != {_SIDES}:
        return False
    numbers = list(chain.from_iterable(boxes))
    if not set(map(type, numbers)) <= _NUMBERS:
        return False
    try:
        sides: Floats = np.array(numbers, dtype=np.float64).reshape(-1, _SIDES)
    except OverflowError:  # a whole number of hundreds of digits
        return False
    return bool((np.abs(sides) < MOST_PX).all() and (sides[:, 2:] > 0).all())
