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

_SIDES = itemgetter("x", "y", "width", "height")


@dataclass(frozen=True, slots=True)
class Predicted:
    """A shape that a model drew, and how sure it is of it; None where it does not say."""

    shape: Shape
    score: float | None


@dataclass(frozen=True, slots=True)
class ImagePair:
    """What is there in one image, and what a model says is.

    `ignored` are ids of truths that need not be found.
    """

    truth: Sequence[Shape]
    predicted: Sequence[Predicted]
    ignored: frozenset[str] = field(default_factory=frozenset)


def compare(images: Sequence[ImagePair], labels: Sequence[str]) -> Comparison:
    """Shapes of all kinds against those of their own kind, whatever they are called.

    `labels` are all keys that occur. Scores count when every shape has one. Linear in the images,
    quadratic in the shapes of one.
    """
    number = {key: place for place, key in enumerate(labels)}
    true = [(place, shape) for place, image in enumerate(images) for shape in image.truth]
    drawn = [(place, one) for place, image in enumerate(images) for one in image.predicted]
    ignored = [shape.id in image.ignored for image in images for shape in image.truth]
    shapes, guesses = [shape for _, shape in true], [one.shape for _, one in drawn]
    truths = Truths(
        image=_integers([place for place, _ in true]),
        label=_integers([number[shape.label] for shape in shapes]),
        area_px=areas_px(shapes),
        is_crowd=np.zeros(len(shapes), dtype=bool),
        is_ignored=np.array(ignored, dtype=bool),
    )
    scores = [one.score for _, one in drawn]
    has_scores = None not in scores
    predictions = Predictions(
        image=_integers([place for place, _ in drawn]),
        label=_integers([number[shape.label] for shape in guesses]),
        area_px=areas_px(guesses),
        score=np.array([1.0 if score is None else score for score in scores])
        if has_scores
        else np.ones(len(scores)),
        has_scores=has_scores,
    )
    pairs = _pairs(guesses, predictions.image, shapes, truths)
    return Comparison(len(images), len(labels), truths, predictions, pairs)


def _integers(values: Sequence[int]) -> Integers:
    return np.array(values, dtype=np.int64)


def areas_px(shapes: Sequence[Shape]) -> Floats:
    """Areas in square pixels, (shapes,); of keypoints and lines that of the box round them.

    An object that is a single place is taken to be `SIZE_OF_A_PLACE_PX` wide and high: with an
    area of 0, no distance would be small.
    """
    if {shape.kind for shape in shapes} <= {"box"}:
        boxes = _boxes([shape.geometry for shape in shapes])
        return boxes[:, 2] * boxes[:, 3]
    return np.array([_area_px(shape) for shape in shapes], dtype=np.float64)


def _area_px(shape: Shape) -> float:
    kind = KINDS[shape.kind]
    if shape.kind not in ("keypoints", "polyline"):
        return kind.area_px(shape.geometry)
    _, _, width, height = kind.bounding_box(shape.geometry)
    return width * height or SIZE_OF_A_PLACE_PX**2


def _pairs(
    guesses: Sequence[Shape], images: Integers, shapes: Sequence[Shape], truths: Truths
) -> Pairs:
    found = []
    for kind in sorted({shape.kind for shape in guesses} & {shape.kind for shape in shapes}):
        rows = _integers([at for at, shape in enumerate(guesses) if shape.kind == kind])
        columns = _integers([at for at, shape in enumerate(shapes) if shape.kind == kind])
        predicted = [guesses[row].geometry for row in rows.tolist()]
        true = [shapes[column].geometry for column in columns.tolist()]
        pairs = _of_kind(kind, predicted, images[rows], true, truths, columns)
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
    predicted: Sequence[Geometry],
    images: Integers,
    true: Sequence[Geometry],
    truths: Truths,
    columns: Integers,
) -> Pairs:
    places, crowd = truths.image[columns], truths.is_crowd[columns]
    if kind == "box":
        return pair_boxes(_boxes(predicted), images, _boxes(true), places, crowd)
    if kind == "mask":
        return pair_masks(predicted, images, true, places, crowd)
    if kind == "keypoints":
        return _keypoints(predicted, images, true, places, truths.area_px[columns])
    return pair_others(kind, predicted, images, true, places)


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
