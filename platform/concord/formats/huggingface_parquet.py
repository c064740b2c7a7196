"""Hugging Face Parquet: `data/train/00000.parquet`, pictures and labels in the same rows.

The footer says the features as `datasets` names them, so that `load_dataset` gives pictures and
not bytes, and every part has the same types whatever is in it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

import orjson

from concord.documents import KINDS, Schema
from concord.formats import spools
from concord.formats.content import Counter, Folder, Head, ReleasedItem, Written
from concord.formats.parquet import Column, Table, Value, list_of

#: Rows are written as a group when there are so many, or their pictures are as large.
ROWS_A_GROUP = 1000
GROUP_BYTES = 16 * 1024**2
#: A file that has become so large is followed by another.
FILE_BYTES = 500 * 1024**2

_IMAGE = Column("image", "struct", (Column("bytes", "bytes"), Column("path", "text")))
_OBJECTS = Column(
    "objects",
    "struct",
    (
        list_of("id", "text"),
        list_of("bbox", "list", Column("element", "float")),
        list_of("category", "text"),
        list_of("kind", "text"),
        list_of("geometry", "text"),
        list_of("attributes", "text"),
        list_of("confidence", "float"),
    ),
)
_ABOUT = (
    _IMAGE,
    Column("file_name", "text"),
    Column("item", "text"),
    Column("width", "integer"),
    Column("height", "integer"),
    _OBJECTS,
)
_ANSWERS = {"boolean": "boolean", "number": "float"}
_BLOCK = 1 << 16
#: What `datasets` calls the types.
_WORDS = {"text": "string", "integer": "int64", "float": "float64", "boolean": "bool"}


@dataclass(frozen=True, slots=True)
class HuggingFaceParquet:
    """One row a picture."""

    key: str = "huggingface_parquet"
    name: str = "Hugging Face Parquet"
    path: str = "data/*/*.parquet"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """One file of each part is open at a time, in a temporary file."""
        counter, schema = Counter(head.schema), head.schema
        columns = _columns(schema)
        files = {split: _File(split, 0, columns) for split in head.splits or ("train",)}
        try:
            for item in items:
                counter.add(item)
                split = item.split if head.splits and item.split else next(iter(files))
                files[split].add(item, schema)
                if files[split].is_full:
                    files[split] = files[split].followed(folder)
            for file in files.values():
                file.close_into(folder)
        finally:
            for file in files.values():
                file.drop()
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """What a row has no column for."""
        return (
            (
                "Of every shape the upright box, the label, the confidence and, as JSON text, "
                "geometry and attributes are given."
            ),
            "Agreement and the answers of single people are left out.",
            'The part "val" is called "validation", as the library wants it.',
        )

    def picture_path(self, item: ReleasedItem, head: Head) -> str | None:
        """In its row."""
        return None


class _File:
    """A Parquet file being written to a temporary one."""

    def __init__(self, split: str, number: int, columns: tuple[Column, ...]) -> None:
        self._split, self._number, self._columns = split, number, columns
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=spools.SPOOL_BYTES)  # noqa: SIM115 -- closed in `drop`
        self._table = Table(columns, self._file)
        self._rows = self._bytes = 0

    @property
    def is_full(self) -> bool:
        return self._table.byte_count >= FILE_BYTES

    def add(self, item: ReleasedItem, schema: Schema) -> None:
        picture = b"".join(item.picture()) if item.picture is not None else None
        self._table.add(_row(item, schema, picture))
        self._rows += 1
        self._bytes += len(picture or b"")
        if self._rows >= ROWS_A_GROUP or self._bytes >= GROUP_BYTES:
            self._table.flush()
            self._rows = self._bytes = 0

    def followed(self, folder: Folder) -> _File:
        """Write the file; the next one of the same part."""
        self.close_into(folder)
        self.drop()
        return _File(self._split, self._number + 1, self._columns)

    def close_into(self, folder: Folder) -> None:
        """A part without pictures has a file too: it says the columns."""
        self._table.close({"huggingface": _features(self._columns)})
        self._file.seek(0)
        split = "validation" if self._split == "val" else self._split
        with folder.file(f"data/{split}/{self._number:05d}.parquet") as sink:
            while block := self._file.read(_BLOCK):
                sink.write(block)

    def drop(self) -> None:
        """The temporary file is not needed any more."""
        self._file.close()


def _columns(schema: Schema) -> tuple[Column, ...]:
    answers = (
        _answer_column(f"answer_{key}", question.type) for key, question in schema.questions.items()
    )
    return (*_ABOUT, *answers)


def _answer_column(name: str, kind: str) -> Column:
    if kind == "choices":
        return list_of(name, "text")
    return Column(name, _ANSWERS.get(kind, "text"))


def _row(item: ReleasedItem, schema: Schema, picture: bytes | None) -> dict[str, Value]:
    shapes = item.document.shapes
    name = PurePosixPath(item.file_name).name
    return {
        "image": None if picture is None else {"bytes": picture, "path": name},
        "file_name": name,
        "item": item.key,
        "width": item.width_px,
        "height": item.height_px,
        "objects": {
            "id": [shape.id for shape in shapes],
            "bbox": [list(KINDS[shape.kind].bounding_box(shape.geometry)) for shape in shapes],
            "category": [schema.labels[shape.label].name for shape in shapes],
            "kind": [shape.kind for shape in shapes],
            "geometry": [_json(shape.geometry) for shape in shapes],
            "attributes": [_json(shape.attributes) for shape in shapes],
            "confidence": [item.shape_confidence.get(shape.id) for shape in shapes],
        },
        **{f"answer_{key}": item.document.answers.get(key) for key in schema.questions},
    }


def _json(value: Mapping[str, object]) -> str:
    return orjson.dumps(dict(value)).decode()


def _features(columns: Iterable[Column]) -> str:
    """What `datasets` reads the columns as: its own JSON, in the footer's metadata."""
    features = {one.name: _feature(one) for one in columns}
    return orjson.dumps({"info": {"features": features}}).decode()


def _feature(column: Column) -> object:
    if column is _IMAGE:
        return {"_type": "Image"}
    if column.type == "list":
        return {"feature": _feature(column.parts[0]), "_type": "Sequence"}
    if column.type == "struct":
        return {part.name: _feature(part) for part in column.parts}
    return {"dtype": _WORDS[column.type], "_type": "Value"}
