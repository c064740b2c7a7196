"""How much people agree, from `concord.agreement`, in the form a run keeps and the page shows.

Intervals are by resampling images. A figure that cannot be had is null with the reason.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from concord.agreement import (
    Comparison,
    compare_drawings,
    krippendorff_alpha,
    pairwise_f1,
    pairwise_iou_agreement,
    percent_agreement,
    with_interval,
)
from concord.documents import Answer, Field, Label, Schema
from concord.measure import Measure, undefined
from guildmark.consensus.consolidation import Judged

Json = dict[str, Any]  # JSON: `Any` stands for its values
Units = list[list[str]]
T = TypeVar("T")

SEED = 20260101
#: Resampling costs images times resamples: many images need fewer for the same steadiness.
MOST_DRAWS = 400_000
FEWEST_RESAMPLES, MOST_RESAMPLES = 100, 500
NO_SHAPES = "The schema asks for no shapes."
NO_LABELS = "There is nothing that people put into classes."


def steps(schema: Schema) -> int:
    """How many figures there are to measure."""
    return 4 + len(schema.labels) + len(schema.questions)


def measure_all(judged: Sequence[Judged], schema: Schema, *, on_step: Callable[[], None]) -> Json:
    """Every figure of a project; `on_step` is called after each."""
    figures: Json = {"item_count": sum(len(one.task.votes) > 1 for one in judged)}
    for place, figure in _figures(judged, schema):
        if place in {"labels", "questions"}:
            figures.setdefault(place, []).append(figure)
        else:
            figures[place] = figure
        on_step()
    return {"labels": [], "questions": [], **figures}


def _figures(judged: Sequence[Judged], schema: Schema) -> Iterator[tuple[str, Json]]:
    classes = _classes(judged, schema)
    yield "alpha", _figure(_interval(_alpha, classes, NO_LABELS))
    yield "percent", _figure(_interval(_percent, classes, NO_LABELS))
    alike = [_compare(one) for one in judged] if schema.labels else []
    yield "mean_iou", _figure(_interval(pairwise_iou_agreement, alike, NO_SHAPES))
    yield "f1_50", _figure(_interval(pairwise_f1, alike, NO_SHAPES))
    for label in schema.labels.values():
        yield "labels", _label_figure(label, judged)
    for field in schema.questions.values():
        yield "questions", _question_figure(field, judged)


def _classes(judged: Sequence[Judged], schema: Schema) -> list[Units]:
    """Per image the classes given to each thing: objects by label, else the first question."""
    if schema.labels:
        return [_labels_of_objects(one) for one in judged]
    for field in schema.questions.values():
        return [_answers_to(field, one) for one in judged]
    return []


def _labels_of_objects(one: Judged) -> Units:
    """What each object of the label was called by those who drew it."""
    drawn = {
        (vote.submission_id, shape.id): shape.label
        for vote in one.task.votes
        for shape in vote.document.shapes
    }
    return [
        [drawn[source["submission_id"], source["shape_id"]] for source in sources]
        for sources in one.label.provenance.values()
    ]


def _answers_to(field: Field, one: Judged) -> Units:
    answers = [vote.document.answers.get(field.key) for vote in one.task.votes]
    return [[_as_class(answer) for answer in answers if answer is not None]]


def _as_class(answer: Answer) -> str:
    return "|".join(sorted(answer)) if isinstance(answer, list) else str(answer).casefold()


def _alpha(images: Sequence[Units]) -> Measure:
    return krippendorff_alpha([unit for image in images for unit in image])


def _percent(images: Sequence[Units]) -> Measure:
    return percent_agreement([unit for image in images for unit in image])


def _compare(one: Judged) -> Comparison:
    return compare_drawings([vote.document.shapes for vote in one.task.votes])


def _interval(
    measure: Callable[[Sequence[T]], Measure], images: Sequence[T], reason: str
) -> Measure:
    if not images:
        return undefined(reason, n=0)
    resamples = max(FEWEST_RESAMPLES, min(MOST_RESAMPLES, MOST_DRAWS // len(images)))
    return with_interval(measure, images, seed=SEED, resamples=resamples)


def _label_figure(label: Label, judged: Sequence[Judged]) -> Json:
    """F1 at IoU 0.5 over images where somebody drew the label: the others agree too easily."""
    images = [
        [tuple(s for s in vote.document.shapes if s.label == label.key) for vote in one.task.votes]
        for one in judged
    ]
    met = [compare_drawings(drawn) for drawn in images if any(drawn)]
    found = _interval(pairwise_f1, met, "Nobody drew it.")
    about = {"key": label.key, "name": label.name, "color": label.color, "kind": label.kind}
    return {**about, **_figure(found), "measure": "f1_50"}


def _question_figure(field: Field, judged: Sequence[Judged]) -> Json:
    found = _interval(_alpha, [_answers_to(field, one) for one in judged], NO_LABELS)
    about = {"key": field.key, "name": field.name, "color": None, "kind": field.type}
    return {**about, **_figure(found), "measure": "alpha"}


def _figure(measure: Measure) -> Json:
    return {
        "value": measure.value,
        "lower": measure.lower,
        "upper": measure.upper,
        "item_count": measure.n or 0,
        "undefined_reason": measure.reason,
    }
