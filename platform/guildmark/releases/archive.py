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
    FileEntry,
    FormatEntry,
    HashingSink,
    Head,
    ReleasedItem,
    write_manifest,
)
from concord.formats.card import CARD_PATH, dataset_card
from concord.formats.croissant import CROISSANT_PATH, croissant
from concord.formats.item_table import ITEMS_PATH, ItemTable
from guildmark.releases.members import SMALL_BYTES, Member, put_whole, quickly

MANIFEST_PATH = "manifest.json"
#: For `sha256sum --check`: every other file, the manifest included.
CHECKSUMS_PATH = "checksums.sha256"
_BLOCK = 1 << 18
#: So many small files, and bytes of them, wait for each other. What is done for many in a row takes
#: half of what it takes between other work: a processor forgets how.
_AT_ONCE, _AT_ONCE_BYTES = 256, 1 << 20
#: Files that do not shrink.
_PACKED = frozenset({".jpg", ".jpeg", ".parquet", ".png", ".tar", ".webp"})
#: ZIP keeps local times from 1980 on; ours are UTC.
_DATE_LENGTH = 6


class Archive:
    """A ZIP being written to an open file: the folder that exporters write into."""

    def __init__(self, target: IO[bytes], *, moment: datetime) -> None:
        self._zip = zipfile.ZipFile(target, "w", allowZip64=True)
        self._date_time = moment.utctimetuple()[:_DATE_LENGTH]
        self._written: list[FileEntry] = []
        self._waiting: list[tuple[str, bytes]] = []
        self._waiting_bytes = 0

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
            self._zip.close()

    def file(self, path: str) -> "_File":
        """A file of the export, open until the block ends; it is noted with its hash."""
        return _File(self, path)

    def put(self, path: str, data: bytes) -> None:
        """A small file that is whole."""
        self._waiting.append((path, data))
        self._waiting_bytes += len(data)
        if len(self._waiting) == _AT_ONCE or self._waiting_bytes > _AT_ONCE_BYTES:
            self._hand_on()

    def begin(self, path: str) -> Member:
        """A large one, behind all that wait."""
        self._hand_on()
        return Member(self._zip, self._info(path))

    def note(self, entry: FileEntry) -> None:
        """What has been written."""
        self._written.append(entry)

    def _hand_on(self) -> None:
        files, self._waiting, self._waiting_bytes = self._waiting, [], 0
        self._written += [
            FileEntry(path, hashlib.sha256(data).hexdigest(), len(data)) for path, data in files
        ]
        put_whole(self._zip, [(self._info(path), data) for path, data in files])

    def write_annotations(
        self, exporter: Exporter, head: Head, items: Iterable[ReleasedItem]
    ) -> FormatEntry:
        """The exporter's files and the table of items; what the manifest says of them."""
        splits = Counter[str]()
        with ItemTable() as table:
            written = exporter.write(head, _counted(table.watched(items), splits), self)
            self._hand_on()
            entry = FormatEntry(exporter, tuple(self._written), written)
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
        self._hand_on()
        exporter = annotations.exporter
        described = [one for one in self._written if one.path == ITEMS_PATH]
        with self.file(CROISSANT_PATH) as sink:
            files = [*annotations.files, *described]
            pictures = annotations.written.items
            sink.write(croissant(head, exporter, files, picture_pattern, pictures))
        self._hand_on()
        others = self._written[len(annotations.files) :]
        with Member(self._zip, quickly(self._info(MANIFEST_PATH))) as member:
            manifest = HashingSink(member)
            write_manifest(head, [annotations], others, manifest)
        files = [*self._written, manifest.entry(MANIFEST_PATH)]
        with Member(self._zip, quickly(self._info(CHECKSUMS_PATH))) as member:
            for file in files:
                member.write(f"{file.sha256}  {file.path}\n".encode())
        self._zip.close()

    def _info(self, path: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(path, date_time=self._date_time)  # type: ignore[arg-type]  # a slice of six
        is_packed = path[path.rfind(".") :].lower() in _PACKED
        info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return info


class _File:
    """A file on its way into an archive: a small one goes there when it is whole."""

    def __init__(self, archive: Archive, path: str) -> None:
        self._archive = archive
        self._path = path
        self._blocks: list[bytes] = []
        self._size_bytes = 0
        self._large: tuple[Member, HashingSink] | None = None

    def __enter__(self) -> Self:
        return self

    def write(self, data: bytes) -> int:
        """Take these bytes after all before them."""
        if self._large is not None:
            return self._large[1].write(data)
        self._blocks.append(data)
        self._size_bytes += len(data)
        if self._size_bytes > SMALL_BYTES:
            member = self._archive.begin(self._path)
            self._large = member, HashingSink(member)
            self._large[1].write(b"".join(self._blocks))
            self._blocks = []
        return len(data)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._large is not None:
            member, sink = self._large
            member.__exit__(kind, error, trace)
            if kind is None:
                self._archive.note(sink.entry(self._path))
        elif kind is None:
            self._archive.put(self._path, b"".join(self._blocks))


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
