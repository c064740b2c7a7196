"""What a release hands to a format: a head, and one item after another.

Everything is plain values, so that a writer can be tested without a database and fed from a
query that never holds the whole dataset in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from concord.documents import Document, Schema, compile_schema
from concord.documents.schema import Definition


class Sink(Protocol):
    """The only thing a writer asks of what it writes to: an open file, a ZIP member, a hash."""

    def write(self, data: bytes, /) -> object:
        """Take these bytes after all before them."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is true of the whole release.

    `definition` is the label schema as JSON; `metadata` is written as it is where a format has
    room for it (name, version, time, organisation, licence).
    """

    definition: Definition
    metadata: Mapping[str, Any] = field(default_factory=dict)  # JSON, whatever the caller knows

    @property
    def schema(self) -> Schema:
        """The definition, compiled."""
        return compile_schema(self.definition)


@dataclass(frozen=True, slots=True)
class ReleasedSubmission:
    """One person's answer as it leaves the house: under a pseudonym.

    `submitted_at` is aware, `work_seconds` the active time or None where it is not known,
    `is_counted` False for a voided or spare answer that had no part in the result.
    """

    id: str
    annotator: str
    submitted_at: datetime
    work_seconds: float | None
    is_counted: bool
    document: Document


@dataclass(frozen=True, slots=True)
class ReleasedItem:
    """One image with its consolidated label and the way it came about.

    `file_name` is the picture's path inside the export, `sha256` the hex digest of that file or
    None when pictures are not part of it. Confidences are in [0, 1], by id of shape and by key
    of question; a shape without one has none. `consensus` (method, provenance) and `agreement`
    are JSON that only the lossless format carries.
    """

    key: str
    file_name: str
    width_px: int
    height_px: int
    sha256: str | None
    document: Document
    shape_confidence: Mapping[str, float] = field(default_factory=dict)
    answer_confidence: Mapping[str, float] = field(default_factory=dict)
    consensus: Mapping[str, Any] = field(default_factory=dict)  # JSON, see above
    agreement: Mapping[str, Any] = field(default_factory=dict)  # JSON, see above
    submissions: tuple[ReleasedSubmission, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer has written, for the manifest to state and a reader to check."""

    items: int
    shapes: int
    empty_items: int
    shapes_by_label: Mapping[str, int]


class Counter:
    """Counts what passes by. One for each file written."""

    def __init__(self, schema: Schema) -> None:
        self._items = 0
        self._empty_items = 0
        self._by_label = dict.fromkeys(schema.labels, 0)

    def add(self, item: ReleasedItem) -> None:
        """Count one item and its shapes."""
        self._items += 1
        self._empty_items += not item.document.shapes
        for shape in item.document.shapes:
            self._by_label[shape.label] += 1

    @property
    def written(self) -> Written:
        """The counts so far."""
        return Written(
            items=self._items,
            shapes=sum(self._by_label.values()),
            empty_items=self._empty_items,
            shapes_by_label=dict(self._by_label),
        )


class Exporter(Protocol):
    """One export format: one file, written in one pass, in constant memory."""

    @property
    def key(self) -> str:
        """The word for the format in settings, routes and the manifest."""

    @property
    def name(self) -> str:
        """The format's name for people."""

    @property
    def path(self) -> str:
        """Where the file lies inside the export."""

    def write(self, head: Head, items: Iterable[ReleasedItem], sink: Sink) -> Written:
        """Write all items in the order given; the same items give the same bytes."""

    def omissions(self, head: Head) -> tuple[str, ...]:
        """What a dataset of this schema holds and this format cannot say, in sentences."""
