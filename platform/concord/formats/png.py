"""PNG files (W3C, Portable Network Graphics, third edition) of plain arrays."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _RGB, _PALETTE = 0, 2, 3
#: Rows as differences from the row above: areas become zeros.
_UP = 2


def grey_png(pixels: NDArray[np.uint8] | NDArray[np.uint16]) -> bytes:
    """(height, width) of 8 or 16 bits."""
    return _png(pixels, 8 * pixels.itemsize, _GREY)


def palette_png(pixels: NDArray[np.uint8], palette: NDArray[np.uint8]) -> bytes:
    """(height, width) of places in a palette (colours, 3): both the number and its colour."""
    return _png(pixels, 8, _PALETTE, _chunk(b"PLTE", palette.tobytes()))


def rgb_png(pixels: NDArray[np.uint8]) -> bytes:
    """(height, width, 3)."""
    return _png(pixels, 8, _RGB)


def _png(
    pixels: NDArray[np.uint8] | NDArray[np.uint16], depth: int, colour: int, extra: bytes = b""
) -> bytes:
    height, width = pixels.shape[:2]
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    rows = pixels.astype(pixels.dtype.newbyteorder(">"), copy=False).reshape(height, -1)
    data = np.ascontiguousarray(rows).view(np.uint8).reshape(height, -1)
    filtered = np.empty((height, data.shape[1] + 1), dtype=np.uint8)
    filtered[:, 0] = _UP
    filtered[0, 1:] = data[0]
    np.subtract(data[1:], data[:-1], out=filtered[1:, 1:])
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_RLE)
    packed = packer.compress(filtered.data) + packer.flush()
    chunks = _chunk(b"IHDR", header) + extra + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")
    return _SIGNATURE + chunks


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
