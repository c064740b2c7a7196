"""Answers to one field: an attribute of a shape, or a question about the whole image."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from concord.documents.problem import (
    Problem,
    is_storable_text,
    number_problems,
    pointer,
    unknown_key_problems,
    wrong_type,
)
from concord.documents.schema import Field
from concord.sentences import Sentence

MAX_TEXT_CHARACTERS = 2_000
#: Beyond this a double no longer tells neighbouring tenths apart, and no measurement is meant.
MAX_NUMBER = 1e15
#: What counts as blank, spelled out: languages differ in what else they strip.
BLANKS = " \t\r\n"


def _choice(value: object, field: Field, path: str) -> list[Problem]:
    if not isinstance(value, str):
        return [wrong_type(path, "the key of one option")]
    if value not in field.options:
        message = Sentence('"{value}" is not one of the options.', value=value[:64])
        return [Problem("unknown_option", path, message)]
    return []


def _choices(value: object, field: Field, path: str) -> list[Problem]:
    if not isinstance(value, list):
        return [wrong_type(path, "a list of keys of options")]
    if len(value) > len(field.options):
        return [Problem("too_many", path, "There are more answers than options.")]
    problems: list[Problem] = []
    seen: set[str] = set()
    for index, choice in enumerate(value):
        found = _choice(choice, field, f"{path}/{index}")
        if not found and choice in seen:
            found = [Problem("duplicate_option", f"{path}/{index}", "This is chosen twice.")]
        if not found:
            seen.add(choice)
        problems += found
    return problems


def _text(value: object, field: Field, path: str) -> list[Problem]:
    if not isinstance(value, str):
        return [wrong_type(path, "text")]
    if len(value) > MAX_TEXT_CHARACTERS:
        limits = {"most": MAX_TEXT_CHARACTERS, "n": len(value)}
        too_long = Sentence("Text may have at most {most} characters; this has {n}.", **limits)
        return [Problem("too_long", path, too_long)]
    if not is_storable_text(value):
        message = "The text holds a character that cannot be stored."
        return [Problem("invalid_text", path, message)]
    return []


def _number(value: object, field: Field, path: str) -> list[Problem]:
    problems = number_problems(value, path)
    if problems:
        return problems
    assert isinstance(value, (int, float))  # noqa: S101 -- tells mypy what is_number has found
    if not -MAX_NUMBER <= value <= MAX_NUMBER:
        return [Problem("out_of_range", path, "The number must lie between -1e15 and 1e15.")]
    return []


def _boolean(value: object, field: Field, path: str) -> list[Problem]:
    return [] if isinstance(value, bool) else [wrong_type(path, "true or false")]


_CHECKS: Mapping[str, Callable[[object, Field, str], list[Problem]]] = {
    "choice": _choice,
    "choices": _choices,
    "text": _text,
    "number": _number,
    "boolean": _boolean,
}
FIELD_TYPES = frozenset(_CHECKS)
CHOICE_TYPES = frozenset({"choice", "choices"})


def is_blank(value: object) -> bool:
    """True for an answer that says nothing: text of blanks alone, an empty list of choices."""
    if isinstance(value, str):
        return not value.strip(BLANKS)
    return isinstance(value, list) and not value


def value_problems(
    values: Mapping[str, object], fields: Mapping[str, Field], path: str, what: str
) -> list[Problem]:
    """Problems of all answers of one shape or image; `what` is "attribute" or "answer".

    A field whose condition does not hold must be absent; a required field whose condition holds
    must be present and not blank.
    """
    unknown = unknown_key_problems((key for key in values if key not in fields), path)
    problems: list[Problem] = unknown
    for key, field in fields.items():
        below = pointer(path, key)
        if field.when is not None and not field.when.holds(values):
            if key in values:
                message = Sentence(
                    '"{field}" is not asked here; it must be left out.', field=field.name
                )
                problems.append(Problem(f"{what}_not_applicable", below, message))
        elif key in values:
            found = _CHECKS[field.type](values[key], field, below)
            if not found and field.is_required and is_blank(values[key]):
                found = [_missing(field, below, what)]
            problems += found
        elif field.is_required:
            problems.append(_missing(field, below, what))
    return problems


def _missing(field: Field, path: str, what: str) -> Problem:
    message = Sentence('"{field}" needs an answer.', field=field.name)
    return Problem(f"missing_{what}", path, message)
