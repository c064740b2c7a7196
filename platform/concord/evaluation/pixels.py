"""Classes of pixels: mean IoU, pixel accuracy, and the four counts of each class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from concord.evaluation.content import Integers
from concord.geometry.oriented import Geometry
from concord.geometry.runs import Spans, spans_of
from concord.measure import Measure, ratio


@dataclass(frozen=True, slots=True)
class PixelImage:
    """The masks of one image by label, one a label at most and no pixel in two."""

    width_px: int
    height_px: int
    truth: Mapping[str, Geometry]
    predicted: Mapping[str, Geometry]


def pixel_confusion(images: Sequence[PixelImage], labels: Sequence[str]) -> Integers:
    """Pixels (labels + 1, labels + 1) int64: rows are truths, columns predictions.

    The last row and column are pixels without a class. Masks are compared by their runs, never
    laid out.
    """
    background = len(labels)
    counts = np.zeros((background + 1, background + 1), dtype=np.int64)
    for image in images:
        true = _spans(image.truth, labels, image.height_px)
        drawn = _spans(image.predicted, labels, image.height_px)
        table = np.zeros_like(counts)
        for row, one in true.items():
            for column, other in drawn.items():
                table[row, column] = one.shared_pixels(other)
            table[row, background] = one.pixel_count - table[row].sum()
        for column, other in drawn.items():
            table[background, column] = other.pixel_count - table[:background, column].sum()
        table[background, background] = image.width_px * image.height_px - table.sum()
        counts += table
    return counts


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
