"""What is learnt of a project's people, and how."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from concord.classes import ClassModel, Method, fit_classes, voting_model
from concord.documents import Field, Schema
from concord.shapes import Drawing, ShapeModel, prior_model
from concord.shapes import fit as fit_shapes
from guildmark.consensus.consolidation.content import DEFAULT_PLAN, Json, Plan, TaskVotes
from guildmark.consensus.consolidation.questions import (
    class_answers,
    class_questions,
    classes_of,
    known_classes,
)
from guildmark.consensus.consolidation.trust import UNCALIBRATED, Trust

MODEL_VERSION = 1
#: Their likelihood has several summits, and from an earlier fit another one may be reached than
#: from the votes. So they always begin with the votes.
SEVERAL_SUMMITS = ("dawid_skene", "one_coin")


@dataclass(frozen=True, slots=True, eq=False)
class ProjectModel:
    """What was learnt of a project's people: shapes, and every question answered by classes."""

    shapes: ShapeModel
    questions: Mapping[str, ClassModel]
    trust: Trust = UNCALIBRATED

    @property
    def class_models(self) -> list[ClassModel]:
        """Everything that says how right people are."""
        return [self.shapes.classes, *self.questions.values()]

    def to_json(self) -> Json:
        """Plain values that `from_json` turns back into the same model."""
        return {
            "version": MODEL_VERSION,
            "shapes": self.shapes.to_json(),
            "questions": {key: model.to_json() for key, model in self.questions.items()},
            "trust": self.trust.to_json(),
        }

    @classmethod
    def from_json(cls, value: Json) -> "ProjectModel":
        """The model that was rendered."""
        questions: Json = value["questions"]
        return cls(
            shapes=ShapeModel.from_json(value["shapes"]),
            questions={key: ClassModel.from_json(model) for key, model in questions.items()},
            trust=Trust.from_json(value.get("trust", {})),
        )


def covers(model: ProjectModel, schema: Schema) -> bool:
    """Whether the model knows every class that the schema lets people choose."""
    return set(schema.labels) <= set(model.shapes.classes.classes) and all(
        field.key in model.questions
        and set(classes_of(field)) <= set(model.questions[field.key].classes)
        for field in class_questions(schema)
    )


def starting_model(schema: Schema) -> ProjectModel:
    """What to use before anything was learnt: majorities."""
    return ProjectModel(
        shapes=prior_model(list(schema.labels)),
        questions={
            field.key: voting_model(classes_of(field), "Nothing has been learnt yet.")
            for field in class_questions(schema)
        },
    )


def fit_steps(schema: Schema) -> int:
    """How many steps a fit reports."""
    return 1 + len(class_questions(schema))


def fit_project(
    tasks: Sequence[TaskVotes],
    schema: Schema,
    plan: Plan = DEFAULT_PLAN,
    *,
    start: ProjectModel | None = None,
    on_step: Callable[[], None] = lambda: None,
) -> ProjectModel:
    """A fit of everything: cold and in the order of ids, or from `start` on.

    `on_step` is called `fit_steps` times. Raises concord's UnknownKind.
    """
    if plan.method in SEVERAL_SUMMITS:
        start = None
    shapes = _fit_shapes(tasks, schema, plan, start)
    on_step()
    questions = {}
    for field in class_questions(schema):
        questions[field.key] = _fit_question(tasks, field, plan, start)
        on_step()
    return ProjectModel(shapes=shapes, questions=questions)


def drawings_of(task: TaskVotes) -> list[Drawing]:
    """What everybody drew on the task's picture."""
    return [
        Drawing(str(vote.submission_id), str(vote.annotator_id), vote.document.shapes)
        for vote in task.votes
    ]


def _fit_shapes(
    tasks: Sequence[TaskVotes], schema: Schema, plan: Plan, start: ProjectModel | None
) -> ShapeModel:
    labels = list(schema.labels)
    if not labels or not tasks:
        return prior_model(labels)
    known = {key: label for task in tasks for key, label in (task.known_labels or {}).items()}
    drawings = {task.key: drawings_of(task) for task in tasks}
    return fit_shapes(
        drawings,
        labels=labels,
        gold_labels=known,
        method=cast(Method, plan.method),  # the project's choices are the same words
        start=start.shapes if start else None,
    )


def _fit_question(
    tasks: Sequence[TaskVotes], field: Field, plan: Plan, start: ProjectModel | None
) -> ClassModel:
    answers = list(class_answers(tasks, field))
    answered = {answer.item for answer in answers}
    known = known_classes(tasks, field)
    return fit_classes(
        answers,
        classes=classes_of(field),
        gold={key: known[key] for key in known if key in answered},
        method=cast(Method, plan.method),  # as above
        start=start.questions.get(field.key) if start else None,
    )


def method_of(schema: Schema, model: ProjectModel) -> str:
    """How it was made, in a few words."""
    parts = []
    if schema.labels:
        is_boxes = {label.kind for label in schema.labels.values()} == {"box"}
        parts.append(
            f"{'boxes' if is_boxes else 'shapes'} fused, labels by {model.shapes.classes.method}"
        )
    methods = sorted({one.method for one in model.questions.values()})
    if methods:
        parts.append(f"answers by {'/'.join(methods)}")
    return "; ".join(parts).replace("_", "-")[:60] or "answers by voting"
