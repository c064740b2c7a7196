"""Parquet files, written by hand: as much of the format as a table of pictures and labels needs.

Values are plain (no dictionaries, no statistics), pages of version 1, one a column and group of
rows, levels as runs; columns are deflated or stored. Every value may be absent. Sources: Apache
Parquet's specification (`parquet.thrift`, "Encodings"); for nested values Melnik et al. 2010
(Dremel), section 4.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concord.formats.content import Sink
from concord.formats.thrift import Fields, Int32, Thrift, encoded, varint

Value = Any  # what the type of its column says; None is absent

_MAGIC = b"PAR1"
_OPTIONAL, _REPEATED = Int32(1), Int32(2)
_UTF8, _LIST = Int32(0), Int32(3)
_PLAIN, _RUNS = Int32(0), Int32(3)
_STORED, _GZIP = Int32(0), Int32(2)
_GZIP_BITS = 31  # as zlib asks for gzip's header; it holds no time


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a part of one.

    `type` is text, bytes, integer (64 bits), float (64 bits) or boolean; or list, of the one in
    `parts`, which is called "element"; or struct, of all in `parts`, a mapping by their names.
    """

    name: str
    type: str
    parts: tuple[Column, ...] = ()


def list_of(name: str, kind: str, *parts: Column) -> Column:
    """A column of lists of a type."""
    return Column(name, "list", (Column("element", kind, parts),))


def _with_length(value: bytes) -> bytes:
    return struct.pack("<I", len(value)) + value


def _with_lengths(values: Sequence[bytes]) -> bytes:
    return b"".join(map(_with_length, values))


def _bits(values: NDArray[np.bool_]) -> bytes:
    return np.packbits(values, bitorder="little").tobytes()


#: By type: the physical one, what it is read as, and how plain values are written.
_LEAVES: Mapping[str, tuple[int, Int32 | None, Callable[[Sequence[Value]], bytes]]] = {
    "boolean": (0, None, lambda values: _bits(np.array(values, dtype=bool))),
    "integer": (2, None, lambda values: np.array(values, dtype="<i8").tobytes()),
    "float": (5, None, lambda values: np.array(values, dtype="<f8").tobytes()),
    "bytes": (6, None, _with_lengths),
    "text": (6, _UTF8, lambda values: _with_lengths([value.encode() for value in values])),
}


