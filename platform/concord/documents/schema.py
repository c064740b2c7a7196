"""A label schema, made ready for checking documents against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concord.documents.tolerance import Tolerance, tolerance_of


@dataclass(frozen=True, slots=True)
class Condition:
    """A field applies only while another field of the same shape has this value."""

    attribute: str
    equals: str | bool

    def holds(self, values: Mapping[str, object]) -> bool:
        """True when the other field has the value, or has it among several choices."""
        found = values.get(self.attribute)
        if isinstance(found, list):
            return isinstance(self.equals, str) and self.equals in found
        # Python counts True == 1: a number must never satisfy a yes/no condition.
        return type(found) is type(self.equals) and found == self.equals


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers of a choice; `color` is #RRGGBB or absent."""

    key: str
    name: str
    color: str | None


#: What a question of yes or no asks to choose from, by `class_key`.
YES, NO = "true", "false"
YES_OR_NO: Mapping[str, Option] = {YES: Option(YES, "Yes", None), NO: Option(NO, "No", None)}


def class_key(answer: object) -> str:
    """Under which key of `Field.classes` an answer stands."""
    return (YES if answer else NO) if isinstance(answer, bool) else str(answer)


#: What answers are, by type of field; of options not which.
_TYPES: Mapping[str, type] = {"choices": list, "text": str, "boolean": bool}


@dataclass(frozen=True, slots=True)
class Field:
    """An attribute of a label, or a question about the whole image (then `name` is its text).

    `is_ordered` says that the options of a choice have an order, which is theirs. `tolerance` is
    None where only the very answer is right.
    """

    key: str
    name: str
    type: str
    is_required: bool
    options: Mapping[str, Option]
    when: Condition | None
    is_ordered: bool = False
    tolerance: Tolerance | None = None

    @property
    def classes(self) -> Mapping[str, Option]:
        """What its one answer is one of: the options of a choice, or yes and no; else nothing."""
        if self.type == "boolean":
            return YES_OR_NO
        return self.options if self.type == "choice" else {}

    @property
    def offered(self) -> Mapping[str, Option]:
        """What its answers are made of: its options, or yes and no; else nothing."""
        return self.options if self.type == "choices" else self.classes

    def takes(self, answer: object) -> bool:
        """Whether this is an answer to it, of its type and of its options: one that was given
        under another version of the schema may be none."""
        if self.type == "choice":
            return isinstance(answer, str) and answer in self.options
        if self.type == "number":
            # Python counts True as 1: who said yes has given no number.
            return isinstance(answer, int | float) and not isinstance(answer, bool)
        return isinstance(answer, _TYPES[self.type])

    def accepted(self, option: str) -> tuple[str, ...]:
        """The options that are right where `option` is the true one, in their order: those no
        more steps away than is tolerated. `option` alone, where they have no order."""
        if not self.is_ordered or self.tolerance is None or option not in self.options:
            return (option,)
        order = list(self.options)
        at, steps = order.index(option), int(self.tolerance.value)
        return tuple(order[max(0, at - steps) : at + steps + 1])


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The points of a label of keypoints, names by key, and the pairs that a line joins."""

    points: Mapping[str, str]
    edges: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What a shape can be called, and what is asked about it; only keypoints have a skeleton."""

    key: str
    name: str
    color: str
    kind: str
    parent: str | None
    min_count: int | None
    max_count: int | None
    attributes: Mapping[str, Field]
    has_required_attributes: bool
    skeleton: Skeleton | None
    #: One mask for all of the class in a picture, and no pixel in two such masks.
    is_semantic: bool
    #: Intersection over union that two shapes of the label may have, in [0, 1]; None for any.
    max_overlap: float | None


@dataclass(frozen=True, slots=True)
class Schema:
    """A checked definition. Mappings keep the order of the definition. Build once, use often."""

    labels: Mapping[str, Label]
    questions: Mapping[str, Field]
    limits_counts: bool
    #: Those of the labels that are semantic, in the same order.
    semantic_labels: Mapping[str, Label]
    limits_overlap: bool
    has_required_questions: bool

    def asks(self, question: Field, option: str | None = None) -> bool:
        """Whether people are asked the same question, known by key and type, and offered the
        option. Another version of a schema may ask others."""
        own = self.questions.get(question.key)
        if own is None or own.type != question.type:
            return False
        return option is None or option in own.options

    def answers_in(self, answers: Mapping[str, Any]) -> list[str]:
        """The options of questions that answers to a picture say, each as `subject_of` names it.

        What is no option of this schema is left out.
        """
        chosen = (
            (question, option)
            for key, value in answers.items()
            if (question := self.questions.get(key)) is not None
            for option in (value if isinstance(value, list) else [value])
        )
        return [subject_of(one.key, option) for one, option in chosen if option in one.options]

    def has_subject(self, key: str) -> bool:
        """Whether a key is that of a label, or names an option of a question."""
        question, _, option = key.partition(SUBJECT)
        found = self.questions.get(question)
        return key in self.labels or (found is not None and option in found.options)


#: Between a question and its option; no key holds it.
SUBJECT = "/"


def subject_of(question_key: str, option_key: str) -> str:
    """The key of an option among labels: `kind/silver`."""
    return f"{question_key}{SUBJECT}{option_key}"


# The definition is JSON that `schema_problems` found in order: `Any` stands for its values.
Definition = Mapping[str, Any]


def compile_schema(definition: Definition) -> Schema:
    """The schema of a definition for which `schema_problems` returned nothing.

    An unchecked definition may raise KeyError or TypeError: check first, then compile. About
    10 microseconds for five labels; keep the result with the schema version's id.
    """
    labels = {label["key"]: _label(label) for label in definition["labels"]}
    questions = {
        question["key"]: _field(question, question["text"]) for question in definition["questions"]
    }
    return Schema(
        labels=labels,
        questions=questions,
        limits_counts=any(
            label.min_count is not None or label.max_count is not None for label in labels.values()
        ),
        semantic_labels={key: label for key, label in labels.items() if label.is_semantic},
        limits_overlap=any(label.max_overlap is not None for label in labels.values()),
        has_required_questions=any(question.is_required for question in questions.values()),
    )


def _label(label: Definition) -> Label:
    fields: Sequence[Definition] = label.get("attributes", ())
    attributes = {field["key"]: _field(field, field["name"]) for field in fields}
    return Label(
        key=label["key"],
        name=label["name"],
        color=label["color"],
        kind=label["kind"],
        parent=label.get("parent"),
        min_count=label.get("min_count"),
        max_count=label.get("max_count"),
        attributes=attributes,
        has_required_attributes=any(field.is_required for field in attributes.values()),
        skeleton=_skeleton(label.get("skeleton")),
        is_semantic=label.get("is_semantic", False),
        max_overlap=label.get("max_overlap"),
    )


def _skeleton(skeleton: Definition | None) -> Skeleton | None:
    if skeleton is None:
        return None
    return Skeleton(
        points={point["key"]: point["name"] for point in skeleton["points"]},
        edges=tuple((first, second) for first, second in skeleton["edges"]),
    )


def _field(field: Definition, name: str) -> Field:
    when = field.get("when")
    return Field(
        key=field["key"],
        name=name,
        type=field["type"],
        is_required=field["required"],
        options={
            option["key"]: Option(option["key"], option["name"], option.get("color"))
            for option in field.get("options", ())
        },
        when=Condition(when["attribute"], when["equals"]) if when is not None else None,
        is_ordered=field.get("is_ordered", False),
        tolerance=tolerance_of(field),
    )
