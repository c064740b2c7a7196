"""A reader of the Parquet files that we write, for tests without PyArrow: levels and values alone.

PyArrow itself reads them among the referees.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_BINARY, _LIST, _STRUCT = 8, 9, 12


@dataclass
class Leaf:
    """A column of single values over all groups of rows."""

    repetitions: list[int] = field(default_factory=list)
    definitions: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)


@dataclass
class Read:
    """Columns by path (`objects.bbox.list.element`), the number of rows, the metadata."""

    columns: dict[str, Leaf]
    rows: int
    metadata: dict[str, str]


class _Bytes:
    def __init__(self, data: bytes, place: int = 0) -> None:
        self.data, self.place = data, place

    def take(self, count: int) -> bytes:
        self.place += count
        return self.data[self.place - count : self.place]

    def varint(self) -> int:
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def struct(self) -> dict[int, Any]:
        found: dict[int, Any] = {}
        number = 0
        while head := self.take(1)[0]:
            number += head >> 4
            found[number] = self.value(head & 15)
        return found

    def value(self, kind: int) -> Any:
        if kind == _BINARY:
            return self.take(self.varint())
        if kind == _STRUCT:
            return self.struct()
        if kind == _LIST:
            head = self.take(1)[0]
            count = self.varint() if head >> 4 == 15 else head >> 4
            return [self.value(head & 15) for _ in range(count)]
        number = self.varint()
        return number >> 1 ^ -(number & 1)

    def levels(self, most: int, count: int) -> list[int]:
        if most == 0:
            return [0] * count
        (size,) = struct.unpack("<I", self.take(4))
        end = self.place + size
        found: list[int] = []
        while self.place < end:
            run = self.varint()
            assert run & 1 == 0, "a packed run, which we do not write"
            found += [self.take(1)[0]] * (run >> 1)
        return found


def read(data: bytes) -> Read:
    """A whole file. Fails on what we do not write."""
    assert data[:4] == data[-4:] == b"PAR1"
    (size,) = struct.unpack("<I", data[-8:-4])
    footer = _Bytes(data[-8 - size : -8]).struct()
    most = dict(_most_levels(iter(footer[2])))
    columns = {path: Leaf() for path in most}
    for group in footer[4]:
        for chunk in group[1]:
            about = chunk[3]
            path = ".".join(part.decode() for part in about[3])
            _page(data, about, columns[path], *most[path])
    metadata = {one[1].decode(): one[2].decode() for one in footer[5]}
    return Read(columns, footer[3], metadata)


def _most_levels(elements: Iterator[dict[int, Any]]) -> Iterator[tuple[str, tuple[int, int]]]:
    def below(path: tuple[str, ...], count: int, repeated: int, defined: int) -> Iterator[Any]:
        for _ in range(count):
            element = next(elements)
            own = (*path, element[4].decode())
            levels = (repeated + (element[3] == 2), defined + (element[3] != 0))
            if 5 in element:
                yield from below(own, element[5], *levels)
            else:
                yield ".".join(own), levels

    yield from below((), next(elements)[5], 0, 0)


def _page(data: bytes, about: dict[int, Any], leaf: Leaf, repeated: int, defined: int) -> None:
    page = _Bytes(data, about[9])
    head = page.struct()
    content = page.take(head[3])
    inner = _Bytes(zlib.decompress(content, wbits=31) if about[4] == 2 else content)
    assert len(inner.data) == head[2]
    count = head[5][1]
    leaf.repetitions += inner.levels(repeated, count)
    definitions = inner.levels(defined, count)
    leaf.definitions += definitions
    there = sum(level == defined for level in definitions)
    leaf.values += _values(inner, about[1], there)
    assert inner.place == len(inner.data) or about[1] == 0


def _values(inner: _Bytes, kind: int, count: int) -> list[Any]:
    if kind == 6:
        return [inner.take(struct.unpack("<I", inner.take(4))[0]) for _ in range(count)]
    if kind == 0:
        bits = inner.take((count + 7) // 8)
        return [bool(bits[place // 8] >> place % 8 & 1) for place in range(count)]
    return list(struct.unpack(f"<{count}{'q' if kind == 2 else 'd'}", inner.take(8 * count)))
