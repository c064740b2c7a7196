"""Where the elements of a list stand in a JSON text."""

from __future__ import annotations

import json
import re

#: Numbers are skipped, not read: whole ones may have more digits than `int` takes.
_decoder = json.JSONDecoder(parse_int=str, parse_float=str)
_SPACE = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(r'[\[\]{}]|"(?:[^"\\]|\\.)*"')
_SEPARATOR = re.compile(r"[ \t\r\n]*[,:][ \t\r\n]*")


def element_lines(text: str, key: str) -> list[int]:
    """The line, from 1, of each element of the list under `key` of a JSON object.

    The text is JSON and the list is there: it was read before. Where a key stands twice the last
    one counts, as for readers. Linear in the text.
    """
    lines: list[int] = []
    at = _skip(text, _skip(text, 0) + 1)
    while text[at] != "}":
        name, at = _decoder.raw_decode(text, at)
        at = _after(text, at)
        if name == key:
            lines, at = _lines_of_list(text, at)
        else:
            at = end_of_value(text, at)
        at = _after(text, at) if text[_skip(text, at)] == "," else _skip(text, at)
    return lines


def _lines_of_list(text: str, at: int) -> tuple[list[int], int]:
    lines: list[int] = []
    line, counted = text.count("\n", 0, at) + 1, at
    at = _skip(text, at + 1)
    while text[at] != "]":
        line += text.count("\n", counted, at)
        counted = at
        lines.append(line)
        at = end_of_value(text, at)
        at = _after(text, at) if text[_skip(text, at)] == "," else _skip(text, at)
    return lines, at + 1


def end_of_value(text: str, at: int) -> int:
    """Behind the JSON value that begins there."""
    try:
        return _decoder.raw_decode(text, at)[1]
    except RecursionError:  # nested deeper than Python follows: only brackets are, so they tell
        return _end_of_brackets(text, at)


def _end_of_brackets(text: str, at: int) -> int:
    depth = 0
    for found in _TOKEN.finditer(text, at):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found.group(), 0)
        if depth == 0:
            return found.end()
    return len(text)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _after(text: str, at: int) -> int:
    found = _SEPARATOR.match(text, at)
    return found.end() if found else at