@dataclass(slots=True)
class _Node:
    """A column at its place: `repeated` lists lie round it, and `defined` is its level if there."""

    column: Column
    path: tuple[str, ...]
    repeated: int
    defined: int
    parts: tuple[_Node, ...] = ()
    repetitions: list[int] = field(default_factory=list)
    definitions: list[int] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def put(self, value: Value, repetition: int) -> None:
        """A value whose first part begins anew at the level of `repetition`."""
        if value is None:
            self._put_absent(repetition, self.defined - 1)
        elif self.column.type == "struct":
            for part in self.parts:
                part.put(value.get(part.column.name), repetition)
        elif self.column.type == "list":
            self._put_list(value, repetition)
        else:
            self.repetitions.append(repetition)
            self.definitions.append(self.defined)
            self.values.append(value)

    def _put_list(self, value: Sequence[Value], repetition: int) -> None:
        element = self.parts[0]
        if not value:
            element._put_absent(repetition, self.defined)
        for place, one in enumerate(value):
            element.put(one, element.repeated if place else repetition)

    def _put_absent(self, repetition: int, definition: int) -> None:
        for leaf in self.leaves():
            leaf.repetitions.append(repetition)
            leaf.definitions.append(definition)

    def leaves(self) -> Iterator[_Node]:
        """Single values, in the order of the file."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def elements(self) -> Iterator[Fields]:
        """This column and its parts, as the footer lists them."""
        kind, name = self.column.type, self.column.name
        if kind in _LEAVES:
            physical, read_as, _ = _LEAVES[kind]
            leaf: dict[int, Thrift] = {1: Int32(physical), 3: _OPTIONAL, 4: name}
            yield leaf if read_as is None else {**leaf, 6: read_as}
            return
        group: dict[int, Thrift] = {3: _OPTIONAL, 4: name}
        if kind == "list":
            yield {**group, 5: Int32(1), 6: _LIST}
            yield {3: _REPEATED, 4: "list", 5: Int32(1)}
        else:
            yield {**group, 5: Int32(len(self.parts))}
        for part in self.parts:
            yield from part.elements()

    def page(self) -> bytes:
        """The levels and values that wait; they wait no longer."""
        write = _LEAVES[self.column.type][2]
        content = (
            _levels(self.repetitions, self.repeated)
            + _levels(self.definitions, self.defined)
            + write(self.values)
        )
        self.repetitions, self.definitions, self.values = [], [], []
        return content


def _node(column: Column, path: tuple[str, ...], repeated: int, defined: int) -> _Node:
    own, is_list = (*path, column.name), column.type == "list"
    inner = (*own, "list") if is_list else own
    parts = tuple(
        _node(part, inner, repeated + is_list, defined + 1 + is_list) for part in column.parts
    )
    return _Node(column, own, repeated, defined + 1, parts)


def _levels(levels: Sequence[int], most: int) -> bytes:
    """As runs; nothing where there is one level only."""
    if most == 0:
        return b""
    return _with_length(
        b"".join(
            varint(sum(1 for _ in run) << 1) + bytes((level,)) for level, run in groupby(levels)
        )
    )


class Table:
    """One file in a sink. Rows wait until `flush`, which writes a group of them."""

    def __init__(self, columns: Sequence[Column], sink: Sink) -> None:
        self._nodes = [_node(column, (), 0, 0) for column in columns]
        self._sink = sink
        self._waiting = 0
        self._rows = 0
        self._groups: list[Fields] = []
        self.byte_count = 0
        self._write(_MAGIC)

    def add(self, row: Mapping[str, Value]) -> None:
        """One row; a column that it does not name is absent."""
        for node in self._nodes:
            node.put(row.get(node.column.name), 0)
        self._waiting += 1

    def flush(self) -> None:
        """Write the rows that wait as one group, if there are any."""
        if not self._waiting:
            return
        begin = self.byte_count
        chunks: list[Fields] = [self._chunk(leaf) for node in self._nodes for leaf in node.leaves()]
        self._groups.append({1: chunks, 2: self.byte_count - begin, 3: self._waiting})
        self._rows += self._waiting
        self._waiting = 0

    def close(self, metadata: Mapping[str, str]) -> None:
        """Write what waits, and the footer with `metadata`."""
        self.flush()
        root: Fields = {4: "schema", 5: Int32(len(self._nodes))}
        footer = encoded(
            {
                1: Int32(1),
                2: [root, *(one for node in self._nodes for one in node.elements())],
                3: self._rows,
                4: self._groups,
                5: [{1: key, 2: value} for key, value in metadata.items()],
                6: "Guildmark",
            }
        )
        self._write(footer + struct.pack("<I", len(footer)) + _MAGIC)

    def _chunk(self, leaf: _Node) -> Fields:
        """One page; what the footer says of it."""
        begin, count = self.byte_count, len(leaf.definitions)
        content = leaf.page()
        codec = _STORED if leaf.column.type == "bytes" else _GZIP  # pictures do not shrink
        written = content if codec == _STORED else zlib.compress(content, wbits=_GZIP_BITS)
        levels: Fields = {1: Int32(count), 2: _PLAIN, 3: _RUNS, 4: _RUNS}
        head = encoded({1: Int32(0), 2: Int32(len(content)), 3: Int32(len(written)), 5: levels})
        self._write(head)
        self._write(written)
        about: Fields = {
            1: Int32(_LEAVES[leaf.column.type][0]),
            2: [_PLAIN, _RUNS],
            3: leaf.path,
            4: codec,
            5: count,
            6: len(head) + len(content),
            7: self.byte_count - begin,
            9: begin,
        }
        return {2: begin, 3: about}

    def _write(self, data: bytes) -> None:
        self._sink.write(data)
        self.byte_count += len(data)
