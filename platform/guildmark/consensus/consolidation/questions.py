"""Which questions are answered by classes, and which classes those are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from concord.classes import ClassAnswer
from concord.documents import Answer, Field, Schema
from guildmark.consensus.consolidation.content import TaskVotes

#: Types of question whose answers are classes.
CLASS_TYPES = ("choice", "boolean")


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


def class_questions(schema: Schema) -> list[Field]:
    """The questions answered by classes, in the order of the schema."""
    return [field for field in schema.questions.values() if field.type in CLASS_TYPES]


def classes_of(field: Field) -> list[str]:
    """The classes a question distinguishes."""
    return ["true", "false"] if field.type == "boolean" else list(field.options)


def class_of(answer: Answer) -> str:
    """The class an answer names."""
    return str(answer).lower() if isinstance(answer, bool) else str(answer)


def value_of(field: Field, name: str) -> Answer:
    """The answer that names a class."""
    return name == "true" if field.type == "boolean" else name


def class_answers(tasks: Sequence[TaskVotes], field: Field) -> Iterator[ClassAnswer]:
    """What everybody answered to one question, by key of the task."""
    for task in tasks:
        for vote in task.votes:
            if field.key in vote.document.answers:
                yield ClassAnswer(
                    task.key, str(vote.annotator_id), class_of(vote.document.answers[field.key])
                )


def known_classes(tasks: Sequence[TaskVotes], field: Field) -> Mapping[str, str]:
    """The true class of every gold task whose known answer names one, by key of the task."""
    return {
        task.key: class_of(task.known.answers[field.key])
        for task in tasks
        if task.known and field.key in task.known.answers
    }
