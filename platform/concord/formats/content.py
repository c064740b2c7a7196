"""What a release hands to a format: a head, and one item after another.

Everything is plain values, so that a writer can be tested without a database and fed from a
query that never holds the whole dataset in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from concord.documents import Document, Schema, Shape, compile_schema
from concord.documents.schema import Definition
from concord.formats.origin import Origin


class Sink(Protocol):
    """The only thing a writer asks of what it writes to: an open file, a ZIP member, a hash."""

    def write(self, data: bytes, /) -> object:
        """Take these bytes after all before them."""


class Folder(Protocol):
    """Where an export is written: one file after another, never two at a time."""

    def file(self, path: str) -> AbstractContextManager[Sink]:
        """A new file, open until the block ends. `path` has `/` between folders."""


#: In the order in which files of an export are written.
SPLITS = ("train", "val", "test")


@dataclass(frozen=True, slots=True)
class Head:
    """What is true of the whole release.

    `definition` is the label schema as JSON; `metadata` is written as it is where a format has
    room for it (name, version, time, organisation, licence, `origins`: see `origin.Origins`).
    `splits` are the parts that items are divided into, empty where they are not. With `has_links`
    formats say of each picture where it can be fetched, in their own place for it.
    """

    definition: Definition
    metadata: Mapping[str, Any] = field(default_factory=dict)  # JSON, whatever the caller knows
    splits: tuple[str, ...] = ()
    has_links: bool = False

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
    are JSON that only the lossless format carries. `split` is one of the head's, None where there
    are none. `origin` says whose the picture is, None where nobody said. `picture` gives its bytes
    in blocks, None where labels go alone; `link` is where it can be fetched then.
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
    split: str | None = None
    origin: Origin | None = None
    link: str = field(default="", compare=False)
    picture: Callable[[], Iterable[bytes]] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer has written, for the manifest to state and a reader to check.

    `left_out_by_kind` counts the shapes that the format has no words for.
    """

    items: int
    shapes: int
    empty_items: int
    shapes_by_label: Mapping[str, int]
    left_out_by_kind: Mapping[str, int] = field(default_factory=dict)


class Counter:
    """Counts what passes by. One for each export."""

    def __init__(self, schema: Schema) -> None:
        self._items = 0
        self._empty_items = 0
        self._by_label = dict.fromkeys(schema.labels, 0)
        self._left_out: dict[str, int] = {}

    def add(self, item: ReleasedItem) -> None:
        """Count one item and all its shapes."""
        self._items += 1
        self._empty_items += not item.document.shapes
        for shape in item.document.shapes:
            self._by_label[shape.label] += 1

    def leave_out(self, shape: Shape) -> None:
        """A shape that was counted with its item and is not written."""
        self._by_label[shape.label] -= 1
        self._left_out[shape.kind] = self._left_out.get(shape.kind, 0) + 1

    @property
    def written(self) -> Written:
        """The counts so far."""
        return Written(
            items=self._items,
            shapes=sum(self._by_label.values()),
            empty_items=self._empty_items,
            shapes_by_label=dict(self._by_label),
            left_out_by_kind=dict(self._left_out),
        )


class Exporter(Protocol):
    """One export format, written in one pass and in constant memory."""

    @property
    def key(self) -> str:
        """The word for the format in settings, routes and the manifest."""

    @property
    def name(self) -> str:
        """The format's name for people."""

    @property
    def path(self) -> str:
        """Where its files lie inside the export: a path, or a pattern where there are many."""

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """Write all items in the order given; the same items give the same bytes."""

    def omissions(self, head: Head) -> tuple[str, ...]:
        """What a dataset of this schema holds and this format cannot say, in sentences."""

    def picture_path(self, item: ReleasedItem, head: Head) -> str | None:
        """Where the picture belongs beside these labels; None where the format keeps it itself."""


class BesideLabels:
    """The place of pictures in formats that name them by their path in the export."""

    def picture_path(self, item: ReleasedItem, head: Head) -> str | None:
        """Where the item says."""
        return item.file_name
