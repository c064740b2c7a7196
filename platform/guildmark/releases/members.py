"""Files of a ZIP that is written from its beginning to its end.

`zipfile` writes the header of a file before its size is known, and again behind its last byte. Of
ten thousand small files that is most of what a ZIP costs, so a small one waits until it is whole,
and then for others: what is done for many in a row takes half of what it takes between other work,
for a processor forgets how.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from concord.formats import FileEntry, HashingSink

#: Beyond so many bytes a file is written as it comes.
SMALL_BYTES = 1 << 18
#: So many small files, and bytes of them, wait for each other.
_AT_ONCE, _AT_ONCE_BYTES = 256, 1 << 20
#: zlib's window in bits, and how many bytes of it are no match.
_LEAST_WINDOW, _MOST_WINDOW, _LOOKED_AHEAD = 9, 15, 262
#: Bits of how many symbols a block has at most, by zlib's memory levels 1 to 8, the usual one.
_LEAST_SYMBOLS, _MOST_SYMBOLS, _SYMBOLS_AT_MEMORY_0 = 7, 14, 6


class Members:
    """The files of an open ZIP, one after another; `info` says how one of a path is kept."""

    def __init__(self, target: IO[bytes], info: Callable[[str], ZipInfo]) -> None:
        self._zip = ZipFile(target, "w", allowZip64=True)
        self._info = info
        self._written: list[FileEntry] = []
        self._waiting: list[tuple[str, bytes]] = []
        self._waiting_bytes = 0

    def file(self, path: str) -> Member:
        """A file, open until the block ends; there is no other one open."""
        return Member(self, path)

    def put(self, path: str, data: bytes) -> None:
        """A small one that is whole."""
        self._waiting.append((path, data))
        self._waiting_bytes += len(data)
        if len(self._waiting) == _AT_ONCE or self._waiting_bytes > _AT_ONCE_BYTES:
            self._hand_on()

    def begin(self, path: str) -> IO[bytes]:
        """A large one, behind all that wait."""
        self._hand_on()
        return self._zip.open(self._info(path), "w", force_zip64=True)

    def note(self, entry: FileEntry) -> None:
        """What has been written of a large one."""
        self._written.append(entry)

    def entries(self) -> list[FileEntry]:
        """All files until now, each with its hash: none of them waits any more."""
        self._hand_on()
        return self._written.copy()

    def end(self) -> None:
        """Write what waits, and the directory that ends the ZIP."""
        self._hand_on()
        self._zip.close()

    def break_off(self) -> None:
        """End the ZIP without what waits. After its end this changes nothing."""
        self._zip.close()

    def _hand_on(self) -> None:
        files, self._waiting, self._waiting_bytes = self._waiting, [], 0
        self._written += [
            FileEntry(path, hashlib.sha256(data).hexdigest(), len(data)) for path, data in files
        ]
        _put_whole(self._zip, [(self._info(path), data) for path, data in files])


class Member:
    """A file on its way into a ZIP: a small one goes there when it is whole."""

    def __init__(self, members: Members, path: str) -> None:
        self._members = members
        self._path = path
        self._blocks: list[bytes] = []
        self._size_bytes = 0
        self._large: tuple[IO[bytes], HashingSink] | None = None

    def __enter__(self) -> Self:
        return self

    def write(self, data: bytes) -> int:
        """Take these bytes after all before them: keep them, or hand on where there are many."""
        self._blocks.append(data)
        self._size_bytes += len(data)
        if self._size_bytes > SMALL_BYTES:
            if self._large is None:
                file = self._members.begin(self._path)
                self._large = file, HashingSink(file)
            self._large[1].write(b"".join(self._blocks))
            self._blocks, self._size_bytes = [], 0
        return len(data)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        rest = b"".join(self._blocks)
        if self._large is not None:
            file, sink = self._large
            sink.write(rest)
            file.close()
            if kind is None:
                self._members.note(sink.entry(self._path))
        elif kind is None:
            self._members.put(self._path, rest)


def _put_whole(archive: ZipFile, files: Iterable[tuple[ZipInfo, bytes]]) -> None:
    """Small files behind the last one, each with its header once, all in one piece."""
    target, at = archive.fp, archive.start_dir
    assert target is not None  # noqa: S101 -- tells mypy that the ZIP is open
    pieces: list[bytes] = []
    for info, data in files:
        packed = data
        if info.compress_type == ZIP_DEFLATED:
            packed = _deflated(data, info._compresslevel)  # type: ignore[attr-defined]  # see `quickly`
        info.header_offset = at
        info.CRC = zlib.crc32(data)
        info.file_size, info.compress_size = len(data), len(packed)
        header = info.FileHeader(zip64=False)
        pieces += (header, packed)
        at += len(header) + len(packed)
        archive.filelist.append(info)
        archive.NameToInfo[info.filename] = info
    target.write(b"".join(pieces))
    archive.start_dir = at


def quickly(info: ZipInfo) -> ZipInfo:
    """For what is mostly hashes: it hardly shrinks, and looking longer does not help.

    The attribute is the one that `zipfile` itself goes by; before Python 3.13 it has no other name.
    """
    info._compresslevel = zlib.Z_BEST_SPEED  # type: ignore[attr-defined]  # see above
    return info


def _deflated(data: bytes, level: int | None) -> bytes:
    """As `zipfile` does it, with tables no larger than the data need: most files are small."""
    window = min(_MOST_WINDOW, max(_LEAST_WINDOW, (len(data) + _LOOKED_AHEAD).bit_length()))
    symbols = min(_MOST_SYMBOLS, max(_LEAST_SYMBOLS, len(data).bit_length()))
    packer = zlib.compressobj(
        zlib.Z_DEFAULT_COMPRESSION if level is None else level,
        zlib.DEFLATED,
        -window,
        symbols - _SYMBOLS_AT_MEMORY_0,
    )
    return packer.compress(data) + packer.flush()
