"""What is wrong with a document or a schema, said so that a person and a program can act on it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from concord.sentences import Sentence

#: A report is cut after this many problems: five thousand bad shapes need no ten thousand lines.
MAX_PROBLEMS = 100

#: Keys of labels, attributes, options, questions: they become column names and JSON keys.
KEY_PATTERN = re.compile(r"[a-z][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason for refusing a value.

    `code` is stable and for programs, `path` an RFC 6901 JSON pointer into the value ("" is the
    whole of it), `message` a sentence for people. Two implementations agree on code and path.
    """

    code: str
    path: str
    message: str


def pointer(path: str, key: str) -> str:
    """The JSON pointer of `key` below `path` (RFC 6901, section 3: ~ and / are escaped)."""
    return f"{path}/{key.replace('~', '~0').replace('/', '~1')}"


def key_problems(
    value: Mapping[str, object],
    path: str,
    required: frozenset[str],
    optional: frozenset[str] = frozenset(),
) -> list[Problem]:
    """Missing and unknown keys of a JSON object, missing ones first and in alphabetical order."""
    if value.keys() == required:
        return []
    missing = [
        Problem("missing_key", path, f'"{key}" is missing.')
        for key in sorted(required - value.keys())
    ]
    unknown = (key for key in value if key not in required and key not in optional)
    return missing + unknown_key_problems(unknown, path)


def unknown_key_problems(keys: Iterable[str], path: str) -> list[Problem]:
    """One problem for each key that the format does not have."""
    return [
        Problem("unknown_key", pointer(path, key), f'"{key[:64]}" is not known here.')
        for key in keys
    ]


def is_number(value: object) -> bool:
    """True for int and float, never for bool, which Python counts as an int."""
    return type(value) is float or type(value) is int


def number_problems(value: object, path: str) -> list[Problem]:
    """A finite number is wanted."""
    if not is_number(value):
        return [wrong_type(path, "a number")]
    if isinstance(value, float) and not math.isfinite(value):
        return [Problem("not_finite", path, "The number must be finite.")]
    return []


def side_problems(value: object, name: str, path: str) -> list[Problem]:
    """A finite number above 0 is wanted: a width, a height, a radius."""
    problems = number_problems(value, path)
    if not problems and value <= 0:  # type: ignore[operator]  # a number, as was found
        problems = [
            Problem("not_positive", path, Sentence("The {name} must be more than 0.", name=name))
        ]
    return problems


def is_storable_text(value: str) -> bool:
    """False for text with NUL or a lone surrogate: no database and no UTF-8 file can hold it."""
    if value.isascii():
        return "\0" not in value
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\0" not in value


def wrong_type(path: str, wanted: str) -> Problem:
    """The one sentence for a value of another JSON type than wanted."""
    return Problem("wrong_type", path, f"This must be {wanted}.")
