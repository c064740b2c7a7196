"""The class of a whole picture, for formats that know nothing else."""

from __future__ import annotations

from concord.documents import Schema
from concord.formats.content import ReleasedItem


def class_question(schema: Schema) -> str | None:
    """The question whose answer is the class: the first of one choice; None where there is none."""
    return next((key for key, one in schema.questions.items() if one.type == "choice"), None)


def class_of(item: ReleasedItem, schema: Schema) -> str | None:
    """The name of the class of a picture, None where it has none or more than one.

    With a question of one choice it is the answer; otherwise the one label of all shapes.
    """
    question = class_question(schema)
    if question is not None:
        answer = item.document.answers.get(question)
        option = schema.questions[question].options.get(answer) if isinstance(answer, str) else None
        return option.name if option else None
    labels = {shape.label for shape in item.document.shapes}
    return schema.labels[labels.pop()].name if len(labels) == 1 else None
