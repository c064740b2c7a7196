"""Thrift's compact protocol, as far as the footers of Parquet files need it: writing alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias


class Int32(int):
    """An integer that is written as one of 32 bits; others are of 64."""


Thrift: TypeAlias = "int | str | Sequence[Thrift] | Mapping[int, Thrift]"
#: A struct: values by the number of their field.
Fields: TypeAlias = Mapping[int, Thrift]

_INT32, _INT64, _BINARY, _LIST, _STRUCT = 5, 6, 8, 9, 12
_STOP = b"\x00"
_SHORT_LIST = 15


def encoded(fields: Fields) -> bytes:
    """A struct. Fields lie at most 15 numbers apart, as all of Parquet's do."""
    parts, before = [], 0
    for number, value in sorted(fields.items()):
        parts += [bytes(((number - before) << 4 | _type_of(value),)), _encoded(value)]
        before = number
    return b"".join((*parts, _STOP))


def varint(value: int) -> bytes:
    """A natural number, seven bits a byte, the lowest first."""
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*found, value))


def _type_of(value: Thrift) -> int:
    if isinstance(value, int):
        return _INT32 if isinstance(value, Int32) else _INT64
    if isinstance(value, str):
        return _BINARY
    return _STRUCT if isinstance(value, Mapping) else _LIST


def _encoded(value: Thrift) -> bytes:
    if isinstance(value, int):
        return varint(value << 1 if value >= 0 else (-value << 1) - 1)  # zigzag
    if isinstance(value, str):
        text = value.encode()
        return varint(len(text)) + text
    if isinstance(value, Mapping):
        return encoded(value)
    return _list(value)


def _list(values: Sequence[Thrift]) -> bytes:
    kind = _type_of(values[0]) if values else _STRUCT
    count = len(values)
    is_short = count < _SHORT_LIST
    head = bytes((count << 4 | kind,)) if is_short else bytes((0xF0 | kind,)) + varint(count)
    return head + b"".join(map(_encoded, values))
