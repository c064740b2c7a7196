"""PNG files (W3C, Portable Network Graphics, third edition) of pictures with few distinct rows.

Masks repeat the row above over most of their height. Rows are written as differences from the row
above, so a repeated one is nothing but zeros, which are deflated once and for all.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _RGB, _PALETTE = 0, 2, 3
#: The filter that takes the row above away.
_UP = 2
_ADLER_BASE = 65_521
#: From the Zlib format: 32 kB of window, the quickest level.
_ZLIB_HEADER = b"\x78\x01"
_RAW = -zlib.MAX_WBITS
#: Of 1 to 9. A full flush clears the table of hashes, which runs need not; at 5 it is small.
_MEMORY = 5
#: Repeated rows are stored in blocks of so many, and of powers of it.
_BASE = 64

Value = TypeVar("Value", bound=np.generic)
Other = TypeVar("Other", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Rows(Generic[Value]):
    """A picture by its rows, from the top: `distinct` (rows, width) or (rows, width, 3).

    Each stands `repeats` (rows,) times, one below another; neighbours differ.
    """

    distinct: NDArray[Value]
    repeats: NDArray[np.int64]

    @classmethod
    def of(cls, pixels: NDArray[Value], repeats: NDArray[np.int64] | None = None) -> Rows[Value]:
        """A picture of at least one row, of which each stands once or as often as `repeats` says.

        Neighbours may be equal: they are made one.
        """
        is_new = np.ones(len(pixels), dtype=np.bool_)
        is_new[1:] = (pixels[1:] != pixels[:-1]).any(axis=1)
        starts = np.flatnonzero(is_new)
        if repeats is None:
            return cls(pixels[starts], np.diff(starts, append=len(pixels)))
        return cls(pixels[starts], np.add.reduceat(repeats, starts))

    def mapped(self, change: Callable[[NDArray[Value]], NDArray[Other]]) -> Rows[Other]:
        """Another value for each pixel, by that of the pixel alone."""
        return Rows(change(self.distinct), self.repeats)


@dataclass(frozen=True, slots=True)
class Packed:
    """A picture whose pixels are deflated: the same ones serve as numbers and as colours."""

    width: int
    height: int
    depth: int
    data: bytes

    def grey(self) -> bytes:
        """The file in which a pixel is its number."""
        return self._file(_GREY)

    def palette(self, palette: NDArray[np.uint8]) -> bytes:
        """The file in which a pixel of 8 bits is a place in a palette (colours, 3)."""
        return self._file(_PALETTE, _chunk(b"PLTE", palette.tobytes()))

    def rgb(self) -> bytes:
        """The file of rows of (width, 3)."""
        return self._file(_RGB)

    def _file(self, colour: int, extra: bytes = b"") -> bytes:
        header = struct.pack(">IIBBBBB", self.width, self.height, self.depth, colour, 0, 0, 0)
        return b"".join((_SIGNATURE, _chunk(b"IHDR", header), extra, self.data, _END))


def packed(rows: Rows[np.uint8] | Rows[np.uint16]) -> Packed:
    """Deflated once, for one file or for two."""
    data = _deflated(_filtered(rows.distinct), rows.repeats)
    width, height = rows.distinct.shape[1], int(rows.repeats.sum())
    return Packed(width, height, 8 * rows.distinct.itemsize, _chunk(b"IDAT", data))


def grey_png(rows: Rows[np.uint8] | Rows[np.uint16]) -> bytes:
    """One number of 8 or 16 bits a pixel."""
    return packed(rows).grey()


def palette_png(rows: Rows[np.uint8], palette: NDArray[np.uint8]) -> bytes:
    """A place in a palette (colours, 3) a pixel: both the number and its colour."""
    return packed(rows).palette(palette)


def rgb_png(rows: Rows[np.uint8]) -> bytes:
    """Rows of (width, 3)."""
    return packed(rows).rgb()


def _filtered(distinct: NDArray[np.uint8] | NDArray[np.uint16]) -> NDArray[np.uint8]:
    """Each distinct row less the one above, behind the filter's number: (rows, bytes)."""
    count = len(distinct)
    ordered = distinct.astype(distinct.dtype.newbyteorder(">"), copy=False).reshape(count, -1)
    data = np.ascontiguousarray(ordered).view(np.uint8).reshape(count, -1)
    filtered = np.empty((count, data.shape[1] + 1), dtype=np.uint8)
    filtered[:, 0] = _UP
    filtered[0, 1:] = data[0]
    np.subtract(data[1:], data[:-1], out=filtered[1:, 1:])
    return filtered


def _deflated(filtered: NDArray[np.uint8], repeats: NDArray[np.int64]) -> bytes:
    """The zlib stream (RFC 1950) of all rows, where a repeated one comes from the store."""
    packer = _packer()
    pieces, check = [_ZLIB_HEADER], 1
    for start, end, more in _runs(repeats):
        rows = filtered[start:end].data
        check = zlib.adler32(rows, check)
        pieces += (packer.compress(rows), packer.flush(zlib.Z_FULL_FLUSH))
        for block in _repeated(filtered.shape[1], more):
            check = _combined(check, block)
            pieces.append(block.packed)
    return b"".join([*pieces, packer.flush(), struct.pack(">I", check)])


def _runs(repeats: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """Rows [start, end) that are written as they are, then how often the last is repeated."""
    start = 0
    for place in np.flatnonzero(repeats > 1).tolist():
        yield start, place + 1, int(repeats[place]) - 1
        start = place + 1
    if start < len(repeats):
        yield start, len(repeats), 0


@dataclass(frozen=True, slots=True)
class _Block:
    """Repeated rows, deflated up to a byte's end; their checksum alone, and their bytes."""

    packed: bytes
    check: int
    byte_count: int


def _repeated(row_bytes: int, count: int) -> Iterator[_Block]:
    """So many repeated rows, in few blocks of sizes that come again in other pictures."""
    unit = 1
    while count:
        count, left = divmod(count, _BASE)
        if left:
            yield _block(row_bytes, left * unit)
        unit *= _BASE


@lru_cache(maxsize=1024)
def _block(row_bytes: int, count: int) -> _Block:
    rows = (bytes([_UP]) + bytes(row_bytes - 1)) * count
    packer = _packer()
    stored = packer.compress(rows) + packer.flush(zlib.Z_FULL_FLUSH)
    return _Block(stored, zlib.adler32(rows), len(rows))


def _packer() -> zlib._Compress:
    return zlib.compressobj(1, zlib.DEFLATED, _RAW, _MEMORY, zlib.Z_RLE)


def _combined(check: int, block: _Block) -> int:
    """The Adler-32 of what was checked and the block behind it (zlib's adler32_combine)."""
    low, high = check & 0xFFFF, check >> 16
    block_low, block_high = block.check & 0xFFFF, block.check >> 16
    both_high = (high + block_high + block.byte_count * (low - 1)) % _ADLER_BASE
    return both_high << 16 | (low + block_low - 1) % _ADLER_BASE


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_END = _chunk(b"IEND", b"")
