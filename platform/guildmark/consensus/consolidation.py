"""The label of one task from its answers, and the model of a project that makes it.

Between rows and arithmetic: no database here, and no arithmetic but `concord`'s and `votes`.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Any

from concord.classes import ClassAnswer, ClassModel, fit_classes, resolve_class, voting_model
from concord.documents import Answer, Document, Field, Schema, Shape, render_document
from concord.geometry.boxes import boxes_of, pairwise_iou
from concord.shapes import ConsensusShape, Drawing, ShapeModel, prior_model
from concord.shapes import fit as fit_shapes
from concord.shapes import resolve as resolve_shapes
from guildmark.consensus.votes import Verdict, vote_on

Json = dict[str, Any]  # JSON: `Any` stands for its values
MODEL_VERSION = 1
#: Types of question whose answers are classes.
CLASS_TYPES = ("choice", "boolean")


@dataclass(frozen=True, slots=True)
class Vote:
    """One counting submission of a task."""

    submission_id: int
    annotator_id: int
    document: Document


@dataclass(frozen=True, slots=True)
class TaskVotes:
    """Everything the label of one task is made of; `votes` in the order of ids.

    `known` is the true answer where the task is gold: such tasks teach, and get no result.
    """

    task_id: int
    width_px: int
    height_px: int
    votes: tuple[Vote, ...]
    known: Document | None = None
    known_labels: Mapping[tuple[str, str], str] | None = None

    @property
    def inputs_sha256(self) -> str:
        """Submissions never change, so their ids stand for them."""
        return hash_of_ids(vote.submission_id for vote in self.votes)


def hash_of_ids(submission_ids: Iterable[int]) -> str:
    """SHA-256 of ids, one a line, in the order given."""
    return hashlib.sha256("\n".join(map(str, submission_ids)).encode()).hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class ProjectModel:
    """What was learnt of a project's people: shapes, and every question answered by classes."""

    shapes: ShapeModel
    questions: Mapping[str, ClassModel]

    def to_json(self) -> Json:
        """Plain values that `from_json` turns back into the same model."""
        return {
            "version": MODEL_VERSION,
            "shapes": self.shapes.to_json(),
            "questions": {key: model.to_json() for key, model in self.questions.items()},
        }

    @classmethod
    def from_json(cls, value: Json) -> "ProjectModel":
        """The model that was rendered."""
        questions: Json = value["questions"]
        return cls(
            shapes=ShapeModel.from_json(value["shapes"]),
            questions={key: ClassModel.from_json(model) for key, model in questions.items()},
        )


def merge_schemas(newest_first: Sequence[Schema]) -> Schema:
    """One schema that knows every label, question and option that any of the versions knows.

    Where versions differ, the newest says what a thing is called. `newest_first` is not empty.
    """
    labels = {key: one for schema in reversed(newest_first) for key, one in schema.labels.items()}
    questions: dict[str, Field] = {}
    for schema in newest_first:
        for key, field in schema.questions.items():
            kept = questions.get(key, field)
            questions[key] = replace(kept, options={**field.options, **kept.options})
    order = [key for schema in newest_first for key in schema.labels]
    return replace(
        newest_first[0],
        labels={key: labels[key] for key in dict.fromkeys(order)},
        questions=questions,
    )


def covers(model: ProjectModel, schema: Schema) -> bool:
    """Whether the model knows every class that the schema lets people choose."""
    return set(schema.labels) <= set(model.shapes.classes.classes) and all(
        key in model.questions and set(classes_of(field)) <= set(model.questions[key].classes)
        for key, field in _class_questions(schema)
    )


def starting_model(schema: Schema) -> ProjectModel:
    """What to use before anything was learnt: majorities."""
    return ProjectModel(
        shapes=prior_model(list(schema.labels)),
        questions={
            key: voting_model(classes_of(field), "Nothing has been learnt yet.")
            for key, field in _class_questions(schema)
        },
    )


