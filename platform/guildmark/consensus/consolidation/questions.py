"""Which questions are answered by classes, and which classes those are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from concord.classes import ClassAnswer
from concord.documents import (
    NO,
    SUBJECT,
    YES,
    YES_OR_NO,
    Answer,
    Field,
    Option,
    Schema,
    class_key,
    subject_of,
)
from concord.fields import NumberAnswer
from guildmark.consensus.consolidation.content import TaskVotes, Vote

#: Types of question whose answers are classes; each option of "choices" is yes or no by itself.
CLASS_TYPES = ("choice", "boolean", "choices")


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that people put into classes: a question, or one `option` of several choices."""

    field: Field
    option: str | None = None

    @property
    def key(self) -> str:
        """Of its model."""
        return self.field.key if self.option is None else subject_of(self.field.key, self.option)

    @property
    def name(self) -> str:
        """What people call it."""
        if self.option is None:
            return self.field.name
        return f"{self.field.name}: {self.field.options[self.option].name}"

    @property
    def is_yes_or_no(self) -> bool:
        """Whether its classes are YES and NO."""
        return self.option is not None or self.field.type == "boolean"

    @property
    def options(self) -> Mapping[str, Option]:
        """What people choose from, by class."""
        return YES_OR_NO if self.is_yes_or_no else self.field.options

    @property
    def classes(self) -> list[str]:
        """The classes it distinguishes."""
        return list(self.options)

    def class_in(self, answers: Mapping[str, Answer], schema: Schema | None) -> str | None:
        """The class that somebody's answers name; None where they leave the question out, or
        answered another one that had its key.

        Who answered under a `schema` without the option has not said that it is not so.
        """
        answer = answers.get(self.field.key)
        if answer is None or not self.field.takes(answer):
            return None
        if self.option is not None:
            if schema is not None and not schema.asks(self.field, self.option):
                return None
            return YES if isinstance(answer, list) and self.option in answer else NO
        return class_of(answer)

    def could_be_said(self, name: str, schema: Schema | None) -> bool:
        """Whether who answered under a schema could name the class: one choice could have other
        options. Of several choices each option is a thing of its own (see `class_in`)."""
        is_one_choice = self.field.type == "choice"
        return schema is None or not is_one_choice or schema.asks(self.field, name)


def question_of(key: str) -> str:
    """The key of the question that a model's key (`Asked.key`) is of."""
    return key.partition(SUBJECT)[0]


def asked_of(field: Field) -> list[Asked]:
    """What a question asks people to put into classes; nothing where it is none of classes."""
    if field.type not in CLASS_TYPES:
        return []
    if field.type == "choices":
        return [Asked(field, option) for option in field.options]
    return [Asked(field)]


def all_asked(schema: Schema) -> list[Asked]:
    """Everything that the questions ask people to put into classes, in the order of the schema."""
    return [asked for field in schema.questions.values() for asked in asked_of(field)]


def class_questions(schema: Schema) -> list[Field]:
    """The questions answered by classes, in the order of the schema."""
    return [field for field in schema.questions.values() if field.type in CLASS_TYPES]


def number_questions(schema: Schema) -> list[Field]:
    """The questions answered by open numbers, in the order of the schema."""
    return [field for field in schema.questions.values() if field.type == "number"]


def class_of(answer: Answer) -> str:
    """The class an answer names; several choices in any order are one."""
    if isinstance(answer, list):
        return "|".join(sorted(answer))
    return class_key(answer)


def value_of(field: Field, name: str) -> Answer:
    """The answer that names a class of a question that is no list of choices."""
    return name == YES if field.type == "boolean" else name


def class_answers(tasks: Sequence[TaskVotes], asked: Asked) -> Iterator[ClassAnswer]:
    """What everybody answered, by key of the task."""
    for task in tasks:
        for vote, given in answers_to(task, asked):
            yield ClassAnswer(task.key, str(vote.annotator_id), given)


def answers_to(task: TaskVotes, asked: Asked) -> Iterator[tuple[Vote, str]]:
    """Who named which class.

    Of gold only what can be held against the known one, as `concord.scoring.Terms` have it: nobody
    errs who named an option that was not there when the answer became known, or could not name the
    true one.
    """
    known = known_class(task, asked)
    for vote in task.votes:
        given = asked.class_in(vote.document.answers, vote.schema)
        if given is None:
            continue
        if known is None or (
            asked.could_be_said(given, task.known_schema)
            and asked.could_be_said(known, vote.schema)
        ):
            yield vote, given


def known_class(task: TaskVotes, asked: Asked) -> str | None:
    """The true class of a gold task whose known answer names one."""
    if task.known is None:
        return None
    return asked.class_in(task.known.answers, task.known_schema)


def known_classes(tasks: Sequence[TaskVotes], asked: Asked) -> Mapping[str, str]:
    """The true class of every gold task whose known answer names one, by key of the task."""
    return {task.key: known for task in tasks if (known := known_class(task, asked)) is not None}


def number_answers(tasks: Sequence[TaskVotes], field: Field) -> Iterator[NumberAnswer]:
    """The numbers that everybody answered, by key of the task."""
    for task in tasks:
        for vote in task.votes:
            if (number := number_in(vote.document.answers, field)) is not None:
                yield NumberAnswer(task.key, str(vote.annotator_id), number)


def known_numbers(tasks: Sequence[TaskVotes], field: Field) -> Mapping[str, float]:
    """The true number of every gold task that knows one, by key of the task."""
    return {
        task.key: number
        for task in tasks
        if task.known and (number := number_in(task.known.answers, field)) is not None
    }


def number_in(answers: Mapping[str, Answer], field: Field) -> float | None:
    """The number that somebody's answers give; None where they leave the question out, or
    answered another one that had its key."""
    answer = answers.get(field.key)
    return float(answer) if isinstance(answer, int | float) and field.takes(answer) else None
