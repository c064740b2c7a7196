"""PNG files (W3C, Portable Network Graphics, third edition) of pictures that repeat themselves.

Masks are areas: a picture is kept as cells, each of one value, and most of its rows are as the one
above. A row is written as differences from the pixel before it, which are nothing but zeros between
the edges of areas; one that repeats is written as its difference from the row above, nothing but
zeros, which are deflated once and for all.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import accumulate
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _RGB, _PALETTE = 0, 2, 3
#: The filters that take away the pixel before, and the row above.
_SUB, _UP = 1, 2
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
class Cells(Generic[Value]):
    """A picture in cells: `values` (rows, columns) or, with a third axis, (rows, columns, 3).

    Rows are `heights` (rows,) pixels high from the top, and columns `widths` (columns,) wide from
    the left; all are at least 1.
    """

    values: NDArray[Value]
    heights: NDArray[np.int64]
    widths: NDArray[np.int64]

    @classmethod
    def of(cls, pixels: NDArray[Value]) -> Cells[Value]:
        """Of single pixels (height, width), at least one; equal rows below another are made one."""
        height, width = pixels.shape[:2]
        return cls(pixels, np.ones(height, dtype=np.int64), np.ones(width, dtype=np.int64)).merged()

    def merged(self) -> Cells[Value]:
        """With rows that are equal, one below another, as one."""
        is_new = np.empty(len(self.values), dtype=np.bool_)
        is_new[0] = True
        (self.values[1:] != self.values[:-1]).any(axis=1, out=is_new[1:])
        if is_new.all():
            return self
        starts = is_new.nonzero()[0]
        heights = np.add.reduceat(self.heights, starts)
        return Cells(self.values[starts], heights, self.widths)

    def mapped(self, change: Callable[[NDArray[Value]], NDArray[Other]]) -> Cells[Other]:
        """Another value for each cell, by that of the cell alone."""
        return Cells(change(self.values), self.heights, self.widths)


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
        """The file of cells of red, green and blue."""
        return self._file(_RGB)

    def _file(self, colour: int, extra: bytes = b"") -> bytes:
        header = struct.pack(">IIBBBBB", self.width, self.height, self.depth, colour, 0, 0, 0)
        return b"".join((_SIGNATURE, _chunk(b"IHDR", header), extra, self.data, _END))


def packed(cells: Cells[np.uint8] | Cells[np.uint16]) -> Packed:
    """Deflated once, for one file or for two."""
    heights, widths = cells.heights.tolist(), cells.widths.tolist()
    width = sum(widths)
    data = _deflated(_filtered(cells.values, widths, width), heights)
    return Packed(width, sum(heights), 8 * cells.values.itemsize, _chunk(b"IDAT", data))


def grey_png(cells: Cells[np.uint8] | Cells[np.uint16]) -> bytes:
    """One number of 8 or 16 bits a pixel."""
    return packed(cells).grey()


def palette_png(cells: Cells[np.uint8], palette: NDArray[np.uint8]) -> bytes:
    """A place in a palette (colours, 3) a pixel: both the number and its colour."""
    return packed(cells).palette(palette)


def rgb_png(cells: Cells[np.uint8]) -> bytes:
    """Cells of (rows, columns, 3)."""
    return packed(cells).rgb()


def _filtered(values: NDArray[Value], widths: list[int], width: int) -> NDArray[np.uint8]:
    """Each row of cells less the pixel before, behind the filter's number: (rows, bytes)."""
    rows, columns = values.shape[:2]
    pixels = _bytes_of(values)
    size = pixels.shape[1] // columns
    steps = pixels.copy()
    steps[:, size:] -= pixels[:, :-size]
    filtered = np.zeros((rows, 1 + width * size), dtype=np.uint8)
    filtered[:, 0] = _SUB
    if columns == width:
        filtered[:, 1:] = steps
        return filtered
    starts = [0, *accumulate(widths[:-1])]  # between the edges of cells the difference is 0
    if size == 1:
        filtered[:, 1:][:, starts] = steps
    else:
        filtered[:, 1:].reshape(rows, width, size)[:, starts] = steps.reshape(rows, columns, size)
    return filtered


def _bytes_of(values: NDArray[Value]) -> NDArray[np.uint8]:
    """As PNG has them, the high byte of 16 bits first: (rows, bytes)."""
    if values.itemsize > 1:
        values = values.astype(values.dtype.newbyteorder(">"))
    return np.ascontiguousarray(values).view(np.uint8).reshape(len(values), -1)


def _deflated(filtered: NDArray[np.uint8], heights: Sequence[int]) -> bytes:
    """The zlib stream (RFC 1950) of all rows, where a repeated one comes from the store."""
    packer = _packer()
    row_bytes, data = filtered.shape[1], filtered.reshape(-1).data
    pieces, check = [_ZLIB_HEADER], 1
    for start, end, more in _runs(heights):
        rows = data[start * row_bytes : end * row_bytes]
        check = zlib.adler32(rows, check)
        pieces += (packer.compress(rows), packer.flush(zlib.Z_FULL_FLUSH))
        if more:
            repeated = _repeated(row_bytes, more)
            check = _combined(check, repeated)
            pieces.append(repeated.packed)
    return b"".join([*pieces, packer.flush(), struct.pack(">I", check)])


def _runs(heights: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Rows [start, end) that are written as they are, then how often the last is repeated."""
    start = 0
    for end, height in enumerate(heights, start=1):
        if height > 1 or end == len(heights):
            yield start, end, height - 1
            start = end


@dataclass(frozen=True, slots=True)
class _Block:
    """Repeated rows, deflated up to a byte's end; their checksum alone, and their bytes."""

    packed: bytes
    check: int
    byte_count: int


@lru_cache(maxsize=4096)
def _repeated(row_bytes: int, count: int) -> _Block:
    """So many repeated rows, in few blocks of sizes that come again in other pictures."""
    blocks, unit = [], 1
    while count >= unit:
        left = count // unit % _BASE
        if left:
            blocks.append(_block(row_bytes, left * unit))
        unit *= _BASE
    return _Block(
        b"".join(one.packed for one in blocks),
        reduce(_combined, blocks, 1),
        sum(one.byte_count for one in blocks),
    )


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
