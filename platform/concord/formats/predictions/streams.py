"""Rows out of a stream, with the line each begins on: elements of a JSON list, lines, CSV."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Protocol

import orjson

from concord.formats.predictions.content import NotRead, PredictionFile
from concord.formats.reading.lines import end_of_value
from concord.sentences import Sentence

Json = Any  # from somebody else's file: asked for its type before use

BLOCK_BYTES = 1 << 20
#: The longest row: a mask of a large picture has its place in it.
MOST_ROW_CHARACTERS = 16 << 20

_decoder = json.JSONDecoder()
_SPACE = " \t\r\n"
#: Between two objects of a list there is a comma, and at most so much space that we look for.
_MOST_BETWEEN = 64
_TRIES = 20


def text_blocks(file: PredictionFile) -> Iterator[str]:
    """UTF-8 text, with or without a mark at its beginning. Raises NotRead for other bytes."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        while block := file.read(BLOCK_BYTES):
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise NotRead("not_readable", "The file is not UTF-8 text.") from error


class Elements:
    """Objects that stand one after another in a JSON list, and the line of each."""

    def __init__(self, values: Sequence[Json], lines: Callable[[], Sequence[int]]) -> None:
        self.values = values
        self._lines = lines

    def line(self, at: int) -> int:
        """On which the object at this place begins; counted when the first one is asked for."""
        return self._counted[at]

    @cached_property
    def _counted(self) -> Sequence[int]:
        return self._lines()


def list_elements(file: PredictionFile) -> Iterator[tuple[int, Json]]:
    """(line, element) of a JSON list, a block of the file at a time. Raises NotRead."""
    for some in element_blocks(file):
        for at, value in enumerate(some.values):
            yield some.line(at), value


def element_blocks(file: PredictionFile) -> Iterator[Elements]:
    """The objects of a JSON list, those of a block of the file at a time. Raises NotRead.

    A block is searched again only for the object that it cuts through.
    """
    rest = _Rest()
    for block in text_blocks(file):
        rest.text += block
        if not rest.is_begun and not rest.begin():
            continue
        found = rest.quickly() or rest.one_by_one()
        yield found
        if rest.is_ended:
            return
    if not rest.is_begun:
        raise NotRead("not_readable", "The file is empty.")
    raise NotRead(
        "not_readable", Sentence("The list does not end; line {line} is not JSON.", line=rest.line)
    )


class _Rest:
    """The text of a list that was not taken yet, and the line on which it begins."""

    def __init__(self) -> None:
        self.text = ""
        self.line = 1
        self.is_begun = self.is_ended = False

    def begin(self) -> bool:
        """Go past the bracket; False where nothing but space has come yet."""
        start = _skip(self.text, 0)
        self._pass(start)
        if not self.text:
            return False
        if self.text[0] != "[":
            raise NotRead("not_readable", "COCO results are a JSON list of objects.")
        self.text, self.is_begun = self.text[1:], True
        return True

    def quickly(self) -> Elements | None:
        """All objects that are whole, in one reading; None where it cannot be done like that.

        What is no JSON, or is in another way than usual, is for `one_by_one`.
        """
        is_last = self.text.rstrip(_SPACE).endswith("]")
        end = _last_end(self.text) if not is_last else self.text.rindex("]")
        if not end:
            return None
        whole = self.text[:end]
        try:
            values = orjson.loads(f"[{whole}]")
        except orjson.JSONDecodeError:
            return None
        if not values or not all(type(value) is dict for value in values):
            return None
        line = self.line
        self._pass(end)
        self._pass(1 if is_last else self.text.index(",") + 1)
        self.is_ended = is_last
        return Elements(values, lambda: list(_begins(whole, line)))

    def one_by_one(self) -> Elements:
        """The same, object by object: says on which line the list breaks off. Raises NotRead."""
        found = list(_decoded(self.text, 0, self.line))
        lines = [line for line, _, _ in found]
        self._pass(found[-1][2] if found else 0)
        start = _skip(self.text, 0, also=",")
        self._pass(start)
        if self.text[:1] == "]":
            self.is_ended = True
        elif len(self.text) > MOST_ROW_CHARACTERS:
            raise NotRead("not_readable", Sentence("Line {line} is not JSON.", line=self.line))
        return Elements([value for _, value, _ in found], lambda: lines)

    def _pass(self, end: int) -> None:
        self.line += self.text.count("\n", 0, end)
        self.text = self.text[end:]


def _decoded(text: str, at: int, line: int) -> Iterator[tuple[int, Json, int]]:
    """(line, object, its end), as far as the text holds whole ones. Raises NotRead."""
    while True:
        start = _skip(text, at, also=",")
        line += text.count("\n", at, start)
        if start == len(text) or text[start] == "]":
            return
        try:
            value, at = _decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            return
        if not isinstance(value, dict):
            raise NotRead(
                "not_readable", Sentence("Line {line}: the list holds objects.", line=line)
            )
        yield line, value, at
        line += text.count("\n", start, at)


def _begins(text: str, line: int) -> Iterator[int]:
    """The lines on which the values of a list begin, of text that is known to be values."""
    at = 0
    while (start := _skip(text, at, also=",")) < len(text):
        line += text.count("\n", at, start)
        yield line
        at = end_of_value(text, start)
        line += text.count("\n", start, at)


def _last_end(text: str) -> int:
    """Behind the last object that another one follows, of the last few that may be; 0 for none."""
    begin = len(text)
    for _ in range(_TRIES):
        begin = text.rfind("{", 0, begin)
        if begin < 0:
            return 0
        first = max(0, begin - _MOST_BETWEEN)
        before = text[first:begin].rstrip(_SPACE)
        ended = before.removesuffix(",").rstrip(_SPACE)
        if before.endswith(",") and ended.endswith("}"):
            return first + len(ended)
    return 0


def _skip(text: str, at: int, also: str = "") -> int:
    while at < len(text) and (text[at] in _SPACE or text[at] in also):
        at += 1
    return at


def lines(file: PredictionFile) -> Iterator[str]:
    """Lines with their ends. Raises NotRead for one that is too long."""
    rest = ""
    for block in text_blocks(file):
        *whole, rest = (rest + block).split("\n")
        yield from (f"{one}\n" for one in whole)
        if len(rest) > MOST_ROW_CHARACTERS:
            raise NotRead("not_readable", "A line is too long.")
    if rest:
        yield rest


class _Reader(Protocol):
    """Of the csv module, whatever its rows are."""

    @property
    def line_num(self) -> int: ...


@contextmanager
def saying_where_not_csv(reader: _Reader) -> Iterator[None]:
    """While rows are read: csv.Error becomes NotRead with the line that the reader is at."""
    try:
        yield
    except csv.Error as error:
        message = Sentence("Line {line} is not CSV.", line=reader.line_num)
        raise NotRead("not_readable", message) from error


def csv_rows(file: PredictionFile) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, row by name of column); the first row names the columns. Raises NotRead."""
    reader = csv.DictReader(lines(file))
    with saying_where_not_csv(reader.reader):  # this one's own stays with the row before
        for row in reader:
            yield reader.line_num, {key: value for key, value in row.items() if key and value}
