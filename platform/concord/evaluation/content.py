"""Truth and predictions of many images as flat arrays, one row an object.

Rows are sorted by image, and keep the order they came in within one. Labels and images are
numbers that whoever builds the arrays gives out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

#: The overlaps at which COCO asks (Lin et al. 2014): .50, .55, ..., .95.
COCO_IOUS: Floats = np.linspace(0.5, 0.95, 10)
#: Those a person can choose from: .10, .15, ..., .95. The last ten are COCO's own numbers.
IOU_GRID: Floats = np.concatenate([np.linspace(0.1, 0.45, 8), COCO_IOUS])
#: The confidences a person can choose from: .00, .01, ..., 1.00.
CONFIDENCE_GRID: Floats = np.arange(101) / 100.0
#: Pairs that overlap less are never asked for.
LEAST_IOU = 0.1

#: COCO's sizes in square pixels, both ends included.
SIZES: dict[str, tuple[float, float]] = {
    "all": (0.0, 1e5**2),
    "small": (0.0, 32.0**2),
    "medium": (32.0**2, 96.0**2),
    "large": (96.0**2, 1e5**2),
}


@dataclass(frozen=True, slots=True, eq=False)
class Truths:
    """What is there: `image`, `label` (truths,) int64; `area_px` (truths,) float64.

    `is_crowd` marks groups that may be met by many predictions (COCO's `iscrowd`); `is_ignored`
    objects that need not be found, and whose finding is no error. A crowd is always ignored.
    """

    image: Integers
    label: Integers
    area_px: Floats
    is_crowd: Booleans
    is_ignored: Booleans

    def __len__(self) -> int:
        """How many."""
        return len(self.image)


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """What a model says: `image`, `label` (predictions,) int64; `area_px`, `score` float64.

    Scores are all there or `has_scores` is False, and then each is 1.0 and means nothing.
    """

    image: Integers
    label: Integers
    area_px: Floats
    score: Floats
    has_scores: bool

    def __len__(self) -> int:
        """How many."""
        return len(self.image)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Predictions and truths of one image that overlap by `LEAST_IOU` or more: (pairs,) each.

    `iou` is the similarity of their kind; against a crowd it is the share of the prediction that
    lies in it.
    """

    prediction: Integers
    truth: Integers
    iou: Floats

    def of_one_label(self, predictions: Predictions, truths: Truths) -> Pairs:
        """Only those that are called the same."""
        is_same = predictions.label[self.prediction] == truths.label[self.truth]
        return Pairs(self.prediction[is_same], self.truth[is_same], self.iou[is_same])


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Everything that figures about shapes are made of, of `images` images and `labels` labels."""

    images: int
    labels: int
    truths: Truths
    predictions: Predictions
    pairs: Pairs
