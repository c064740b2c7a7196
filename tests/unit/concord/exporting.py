"""Folders for exporters to write into."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from concord.formats import EXPORTERS, Head, ReleasedItem


class MemoryFolder:
    """Keeps every file; refuses a path that was there, and a second file while one is open."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._is_open = False

    @contextmanager
    def file(self, path: str) -> Iterator[io.BytesIO]:
        assert not self._is_open, path
        assert path not in self.files, path
        self._is_open = True
        out = io.BytesIO()
        yield out
        self.files[path] = out.getvalue()
        self._is_open = False


class NowhereFolder:
    """Keeps nothing."""

    @contextmanager
    def file(self, path: str) -> Iterator[NowhereFolder]:
        yield self

    def write(self, data: bytes, /) -> None:
        assert isinstance(data, bytes)


def exported(key: str, head: Head, items: Iterable[ReleasedItem]) -> dict[str, bytes]:
    """The files of an export by their paths."""
    folder = MemoryFolder()
    EXPORTERS[key].write(head, iter(items), folder)
    return folder.files
