"""The part of the report about drawn objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from concord.documents import Schema, Shape
from concord.evaluation import operating
from concord.evaluation.by_label import SHAPES, SHAPES_PQ, ByLabel, Tally, TallyRows, tally
from concord.evaluation.comparison import Predicted, compare, image_pair_of
from concord.evaluation.confusion import CONFUSION_CONFIDENCES, IOU, confusion
from concord.evaluation.content import CONFIDENCE_GRID, IOU_GRID, Booleans, Comparison, Floats
from concord.evaluation.images import EvaluatedImage
from concord.evaluation.intervals import counts_of_images, draws_of_counts, draws_of_curves
from concord.evaluation.matching import Matchings
from concord.evaluation.noise import f1_ceiling, unsure_predictions, unsure_truths
from concord.evaluation.operating import Counts, Outcomes
from concord.evaluation.panoptic import Segments, mean_quality, panoptic_quality, segments_of
from concord.evaluation.precision_recall import RECALLS, Curves, curves_of
from concord.evaluation.report.values import NO_SCORES, NO_TRUTH, Draws, Json, measured, value_or
from concord.measure import Measure, ratio

#: COCO allows an image twenty sets of keypoints, and says nothing of small ones.
_KEYPOINT_LIMITS, _LIMITS = (20,), (1, 10, 100)
_KEYPOINT_SIZES = ("all", "medium", "large")
_SIZES = ("all", "small", "medium", "large")
_AP75 = 5


@dataclass(frozen=True, slots=True, eq=False)
class ShapePart:
    """The JSON, the draws behind the intervals, and what the images' outcomes are made of.

    `is_unsure_truth` (truths,) and `is_unsure_prediction` (predictions,) say what people
    disagreed on; `confidence` is that of the best F1. `by_label` is what a comparison of two
    evaluations needs; None without intervals.
    """

    json: Json
    draws: Draws
    by_label: ByLabel | None
    matchings: Matchings
    outcomes: Outcomes
    confidence: float
    is_unsure_truth: Booleans
    is_unsure_prediction: Booleans
    curves: Curves

    @property
    def comparison(self) -> Comparison:
        """What was compared."""
        return self.matchings.comparison


def shape_part(
    images: Sequence[EvaluatedImage], schema: Schema, *, with_intervals: bool
) -> ShapePart | None:
    """Everything about objects; None for a schema without any but semantic masks."""
    labels = [key for key, label in schema.labels.items() if not label.is_semantic]
    if not labels:
        return None
    truth, drawn = _of_labels(images, labels, is_every=len(labels) == len(schema.labels))
    nothing = frozenset[str]()
    pairs = [image_pair_of(one, other, nothing) for one, other in zip(truth, drawn, strict=True)]
    comparison = compare(pairs, labels)
    matchings = Matchings(comparison)
    outcomes = operating.outcomes_of(comparison, matchings.grid)
    by_label = operating.counts_by_label(comparison, outcomes)
    place = operating.best_confidence_place(by_label) if comparison.predictions.has_scores else 0
    confidence = float(CONFIDENCE_GRID[place])
    draws, ap = _draws(matchings, outcomes, confidence) if with_intervals else ({}, None)
    segments = _segments(comparison, schema, labels, confidence)
    is_unsure = unsure_truths(images, truth)
    is_unsure_prediction = unsure_predictions(comparison, is_unsure, images, drawn, labels)
    curves = _curves_of(matchings, schema, labels)
    json: Json = {
        "labels": [_label(schema, key) for key in labels],
        "images": comparison.images,
        "truths": int((~comparison.truths.is_ignored).sum()),
        "predictions": len(comparison.predictions),
        "has_scores": comparison.predictions.has_scores,
        "ious": [round(value, 2) for value in IOU_GRID.tolist()],
        "confidences": CONFIDENCE_GRID.tolist(),
        "confidence": confidence,
        "iou": IOU,
        "by_label": _table(by_label),
        "by_size": {
            "sizes": list(operating.SIZE_NAMES),
            **_table(operating.counts_by_size(comparison, outcomes)),
        },
        "headline": _headline(by_label, place, draws, comparison.images),
        "confusion": {
            "iou": IOU,
            "confidences": CONFUSION_CONFIDENCES.tolist(),
            "counts": confusion(comparison).tolist(),
        },
        "panoptic": _panoptic(comparison, segments) if segments else None,
        **_curves(curves, comparison, labels, draws),
    }
    kept = None
    if with_intervals:
        kept = ByLabel(_tallies(comparison, outcomes, segments, labels, confidence), ap)
    part = ShapePart(
        json, draws, kept, matchings, outcomes, confidence, is_unsure, is_unsure_prediction, curves
    )
    json["noise"] = _noise(part, images)
    return part


def _of_labels(
    images: Sequence[EvaluatedImage], labels: Sequence[str], *, is_every: bool
) -> tuple[list[Sequence[Shape]], list[Sequence[Predicted]]]:
    """Of each image the truths and predictions of these labels, which may be all that there are."""
    if is_every:
        return [image.truth.shapes for image in images], [image.predicted for image in images]
    chosen = set(labels)
    return (
        [[one for one in image.truth.shapes if one.label in chosen] for image in images],
        [[one for one in image.predicted if one.shape.label in chosen] for image in images],
    )


def _label(schema: Schema, key: str) -> Json:
    label = schema.labels[key]
    return {"key": key, "name": label.name, "color": label.color, "kind": label.kind}


def _draws(
    matchings: Matchings, outcomes: Outcomes, confidence: float
) -> tuple[Draws, Floats | None]:
    """Of all labels, and the AP of each in every draw, (labels, draws); None without scores."""
    comparison = matchings.comparison
    per_image = counts_of_images(
        comparison, outcomes, iou_place=operating.IOU_PLACE, confidence=confidence
    )
    drawn = draws_of_counts(per_image)
    if not comparison.predictions.has_scores:
        return drawn, None
    curves = draws_of_curves(matchings)
    return drawn | curves.figures, curves.by_label


def _tallies(
    comparison: Comparison,
    outcomes: Outcomes,
    segments: Segments | None,
    labels: Sequence[str],
    confidence: float,
) -> dict[str, Tally]:
    """Where the report begins: its confidence, and an IoU of .50; of PQ above it."""
    predictions, truths = comparison.predictions, comparison.truths
    chosen, row = predictions.score >= confidence, operating.IOU_PLACE

    def drawn(is_it: Booleans, each: Floats | None = None) -> TallyRows:
        own = None if each is None else each[is_it]
        return predictions.image[is_it], predictions.label[is_it], own

    def there(is_it: Booleans) -> TallyRows:
        return truths.image[is_it], truths.label[is_it], None

    hits, errors = outcomes.is_hit[row] & chosen, outcomes.is_error[row] & chosen
    found = {SHAPES: [drawn(hits), drawn(errors), there(~truths.is_ignored)]}
    if segments is not None:
        hit = segments.is_hit
        rows = [drawn(hit), drawn(segments.is_error), there(segments.is_wanted)]
        found[SHAPES_PQ] = [*rows, drawn(hit, segments.iou)]
    return {name: tally(labels, comparison.images, rows) for name, rows in found.items()}


def _table(counts: Counts) -> Json:
    return {
        "hits": counts.hits.tolist(),
        "errors": counts.errors.tolist(),
        "wanted": counts.wanted.tolist(),
    }


def _headline(counts: Counts, place: int, draws: Draws, images: int) -> Json:
    hits = int(counts.hits[operating.IOU_PLACE, place].sum())
    errors = int(counts.errors[operating.IOU_PLACE, place].sum())
    wanted = int(counts.wanted.sum())
    found = {
        "precision": operating.precision(hits, errors),
        "recall": operating.recall(hits, wanted),
        "f1": operating.f1(hits, errors, wanted),
    }
    return {key: measured(one, draws.get(key), images=images) for key, one in found.items()}


def _curves_of(matchings: Matchings, schema: Schema, labels: Sequence[str]) -> Curves:
    if {schema.labels[key].kind for key in labels} == {"keypoints"}:
        return curves_of(matchings, limits=_KEYPOINT_LIMITS, sizes=_KEYPOINT_SIZES)
    return curves_of(matchings, limits=_LIMITS, sizes=_SIZES)


def _curves(found: Curves, comparison: Comparison, labels: Sequence[str], draws: Draws) -> Json:
    has_scores = comparison.predictions.has_scores
    return {
        "ap": _aps(found, has_scores, draws, comparison.images),
        "ap_by_label": [_label_aps(found, has_scores, place) for place in range(len(labels))],
        "ap_by_size": {
            size: {
                "ap": _ap(found.ap(size=size), has_scores),
                "ar": _ap(found.ar(size=size), has_scores),
            }
            for size in found.sizes
            if size != "all"
        },
        "curves": {
            "recalls": RECALLS.tolist(),
            "by_label": [_curve(found, label) for label in range(len(labels))]
            if has_scores
            else None,
        },
    }


def _ap(value: float | None, has_scores: bool) -> Json:
    return measured(value_or(value, NO_TRUTH) if has_scores else Measure(None, NO_SCORES))


def _aps(found: Curves, has_scores: bool, draws: Draws, images: int) -> Json:
    values = {
        "ap": found.ap(),
        "ap50": found.ap(threshold=0),
        "ap75": found.ap(threshold=_AP75),
        "ar": found.ar(),
    }
    return {
        key: measured(value_or(value, NO_TRUTH), draws.get(key), images=images)
        if has_scores
        else _ap(None, has_scores=False)
        for key, value in values.items()
    }


def _label_aps(found: Curves, has_scores: bool, label: int) -> Json:
    return {
        "ap": _ap(found.ap(label=label), has_scores),
        "ap50": _ap(found.ap(label=label, threshold=0), has_scores),
        "ap75": _ap(found.ap(label=label, threshold=_AP75), has_scores),
        "ar": _ap(found.ar(label=label), has_scores),
    }


def _curve(found: Curves, label: int) -> Json | None:
    """Precision at every recall, at an IoU of .50 and .75; None where nothing was to be found."""
    read = found.precision[:, :, label, 0]
    if np.isnan(read).any():
        return None
    return {"50": read[0].round(4).tolist(), "75": read[_AP75].round(4).tolist()}


def _segments(
    comparison: Comparison, schema: Schema, labels: Sequence[str], confidence: float
) -> Segments | None:
    """None where an object is no area."""
    if any(schema.labels[key].kind not in ("mask", "polygon") for key in labels):
        return None
    return segments_of(comparison, confidence=confidence)


def _panoptic(comparison: Comparison, segments: Segments) -> Json:
    parts = panoptic_quality(comparison, segments)
    return {
        "pq": measured(mean_quality(parts)),
        "by_label": [
            {
                "pq": measured(one.quality),
                "sq": measured(one.segmentation),
                "rq": measured(one.recognition),
            }
            for one in parts
        ],
    }


def _noise(part: ShapePart, images: Sequence[EvaluatedImage]) -> Json:
    comparison, outcomes, row = part.comparison, part.outcomes, operating.IOU_PLACE
    chosen = comparison.predictions.score >= part.confidence
    is_error = outcomes.is_error[row] & chosen
    is_miss = operating.misses_of(comparison, outcomes, chosen, row)
    errors = int(is_error.sum() + is_miss.sum())
    unsure = (is_error & part.is_unsure_prediction).sum() + (is_miss & part.is_unsure_truth).sum()
    return {
        "errors": errors,
        "unsure_errors": int(unsure),
        "unsure_share": measured(ratio(int(unsure), errors, otherwise="There are no errors.")),
        "f1_ceiling": measured(f1_ceiling(images)),
        "sure_ap": _sure_ap(part),
    }


def _sure_ap(part: ShapePart) -> Json:
    """AP where the objects that people disagreed on need not be found."""
    if not part.comparison.predictions.has_scores:
        return _ap(None, has_scores=False)
    most = _LIMITS[-1]
    matchings = part.matchings.without(part.is_unsure_truth)
    if matchings is part.matchings and part.curves.limits[-1] == most:  # all of them are sure
        return _ap(part.curves.ap(), has_scores=True)
    return _ap(curves_of(matchings, limits=(most,), sizes=("all",)).ap(), has_scores=True)
