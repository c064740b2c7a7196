"""The part of the report about classes of pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concord.documents import Schema
from concord.evaluation.content import Integers
from concord.evaluation.images import EvaluatedImage
from concord.evaluation.intervals import LEAST_IMAGES
from concord.evaluation.pixels import (
    PixelCounts,
    PixelImage,
    count_pixels,
    draws_of_pixels,
    mean_iou,
    mean_pixel_quality,
    pixel_accuracy,
    pixel_ious,
    pixel_qualities,
)
from concord.evaluation.report.values import Draws, Json, measured


@dataclass(frozen=True, slots=True, eq=False)
class PixelPart:
    """The JSON, the draws behind the intervals, and the wrong pixels of each image, (images,)."""

    json: Json
    draws: Draws
    wrong: Integers


def pixel_part(
    images: Sequence[EvaluatedImage], schema: Schema, *, with_intervals: bool
) -> PixelPart | None:
    """Figures of labels that share the picture out; None for a schema without any."""
    labels = [key for key, label in schema.labels.items() if label.is_semantic]
    if not labels:
        return None
    counts = count_pixels([_pixels(image, set(labels)) for image in images], labels)
    has_draws = with_intervals and len(images) >= LEAST_IMAGES
    draws = draws_of_pixels(counts) if has_draws else {}
    return PixelPart(_json(counts, schema, labels, draws), draws, counts.wrong)


def _json(counts: PixelCounts, schema: Schema, labels: Sequence[str], draws: Draws) -> Json:
    confusion, images = counts.confusion, len(counts.hits)
    total = int(confusion.sum())
    found = {"pixel_accuracy": pixel_accuracy(confusion), "mean_iou": mean_iou(confusion)}
    return {
        **{key: measured(one, draws.get(key), images=images) for key, one in found.items()},
        "pq": measured(mean_pixel_quality(counts)),
        "labels": [
            {
                "key": key,
                "name": schema.labels[key].name,
                "color": schema.labels[key].color,
                "iou": measured(iou),
                "pq": measured(quality),
                **_four(confusion, place, total),
            }
            for place, (key, iou, quality) in enumerate(
                zip(labels, pixel_ious(confusion), pixel_qualities(counts), strict=True)
            )
        ],
        "confusion": confusion.tolist(),
    }


def _four(confusion: Integers, place: int, total: int) -> Json:
    hits = int(confusion[place, place])
    there, called = int(confusion[place].sum()), int(confusion[:, place].sum())
    return {
        "true_positives": hits,
        "false_positives": called - hits,
        "false_negatives": there - hits,
        "true_negatives": total - there - called + hits,
    }


def _pixels(image: EvaluatedImage, labels: set[str]) -> PixelImage:
    return PixelImage(
        image.width_px,
        image.height_px,
        {one.label: one.geometry for one in image.truth.shapes if one.label in labels},
        {
            one.shape.label: one.shape.geometry
            for one in image.predicted
            if one.shape.label in labels
        },
    )