def fit_project(tasks: Sequence[TaskVotes], schema: Schema) -> ProjectModel:
    """A cold fit of everything, in the order of ids. Raises concord's UnknownKind."""
    drawings = {_key(task): _drawings(task) for task in tasks} if schema.labels else {}
    known = {key: label for task in tasks for key, label in (task.known_labels or {}).items()}
    return ProjectModel(
        shapes=fit_shapes(drawings, labels=list(schema.labels), gold_labels=known)
        if drawings
        else prior_model(list(schema.labels)),
        questions={key: _fit_question(tasks, field) for key, field in _class_questions(schema)},
    )


def _key(task: TaskVotes) -> str:
    """Sorts as the ids do."""
    return f"{task.task_id:019d}"


def _drawings(task: TaskVotes) -> list[Drawing]:
    return [
        Drawing(str(vote.submission_id), str(vote.annotator_id), vote.document.shapes)
        for vote in task.votes
    ]


def _class_questions(schema: Schema) -> list[tuple[str, Field]]:
    return [(key, field) for key, field in schema.questions.items() if field.type in CLASS_TYPES]


def classes_of(field: Field) -> list[str]:
    """The classes a question distinguishes."""
    return ["true", "false"] if field.type == "boolean" else list(field.options)


def class_of(answer: Answer) -> str:
    """The class an answer names."""
    return str(answer).lower() if isinstance(answer, bool) else str(answer)


