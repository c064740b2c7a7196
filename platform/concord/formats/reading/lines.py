"""Where the elements of a list stand in a JSON text."""

from __future__ import annotations

import json
import re

_SPACE = re.compile(r"[ \t\r\n]*")
_SEPARATOR = re.compile(r"[ \t\r\n]*[,:][ \t\r\n]*")


def element_lines(text: str, key: str) -> list[int]:
    """The line, from 1, of each element of the list under `key` of a JSON object.

    The text is JSON and the list is there: it was read before. Where a key stands twice the last
    one counts, as for readers. Linear in the text.
    """
    # Numbers are skipped, not read: whole ones may have more digits than `int` takes.
    decoder = json.JSONDecoder(parse_int=str, parse_float=str)
    lines: list[int] = []
    at = _skip(text, _skip(text, 0) + 1)
    while text[at] != "}":
        name, at = decoder.raw_decode(text, at)
        at = _after(text, at)
        if name == key:
            lines, at = _lines_of_list(text, at, decoder)
        else:
            _, at = decoder.raw_decode(text, at)
        at = _after(text, at) if text[_skip(text, at)] == "," else _skip(text, at)
    return lines


def _lines_of_list(text: str, at: int, decoder: json.JSONDecoder) -> tuple[list[int], int]:
    lines: list[int] = []
    line, counted = text.count("\n", 0, at) + 1, at
    at = _skip(text, at + 1)
    while text[at] != "]":
        line += text.count("\n", counted, at)
        counted = at
        lines.append(line)
        _, at = decoder.raw_decode(text, at)
        at = _after(text, at) if text[_skip(text, at)] == "," else _skip(text, at)
    return lines, at + 1


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _after(text: str, at: int) -> int:
    found = _SEPARATOR.match(text, at)
    return found.end() if found else at
