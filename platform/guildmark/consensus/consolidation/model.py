"""What is learnt of a project's people, and how."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from concord.classes import ClassModel, Method, fit_classes, voting_model
from concord.documents import Field, Schema
from concord.fields import NumberModel, fit_numbers, knowing_of, weight_of
from concord.shapes import Drawing, Seen, ShapeModel, prior_model
from concord.shapes import learn as learn_shapes
from guildmark.consensus.consolidation.content import DEFAULT_PLAN, Json, Plan, TaskVotes
from guildmark.consensus.consolidation.questions import (
    Asked,
    all_asked,
    class_answers,
    known_classes,
    known_numbers,
    number_answers,
    number_questions,
    question_of,
)
from guildmark.consensus.consolidation.trust import UNCALIBRATED, Trust

MODEL_VERSION = 1
#: Of the column that keeps a method: what does not fit whole is left out.
MOST_CHARACTERS = 60
NOTHING_LEARNT = "Nothing has been learnt yet."
#: Their likelihood has several summits, and from an earlier fit another one may be reached than
#: from the votes. So they always begin with the votes.
SEVERAL_SUMMITS = ("dawid_skene", "one_coin")


@dataclass(frozen=True, slots=True, eq=False)
class ProjectModel:
    """What was learnt of a project's people: shapes, every question answered by classes (several
    choices option by option, see `Asked.key`), and every question answered by numbers."""

    shapes: ShapeModel
    questions: Mapping[str, ClassModel]
    numbers: Mapping[str, NumberModel] = field(default_factory=dict)
    trust: Trust = UNCALIBRATED
    #: By annotator, as `knowing_of`: found once, for a model never changes.
    _knowing: dict[str, float] = field(default_factory=dict, init=False, repr=False)

    def model_of(self, asked: Asked) -> ClassModel:
        """Of a question, or of one option of several choices; majorities where it is unknown."""
        found = self.questions.get(asked.key)
        return found if found is not None else voting_model(asked.classes, NOTHING_LEARNT)

    def numbers_of(self, question: Field) -> NumberModel:
        """Of a question of numbers; one that has learnt nothing where it is unknown."""
        return self.numbers.get(question.key, NumberModel())

    def weight(self, annotator: str, *, classes: int = 2) -> float:
        """How much somebody's word counts between so many classes, where only their answers to
        other things are known: log-odds, at least 0."""
        if annotator not in self._knowing:
            self._knowing[annotator] = knowing_of(self._groups(), annotator)
        return weight_of(self._knowing[annotator], classes)

    def _groups(self) -> list[list[ClassModel]]:
        """The models of labels, and of each question those of all its options."""
        groups: dict[str, list[ClassModel]] = {}
        for key, model in self.questions.items():
            groups.setdefault(question_of(key), []).append(model)
        return [[self.shapes.classes], *groups.values()]

    def to_json(self) -> Json:
        """Plain values that `from_json` turns back into the same model."""
        return {
            "version": MODEL_VERSION,
            "shapes": self.shapes.to_json(),
            "questions": {key: model.to_json() for key, model in self.questions.items()},
            "numbers": {key: model.to_json() for key, model in self.numbers.items()},
            "trust": self.trust.to_json(),
        }

    @classmethod
    def from_json(cls, value: Json) -> "ProjectModel":
        """The model that was rendered."""
        questions: Json = value["questions"]
        numbers: Json = value.get("numbers", {})
        return cls(
            shapes=ShapeModel.from_json(value["shapes"]),
            questions={key: ClassModel.from_json(model) for key, model in questions.items()},
            numbers={key: NumberModel.from_json(model) for key, model in numbers.items()},
            trust=Trust.from_json(value.get("trust", {})),
        )


def covers(model: ProjectModel, schema: Schema) -> bool:
    """Whether the model knows every class that the schema lets people choose.

    Options of several choices and numbers may be new to it: each has a model of its own, and
    does with none.
    """
    return set(schema.labels) <= set(model.shapes.classes.classes) and all(
        asked.key in model.questions
        and set(asked.classes) <= set(model.questions[asked.key].classes)
        for asked in all_asked(schema)
        if asked.option is None
    )


def starting_model(schema: Schema) -> ProjectModel:
    """What to use before anything was learnt: majorities."""
    return ProjectModel(
        shapes=prior_model(list(schema.labels)),
        questions={
            asked.key: voting_model(asked.classes, NOTHING_LEARNT) for asked in all_asked(schema)
        },
    )


def fit_steps(schema: Schema) -> int:
    """How many steps a fit reports."""
    return 1 + len(all_asked(schema)) + len(number_questions(schema))


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
    return learn_project(tasks, schema, plan, start=start, on_step=on_step)[0]


def learn_project(
    tasks: Sequence[TaskVotes],
    schema: Schema,
    plan: Plan,
    *,
    start: ProjectModel | None,
    on_step: Callable[[], None],
) -> tuple[ProjectModel, Seen | None]:
    """As `fit_project`, with what it saw of shapes; None where there are none to see."""
    if plan.method in SEVERAL_SUMMITS:
        start = None
    shapes, seen = _fit_shapes(tasks, schema, plan, start)
    on_step()
    questions = {}
    for asked in all_asked(schema):
        questions[asked.key] = _fit_question(tasks, asked, plan, start)
        on_step()
    numbers = fit_all_numbers(tasks, schema)
    for _ in numbers:
        on_step()
    return ProjectModel(shapes=shapes, questions=questions, numbers=numbers), seen


def fit_all_numbers(tasks: Sequence[TaskVotes], schema: Schema) -> dict[str, NumberModel]:
    """What is learnt of every question of numbers."""
    return {
        question.key: fit_numbers(
            number_answers(tasks, question), gold=known_numbers(tasks, question)
        )
        for question in number_questions(schema)
    }


def drawings_of(task: TaskVotes, schema: Schema, *, semantic: bool = False) -> list[Drawing]:
    """What everybody drew on the task's picture: single objects, or the `semantic` masks, of
    which there is one for all of a class. A label no longer known is one of single objects."""
    shared = schema.semantic_labels
    return [
        Drawing(
            str(vote.submission_id),
            str(vote.annotator_id),
            tuple(one for one in vote.document.shapes if (one.label in shared) == semantic),
        )
        for vote in task.votes
    ]


def known_labels_of(tasks: Sequence[TaskVotes]) -> dict[tuple[str, str], str]:
    """The true labels of drawn shapes that are known, by (submission, shape id)."""
    return {key: label for task in tasks for key, label in (task.known_labels or {}).items()}


def _fit_shapes(
    tasks: Sequence[TaskVotes], schema: Schema, plan: Plan, start: ProjectModel | None
) -> tuple[ShapeModel, Seen | None]:
    labels = list(schema.labels)
    if not labels or not tasks:
        return prior_model(labels), None
    return learn_shapes(
        {task.key: drawings_of(task, schema) for task in tasks},
        labels=labels,
        gold_labels=known_labels_of(tasks),
        method=cast(Method, plan.method),  # the project's choices are the same words
        start=start.shapes if start else None,
    )


def _fit_question(
    tasks: Sequence[TaskVotes], asked: Asked, plan: Plan, start: ProjectModel | None
) -> ClassModel:
    answers = list(class_answers(tasks, asked))
    answered = {answer.item for answer in answers}
    known = known_classes(tasks, asked)
    return fit_classes(
        answers,
        classes=asked.classes,
        gold={key: known[key] for key in known if key in answered},
        method=cast(Method, plan.method),  # as above
        start=start.questions.get(asked.key) if start else None,
    )


def _named(model: ClassModel) -> str:
    """Its method, and whether some people's answers count once together."""
    return f"{model.method}-once" if model.groups else model.method


def method_of(schema: Schema, model: ProjectModel) -> str:
    """How it was made, in a few words."""
    parts = []
    if schema.labels:
        is_boxes = {label.kind for label in schema.labels.values()} == {"box"}
        parts.append(
            f"{'boxes' if is_boxes else 'shapes'} fused, labels by {_named(model.shapes.classes)}"
        )
    methods = sorted({_named(one) for one in model.questions.values()})
    if methods:
        parts.append(f"answers by {'/'.join(methods)}")
    if number_questions(schema):
        parts.append("numbers by nearness")
    said = ""
    for part in parts:
        longer = f"{said}; {part}" if said else part
        said = longer if len(longer) <= MOST_CHARACTERS else said
    return said.replace("_", "-") or "answers by voting"
