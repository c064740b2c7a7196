"""The names of the pictures of each part, gathered while items pass and written at the end."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import IO, Self

from concord.formats.content import Folder, Head, ReleasedItem
from concord.formats.spools import copy_rows, new_spool


class SplitLists:
    """Use as a context. Without splits every picture is in the one part called `otherwise`."""

    def __init__(self, head: Head, *, otherwise: str) -> None:
        self.names = head.splits or (otherwise,)
        self._has_splits = bool(head.splits)
        self._stack = ExitStack()
        self._spools: dict[str, IO[bytes]] = {name: new_spool(self._stack) for name in self.names}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def add(self, item: ReleasedItem, line: str) -> None:
        """One line for the part of the item."""
        name = item.split if self._has_splits and item.split else self.names[0]
        self._spools[name].write(f"{line}\n".encode())

    def write(self, folder: Folder, path_of: Callable[[str], str]) -> None:
        """A file for each part; `path_of` gives its path from the part's name."""
        for name, spool in self._spools.items():
            with folder.file(path_of(name)) as sink:
                copy_rows(spool, sink)
