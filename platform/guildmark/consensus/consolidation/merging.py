"""One schema of several versions: everything that people were ever asked, and could choose."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from concord.documents import Field, Label, Schema


def merge_schemas(newest_first: Sequence[Schema]) -> Schema:
    """One schema that knows every label, question and option that any of the versions knows.

    Where versions differ, the newest says what a thing is called, and the order of its options;
    those it has no more come behind, or between their old neighbours where options have an order.
    So it is with the options of attributes; attributes themselves are those of the newest version
    that has the label. `newest_first` is not empty.
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
    known = {**older.options, **field.options}
    order = list(field.options)
    if field.is_ordered:
        _put_between(order, _this_way_round(list(older.options), order))
    return replace(field, options={key: known[key] for key in dict.fromkeys([*order, *known])})


def _put_between(order: list[str], older: Sequence[str]) -> None:
    """Each option that the order has not goes in behind the one it came behind in the older one,
    the first before all."""
    for at, key in enumerate(older):
        if key not in order:
            order.insert(order.index(older[at - 1]) + 1 if at else 0, key)


def _this_way_round(older: list[str], order: Sequence[str]) -> list[str]:
    """An order that was turned round since, turned as well."""
    shared = [order.index(key) for key in older if key in order]
    is_turned = len(shared) > 1 and shared == sorted(shared, reverse=True)
    return older[::-1] if is_turned else older
