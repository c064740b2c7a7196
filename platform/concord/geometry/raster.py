"""Rings as pixels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.bool_]
Points = NDArray[np.float64]


def rasterize(rings: Sequence[Points], window: tuple[int, int, int, int]) -> Pixels:
    """The pixels of a window (x, y, width, height) whose centre lies inside: (height, width).

    `rings` are (points, 2) in image pixels, not closed; inside is what an odd number of rings
    goes round. A centre exactly on a left or upper border counts as inside, on another not.
    Time grows with the window and with the columns that edges cross.
    """
    x, y, width, height = window
    turns = np.zeros((width, height + 1), dtype=np.bool_)
    for ring in rings:
        local = ring - (x + 0.5, y + 0.5)
        for start, end in zip(local, np.roll(local, -1, axis=0), strict=True):
            _mark_turns(turns, start, end)
    pixels: Pixels = np.logical_xor.accumulate(turns, axis=1)[:, :height].T
    return pixels


def _mark_turns(turns: Pixels, start: Points, end: Points) -> None:
    """Turn over, in every column whose middle the edge crosses, the first pixel below it.

    Here whole numbers are the middles of pixels.
    """
    (left, top), (right, bottom) = sorted((start.tolist(), end.tolist()))
    most_columns, most_rows = turns.shape[0], turns.shape[1] - 1
    columns = np.arange(max(0, np.ceil(left)), min(most_columns, np.ceil(right)), dtype=np.int64)
    if not len(columns):
        return
    crossings = top + (columns - left) * ((bottom - top) / (right - left))
    rows = np.clip(np.ceil(crossings), 0, most_rows).astype(np.int64)
    turns[columns, rows] ^= True
