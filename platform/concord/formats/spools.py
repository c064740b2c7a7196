"""Rows that wait in a temporary file until all items have passed: in memory only while small."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from typing import IO

import orjson

from concord.formats.content import Sink

#: Beyond this a spool is on the disk.
SPOOL_BYTES = 4_000_000
_BLOCK = 1 << 16


def new_spool(stack: ExitStack) -> IO[bytes]:
    """An empty spool, gone with the stack."""
    return stack.enter_context(tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES))


def append_row(spool: IO[bytes], row: Mapping[str, object]) -> None:
    """One element more of a JSON list."""
    spool.write((b",\n" if spool.tell() else b"\n") + orjson.dumps(row))


def copy_rows(spool: IO[bytes], sink: Sink) -> None:
    """All that waited."""
    spool.seek(0)
    while block := spool.read(_BLOCK):
        sink.write(block)
