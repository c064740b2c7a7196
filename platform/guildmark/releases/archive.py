"""An export as one ZIP: the annotations, the pictures beside them, the manifest last.

The same release gives the same bytes. Annotations are deflated, pictures are stored as they are:
JPEG and PNG do not shrink, and a reader may seek in them.
"""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO

from concord.formats import (
    Exporter,
    FileEntry,
    FormatEntry,
    HashingSink,
    Head,
    ReleasedItem,
    write_manifest,
)
from guildmark.releases.content import picture_path
from guildmark.releases.errors import PictureLost
from guildmark.releases.models import ReleaseItem

MANIFEST_PATH = "manifest.json"
#: For `sha256sum --check`: every other file, the manifest included.
CHECKSUMS_PATH = "checksums.sha256"
_BLOCK = 1 << 18
#: ZIP keeps local times from 1980 on; ours are UTC.
_DATE_LENGTH = 6


class Archive:
    """A ZIP being written to an open file."""

    def __init__(self, target: IO[bytes], *, moment: datetime) -> None:
        self._zip = zipfile.ZipFile(target, "w", allowZip64=True)
        self._date_time = moment.utctimetuple()[:_DATE_LENGTH]
        self._files: list[FileEntry] = []

    def write_annotations(
        self, exporter: Exporter, head: Head, items: Iterable[ReleasedItem]
    ) -> FormatEntry:
        """The exporter's file, and what the manifest says of it."""
        with self._member(exporter.path, zipfile.ZIP_DEFLATED) as member:
            sink = HashingSink(member)
            written = exporter.write(head, items, sink)
        return FormatEntry(exporter, sink.entry(exporter.path), written)

    def write_pictures(self, items: Iterable[ReleaseItem], *, on_each: Callable[[], None]) -> None:
        """Every picture under its path. Raises PictureLost, also for other bytes than frozen."""
        for frozen in items:
            self._files.append(self._write_picture(frozen))
            on_each()

    def finish(self, head: Head, annotations: FormatEntry) -> None:
        """The manifest, the checksums of all, and the directory that closes the ZIP."""
        with self._member(MANIFEST_PATH, zipfile.ZIP_DEFLATED) as member:
            sink = HashingSink(member)
            write_manifest(head, [annotations], self._files, sink)
        files = [annotations.file, *self._files, sink.entry(MANIFEST_PATH)]
        lines = "".join(f"{file.sha256}  {file.path}\n" for file in files)
        with self._member(CHECKSUMS_PATH, zipfile.ZIP_DEFLATED) as member:
            member.write(lines.encode())
        self._zip.close()

    def _write_picture(self, frozen: ReleaseItem) -> FileEntry:
        path = picture_path(frozen)
        with self._member(path, zipfile.ZIP_STORED) as member:
            sink = HashingSink(member)
            for block in _blocks(frozen):
                sink.write(block)
        entry = sink.entry(path)
        if entry.sha256 != frozen.item.rendition_sha256:
            raise PictureLost(f"The stored picture of {frozen.item.name} has changed.")
        return entry

    @contextmanager
    def _member(self, path: str, compression: int) -> Iterator[IO[bytes]]:
        info = zipfile.ZipInfo(path, date_time=self._date_time)  # type: ignore[arg-type]  # a slice of six
        info.compress_type = compression
        info.external_attr = 0o644 << 16
        with self._zip.open(info, "w", force_zip64=True) as member:
            yield member


def _blocks(frozen: ReleaseItem) -> Iterator[bytes]:
    try:
        with frozen.item.rendition.open("rb") as picture:
            yield from picture.chunks(_BLOCK)
    except OSError as error:
        raise PictureLost(f"The stored picture of {frozen.item.name} cannot be read.") from error


def sha256_of(file: IO[bytes]) -> str:
    """The hex digest of a whole open file; it is left at its beginning."""
    file.seek(0)
    digest = hashlib.sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()
