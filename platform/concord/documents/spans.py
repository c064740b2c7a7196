"""The set pixels of a mask as stretches of the columns of its picture, without NumPy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concord.documents.rle import runs_of

#: First and last pixel + 1 of a piece of a column, as places in the picture, column by column.
Span = tuple[int, int]


# The geometry is JSON that the rules of masks found in order: hence `Any`.
def spans_of(geometry: Mapping[str, Any], column_px: int) -> list[Span]:
    """The set pixels of a mask in a picture whose columns are `column_px` long, in order."""
    left, top, height = int(geometry["x"]), int(geometry["y"]), int(geometry["height"])
    spans: list[Span] = []
    start = 0
    for place, run in enumerate(runs_of(geometry["counts"])):
        end = start + run
        while place % 2 and start < end:
            column, row = divmod(start, height)
            length = min(height - row, end - start)
            first = (left + column) * column_px + top + row
            spans.append((first, first + length))
            start += length
        start = end
    return spans
