"""`items.csv`, in every export: a row for each item, whatever the format itself says of it.

What people wrote (whose a picture is) is safe to open in a spreadsheet, as in `Csv`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from concord.formats.content import Folder, ReleasedItem
from concord.formats.csv import safe_cell
from concord.formats.origin import NOWHERE, ORIGIN_COLUMNS
from concord.formats.spools import copy_rows, new_spool

ITEMS_PATH = "items.csv"
COLUMNS = (
    *("item", "file_name", "width_px", "height_px", "split", "shapes", "sha256", "link"),
    *ORIGIN_COLUMNS,
)


class ItemTable:
    """Use as a context: rows wait in a temporary file while items pass through `watched`."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._spool = new_spool(self._stack)
        self._text = io.StringIO(newline="")
        self._table = csv.writer(self._text, lineterminator="\r\n")
        self._table.writerow(COLUMNS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def watched(self, items: Iterable[ReleasedItem]) -> Iterator[ReleasedItem]:
        """The same items, each noted as it passes."""
        for item in items:
            self._table.writerow(
                [
                    item.key,
                    item.file_name,
                    item.width_px,
                    item.height_px,
                    item.split or "",
                    len(item.document.shapes),
                    item.sha256 or "",
                    item.link,
                    *map(safe_cell, item.origin.cells if item.origin else NOWHERE),
                ]
            )
            self._hand_on()
            yield item

    def write(self, folder: Folder) -> None:
        """The table as a file of the export."""
        self._hand_on()
        with folder.file(ITEMS_PATH) as sink:
            copy_rows(self._spool, sink)

    def _hand_on(self) -> None:
        self._spool.write(self._text.getvalue().encode())
        self._text.seek(0)
        self._text.truncate()
