"""Lists of addresses of pictures: CSV with a head, JSON lines, or an address a line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from concord.documents.problem import is_storable_text
from guildmark.core.asking import MOST_CHARACTERS
from guildmark.core.errors import FieldProblem, WrongInput
from guildmark.datasets.intake.names import display_name

MOST_LIST_BYTES = 10 * 1024 * 1024
MOST_VALUE = 200
MOST_KEYS = 20

Row = Mapping[str, Any]  # from somebody else's file: asked for its type before use


@dataclass(frozen=True, slots=True)
class ListedPicture:
    """An address as written, what the picture is called, and what is said of it."""

    url: str
    name: str
    metadata: Mapping[str, str] = field(default_factory=dict)


def listed_pictures(content: bytes) -> list[ListedPicture]:
    """Every row of a list. Raises WrongInput, with the line, where a row names no address.

    A row may have a `url`, a `name`, and further columns, which become metadata.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(1, "The list is not UTF-8 text.") from error
    lines = [(at, line) for at, line in enumerate(_lines(text), start=1) if line.strip()]
    if not lines:
        raise _wrong(1, "The list is empty.")
    first = lines[0][1].strip()
    if first.startswith("{"):
        rows = _json_rows(lines)
    elif _is_head(first):
        rows = _csv_rows(text)
    else:
        rows = ((at, {"url": line}) for at, line in lines)
    return [_listed(at, row) for at, row in rows]


def _lines(text: str) -> Iterator[str]:
    """Ended by LF, CR or both; other breaks (U+2028, U+0085) are signs inside a name."""
    return iter(StringIO(text, newline=None))


def _is_head(line: str) -> bool:
    """Whether it names a column `url`; a line that is no CSV is an address, or nothing."""
    try:
        return "url" in [name.strip() for name in next(csv.reader([line.lower()]))]
    except csv.Error:
        return False


def _json_rows(lines: list[tuple[int, str]]) -> Iterator[tuple[int, Row]]:
    for at, line in lines:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _wrong(at, "This line is not JSON.") from error
        if not isinstance(row, dict):
            raise _wrong(at, "A line is a JSON object.")
        more = row.pop("metadata", {})
        yield at, {**more, **row} if isinstance(more, dict) else row


def _csv_rows(text: str) -> Iterator[tuple[int, Row]]:
    reader = csv.DictReader(StringIO(text, newline=""))
    try:
        while reader.fieldnames is not None and not any(map(str.strip, reader.fieldnames)):
            reader.fieldnames = None  # an empty line: the next one is the head
        reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
        for row in reader:
            yield reader.line_num, {key: value for key, value in row.items() if key}
    except csv.Error as error:
        raise _wrong(reader.reader.line_num, "This line is not CSV.") from error


def _listed(at: int, row: Row) -> ListedPicture:
    url, name = row.get("url"), row.get("name")
    if not isinstance(url, str) or not url.strip():
        raise _wrong(at, "The line names no url.")
    if len(url) > MOST_CHARACTERS:
        raise _wrong(
            at, _("An address has at most {most} characters.").format(most=MOST_CHARACTERS)
        )
    said = dict(
        [
            (str(key)[:60], str(value)[:MOST_VALUE])
            for key, value in row.items()
            if key not in {"url", "name"} and value not in (None, "")
        ][:MOST_KEYS]
    )
    if not all(map(is_storable_text, [url, *said, *said.values()])):
        raise _wrong(at, "A name or a text has a NUL or half a character (a lone surrogate).")
    shown = name if isinstance(name, str) and name.strip() else _name_of(url.strip())
    return ListedPicture(url.strip(), display_name(shown), said)


def _name_of(url: str) -> str:
    """The last part of the path; the whole address where it has none."""
    try:
        return unquote(PurePosixPath(urlsplit(url).path).name) or url
    except ValueError:
        return url


def _wrong(line: int, sentence: str) -> WrongInput:
    said = _("Line {line}: {sentence}").format(line=line, sentence=_(sentence))
    problem = FieldProblem("file", "wrong_list", said)
    return WrongInput(errors=(problem,))
