"""An export as one ZIP: the annotations, the pictures beside them, the manifest last.

The same release gives the same bytes. Annotations are deflated, pictures are stored as they are:
JPEG and PNG do not shrink, and a reader may seek in them. Also for a set without a database: what
goes in are the plain items of `concord.formats`.
"""

import hashlib
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import IO, Self

from concord.formats import (
    Exporter,
    FormatEntry,
    Head,
    ReleasedItem,
    write_manifest,
)
from concord.formats.card import CARD_PATH, dataset_card
from concord.formats.croissant import CROISSANT_PATH, croissant
from concord.formats.item_table import ITEMS_PATH, ItemTable
from guildmark.core.memory import collected_rarely
from guildmark.releases.members import Member, Members, quickly

MANIFEST_PATH = "manifest.json"
#: For `sha256sum --check`: every other file, the manifest included.
CHECKSUMS_PATH = "checksums.sha256"
_MOSTLY_HASHES = frozenset({MANIFEST_PATH, CHECKSUMS_PATH})
_BLOCK = 1 << 18
#: Files that do not shrink.
_PACKED = frozenset({".jpg", ".jpeg", ".parquet", ".png", ".tar", ".webp"})
#: ZIP keeps local times from 1980 on; ours are UTC.
_DATE_LENGTH = 6


class Archive:
    """A ZIP being written to an open file: the folder that exporters write into."""

    def __init__(self, target: IO[bytes], *, moment: datetime) -> None:
        self._date_time = moment.utctimetuple()[:_DATE_LENGTH]
        self._members = Members(target, self._info)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Left in the middle, it is ended while its file is there: later nobody would hear why
        that failed. What it was left for counts, not what that does to its end."""
        with suppress(OSError, ValueError):
            self._members.break_off()

    def file(self, path: str) -> Member:
        """A file of the export, open until the block ends; it is noted with its hash."""
        return self._members.file(path)

    def write_annotations(
        self, exporter: Exporter, head: Head, items: Iterable[ReleasedItem]
    ) -> FormatEntry:
        """The exporter's files and the table of items; what the manifest says of them."""
        splits = Counter[str]()
        with ItemTable() as table, collected_rarely():
            written = exporter.write(head, _counted(table.watched(items), splits), self)
            entry = FormatEntry(exporter, tuple(self._members.entries()), written)
            table.write(self)
        with self.file(CARD_PATH) as sink:
            counts = {split: splits[split] for split in head.splits}
            sink.write(dataset_card(head, exporter, written, counts))
        return entry

    def write_pictures(
        self,
        exporter: Exporter,
        head: Head,
        items: Iterable[ReleasedItem],
        *,
        on_each: Callable[[], None],
    ) -> None:
        """Every picture where the format wants it. Raises PictureLost, also for other bytes."""
        for item in items:
            path = exporter.picture_path(item, head)
            if path is not None and item.picture is not None:
                with self.file(path) as sink:
                    for block in item.picture():
                        sink.write(block)
            on_each()

    def finish(self, head: Head, annotations: FormatEntry, *, picture_pattern: str | None) -> None:
        """Croissant, the manifest, the checksums of all, and the directory that closes the ZIP."""
        exporter = annotations.exporter
        described = [one for one in self._members.entries() if one.path == ITEMS_PATH]
        with self.file(CROISSANT_PATH) as sink:
            files = [*annotations.files, *described]
            pictures = annotations.written.items
            sink.write(croissant(head, exporter, files, picture_pattern, pictures))
        others = self._members.entries()[len(annotations.files) :]
        with self.file(MANIFEST_PATH) as sink:
            write_manifest(head, [annotations], others, sink)
        files = self._members.entries()
        with self.file(CHECKSUMS_PATH) as sink:
            for file in files:
                sink.write(f"{file.sha256}  {file.path}\n".encode())
        self._members.end()

    def _info(self, path: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(path, date_time=self._date_time)  # type: ignore[arg-type]  # a slice of six
        is_packed = path[path.rfind(".") :].lower() in _PACKED
        info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return quickly(info) if path in _MOSTLY_HASHES else info


def _counted(items: Iterable[ReleasedItem], splits: Counter[str]) -> Iterator[ReleasedItem]:
    for item in items:
        if item.split is not None:
            splits[item.split] += 1
        yield item


def sha256_of(file: IO[bytes]) -> str:
    """The hex digest of a whole open file; it is left at its beginning."""
    file.seek(0)
    digest = hashlib.sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()
