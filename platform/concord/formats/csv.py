"""A table (RFC 4180, UTF-8): one row for each shape, and one for each image without any.

What is known of an image is repeated on each of its rows. Safe to open in a spreadsheet: text
that a spreadsheet would run as a formula begins with an apostrophe (OWASP, "CSV injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

import orjson

from concord.documents import KINDS, Answer, Schema, Shape
from concord.formats.content import Counter, Head, ReleasedItem, Sink, Written

#: A cell that begins with one of these may be run: the last four are their full-width twins.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

_IMAGE_COLUMNS = ("item", "file_name", "width_px", "height_px", "is_nothing_here")
_SHAPE_COLUMNS = (
    "shape_id", "kind", "label", "label_name", "x", "y", "width", "height", "confidence",
    "track_id", "frame_index",
)  # fmt: skip
#: After `height`, where a label is of another kind than a box: the geometry as JSON.
_GEOMETRY_COLUMN = "geometry"

_ROWS_AT_A_TIME = 500


class Csv:
    """Columns: the image, its answers, the shape, its attributes."""

    key = "csv"
    name = "CSV"
    path = "annotations/annotations.csv"

    def write(self, head: Head, items: Iterable[ReleasedItem], sink: Sink) -> Written:
        """One pass; rows are handed on in small groups."""
        schema = head.schema
        counter, attributes = Counter(schema), _attribute_keys(schema)
        text = io.StringIO(newline="")
        table = csv.writer(text, lineterminator="\r\n")
        table.writerow(_columns(schema, attributes))
        waiting = 0
        for item in items:
            counter.add(item)
            about_image = [*_image_cells(item), *_answer_cells(item, schema)]
            for shape in item.document.shapes or (None,):
                table.writerow([*about_image, *_shape_row(shape, item, schema, attributes)])
                waiting += 1
            if waiting >= _ROWS_AT_A_TIME:
                _hand_on(text, sink)
                waiting = 0
        _hand_on(text, sink)
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """A table holds the result; who said what needs the lossless format."""
        return (
            "Agreement and the answers of single people are left out.",
            "Text that a spreadsheet would take for a formula begins with an apostrophe.",
            "Several choices share one cell, separated by a vertical bar.",
        )


def safe_cell(value: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet could run it as a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _columns(schema: Schema, attributes: list[str]) -> list[str]:
    answers = [
        column
        for key in schema.questions
        for column in (f"answer_{key}", f"answer_{key}_confidence")
    ]
    return [
        *_IMAGE_COLUMNS,
        *answers,
        *_shape_columns(schema),
        *(f"attribute_{key}" for key in attributes),
    ]


def _shape_columns(schema: Schema) -> list[str]:
    columns = list(_SHAPE_COLUMNS)
    if _has_geometry(schema):
        columns.insert(columns.index("height") + 1, _GEOMETRY_COLUMN)
    return columns


def _has_geometry(schema: Schema) -> bool:
    """Whether four numbers are not enough for every shape there may be."""
    return any(label.kind != "box" for label in schema.labels.values())


def _attribute_keys(schema: Schema) -> list[str]:
    """Attributes of all labels, each once, in the order in which they first appear."""
    return list(dict.fromkeys(key for label in schema.labels.values() for key in label.attributes))


def _image_cells(item: ReleasedItem) -> list[str]:
    return [
        safe_cell(item.key),
        safe_cell(item.file_name),
        str(item.width_px),
        str(item.height_px),
        _cell(item.document.is_nothing_here),
    ]


def _answer_cells(item: ReleasedItem, schema: Schema) -> list[str]:
    return [
        cell
        for key in schema.questions
        for cell in (_cell(item.document.answers.get(key)), _cell(item.answer_confidence.get(key)))
    ]


def _shape_row(
    shape: Shape | None, item: ReleasedItem, schema: Schema, attributes: list[str]
) -> list[str]:
    if shape is None:
        return [""] * (len(_shape_columns(schema)) + len(attributes))
    values: Mapping[str, Answer] = shape.attributes
    return [
        safe_cell(shape.id),
        shape.kind,
        shape.label,
        safe_cell(schema.labels[shape.label].name),
        *(repr(edge) for edge in KINDS[shape.kind].bounding_box(shape.geometry)),
        *([_geometry_cell(shape)] if _has_geometry(schema) else []),
        _cell(item.shape_confidence.get(shape.id)),
        safe_cell(shape.track_id or ""),
        _cell(shape.frame_index),
        *(_cell(values.get(key)) for key in attributes),
    ]


def _geometry_cell(shape: Shape) -> str:
    """Empty for a box: its columns say all."""
    return "" if shape.kind == "box" else orjson.dumps(dict(shape.geometry)).decode("utf-8")


def _cell(value: Answer | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "|".join(value)
    if isinstance(value, str):
        return safe_cell(value)
    return repr(value)


def _hand_on(text: io.StringIO, sink: Sink) -> None:
    sink.write(text.getvalue().encode("utf-8"))
    text.seek(0)
    text.truncate()
