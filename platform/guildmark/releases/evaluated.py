"""Frozen items made into what `concord.evaluation` takes, and its outcomes into rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any

from concord.documents import Schema, parse_document
from concord.documents.content import Shape
from concord.evaluation.comparison import Predicted
from concord.evaluation.images import Doubt, EvaluatedImage, LeftOut, PredictedAnswer
from concord.evaluation.report import ImageOutcome
from concord.formats.predictions import ReadPredictions, TargetImage
from guildmark.releases.content import picture_path
from guildmark.releases.freezing import canonical
from guildmark.releases.models import Evaluation, EvaluationItem, ReleaseItem

Json = dict[str, Any]  # JSON that `freezing` wrote: `Any` stands for its values


def target_image(frozen: ReleaseItem) -> TargetImage:
    """An item with every name by which a model may call it: its path in exports, and its own."""
    path, name = picture_path(frozen), frozen.item.name.replace("\\", "/")
    names = dict.fromkeys([path, PurePosixPath(path).name, name, PurePosixPath(name).name])
    return TargetImage(list(names), frozen.item.width_px, frozen.item.height_px)


def evaluated_image(
    frozen: ReleaseItem, predictions: ReadPredictions, place: int
) -> EvaluatedImage:
    """The label, its doubt, and what a model says of it."""
    return _image(
        frozen,
        tuple(predictions.shapes.get(place, ())),
        dict(predictions.answers.get(place, {})),
    )


def answered_image(frozen: ReleaseItem, annotator: str, schema: Schema) -> EvaluatedImage | None:
    """The same with an annotator's own answer; None where they gave none.

    Of several answers the last one counts.
    """
    own = [one for one in frozen.submissions if one["annotator"] == annotator]
    if not own:
        return None
    document = parse_document(own[-1]["document"])
    return _image(
        frozen,
        tuple(Predicted(shape, None) for shape in document.shapes if _fits(shape, schema)),
        {
            key: PredictedAnswer(str(value), None)
            for key, value in document.answers.items()
            if key in schema.questions and str(value) in schema.questions[key].options
        },
    )


def _fits(shape: Shape, schema: Schema) -> bool:
    """Whether the release's schema knows such a shape: an older one may have been answered."""
    return shape.label in schema.labels and schema.labels[shape.label].kind == shape.kind


def _image(
    frozen: ReleaseItem, predicted: tuple[Predicted, ...], answers: dict[str, PredictedAnswer]
) -> EvaluatedImage:
    return EvaluatedImage(
        frozen.item.width_px,
        frozen.item.height_px,
        parse_document(frozen.document),
        predicted,
        answers,
        Doubt(
            {
                shape_id: one["exists"] * one["class"]
                for shape_id, one in frozen.confidence["shapes"].items()
            },
            tuple(LeftOut(_shape(one["shape"]), one["exists"]) for one in frozen.left_out),
        ),
    )


def _shape(value: Json) -> Shape:
    document = {"is_nothing_here": False, "shapes": [value], "answers": {}}
    return parse_document(document).shapes[0]


def truth_sha256(frozen: Sequence[ReleaseItem]) -> str:
    """The same for the same labels of the same images in the same order."""
    return hashlib.sha256(canonical([one.sha256 for one in frozen])).hexdigest()


def rows_of(
    evaluation: Evaluation,
    frozen: Sequence[ReleaseItem],
    images: Sequence[EvaluatedImage],
    outcomes: Iterable[ImageOutcome],
    schema: Schema,
) -> Iterable[EvaluationItem]:
    """A row for each image."""
    for position, (item, image, outcome) in enumerate(zip(frozen, images, outcomes, strict=True)):
        yield EvaluationItem(
            evaluation=evaluation,
            frozen=item,
            position=position,
            hits=outcome.hits,
            false_positives=outcome.false_positives,
            misses=outcome.misses,
            wrong_answers=outcome.wrong_answers,
            errors=outcome.errors,
            unsure_errors=outcome.unsure_errors,
            predicted=_predicted(image, schema),
            matches=outcome.matches,
        )


def _predicted(image: EvaluatedImage, schema: Schema) -> Json:
    """Shapes that are matched first, in the order of their matches; classes of pixels last."""
    ordered = sorted(image.predicted, key=lambda one: schema.labels[one.shape.label].is_semantic)
    return {
        "shapes": [
            {
                "id": one.shape.id,
                "kind": one.shape.kind,
                "label": one.shape.label,
                "geometry": dict(one.shape.geometry),
                "attributes": {},
                "score": one.score,
            }
            for one in ordered
        ],
        "answers": {
            key: {"option": one.option, "confidence": one.confidence}
            for key, one in image.answers.items()
        },
    }
