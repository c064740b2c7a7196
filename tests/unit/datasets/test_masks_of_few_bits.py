"""Grey masks of fewer than 8 bits are numbers, as they stand in the file."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

from guildmark.datasets.intake.indexed import write_index

MOST_PIXELS = 1_000_000


def grey_png(numbers: list[list[int]], bits: int) -> bytes:
    """A PNG of greys with so many bits a sample, made by the letter of its standard."""
    rows = (
        b"\x00" + bytes(np.packbits([int(bit) for n in row for bit in f"{n:0{bits}b}"]))
        for row in numbers
    )
    header = struct.pack(">IIBBBBB", len(numbers[0]), len(numbers), bits, 0, 0, 0, 0)
    parts = (_part(b"IHDR", header), _part(b"IDAT", zlib.compress(b"".join(rows))))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + _part(b"IEND", b"")


def _part(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_numbers_are_what_they_are_in_the_file(tmp_path: Path, bits: int) -> None:
    most = 2**bits - 1
    numbers = [[0, 1, most], [most, most // 2, 0]]
    source, target = tmp_path / "mask.png", tmp_path / "index"
    source.write_bytes(grey_png(numbers, bits))

    indexed = write_index(source, target=target, most_pixels=MOST_PIXELS)

    assert (indexed.width, indexed.height, indexed.pixel_bytes) == (3, 2, 1)
    assert list(target.read_bytes()) == [one for row in numbers for one in row]
