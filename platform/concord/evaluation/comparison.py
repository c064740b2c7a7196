"""Documents of many images made into one comparison.

Labels are keys of the schema; a shape whose kind is not its label's is not to be given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter

import numpy as np

from concord.documents import KINDS, Shape
from concord.documents.content import made_quickly, many_made_quickly
from concord.evaluation.content import (
    Booleans,
    Comparison,
    Floats,
    Integers,
    Pairs,
    Predictions,
    Truths,
)
from concord.evaluation.pairing import pair_boxes, pair_keypoints, pair_masks, pair_others
from concord.geometry.keypoints import SIZE_OF_A_PLACE_PX, keypoints_of, keys_of, sigmas_of
from concord.geometry.oriented import Geometry
from concord.geometry.work import Tables

_SIDES = itemgetter("x", "y", "width", "height")


@dataclass(frozen=True, slots=True)
class Predicted:
    """A shape that a model drew, and how sure it is of it; None where it does not say."""

    shape: Shape
    score: float | None


predicted_of = made_quickly(Predicted)
predictions_of = many_made_quickly(Predicted)


@dataclass(frozen=True, slots=True)
class ImagePair:
    """What is there in one image, and what a model says is.

    `ignored` are ids of truths that need not be found.
    """

    truth: Sequence[Shape]
    predicted: Sequence[Predicted]
    ignored: frozenset[str] = field(default_factory=frozenset)


image_pair_of = made_quickly(ImagePair)


def compare(images: Sequence[ImagePair], labels: Sequence[str]) -> Comparison:
    """Shapes of all kinds against those of their own kind, whatever they are called.

    `labels` are all keys that occur. Scores count when every shape has one. Linear in the images,
    quadratic in the shapes of one.
    """
    number = {key: place for place, key in enumerate(labels)}
    shapes = [shape for image in images for shape in image.truth]
    drawn = [one for image in images for one in image.predicted]
    guesses = [one.shape for one in drawn]
    true, guessed = _Drawn(shapes), _Drawn(guesses)
    truths = Truths(
        image=_places([len(image.truth) for image in images]),
        label=_integers([number[shape.label] for shape in shapes]),
        area_px=true.areas_px(),
        is_crowd=np.zeros(len(shapes), dtype=bool),
        is_ignored=_ignored(images, len(shapes)),
    )
    scores = [one.score for one in drawn]
    has_scores = None not in scores
    predictions = Predictions(
        image=_places([len(image.predicted) for image in images]),
        label=_integers([number[shape.label] for shape in guesses]),
        area_px=guessed.areas_px(),
        score=np.array([1.0 if score is None else score for score in scores])
        if has_scores
        else np.ones(len(scores)),
        has_scores=has_scores,
    )
    pairs = _pairs(guessed, predictions.image, true, truths)
    return Comparison(len(images), len(labels), truths, predictions, pairs)


def _ignored(images: Sequence[ImagePair], shapes: int) -> Booleans:
    if not any(image.ignored for image in images):
        return np.zeros(shapes, dtype=bool)
    return np.array([shape.id in image.ignored for image in images for shape in image.truth])


def _places(counts: Sequence[int]) -> Integers:
    """The image of each shape, from how many each image has."""
    return np.repeat(np.arange(len(counts), dtype=np.int64), counts)


def _integers(values: Sequence[int]) -> Integers:
    return np.array(values, dtype=np.int64)


class _Drawn:
    """Shapes by their kinds; the sides of boxes are read once."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._shapes = shapes
        self.kinds = frozenset({shape.kind for shape in shapes})
        self._boxes = _boxes([one.geometry for one in shapes]) if self.kinds == {"box"} else None

    def rows(self, kind: str) -> Integers:
        """Where those of a kind stand."""
        if self._boxes is not None:
            return np.arange(len(self._shapes))
        return _integers([at for at, shape in enumerate(self._shapes) if shape.kind == kind])

    def geometries(self, rows: Integers) -> list[Geometry]:
        """What was drawn there."""
        return [self._shapes[row].geometry for row in rows.tolist()]

    def boxes(self, rows: Integers) -> Floats:
        """x, y, width and height of the boxes there, (rows, 4)."""
        return self._boxes if self._boxes is not None else _boxes(self.geometries(rows))

    def areas_px(self) -> Floats:
        """Areas in square pixels, (shapes,); of keypoints and lines that of the box round them.

        An object that is a single place is taken to be `SIZE_OF_A_PLACE_PX` wide and high: with an
        area of 0, no distance would be small.
        """
        if self._boxes is not None:
            return self._boxes[:, 2] * self._boxes[:, 3]
        return np.array([_area_px(shape) for shape in self._shapes], dtype=np.float64)


def _area_px(shape: Shape) -> float:
    kind = KINDS[shape.kind]
    if shape.kind not in ("keypoints", "polyline"):
        return kind.area_px(shape.geometry)
    _, _, width, height = kind.bounding_box(shape.geometry)
    return width * height or SIZE_OF_A_PLACE_PX**2


def _pairs(guessed: _Drawn, images: Integers, true: _Drawn, truths: Truths) -> Pairs:
    found, tables = [], Tables()
    for kind in sorted(guessed.kinds & true.kinds):
        rows, columns = guessed.rows(kind), true.rows(kind)
        pairs = _of_kind(kind, guessed, rows, images[rows], true, columns, truths, tables)
        found.append(Pairs(rows[pairs.prediction], columns[pairs.truth], pairs.iou))
    if not found:
        nothing = _integers([])
        return Pairs(nothing, nothing, np.zeros(0))
    return Pairs(
        np.concatenate([one.prediction for one in found]),
        np.concatenate([one.truth for one in found]),
        np.concatenate([one.iou for one in found]),
    )


def _of_kind(
    kind: str,
    guessed: _Drawn,
    rows: Integers,
    images: Integers,
    true: _Drawn,
    columns: Integers,
    truths: Truths,
    tables: Tables,
) -> Pairs:
    places, crowd = truths.image[columns], truths.is_crowd[columns]
    if kind == "box":
        return pair_boxes(guessed.boxes(rows), images, true.boxes(columns), places, crowd)
    predicted, known = guessed.geometries(rows), true.geometries(columns)
    if kind == "mask":
        return pair_masks(predicted, images, known, places, crowd, tables)
    if kind == "keypoints":
        return _keypoints(predicted, images, known, places, truths.area_px[columns])
    return pair_others(kind, predicted, images, known, places, tables)


def _boxes(geometries: Sequence[Geometry]) -> Floats:
    numbers = chain.from_iterable(map(_SIDES, geometries))
    return np.fromiter(numbers, np.float64, 4 * len(geometries)).reshape(-1, 4)


def _keypoints(
    predicted: Sequence[Geometry],
    images: Integers,
    true: Sequence[Geometry],
    places: Integers,
    area_px: Floats,
) -> Pairs:
    keys = keys_of(true)
    guessed, known = keypoints_of(predicted, keys), keypoints_of(true, keys)
    is_said: Booleans = guessed.is_marked[..., None]
    return pair_keypoints(
        np.where(is_said, guessed.places, np.nan),
        images,
        known.places,
        places,
        is_marked=known.is_marked,
        area_px=area_px,
        sigmas=sigmas_of(keys),
    )
