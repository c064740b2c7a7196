"""One evaluation from beginning to end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import numpy as np

from concord.documents import Field, Schema, class_key
from concord.evaluation import operating
from concord.evaluation.by_label import QUESTION, ByLabel, packed_labels
from concord.evaluation.chosen import packed
from concord.evaluation.content import Booleans, Integers
from concord.evaluation.images import EvaluatedImage
from concord.evaluation.noise import is_unsure_answer
from concord.evaluation.report.answers import number_part, rights, several_part
from concord.evaluation.report.pixels import PixelPart, pixel_part
from concord.evaluation.report.questions import question_part
from concord.evaluation.report.shapes import ShapePart, shape_part
from concord.evaluation.report.values import AnswerPart, Draws, Json

REPORT_VERSION = 1
_NO_MATCHES = np.zeros((0, 0), dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class ImageOutcome:
    """What became of one image at an IoU of .50 and the confidence of the best F1.

    `matches` (predictions, ious) int64 holds the place of the truth that each stands for at each
    IoU a person can choose, -1 for none; both count the image's own objects. `errors` are false
    positives, misses and wrong answers together, `unsure_errors` those where people disagreed.
    `wrong_pixels` are those with another class than they have; they are no errors one can count.
    `wrong` names what the errors are of: labels of `false_positives` and of `misses`, and
    `answers` as question=option, both the right ones and those given, or the question of a number.
    """

    hits: int
    false_positives: int
    misses: int
    wrong_answers: int
    unsure_errors: int
    matches: Integers
    wrong_pixels: int = 0
    wrong: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def errors(self) -> int:
        """All that is wrong with it."""
        return self.false_positives + self.misses + self.wrong_answers


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The report as JSON, the draws of its intervals, and an outcome for each image.

    `outcomes` is what figures at another choice are made of (`evaluation.chosen`); None for a
    schema without objects, and without intervals. `by_label` is what comparing two evaluations
    label by label is made of (`evaluation.by_label`); None without intervals.
    """

    report: Json
    draws: Draws
    images: tuple[ImageOutcome, ...]
    outcomes: bytes | None = None
    by_label: bytes | None = None


def evaluate(
    images: Sequence[EvaluatedImage], schema: Schema, *, with_intervals: bool = True
) -> Evaluated:
    """Every figure that can be had of these images; shapes are of their label's kind.

    The order of images decides which ones a bootstrap draws: the same truth in the same order
    makes two models comparable draw by draw.
    """
    shapes = shape_part(images, schema, with_intervals=with_intervals)
    questions = [
        question_part(images, question, with_intervals=with_intervals)
        for question in schema.questions.values()
    ]
    others = {
        name: [
            part(images, question, with_intervals=with_intervals)
            for question in schema.questions.values()
        ]
        for name, part in (("numbers", number_part), ("several", several_part))
    }
    answered = {
        name: [one for one in parts if one is not None]
        for name, parts in {"questions": questions, **others}.items()
    }
    draws = dict(shapes.draws) if shapes else {}
    for one in chain.from_iterable(answered.values()):
        draws |= one.draws
    pixels = pixel_part(images, schema, with_intervals=with_intervals)
    draws |= pixels.draws if pixels else {}
    report: Json = {
        "version": REPORT_VERSION,
        "images": len(images),
        "has_classes_of_errors": True,
        "shapes": shapes.json if shapes else None,
        **{name: [one.json for one in parts] for name, parts in answered.items()},
        "pixels": pixels.json if pixels else None,
    }
    asked = [schema.questions[one["key"]] for name in answered for one in report[name]]
    outcomes = _with_pixels(_outcomes(images, shapes, asked), pixels)
    kept = packed(shapes.comparison, shapes.outcomes) if shapes and with_intervals else None
    by_label = None
    if with_intervals:
        asked_parts = list(chain.from_iterable(answered.values()))
        by_label = packed_labels(_by_label(shapes, pixels, asked_parts))
    return Evaluated(report, draws, outcomes, kept, by_label)


def _by_label(
    shapes: ShapePart | None, pixels: PixelPart | None, answered: Sequence[AnswerPart]
) -> ByLabel:
    drawn = (shapes.by_label if shapes else None) or ByLabel({})
    options = {f"{QUESTION}{one.json['key']}": one.by_option for one in answered if one.by_option}
    return ByLabel({**drawn.parts, **(pixels.by_label if pixels else {}), **options}, drawn.ap)


