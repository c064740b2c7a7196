"""The class of a whole picture, for formats that know nothing else."""

from __future__ import annotations

from concord.documents import Schema, class_key
from concord.formats.content import ReleasedItem


def class_question(schema: Schema) -> str | None:
    """The question whose answer is the class: the first of one choice; None where there is none.

    Of a schema without choices and without labels it is the first question of yes or no: beside
    labels such a one asks about something else.
    """
    types = ["choice"] if schema.labels else ["choice", "boolean"]
    asked = schema.questions.items()
    return next((key for wanted in types for key, one in asked if one.type == wanted), None)


def class_of(item: ReleasedItem, schema: Schema) -> str | None:
    """The name of the class of a picture, None where it has none or more than one.

    With such a question it is the answer; otherwise the one label of all shapes.
    """
    question = class_question(schema)
    if question is not None:
        answer = item.document.answers.get(question)
        if not isinstance(answer, str | bool):
            return None
        option = schema.questions[question].classes.get(class_key(answer))
        return option.name if option else None
    labels = {shape.label for shape in item.document.shapes}
    return schema.labels[labels.pop()].name if len(labels) == 1 else None
