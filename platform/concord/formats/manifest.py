"""The manifest of an export: what is in it, what its numbers mean, and what it could not say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import chain

import orjson

from concord.documents import Schema
from concord.formats.coco import category_ids
from concord.formats.content import Exporter, Head, Sink, Written

MANIFEST_VERSION = 1

COORDINATES = {
    "unit": "pixel",
    "origin": "top-left corner of the top-left pixel",
    "x": "to the right, from 0 to the width",
    "y": "down, from 0 to the height",
    "pixels": "continuous: the pixel in column c and row r covers [c, c + 1] x [r, r + 1]",
}
ORIENTATION = (
    "Coordinates and sizes refer to the picture as it is shown: the EXIF orientation is applied "
    "to the pixels, and the tag is dropped."
)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of the export, with the SHA-256 of its bytes in hexadecimal."""

    path: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class FormatEntry:
    """One exporter's work."""

    exporter: Exporter
    files: Sequence[FileEntry]
    written: Written


class HashingSink:
    """Hands bytes on to another sink, and knows their SHA-256 and number."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._hash = hashlib.sha256()
        self._size_bytes = 0

    def write(self, data: bytes) -> int:
        """Count, hash and hand on."""
        self._hash.update(data)
        self._size_bytes += len(data)
        self._sink.write(data)
        return len(data)

    def entry(self, path: str) -> FileEntry:
        """What has been written so far, as a file of the export."""
        return FileEntry(path, self._hash.hexdigest(), self._size_bytes)


def write_manifest(
    head: Head, formats: Sequence[FormatEntry], files: Iterable[FileEntry], sink: Sink
) -> None:
    """One JSON object; `files` (the pictures) may be many, and are written one by one."""
    fixed = {
        "guildmark_manifest": MANIFEST_VERSION,
        "release": head.metadata,
        "schema": head.definition,
        "coordinates": COORDINATES,
        "orientation": ORIENTATION,
        "categories": _categories(head.schema),
        "splits": head.splits,
        "formats": [_format(entry, head) for entry in formats],
    }
    sink.write(orjson.dumps(fixed, option=orjson.OPT_INDENT_2)[:-2] + b',\n  "files": [')
    separator = b"\n    "
    written = chain.from_iterable(entry.files for entry in formats)
    for entry in chain(written, files):
        sink.write(separator + orjson.dumps(entry))
        separator = b",\n    "
    sink.write(b"\n  ]\n}\n")


def _categories(schema: Schema) -> list[dict[str, object]]:
    """The map from our keys to the numbers that formats use in their place."""
    numbers = category_ids(schema)
    return [
        {
            "key": key,
            "name": label.name,
            "parent": label.parent,
            "color": label.color,
            "coco_category_id": numbers[key],
        }
        for key, label in schema.labels.items()
    ]


def _format(entry: FormatEntry, head: Head) -> dict[str, object]:
    return {
        "key": entry.exporter.key,
        "name": entry.exporter.name,
        "path": entry.exporter.path,
        "counts": asdict(entry.written),
        "cannot_say": entry.exporter.omissions(head),
    }
