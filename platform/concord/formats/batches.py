"""Items some at a time, so that each step of writing them is done for many in a row.

A step takes half of what it takes between others: a processor forgets how.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_MOST, _MOST_BYTES = 256, 4 << 20

Item = TypeVar("Item")


def batches(items: Iterable[Item], bytes_of: Callable[[Item], int]) -> Iterator[list[Item]]:
    """All of them in order; those of a batch are few bytes together, or one."""
    batch: list[Item] = []
    byte_count = 0
    for item in items:
        batch.append(item)
        byte_count += bytes_of(item)
        if len(batch) == _MOST or byte_count > _MOST_BYTES:
            yield batch
            batch, byte_count = [], 0
    if batch:
        yield batch