def _with_pixels(
    outcomes: tuple[ImageOutcome, ...], part: PixelPart | None
) -> tuple[ImageOutcome, ...]:
    if part is None:
        return outcomes
    return tuple(
        replace(one, wrong_pixels=wrong)
        for one, wrong in zip(outcomes, part.wrong.tolist(), strict=True)
    )


def _outcomes(
    images: Sequence[EvaluatedImage], part: ShapePart | None, asked: Sequence[Field]
) -> tuple[ImageOutcome, ...]:
    answers = _wrong_answers(images, asked)
    doubted = [
        sum(is_unsure_answer(image, key) for key in one) if one else 0
        for image, one in zip(images, answers, strict=True)
    ]
    if part is None:
        return tuple(
            ImageOutcome(0, 0, 0, len(one), doubtful, _NO_MATCHES, wrong=_said(image, one))
            for image, one, doubtful in zip(images, answers, doubted, strict=True)
        )
    comparison, outcomes, row = part.comparison, part.outcomes, operating.IOU_PLACE
    predictions, truths = comparison.predictions, comparison.truths
    chosen = predictions.score >= part.confidence
    is_error = outcomes.is_error[row] & chosen
    is_miss = operating.misses_of(comparison, outcomes, chosen, row)
    unsure = (
        predictions.image[is_error & part.is_unsure_prediction],
        truths.image[is_miss & part.is_unsure_truth],
    )
    counted = (
        predictions.image[outcomes.is_hit[row] & chosen],
        predictions.image[is_error],
        truths.image[is_miss],
        np.concatenate(unsure),
    )
    counts = [np.bincount(rows, minlength=len(images)).tolist() for rows in counted]
    labels = [label["key"] for label in part.json["labels"]]
    spurious = _labels_of(predictions.image, predictions.label, is_error, labels)
    missed = _labels_of(truths.image, truths.label, is_miss, labels)
    edges = np.arange(len(images) + 1)
    first = np.searchsorted(predictions.image, edges).tolist()
    places = _own_places(part, np.searchsorted(truths.image, edges))
    return tuple(
        ImageOutcome(
            hits,
            errors,
            misses,
            len(answers[at]),
            doubtful + doubted[at],
            places[first[at] : first[at + 1]],
            wrong={
                "false_positives": spurious.get(at, []),
                "misses": missed.get(at, []),
                **_said(images[at], answers[at]),
            },
        )
        for at, (hits, errors, misses, doubtful) in enumerate(zip(*counts, strict=True))
    )


def _labels_of(
    image: Integers, label: Integers, chosen: Booleans, labels: Sequence[str]
) -> dict[int, list[str]]:
    """By image, the labels of its chosen rows, each once."""
    found: dict[int, list[str]] = {}
    several = max(1, len(labels))
    for key in np.unique(image[chosen] * several + label[chosen]).tolist():
        found.setdefault(key // several, []).append(labels[key % several])
    return found


def _said(image: EvaluatedImage, wrong: Sequence[str]) -> dict[str, list[str]]:
    """The right options of each wrong answer, and those given; of a number its question."""
    if not wrong:
        return {"answers": []}
    found: list[str] = []
    for key in wrong:
        given = image.answers.get(key)
        for value in (image.truth.answers[key], None if given is None else given.document_value):
            found += _tags(key, value)
    return {"answers": list(dict.fromkeys(found))}


def _tags(key: str, value: object) -> list[str]:
    if isinstance(value, str | bool):
        return [f"{key}={class_key(value)}"]
    if isinstance(value, list):
        return [f"{key}={option}" for option in value]
    return [] if value is None else [key]


def _own_places(part: ShapePart, first_truth: Integers) -> Integers:
    """What each prediction stands for at each IoU, as a place among its image's truths:
    (predictions, ious)."""
    truth = part.outcomes.truth
    own = truth - first_truth[part.comparison.predictions.image]
    return np.ascontiguousarray(np.where(truth < 0, -1, own).T)


def _wrong_answers(images: Sequence[EvaluatedImage], asked: Sequence[Field]) -> list[list[str]]:
    """By image, the questions that its truth answers and that are not answered rightly."""
    wrong: list[list[str]] = [[] for _ in images]
    for question in asked:
        rows = [
            place
            for place, image in enumerate(images)
            if question.takes(image.truth.answers.get(question.key))
        ]
        is_right = rights([images[row] for row in rows], question).tolist()
        for row, right in zip(rows, is_right, strict=True):
            if not right:
                wrong[row].append(question.key)
    return wrong