def _fit_question(tasks: Sequence[TaskVotes], field: Field) -> ClassModel:
    answers = [
        ClassAnswer(_key(task), str(vote.annotator_id), class_of(vote.document.answers[field.key]))
        for task in tasks
        for vote in task.votes
        if field.key in vote.document.answers
    ]
    answered = {answer.item for answer in answers}
    gold = {
        _key(task): class_of(task.known.answers[field.key])
        for task in tasks
        if task.known and field.key in task.known.answers and _key(task) in answered
    }
    return fit_classes(answers, classes=classes_of(field), gold=gold)


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The label of one task with what is known about it; everything but `is_tied` is stored."""

    document: Json
    confidence: Json
    provenance: Json
    left_out: list[Json]
    lowest_confidence: float
    is_tied: bool
    method: str


def consolidate(task: TaskVotes, schema: Schema, model: ProjectModel) -> Consolidated:
    """The label of a task with at least one vote. Raises concord's UnknownKind.

    `lowest_confidence` is the least sure of everything that was decided: that a shape exists and
    what it is called, that one left out is nothing, each answer. Expected IoU is kept apart.
    """
    found = resolve_shapes(
        _drawings(task) if schema.labels else [],
        model.shapes,
        width_px=task.width_px,
        height_px=task.height_px,
    )
    drawn = {
        (str(vote.submission_id), shape.id): shape
        for vote in task.votes
        for shape in vote.document.shapes
    }
    kept = {shape.id: shape for shape in found if shape.is_kept}
    left_out = [shape for shape in found if not shape.is_kept]
    answers = _answers(task, schema, model)
    document = Document(
        is_nothing_here=bool(schema.labels) and not kept,
        shapes=tuple(_shape(shape, drawn, schema) for shape in kept.values()),
        answers={key: verdict.value for key, verdict in answers.items()},
    )
    return Consolidated(
        document=render_document(document),
        confidence={
            "shapes": {key: _shape_confidence(shape) for key, shape in kept.items()},
            "answers": {key: _answer_confidence(verdict) for key, verdict in answers.items()},
            "nothing_else": prod(1 - shape.exists for shape in left_out),
        },
        provenance={key: _provenance(shape, drawn) for key, shape in kept.items()},
        left_out=[_left_out(shape, drawn, schema) for shape in left_out],
        lowest_confidence=min(_decisions(kept.values(), left_out, answers.values()), default=1.0),
        is_tied=any(shape.label.is_tied for shape in kept.values())
        or any(verdict.is_tie for verdict in answers.values()),
        method=method_of(schema, model),
    )


def _decisions(
    kept: Iterable[ConsensusShape], left_out: Iterable[ConsensusShape], answers: Iterable[Verdict]
) -> list[float]:
    sure = [value for shape in kept for value in (shape.exists, shape.label.confidence)]
    sure += [1 - shape.exists for shape in left_out]
    return sure + [verdict.probability for verdict in answers]


def _shape_confidence(shape: ConsensusShape) -> Json:
    return {
        "exists": shape.exists,
        "class": shape.label.confidence,
        "expected_iou": shape.expected_iou,
        "drawn_by": len(shape.sources),
        "of": shape.seen_by,
        "is_tie": shape.label.is_tied,
    }


def _answer_confidence(verdict: Verdict) -> Json:
    return {
        "value": verdict.value,
        "probability": verdict.probability,
        "is_tie": verdict.is_tie,
    }


def _shape(found: ConsensusShape, drawn: Mapping[tuple[str, str], Shape], schema: Schema) -> Shape:
    label = found.label.winners[0]
    sources = [drawn[source.submission, source.shape_id] for source in found.sources]
    return Shape(
        id=found.id,
        kind=found.kind,
        label=label,
        geometry=found.geometry,
        attributes=_attributes([one for one in sources if one.label == label], label, schema),
    )


def _attributes(sources: Sequence[Shape], label: str, schema: Schema) -> dict[str, Answer]:
    """By vote of those who chose the label; a field whose condition fails is not asked."""
    values: dict[str, Answer] = {}
    for key, field in schema.labels[label].attributes.items():
        given = [source.attributes[key] for source in sources if key in source.attributes]
        applies = field.when is None or field.when.holds(values)
        if given and applies:
            values[key] = vote_on(field, given).value
    return values


def _provenance(
    shape: ConsensusShape, drawn: Mapping[tuple[str, str], Shape]
) -> list[dict[str, object]]:
    members = [drawn[source.submission, source.shape_id] for source in shape.sources]
    fused = Shape(shape.id, shape.kind, "", shape.geometry, {})
    ious = pairwise_iou(boxes_of(members), boxes_of([fused]))[:, 0].tolist()
    return [
        {"submission_id": int(source.submission), "shape_id": source.shape_id, "iou": iou}
        for source, iou in zip(shape.sources, ious, strict=True)
    ]


def _left_out(
    shape: ConsensusShape, drawn: Mapping[tuple[str, str], Shape], schema: Schema
) -> Json:
    document = Document(is_nothing_here=False, shapes=(_shape(shape, drawn, schema),), answers={})
    rendered: Json = render_document(document)
    return {
        "shape": rendered["shapes"][0],
        "exists": shape.exists,
        "drawn_by": len(shape.sources),
    }


def _answers(task: TaskVotes, schema: Schema, model: ProjectModel) -> dict[str, Verdict]:
    """Answers to questions that more than half of the people answered."""
    verdicts: dict[str, Verdict] = {}
    for key, field in schema.questions.items():
        given = {
            str(vote.annotator_id): vote.document.answers[key]
            for vote in task.votes
            if key in vote.document.answers
        }
        if 2 * len(given) <= len(task.votes):
            continue
        if field.type in CLASS_TYPES:
            verdicts[key] = _class_verdict(field, model.questions[key], given)
        else:
            verdicts[key] = vote_on(field, list(given.values()))
    return verdicts


def _class_verdict(field: Field, model: ClassModel, given: Mapping[str, Answer]) -> Verdict:
    found = resolve_class(model, {who: class_of(answer) for who, answer in given.items()})
    winner = found.winners[0]
    return Verdict(
        value=winner == "true" if field.type == "boolean" else winner,
        probability=found.confidence,
        is_tie=found.is_tied,
    )


def method_of(schema: Schema, model: ProjectModel) -> str:
    """How it was made, in a few words."""
    parts = []
    if schema.labels:
        parts.append(f"boxes fused, labels by {model.shapes.classes.method}")
    methods = sorted({one.method for one in model.questions.values()})
    if methods:
        parts.append(f"answers by {'/'.join(methods)}")
    return "; ".join(parts).replace("_", "-")[:60] or "answers by voting"
