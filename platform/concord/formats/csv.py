"""A table (RFC 4180, UTF-8): one row for each shape, and one for each image without any.

What is known of an image is repeated on each of its rows. `Csv` is safe to open in a spreadsheet:
text that one would run as a formula begins with an apostrophe (OWASP, "CSV injection"). `CsvExact`
writes every text as it is, for programs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import orjson

from concord.documents import KINDS, Answer, Schema, Shape
from concord.formats.content import BesideLabels, Counter, Folder, Head, ReleasedItem, Sink, Written
from concord.formats.origin import NOWHERE, ORIGIN_COLUMNS, origins_of
from concord.sentences import Sentence

#: A cell that begins with one of these may be run: the last four are their full-width twins.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

_IMAGE_COLUMNS = ("item", "file_name", "width_px", "height_px", "is_nothing_here")
_SHAPE_COLUMNS = (
    "shape_id", "kind", "label", "label_name", "x", "y", "width", "height", "confidence",
    "track_id", "group_id", "frame_index",
)  # fmt: skip
#: After `height`, where a label is of another kind than a box: the geometry as JSON.
_GEOMETRY_COLUMN = "geometry"

_ROWS_AT_A_TIME = 500


def safe_cell(value: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet could run it as a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def table_lines(rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells as lines of a table."""
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def exact_cell(value: str) -> str:
    """The text as it is."""
    return value


class CsvExact(BesideLabels):
    """Columns: the image, its answers, the shape, its attributes; every text as it is."""

    key = "csv_exact"
    name = Sentence("CSV for programs")
    path = "annotations/annotations.csv"
    _cell_of: Callable[[str], str] = staticmethod(exact_cell)

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """One pass; rows are handed on in small groups."""
        counter = Counter(head.schema)
        with folder.file(self.path) as sink:
            _Table(head, sink, self._cell_of).write(_counted(items, counter))
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """A table holds the result; who said what needs the lossless format."""
        return (
            "Agreement and the answers of single people are left out.",
            "Several choices share one cell, separated by a vertical bar.",
            "Text may begin like a formula: do not open it in a spreadsheet.",
        )


class Csv(CsvExact):
    """The same columns; text that a spreadsheet would run begins with an apostrophe."""

    key = "csv"
    name = Sentence("CSV for spreadsheets")
    _cell_of = staticmethod(safe_cell)

    def omissions(self, head: Head) -> tuple[str, ...]:
        """As above, and the apostrophe."""
        return (
            *super().omissions(head)[:-1],
            "Text that a spreadsheet would take for a formula begins with an apostrophe.",
        )


def _counted(items: Iterable[ReleasedItem], counter: Counter) -> Iterator[ReleasedItem]:
    for item in items:
        counter.add(item)
        yield item


class _Table:
    """A table being written; `text` makes a cell of a text."""

    def __init__(self, head: Head, sink: Sink, text: Callable[[str], str]) -> None:
        self._schema = head.schema
        self._attributes = _attribute_keys(self._schema)
        self._has_geometry = _has_geometry(self._schema)
        self._has_splits = bool(head.splits)
        self._has_links = head.has_links
        self._has_origins = origins_of(head) is not None
        self._sink = sink
        self._text = text

    def write(self, items: Iterable[ReleasedItem]) -> None:
        buffer = io.StringIO(newline="")
        table = csv.writer(buffer, lineterminator="\r\n")
        table.writerow(self._columns())
        waiting = 0
        for item in items:
            about_image = [*self._image_cells(item), *self._answer_cells(item)]
            for shape in item.document.shapes or (None,):
                table.writerow([*about_image, *self._shape_cells(shape, item)])
                waiting += 1
            if waiting >= _ROWS_AT_A_TIME:
                _hand_on(buffer, self._sink)
                waiting = 0
        _hand_on(buffer, self._sink)

    def _columns(self) -> list[str]:
        answers = [
            column
            for key in self._schema.questions
            for column in (f"answer_{key}", f"answer_{key}_confidence")
        ]
        split = ["split"] if self._has_splits else []
        origins = ORIGIN_COLUMNS if self._has_origins else ()
        attributes = [f"attribute_{key}" for key in self._attributes]
        link = ["link"] if self._has_links else []
        about_image = (*_IMAGE_COLUMNS, *link, *split, *origins)
        return [*about_image, *answers, *self._shape_columns(), *attributes]

    def _shape_columns(self) -> list[str]:
        columns = list(_SHAPE_COLUMNS)
        if self._has_geometry:
            columns.insert(columns.index("height") + 1, _GEOMETRY_COLUMN)
        return columns

    def _image_cells(self, item: ReleasedItem) -> list[str]:
        return [
            self._text(item.key),
            self._text(item.file_name),
            str(item.width_px),
            str(item.height_px),
            self._cell(item.document.is_nothing_here),
            *([self._text(item.link)] if self._has_links else []),
            *([item.split or ""] if self._has_splits else []),
            *(map(self._text, _origin_cells(item)) if self._has_origins else ()),
        ]

    def _answer_cells(self, item: ReleasedItem) -> list[str]:
        return [
            self._cell(values.get(key))
            for key in self._schema.questions
            for values in (item.document.answers, item.answer_confidence)
        ]

    def _shape_cells(self, shape: Shape | None, item: ReleasedItem) -> list[str]:
        if shape is None:
            return [""] * (len(self._shape_columns()) + len(self._attributes))
        values: Mapping[str, Answer] = shape.attributes
        return [
            self._text(shape.id),
            shape.kind,
            shape.label,
            self._text(self._schema.labels[shape.label].name),
            *map(repr, KINDS[shape.kind].bounding_box(shape.geometry)),
            *([_geometry_cell(shape)] if self._has_geometry else []),
            self._cell(item.shape_confidence.get(shape.id)),
            self._text(shape.track_id or ""),
            self._text(shape.group_id or ""),
            self._cell(shape.frame_index),
            *(self._cell(values.get(key)) for key in self._attributes),
        ]

    def _cell(self, value: Answer | None) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, list):
            return "|".join(value)
        if isinstance(value, str):
            return self._text(value)
        return repr(value)


def _has_geometry(schema: Schema) -> bool:
    """Whether four numbers are not enough for every shape there may be."""
    return any(label.kind != "box" for label in schema.labels.values())


def _attribute_keys(schema: Schema) -> list[str]:
    """Attributes of all labels, each once, in the order in which they first appear."""
    return list(dict.fromkeys(key for label in schema.labels.values() for key in label.attributes))


def _origin_cells(item: ReleasedItem) -> tuple[str, ...]:
    return item.origin.cells if item.origin else NOWHERE


def _geometry_cell(shape: Shape) -> str:
    """Empty for a box: its columns say all."""
    return "" if shape.kind == "box" else orjson.dumps(dict(shape.geometry)).decode("utf-8")


def _hand_on(text: io.StringIO, sink: Sink) -> None:
    sink.write(text.getvalue().encode("utf-8"))
    text.seek(0)
    text.truncate()
