"""Classes of pixels: mean IoU, pixel accuracy, and the four counts of each class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from concord.evaluation.content import Floats, Integers
from concord.evaluation.intervals import COUNT_DRAWS, quotients, weights
from concord.geometry.oriented import Geometry
from concord.geometry.runs import Spans, spans_of
from concord.measure import Measure, ratio

#: An IoU of exactly .5 is no hit.
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class PixelImage:
    """The masks of one image by label, one a label at most and no pixel in two."""

    width_px: int
    height_px: int
    truth: Mapping[str, Geometry]
    predicted: Mapping[str, Geometry]


@dataclass(frozen=True, slots=True, eq=False)
class PixelCounts:
    """Pixels of all images, and what each image gives to IoU and accuracy; all int64.

    `confusion` (labels + 1, labels + 1): rows are truths, columns predictions. `hits`, `there` and
    `called` (images, labels + 1) are an image's diagonal, and its sums of rows and of columns. The
    last place of each is that of pixels without a class.
    """

    confusion: Integers
    hits: Integers
    there: Integers
    called: Integers

    @property
    def wrong(self) -> Integers:
        """Pixels of each image with another class than they have, (images,)."""
        found: Integers = self.there.sum(axis=1) - self.hits.sum(axis=1)
        return found


def count_pixels(images: Sequence[PixelImage], labels: Sequence[str]) -> PixelCounts:
    """Masks are compared by their runs, never laid out."""
    size = len(labels) + 1
    confusion = np.zeros((size, size), dtype=np.int64)
    counts = np.zeros((3, len(images), size), dtype=np.int64)
    for place, image in enumerate(images):
        table = _confusion_of(image, labels)
        confusion += table
        counts[:, place] = np.diagonal(table), table.sum(axis=1), table.sum(axis=0)
    return PixelCounts(confusion, *counts)


def _confusion_of(image: PixelImage, labels: Sequence[str]) -> Integers:
    background = len(labels)
    table = np.zeros((background + 1, background + 1), dtype=np.int64)
    true = _spans(image.truth, labels, image.height_px)
    drawn = _spans(image.predicted, labels, image.height_px)
    for row, one in true.items():
        for column, other in drawn.items():
            table[row, column] = one.shared_pixels(other)
        table[row, background] = one.pixel_count - table[row].sum()
    for column, other in drawn.items():
        table[background, column] = other.pixel_count - table[:background, column].sum()
    table[background, background] = image.width_px * image.height_px - table.sum()
    return table


def _spans(
    masks: Mapping[str, Geometry], labels: Sequence[str], height_px: int
) -> dict[int, Spans]:
    return {
        place: spans_of(masks[key], height_px) for place, key in enumerate(labels) if key in masks
    }


def pixel_accuracy(confusion: Integers) -> Measure:
    """The share of pixels with the right class, those without any included."""
    return ratio(int(np.trace(confusion)), int(confusion.sum()), otherwise="There are no pixels.")


def pixel_ious(confusion: Integers) -> tuple[Measure, ...]:
    """The IoU of each label over the pixels of all images; undefined where neither side has one."""
    hits = np.diagonal(confusion)
    whole = confusion.sum(axis=0) + confusion.sum(axis=1) - hits
    return tuple(
        ratio(int(hits[place]), int(whole[place]), otherwise="No pixel is or was called so.")
        for place in range(len(confusion) - 1)
    )


def mean_iou(confusion: Integers) -> Measure:
    """The mean IoU of labels that occur on either side (Everingham et al. 2010); background not."""
    known = [one.value for one in pixel_ious(confusion) if one.value is not None]
    return ratio(sum(known), len(known), otherwise="No pixel has a class.")


def pixel_qualities(counts: PixelCounts) -> tuple[Measure, ...]:
    """PQ of each label: what an image has of a class is one segment, whatever its parts.

    A truth and a prediction whose IoU is above one half are a hit, so each is in one at most; the
    sum of the IoU of hits over TP + FP / 2 + FN / 2. Undefined where neither side has a segment.
    Source: Kirillov et al. 2019, equation 1, for classes without instances.
    """
    there, called = counts.there[:, :-1], counts.called[:, :-1]
    total = segment_ious(counts).sum(axis=0)
    # Each hit is on both sides, and halves of the others are false positives and negatives.
    segments = ((there > 0).sum(axis=0) + (called > 0).sum(axis=0)) / 2.0
    return tuple(
        ratio(one, whole, otherwise="No pixel is or was called so.")
        for one, whole in zip(total.tolist(), segments.tolist(), strict=True)
    )


def segment_ious(counts: PixelCounts) -> Floats:
    """The IoU of what an image has of each label, 0 where that is no hit: (images, labels)."""
    hits, there, called = (one[:, :-1] for one in (counts.hits, counts.there, counts.called))
    union = there + called - hits
    ious = np.divide(hits, union, out=np.zeros(union.shape), where=union > 0)
    return np.where(ious > _HALF, ious, 0.0)


def mean_pixel_quality(counts: PixelCounts) -> Measure:
    """The mean PQ of labels that occur on either side."""
    known = [one.value for one in pixel_qualities(counts) if one.value is not None]
    return ratio(sum(known), len(known), otherwise="No pixel has a class.")


def draws_of_pixels(counts: PixelCounts) -> dict[str, Floats]:
    """Mean IoU and pixel accuracy of every draw of images, (draws,) each, NaN where undefined."""
    drawn = np.array(list(weights(len(counts.hits), COUNT_DRAWS)))
    hits, there, called = (
        drawn @ one.astype(np.float64) for one in (counts.hits, counts.there, counts.called)
    )
    union = (there + called - hits)[:, :-1]
    known = union > 0
    ious = np.divide(hits[:, :-1], union, out=np.zeros_like(union), where=known)
    return {
        "mean_iou": quotients(ious.sum(axis=1), known.sum(axis=1).astype(np.float64)),
        "pixel_accuracy": quotients(hits.sum(axis=1), there.sum(axis=1)),
    }
