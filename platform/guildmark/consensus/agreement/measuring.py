"""Every figure of a project, one after the other."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from concord.agreement import (
    AnnotatorAgreement,
    Comparison,
    LabelAgreement,
    Ratings,
    Resampling,
    measure_annotators,
    measure_drawers,
    measure_drawings,
    measure_labels,
    measure_shapes,
)
from concord.documents import Field, Label, Schema
from concord.measure import Measure, undefined
from guildmark.consensus.agreement.classes import (
    Drawn,
    agreement_on_numbers,
    agreement_on_order,
    alpha_of_sets,
    coefficients,
    drawn_as,
    ratings_of_answers,
    ratings_of_attribute,
    ratings_of_objects,
    ratings_of_questions,
)
from guildmark.consensus.agreement.comparing import (
    IMAGES_AT_A_TIME,
    Compared,
    Comparisons,
    compare_drawings,
)
from guildmark.consensus.agreement.pairwise import pairs_of
from guildmark.consensus.consolidation import Json, Judged
from guildmark.core.said import with_parts

BY = Resampling(seed=20260101, resamples=500)
NO_SHAPES = "The schema asks for no shapes."
NO_LABELS = "There is nothing that people put into classes."
NO_OPTIONS = "No question has options."
ONE_LABEL = "There is one label: nobody can call an object anything else."
NOBODY_DREW = "Nobody drew it."
NOBODY_ELSE = "Nobody else answered the same images."


NO_DRAWINGS = undefined(NO_SHAPES, n=0)


def steps(schema: Schema, task_count: int) -> int:
    """How many steps there are to measure."""
    compared = ceil(task_count / IMAGES_AT_A_TIME) if schema.labels else 0
    attributes = sum(len(label.attributes) for label in schema.labels.values())
    return compared + 4 + len(schema.labels) + attributes + len(schema.questions)


def measure_all(judged: Sequence[Judged], schema: Schema, *, on_step: Callable[[], None]) -> Json:
    """Every figure of a project; `on_step` is called after each step."""
    figures: Json = {
        "item_count": sum(len(one.task.votes) > 1 for one in judged),
        "labels": [],
        "attributes": [],
        "questions": [],
    }
    compared = compare_drawings(judged, schema, on_step=on_step)
    for place, found in _figures(judged, compared, schema):
        if place in {"labels", "attributes", "questions"}:
            figures[place].append(found)
        else:
            figures.update(found)
        on_step()
    return figures


def _figures(
    judged: Sequence[Judged], compared: Compared, schema: Schema
) -> Iterator[tuple[str, Json]]:
    asked = list(schema.questions.values())
    names = _called(ratings_of_objects(judged, list(schema.labels))) if schema.labels else None
    first = _called(ratings_of_answers(judged, asked[0])) if asked and names is None else None
    yield "classes", _of_classes(names or first)
    yield "drawings", _of_drawings(compared, schema)
    chosen, loose = _chosen(judged, schema), compared.whole.loose
    yield "annotators", {"annotators": _annotators(judged, names, chosen, loose, schema)}
    called = names.ratings if names is not None and len(schema.labels) > 1 else None
    yield "pairs", {"pairs": pairs_of(judged, classes=called, answers=chosen, drawn=loose, by=BY)}
    alphas = names.found.labels if names is not None else {}
    drawn = drawn_as(judged) if any(one.attributes for one in schema.labels.values()) else {}
    for label in schema.labels.values():
        yield "labels", _label_figure(label, compared.labels[label.key], alphas[label.key])
        for field in label.attributes.values():
            yield "attributes", _attribute_figure(label, field, drawn.get(label.key, []))
    for field in asked:
        yield "questions", _field_figure(field, first or _called(ratings_of_answers(judged, field)))
        first = None


@dataclass(frozen=True, slots=True, eq=False)
class _Called:
    """What people called things, and how far they agree on it."""

    ratings: Ratings
    found: LabelAgreement


def _called(ratings: Ratings) -> _Called:
    return _Called(ratings, measure_labels(ratings, BY))


def _of_classes(called: _Called | None) -> Json:
    """Of the labels of objects; of the first question where no shapes are asked for."""
    if called is None:
        none = as_measure(undefined(NO_LABELS, n=0))
        return dict.fromkeys(("percent", "cohen", "fleiss", "alpha", "ac1"), none)
    return coefficients(called.ratings, called.found, BY, as_measure)


def _of_drawings(compared: Compared, schema: Schema) -> Json:
    if not schema.labels:
        none = as_measure(NO_DRAWINGS)
        return dict.fromkeys(("mean_iou", "f1_50", "f1_75", "shape_alpha"), none)
    shapes = measure_shapes(compared.matched, list(schema.labels), BY)
    return {**_drawing_figures(compared.whole), "shape_alpha": as_measure(shapes.alpha)}


def _drawing_figures(compared: Comparisons) -> Json:
    at_half = measure_drawings(compared.loose, BY)
    return {
        "mean_iou": as_measure(at_half.mean_iou),
        "f1_50": as_measure(at_half.f1),
        "f1_75": as_measure(measure_drawings(compared.tight, BY).f1),
    }


def _annotators(
    judged: Sequence[Judged],
    called: _Called | None,
    chosen: Ratings | None,
    loose: Sequence[Comparison],
    schema: Schema,
) -> list[Json]:
    """Each against the rest, by id: what they call objects, answer to questions, and draw."""
    names, answers = _names(called, schema), _answers(chosen)
    shapes = measure_drawers(loose, BY)
    people = sorted({vote.annotator_id for one in judged for vote in one.task.votes})
    nobody = undefined(NOBODY_ELSE, n=0)
    return [
        {
            "annotator_id": person,
            "classes": as_measure(names.of(person).percent),
            "kappa": as_measure(names.of(person).kappa),
            "answers": as_measure(answers.of(person).percent),
            "shapes": as_measure(shapes.get(person, nobody if schema.labels else NO_DRAWINGS)),
        }
        for person in people
    ]


@dataclass(frozen=True, slots=True)
class _Rest:
    """Everybody against the rest in one respect; `why` of those, or of all, who have no figure."""

    people: Mapping[Hashable, AnnotatorAgreement]
    why: str

    def of(self, person: Hashable) -> AnnotatorAgreement:
        none = undefined(self.why, n=0)
        return self.people.get(person, AnnotatorAgreement(percent=none, kappa=none))


def _names(called: _Called | None, schema: Schema) -> _Rest:
    """What they call objects: with one label nobody can differ."""
    if called is None:
        return _Rest({}, NO_SHAPES)
    if len(schema.labels) < 2:
        return _Rest({}, ONE_LABEL)
    return _Rest(measure_annotators(called.ratings, BY), NOBODY_ELSE)


def _chosen(judged: Sequence[Judged], schema: Schema) -> Ratings | None:
    """What everybody answered to all questions that have options: each of an image is a unit."""
    fields = [one for one in schema.questions.values() if one.type in ("choice", "boolean")]
    return ratings_of_questions(judged, fields) if fields else None


def _answers(chosen: Ratings | None) -> _Rest:
    """What they answer to all questions that have options."""
    if chosen is None:
        return _Rest({}, NO_OPTIONS)
    return _Rest(measure_annotators(chosen, BY), NOBODY_ELSE)


def _label_figure(label: Label, met: Comparisons, alpha: Measure) -> Json:
    """Over images where somebody drew the label: the others agree too easily."""
    if met.loose:
        figures = _drawing_figures(met)
    else:
        none = as_measure(undefined(NOBODY_DREW, n=0))
        figures = dict.fromkeys(("mean_iou", "f1_50", "f1_75"), none)
    return {
        "key": label.key,
        "name": label.name,
        "color": label.color,
        "kind": label.kind,
        **figures["f1_50"],
        "measure": "f1_50",
        "figures": {**figures, "alpha": as_measure(alpha)},
    }


def _attribute_figure(label: Label, field: Field, drawn: Sequence[Drawn]) -> Json:
    """Of the objects of the label, among those who called them so."""
    return {
        **_field_figure(field, _called(ratings_of_attribute(drawn, field))),
        "key": f"{label.key}/{field.key}",
        "name": f"{label.name}: {field.name}",
        "color": label.color,
    }


def _field_figure(field: Field, called: _Called) -> Json:
    ratings, found = called.ratings, called.found
    figures = coefficients(ratings, found, BY, as_measure)
    if field.type == "number":
        by_distance = agreement_on_numbers(ratings, BY)
        figures["alpha"] = as_measure(by_distance.interval)
        figures["ratio"] = as_measure(by_distance.ratio)
    if field.is_ordered:
        figures["alpha"] = as_measure(agreement_on_order(ratings, BY))
    if field.type == "choices":
        figures["alpha"] = as_measure(alpha_of_sets(ratings, BY))
    return {
        "key": field.key,
        "name": field.name,
        "color": None,
        "kind": "ordered" if field.is_ordered else field.type,
        **figures["alpha"],
        "measure": "alpha",
        "figures": figures,
        "options": _option_figures(field, found),
    }


def _option_figures(field: Field, found: LabelAgreement) -> list[Json]:
    """Alpha of each option that was given against all others; of two it is that of both."""
    if field.type != "choice" or len(field.options) < 3:
        return []
    return [
        {"key": key, "name": option.name, **as_measure(found.labels[key])}
        for key, option in field.options.items()
        if key in found.labels
    ]


def as_measure(measure: Measure) -> Json:
    """A measure over images as JSON."""
    return with_parts(
        {
            "value": measure.value,
            "lower": measure.lower,
            "upper": measure.upper,
            "item_count": measure.n or 0,
            "undefined_reason": measure.reason,
        }
    )
