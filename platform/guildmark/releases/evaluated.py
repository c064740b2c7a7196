"""Truths made into what `concord.evaluation` takes, and its outcomes into rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from concord.documents import Field, Schema, parse_document
from concord.documents.content import Answer, Shape, made_quickly
from concord.evaluation.comparison import Predicted
from concord.evaluation.images import Doubt, EvaluatedImage, LeftOut, PredictedAnswer
from concord.evaluation.report import ImageOutcome
from concord.formats.predictions import ReadPredictions
from concord.formats.predictions.answers import ASKED
from guildmark.releases.truths import Truth

_image_of, _doubt_of = made_quickly(EvaluatedImage), made_quickly(Doubt)
Json = dict[str, Any]  # JSON that `freezing` wrote: `Any` stands for its values


def evaluated_image(truth: Truth, predictions: ReadPredictions, place: int) -> EvaluatedImage:
    """The label, its doubt, and what a model says of it."""
    return _image(
        truth,
        tuple(predictions.shapes.get(place, ())),
        dict(predictions.answers.get(place, {})),
    )


def answered_image(truth: Truth, annotator: str, schema: Schema) -> EvaluatedImage | None:
    """The same with an annotator's own answer in the release; None where they gave none.

    Of several answers the last one counts.
    """
    answers = truth.frozen.submissions if truth.frozen else ()
    own = [one for one in answers if one["annotator"] == annotator]
    return document_image(truth, own[-1]["document"], schema) if own else None


def document_image(truth: Truth, said: Json, schema: Schema) -> EvaluatedImage:
    """The same with an annotation document, as if a model had drawn it."""
    document = parse_document(said)
    return _image(
        truth,
        tuple(Predicted(shape, None) for shape in document.shapes if _fits(shape, schema)),
        {
            key: PredictedAnswer(_answer(value, schema.questions[key]), None)
            for key, value in document.answers.items()
            if _is_evaluated(value, schema.questions.get(key))
        },
    )


def _is_evaluated(value: Answer, question: Field | None) -> bool:
    """Whether the release's schema asks so, and the answer is one to it."""
    return question is not None and question.type in ASKED and question.takes(value)


def _answer(value: Answer, question: Field) -> str | float | tuple[str, ...]:
    """As a prediction has it; options that the release's schema does not offer are left out."""
    if isinstance(value, list):
        return tuple(one for one in value if one in question.options)
    return value


def _fits(shape: Shape, schema: Schema) -> bool:
    """Whether the release's schema knows such a shape: an older one may have been answered."""
    return shape.label in schema.labels and schema.labels[shape.label].kind == shape.kind


def _image(
    truth: Truth, predicted: tuple[Predicted, ...], answers: dict[str, PredictedAnswer]
) -> EvaluatedImage:
    return _image_of(
        truth.width_px,
        truth.height_px,
        parse_document(truth.document),
        predicted,
        answers,
        _doubt(truth),
    )


def _doubt(truth: Truth) -> Doubt:
    """What the release says of its labels; a known answer is in no doubt."""
    if truth.frozen is None:
        return Doubt()
    return _doubt_of(
        {
            shape_id: one["exists"] * one["class"]
            for shape_id, one in truth.frozen.confidence["shapes"].items()
        },
        tuple(LeftOut(_shape(one["shape"]), one["exists"]) for one in truth.frozen.left_out),
        {key: one["probability"] for key, one in truth.frozen.confidence["answers"].items()},
    )


def _shape(value: Json) -> Shape:
    document = {"is_nothing_here": False, "shapes": [value], "answers": {}}
    return parse_document(document).shapes[0]


#: As `rows_of` has them.
COLUMNS = (
    *("evaluation_id", "position", "frozen_id", "gold_item_id", "reference"),
    *("hits", "false_positives", "misses", "wrong_answers", "errors", "unsure_errors"),
    *("wrong_pixels", "predicted", "matches", "wrong"),
)


def rows_of(
    evaluation_id: int,
    truths: Sequence[Truth],
    images: Sequence[EvaluatedImage],
    outcomes: Iterable[ImageOutcome],
    schema: Schema,
) -> Iterable[tuple[object, ...]]:
    """The COLUMNS of each image's EvaluationItem; those that are JSON as text."""
    for position, (truth, image, one) in enumerate(zip(truths, images, outcomes, strict=True)):
        frozen_id = None if truth.frozen is None else truth.frozen.pk
        gold_id = None if truth.gold is None else truth.gold.pk
        reference = None if truth.gold is None else _text(truth.document)
        yield (
            *(evaluation_id, position, frozen_id, gold_id, reference),
            *(one.hits, one.false_positives, one.misses, one.wrong_answers),
            *(one.errors, one.unsure_errors, one.wrong_pixels),
            *(_text(_predicted(image, schema)), _text(one.matches), _text(one.wrong)),
        )


def _text(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY).decode()


def _predicted(image: EvaluatedImage, schema: Schema) -> Json:
    """Shapes that are matched first, in the order of their matches; classes of pixels last."""
    ordered: Sequence[Predicted] = image.predicted
    if schema.semantic_labels:
        ordered = sorted(ordered, key=lambda one: schema.labels[one.shape.label].is_semantic)
    return {
        "shapes": [
            {
                "id": one.shape.id,
                "kind": one.shape.kind,
                "label": one.shape.label,
                "geometry": one.shape.geometry,
                "attributes": {},
                "score": one.score,
            }
            for one in ordered
        ],
        "answers": {
            key: {"option": one.document_value, "confidence": one.confidence}
            for key, one in image.answers.items()
        },
    }
