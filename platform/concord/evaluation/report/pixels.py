"""The part of the report about classes of pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concord.documents import Schema
from concord.evaluation.by_label import PIXELS, PIXELS_PQ, Tally, tally_of_tables
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
    segment_ious,
)
from concord.evaluation.report.values import Draws, Json, measured


@dataclass(frozen=True, slots=True, eq=False)
class PixelPart:
    """The JSON, the draws behind the intervals, and the wrong pixels of each image, (images,).

    `by_label` is what a comparison of two evaluations needs, by the name of its part.
    """

    json: Json
    draws: Draws
    wrong: Integers
    by_label: Mapping[str, Tally]


def pixel_part(
    images: Sequence[EvaluatedImage], schema: Schema, *, with_intervals: bool
) -> PixelPart | None:
    """Figures of labels that share the picture out; None for a schema without any."""
    labels = list(schema.semantic_labels)
    if not labels:
        return None
    counts = count_pixels([_pixels(image, set(labels)) for image in images], labels)
    has_draws = with_intervals and len(images) >= LEAST_IMAGES
    draws = draws_of_pixels(counts) if has_draws else {}
    kept = _tallies(counts, labels) if with_intervals else {}
    return PixelPart(_json(counts, schema, labels, draws), draws, counts.wrong, kept)


def _tallies(counts: PixelCounts, labels: Sequence[str]) -> dict[str, Tally]:
    """Pixels, and what an image has of a class as one segment."""
    hits, there, called = (one[:, :-1] for one in (counts.hits, counts.there, counts.called))
    ious = segment_ious(counts)
    is_hit = ious > 0
    segments = [is_hit, (called > 0) & ~is_hit, there > 0, ious]
    return {
        PIXELS: tally_of_tables(labels, [hits, called - hits, there]),
        PIXELS_PQ: tally_of_tables(labels, segments),
    }


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
