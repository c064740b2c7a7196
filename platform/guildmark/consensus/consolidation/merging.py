"""One schema of several versions: everything that people were ever asked, and could choose."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from concord.documents import Field, Label, Schema


def merge_schemas(newest_first: Sequence[Schema]) -> Schema:
    """One schema that knows every label, question and option that any of the versions knows.

    Where versions differ, the newest says what a thing is called, and the order of its options;
    those it has no more come behind. So it is with the options of attributes; attributes themselves
    are those of the newest version that has the label. `newest_first` is not empty.
    """
    labels: dict[str, Label] = {}
    questions: dict[str, Field] = {}
    for schema in newest_first:
        for key, label in schema.labels.items():
            kept = labels.get(key, label)
            labels[key] = replace(kept, attributes=_merged(kept.attributes, label.attributes))
        questions |= {key: questions.get(key, field) for key, field in schema.questions.items()}
        questions = _merged(questions, schema.questions)
    return replace(newest_first[0], labels=labels, questions=questions)


def _merged(fields: Mapping[str, Field], older: Mapping[str, Field]) -> dict[str, Field]:
    """The same fields with the options that they had in an older version as well."""
    return {
        key: _with_options_of(older[key], field) if key in older else field
        for key, field in fields.items()
    }


def _with_options_of(older: Field, field: Field) -> Field:
    """A field without options gets none: what it is now is no choice."""
    if not field.options:
        return field
    gone = {key: one for key, one in older.options.items() if key not in field.options}
    return replace(field, options={**field.options, **gone})
