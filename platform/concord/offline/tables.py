"""Tables in, plain values out; and back. A repeated answer replaces the one before."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from concord.offline.errors import UnreadableInput

#: What spreadsheets put between cells, in the order of trial.
DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Answers:
    """{(item, annotator): label}, and how many labels were followed by another of the same person
    on the same item."""

    labels: Mapping[tuple[str, str], str]
    repeated: int


def read_answers(path: Path) -> Answers:
    """From a CSV file with columns item, annotator and label; others are left alone."""
    answers: dict[tuple[str, str], str] = {}
    read = 0
    for item, annotator, label in _csv_rows(path, ("item", "annotator", "label")):
        answers[item, annotator] = label
        read += 1
    if not answers:
        raise UnreadableInput(
            path,
            "there are no answers in it: the first line must name the columns item, annotator, "
            "label, and each further one hold an answer.",
        )
    return Answers(answers, read - len(answers))


def read_gold(path: Path) -> dict[str, str]:
    """{item: true label} from a CSV file with these columns; none where it holds no text at all,
    or nothing but their names."""
    return {row[0]: row[1] for row in _csv_rows(path, ("item", "label"))}


def write_labels(path: Path, rows: Iterable[tuple[str, str, float]]) -> None:
    """Item, label, confidence; one row an item."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("item", "label", "confidence"))
        for item, label, confidence in rows:
            writer.writerow((item, label, f"{confidence:.6f}"))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns asked for stand, of how many there are."""

    names: Sequence[str]
    places: Sequence[int]
    count: int


def _csv_rows(path: Path, names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The cells of some columns, row by row; rows without any text are none, and so is a file
    without any."""
    read = 0
    with path.open(newline="", encoding="utf-8-sig") as file:
        try:
            filled = ((above, line) for above, line in enumerate(file) if line.strip())
            above, header = next(filled, (0, ""))
            if not header:
                return
            delimiter = _delimiter(header, names)
            # Strict: a quotation mark that is never closed would swallow the rows that follow.
            # Spaces round a cell are none of it, so a quotation mark may stand behind one.
            reader = csv.reader(
                _with_marks_said(chain([header], file), delimiter),
                delimiter=delimiter,
                strict=True,
                skipinitialspace=True,
            )
            read = above
            columns = _columns(path, next(reader, []), names)
            read += reader.line_num
            for row in reader:
                read = above + reader.line_num
                if any(row) and any(cell.strip() for cell in row):
                    yield _cells(path, row, columns, read)
        except UnicodeDecodeError as error:
            raise UnreadableInput(path, f"this is no CSV in UTF-8 ({error}).") from error
        except csv.Error as error:
            raise UnreadableInput(path, f"this is no CSV ({error}).", read + 1) from error


def _with_marks_said(lines: Iterable[str], delimiter: str) -> Iterator[str]:
    """The lines, with cells such as `"big" dog` in quotation marks of their own: marks that close
    before the cell ends are part of what it says. Spaces behind the last mark are dropped. What
    stands between marks over several lines stays as it is."""
    between = re.escape(delimiter)
    end = rf"(?={between}|[\r\n]*$)"
    inside = r'(?:[^"]|"")*'
    quoted = rf' *(?P<quoted>"{inside}") *{end}'
    plain, marked = rf'[^"\r\n{between}]', rf'"[^"{between}]+"'
    said = rf"(?P<said> *{marked}{plain}+(?:{marked}{plain}*)*){end}"
    opened = rf'(?P<opened> *"{inside}\Z)'
    cell = re.compile(rf"(?P<before>^|{between})(?:{quoted}|{said}|{opened}|[^{between}]*)")
    closed = re.compile(rf'(?P<rest>{inside}") *{end}')
    is_open = False

    def told(one: re.Match[str]) -> str:
        nonlocal is_open
        is_open = one["opened"] is not None
        return _marked(one)

    for line in lines:
        closing = closed.match(line) if is_open else None
        if is_open and closing is None:
            yield line
            continue
        is_open = False
        before, cells = (closing["rest"], line[closing.end() :]) if closing else ("", line)
        yield before + (cell.sub(told, cells) if '"' in cells else cells)


def _marked(cell: re.Match[str]) -> str:
    if cell["quoted"] is not None:
        return f"{cell['before']}{cell['quoted']}"
    if cell["said"] is None:
        return cell[0]
    doubled = cell["said"].strip().replace('"', '""')
    return f'{cell["before"]}"{doubled}"'


def _delimiter(header: str, names: Sequence[str]) -> str:
    """What stands between the columns asked for; a comma where nothing does."""
    for delimiter in DELIMITERS:
        cells = csv.reader([header], delimiter=delimiter, skipinitialspace=True)
        if set(names) <= set(_plain(next(cells, []))):
            return delimiter
    return DELIMITERS[0]


def _plain(header: Sequence[str]) -> list[str]:
    return [name.strip().casefold() for name in header]


def _columns(path: Path, header: Sequence[str], names: Sequence[str]) -> _Columns:
    there = _plain(header)
    if not any(there):
        raise UnreadableInput(path, f"the first line must name the columns {', '.join(names)}.", 1)
    missing = [name for name in names if name not in there]
    if missing:
        raise UnreadableInput(
            path, f"the first line names no column {' and no column '.join(missing)}.", 1
        )
    for name in names:
        if there.count(name) > 1:
            raise UnreadableInput(path, f"the first line names the column {name} twice.", 1)
    return _Columns(names, [there.index(name) for name in names], len(there))


def _cells(path: Path, row: Sequence[str], columns: _Columns, line: int) -> tuple[str, ...]:
    """What the row holds of the columns asked for. More cells than columns, as an unquoted comma
    makes them, would put a part of a name into the next column."""
    if len(row) > columns.count and any(cell.strip() for cell in row[columns.count :]):
        raise UnreadableInput(path, "it has more cells than the first line names.", line)
    values = tuple(row[place].strip() if place < len(row) else "" for place in columns.places)
    if not all(values):
        raise UnreadableInput(path, f"{' / '.join(columns.names)} must all be filled.", line)
    return values
