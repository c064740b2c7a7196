"""Cells as few bytes: a head, then each row as what differs from the row above, compressed."""

import gzip
import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int32]
#: Version, width and height in samples, image pixels to a sample; little-endian, 32 bits each.
_HEAD = struct.Struct("<4I")
VERSION = 1


@dataclass(frozen=True)
class Superpixels:
    """The number of its cell by sample, (rows, columns); a sample is `step` image pixels wide."""

    labels: Labels
    step: int


def packed(cells: Superpixels) -> bytes:
    """The cells as gzip, the same bytes for the same cells. Numbers are under 65,536.

    Inside: the head; then by row and column, in 16 bits, the number, exclusive-or that of the
    sample above (the first row as it is).
    """
    rows, columns = cells.labels.shape
    numbers = cells.labels.astype("<u2")
    numbers[1:] ^= cells.labels[:-1].astype("<u2")
    head = _HEAD.pack(VERSION, columns, rows, cells.step)
    return gzip.compress(head + numbers.tobytes(), compresslevel=6, mtime=0)


def unpacked(content: bytes) -> Superpixels:
    """What `packed` made."""
    plain = gzip.decompress(content)
    _, columns, rows, step = _HEAD.unpack_from(plain)
    numbers = np.frombuffer(plain, dtype="<u2", offset=_HEAD.size).reshape(rows, columns)
    return Superpixels(np.bitwise_xor.accumulate(numbers, axis=0).astype(np.int32), step)
