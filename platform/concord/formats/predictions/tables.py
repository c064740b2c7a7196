"""Reading a table of labels (CSV): classes of pictures, answers, and the shapes of our own tables.

The first row names the columns; a comma, a semicolon or a tab stands between cells, whichever the
first row has. Which picture a row is about says `file_name`, or one of `PICTURE_COLUMNS`.

- `class` (or `category`; or `label` in a table without `kind`): the class of the whole picture,
  with `score` or `confidence` where a model says it.
- `answer_KEY`, and `answer_KEY_confidence` beside it: what is said to a question of the schema; or
  `answer` with the key in `question`.
- `kind`, `label` and either `x`, `y`, `width`, `height` or `geometry` (JSON), `attribute_KEY`,
  `confidence`, `track_id`, `group_id`, `frame_index`: a shape, as our own tables have
  it. A row without a kind has none.

Several rows may be about one picture; what each says of the whole picture has to be the same. An
apostrophe before what a spreadsheet would run as a formula is taken away, as our own put it there.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from concord.documents import KINDS
from concord.formats.csv import FORMULA_STARTS
from concord.formats.predictions.content import NotRead, score_of, ties_of
from concord.formats.predictions.streams import MOST_ROW_CHARACTERS, lines, saying_where_not_csv
from concord.formats.reading.content import (
    OTHER_FORMAT,
    TIES,
    FoundLabel,
    LabelRefusal,
    ReadImage,
    ReadLabels,
    ReadShape,
    Refusals,
    found_labels,
    geometry_refusal,
)
from concord.sentences import Sentence

#: In the order in which they are looked for.
PICTURE_COLUMNS = ("file_name", "filename", "path", "image", "image_id", "picture", "file")
CLASS_COLUMNS = ("class", "category")
_ANSWER, _CONFIDENCE, _ATTRIBUTE = "answer_", "_confidence", "attribute_"
_SIDES = ("x", "y", "width", "height")
#: In the order in which they are looked for in the first row, which has none in a table of one
#: column.
_DELIMITERS = (",", ";", "\t")
#: Pictures of one table, which are held until its end.
MOST_PICTURES = 1_000_000
#: Digits of the size of a picture.
MOST_DIGITS = 9
_WITH_POINT = re.compile(r"([0-9]+)\.0+")

Row = Mapping[str, str]  # by column, without empty cells


def read_table(data: bytes) -> ReadLabels:
    """All rows, pictures in the order in which they are named first.

    Raises nothing: what is no such table is one refusal.
    """
    with _wide_cells():
        return _read_table(data)


@contextmanager
def _wide_cells() -> Iterator[None]:
    """Shapes stand in cells as JSON: a mask has more characters than Python takes by itself.

    The bound is the process's, so others have theirs again afterwards.
    """
    before = csv.field_size_limit(MOST_ROW_CHARACTERS)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _read_table(data: bytes) -> ReadLabels:
    try:
        table = _Table.of(data)
    except NotRead as error:
        return ReadLabels((), (), (LabelRefusal(error.code, error.args[0], "", 1),))
    read = _Read(table)
    try:
        for line, row in table.rows():
            read.take(row, line)
    except NotRead as error:
        read.refusals.add(LabelRefusal(error.code, error.args[0]))
    return read.result()


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns of a table, and its rows."""

    data: bytes
    delimiter: str
    picture: str
    classes: str | None
    answers: Mapping[str, str]  # the key of a question, by column

    @classmethod
    def of(cls, data: bytes) -> _Table:
        """Raises NotRead."""
        first = next(lines(io.BytesIO(data)), "")
        found = (one for one in _DELIMITERS if one in first)
        delimiter = next(found, ",")
        reader = csv.reader([first], delimiter=delimiter)
        with saying_where_not_csv(reader):  # line ends of old Macs make one line of the file
            columns = [_column(one) for one in next(reader, [])]
        picture = next((one for one in PICTURE_COLUMNS if one in columns), None)
        if picture is None:
            message = Sentence(
                "The first row names no column of pictures: {columns}.",
                columns=", ".join(PICTURE_COLUMNS),
            )
            raise NotRead(OTHER_FORMAT, message)
        classes = (*CLASS_COLUMNS, *(() if "kind" in columns else ("label",)))
        chosen = next((one for one in classes if one in columns), None)
        answers = _answer_columns(columns)
        if chosen is None and not answers and not {"answer", "kind"} & set(columns):
            none = "The first row names no column of labels: class, label, answer or kind."
            raise NotRead(OTHER_FORMAT, none)
        return cls(data, delimiter, picture, chosen, answers)

    def rows(self) -> Iterator[tuple[int, Row]]:
        """(line on which it ends, cells that are not empty). Raises NotRead."""
        reader = csv.reader(lines(io.BytesIO(self.data)), delimiter=self.delimiter)
        with saying_where_not_csv(reader):
            columns = [_column(one) for one in next(reader)]
            for cells in reader:
                pairs = zip(columns, cells, strict=False)
                row = {column: _unquoted(cell) for column, cell in pairs if column and cell.strip()}
                if row:
                    yield reader.line_num, row


def _column(name: str) -> str:
    return name.strip().lower() if not name.startswith((_ANSWER, _ATTRIBUTE)) else name.strip()


def _answer_columns(columns: Sequence[str]) -> dict[str, str]:
    """Without those that say how sure another one is."""
    there = {one for one in columns if one.startswith(_ANSWER)}
    sure = {one + _CONFIDENCE for one in there} & there
    return {one: one.removeprefix(_ANSWER) for one in columns if one in there - sure}


def _unquoted(cell: str) -> str:
    return cell[1:] if cell[0] == "'" and cell[1:].startswith(FORMULA_STARTS) else cell


