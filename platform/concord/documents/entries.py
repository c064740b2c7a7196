"""What the entries of a label schema have in common: lists, keys, names, colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from concord.documents.problem import KEY_PATTERN, Problem, is_storable_text, wrong_type
from concord.sentences import Sentence

COLOR_PATTERN = re.compile(r"#[0-9A-Fa-f]{6}")

MAX_NAME_CHARACTERS = 200

Json = Mapping[str, object]


def list_problems(
    values: object, path: str, most: int, check: Callable[[Json, str], list[Problem]]
) -> list[Problem]:
    """Problems of a list of objects that each have a key of their own."""
    if not isinstance(values, list):
        return [wrong_type(path, "a list")]
    if len(values) > most:
        return [
            Problem("too_many", path, Sentence("There may be at most {most} of these.", most=most))
        ]
    problems: list[Problem] = []
    seen: set[object] = set()
    for index, value in enumerate(values):
        below = f"{path}/{index}"
        if not isinstance(value, dict):
            problems.append(wrong_type(below, "a JSON object"))
            continue
        found = check(value, below)
        key = value.get("key")
        if isinstance(key, str):
            if key in seen:
                message = Sentence('The key "{name}" is used twice.', name=key[:64])
                found.append(Problem("duplicate_key", f"{below}/key", message))
            seen.add(key)
        problems += found
    return problems


def entry_key_problems(value: Json, path: str) -> list[Problem]:
    if "key" not in value:
        return []
    key = value["key"]
    if isinstance(key, str) and KEY_PATTERN.fullmatch(key):
        return []
    message = "A key begins with a-z and goes on with a-z, 0-9 or _, at most 63 characters."
    return [Problem("invalid_key", f"{path}/key", message)]


def name_problems(value: Json, key: str, path: str, most: int) -> list[Problem]:
    if key not in value:
        return []
    below, text = f"{path}/{key}", value[key]
    if not isinstance(text, str):
        return [wrong_type(below, "text")]
    if not text.strip(" \t\r\n"):
        return [Problem("empty_text", below, "This must not be empty.")]
    if len(text) > most:
        return [
            Problem(
                "too_long", below, Sentence("This may have at most {most} characters.", most=most)
            )
        ]
    if not is_storable_text(text):
        return [Problem("invalid_text", below, "This holds a character that cannot be stored.")]
    return []


def color_problems(value: Json, path: str) -> list[Problem]:
    if "color" not in value:
        return []
    color = value["color"]
    if isinstance(color, str) and COLOR_PATTERN.fullmatch(color):
        return []
    return [Problem("invalid_color", f"{path}/color", "A colour is written like #30C7D2.")]


def repeated_name_problems(values: Sequence[Json], path: str) -> list[Problem]:
    """Names that an earlier entry has, however they are written: exports tell entries by names."""
    problems: list[Problem] = []
    seen: set[str] = set()
    for index, value in enumerate(values):
        name = str(value["name"])
        if same_name(name) in seen:
            message = Sentence('The name "{name}" is used twice.', name=name[:64])
            problems.append(Problem("duplicate_name", f"{path}/{index}/name", message))
        seen.add(same_name(name))
    return problems


def same_name(name: str) -> str:
    """What two names have in common that people take for one."""
    return name.strip().casefold()
