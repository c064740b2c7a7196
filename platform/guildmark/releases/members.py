"""Files of a ZIP that is written from its beginning to its end.

`zipfile` writes the header of a file before its size is known, and again behind its last byte. Of
ten thousand small files that is most of what a ZIP costs, so a small one waits until it is whole.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from types import TracebackType
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

#: Beyond so many bytes a file is written as it comes.
SMALL_BYTES = 1 << 18
#: zlib's window in bits, and how many bytes of it are no match.
_LEAST_WINDOW, _MOST_WINDOW, _LOOKED_AHEAD = 9, 15, 262
#: Bits of how many symbols a block has at most, by zlib's memory levels 1 to 8, the usual one.
_LEAST_SYMBOLS, _MOST_SYMBOLS, _SYMBOLS_AT_MEMORY_0 = 7, 14, 6


class Member:
    """One file, open for writing until the block ends; the ZIP has no other one open."""

    def __init__(self, archive: ZipFile, info: ZipInfo) -> None:
        self._zip = archive
        self._info = info
        self._waiting: list[bytes] = []
        self._size_bytes = 0
        self._large: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def write(self, data: bytes) -> int:
        """Keep it, or hand it on where there is much."""
        self._waiting.append(data)
        self._size_bytes += len(data)
        if self._size_bytes > SMALL_BYTES:
            if self._large is None:
                self._large = self._zip.open(self._info, "w", force_zip64=True)
            self._large.write(b"".join(self._waiting))
            self._waiting, self._size_bytes = [], 0
        return len(data)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        rest = b"".join(self._waiting)
        if self._large is not None:
            self._large.write(rest)
            self._large.close()
        elif kind is None:
            put_whole(self._zip, [(self._info, rest)])


def put_whole(archive: ZipFile, files: Iterable[tuple[ZipInfo, bytes]]) -> None:
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