@dataclass(slots=True)
class _Picture:
    """What was said of one picture until now."""

    width_px: int | None
    height_px: int | None
    sha256: str
    split: str | None
    shapes: list[ReadShape] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    scores: dict[str, float] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)


class _Read:
    """Pictures by name, while a table is read."""

    def __init__(self, table: _Table) -> None:
        self._table = table
        self._pictures: dict[str, _Picture] = {}
        self.refusals = Refusals()

    def take(self, row: Row, line: int) -> None:
        """One row; what of it cannot be read is refused, and spoils its picture alone.

        Raises NotRead for one picture too many.
        """
        name = row.get(self._table.picture, "").strip().replace("\\", "/")
        if not name:
            column = self._table.picture
            message = Sentence("The cell of the column {column} is empty.", column=column)
            self.refusals.add(LabelRefusal("unknown_image", message, "", line))
            return
        if len(self._pictures) >= MOST_PICTURES and name not in self._pictures:
            message = Sentence("A table may name {most:,} pictures.", most=MOST_PICTURES)
            raise NotRead("too_many", message)
        try:
            picture = self._pictures.setdefault(name, _picture(row))
            self._take_answers(picture, row)
            self._take_class(picture, row)
            shape = _shape(row, line)
        except NotRead as error:
            self._refuse(LabelRefusal(error.code, error.args[0], "", line, image=name))
            return
        if shape is None:
            return
        broken = geometry_refusal(shape, picture.width_px, picture.height_px)
        if broken is None:
            picture.shapes.append(shape)
        else:
            self._refuse(replace(broken, image=name))

    def _refuse(self, refusal: LabelRefusal) -> None:
        self._pictures.setdefault(refusal.image, _Picture(None, None, "", None))
        self.refusals.add(refusal)

    def _take_answers(self, picture: _Picture, row: Row) -> None:
        for column, key in self._table.answers.items():
            if column in row:
                _put(picture, key, row[column], score_of(row.get(column + _CONFIDENCE)))
        if "question" in row and "answer" in row:
            _put(picture, row["question"], row["answer"], score_of(row.get("score")))

    def _take_class(self, picture: _Picture, row: Row) -> None:
        said = row.get(self._table.classes or "", "").strip()
        if not said:
            return
        if said not in picture.classes:
            picture.classes.append(said)
        score = score_of(row.get("score", row.get("confidence")))
        if score is not None:
            picture.scores[said] = score

    def result(self) -> ReadLabels:
        """All of it."""
        images = tuple(
            ReadImage(
                name,
                one.width_px,
                one.height_px,
                tuple(one.shapes),
                tuple(one.classes),
                one.split,
                one.answers,
                one.sure,
                one.sha256,
                class_confidences=one.scores,
            )
            for name, one in self._pictures.items()
        )
        named: dict[str, FoundLabel] = {}
        return self.refusals.with_read(found_labels(named, images), images)


def _picture(row: Row) -> _Picture:
    """Raises NotRead."""
    size = [_size(row.get(side)) for side in ("width_px", "height_px")]
    return _Picture(size[0], size[1], row.get("sha256", ""), row.get("split"))


def _size(cell: str | None) -> int | None:
    if cell is None:
        return None
    if not (cell.isascii() and cell.isdigit() and len(cell) <= MOST_DIGITS and int(cell)):
        raise NotRead("wrong_type", "The size of a picture is a whole number of pixels.")
    return int(cell)


def _put(picture: _Picture, key: str, said: str, score: float | None) -> None:
    """Raises NotRead for another answer than the one before."""
    if picture.answers.setdefault(key, said) != said:
        raise NotRead("second_answer", "The picture has an answer to this question already.")
    if score is not None:
        picture.sure[key] = score


def _shape(row: Row, line: int) -> ReadShape | None:
    """None where the row has none. Raises NotRead."""
    kind = row.get("kind")
    if kind is None:
        return None
    if kind not in KINDS:
        raise NotRead("unknown_kind", Sentence("There is no kind of shape “{kind}”.", kind=kind))
    if "label" not in row:
        raise NotRead("unknown_class", "A shape has a label.")
    attributes = {
        column.removeprefix(_ATTRIBUTE): said
        for column, said in row.items()
        if column.startswith(_ATTRIBUTE)
    }
    confidence = score_of(row.get("confidence"))
    said: dict[str, int | str] = {key: _whole(row[key]) for key in TIES if key in row}
    if "frame_index" in row:
        said["frame_index"] = _frame(_whole(row["frame_index"]))
    return ReadShape(
        kind, row["label"], _geometry(kind, row), attributes, confidence, line=line, **ties_of(said)
    )


def _whole(cell: str) -> str:
    """A column of numbers that lacks some is written with points: 7.0 is 7."""
    found = _WITH_POINT.fullmatch(cell)
    return found[1] if found else cell


def _frame(cell: str) -> int | str:
    """What is no number stays text, which is refused."""
    if not (cell.isascii() and cell.isdigit() and len(cell) <= MOST_DIGITS + 1):
        return cell
    return int(cell)


def _geometry(kind: str, row: Row) -> Mapping[str, Any]:
    if "geometry" in row:
        try:
            geometry = orjson.loads(row["geometry"])
        except orjson.JSONDecodeError as error:
            raise NotRead("wrong_type", "The geometry is not JSON.") from error
        if not isinstance(geometry, dict):
            raise NotRead("wrong_type", "The geometry is not an object.")
        return geometry
    if kind != "box":
        raise NotRead("wrong_type", "A shape that is no box has a geometry.")
    return {side: _number(row.get(side, "")) for side in _SIDES}


def _number(cell: str) -> float:
    try:
        number = float(cell)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise NotRead("wrong_type", "A box is four numbers: x, y, width, height.")
    return number
