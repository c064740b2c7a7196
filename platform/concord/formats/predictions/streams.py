"""Rows out of a stream, with the line each begins on: elements of a JSON list, lines, CSV."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterator
from typing import Any

from concord.formats.predictions.content import NotRead, PredictionFile
from concord.sentences import Sentence

Json = Any  # from somebody else's file: asked for its type before use

BLOCK_BYTES = 1 << 20
#: The longest row: a mask of a large picture has its place in it.
MOST_ROW_CHARACTERS = 16 << 20

_decoder = json.JSONDecoder()
_SPACE = " \t\r\n"


def text_blocks(file: PredictionFile) -> Iterator[str]:
    """UTF-8 text, with or without a mark at its beginning. Raises NotRead for other bytes."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        while block := file.read(BLOCK_BYTES):
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise NotRead("not_readable", "The file is not UTF-8 text.") from error


def list_elements(file: PredictionFile) -> Iterator[tuple[int, Json]]:
    """(line, element) of a JSON list, a block of the file at a time. Raises NotRead.

    Elements are objects; a block is searched again only for the element that it cuts through.
    """
    blocks = text_blocks(file)
    text, at, line, is_begun = "", 0, 1, False
    for block in blocks:
        text, at = text[at:] + block, 0
        while True:
            start = _skip(text, at)
            line += text.count("\n", at, start)
            at = start
            if at == len(text):
                break
            if not is_begun:
                if text[at] != "[":
                    raise NotRead("not_readable", "COCO results are a JSON list of objects.")
                is_begun, at = True, at + 1
                continue
            if text[at] == "]":
                return
            if text[at] == ",":
                at += 1
                continue
            try:
                element, end = _decoder.raw_decode(text, at)
            except (ValueError, RecursionError) as error:
                if len(text) - at > MOST_ROW_CHARACTERS:
                    raise NotRead(
                        "not_readable", Sentence("Line {line} is not JSON.", line=line)
                    ) from error
                break
            if not isinstance(element, dict):
                raise NotRead(
                    "not_readable", Sentence("Line {line}: the list holds objects.", line=line)
                )
            yield line, element
            line += text.count("\n", at, end)
            at = end
    raise NotRead(
        "not_readable", Sentence("The list does not end; line {line} is not JSON.", line=line)
    )


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
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


def csv_rows(file: PredictionFile) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, row by name of column); the first row names the columns. Raises NotRead."""
    reader = csv.DictReader(lines(file))
    try:
        for row in reader:
            yield reader.line_num, {key: value for key, value in row.items() if key and value}
    except csv.Error as error:
        raise NotRead(
            "not_readable", Sentence("Line {line} is not CSV.", line=reader.line_num)
        ) from error
