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


def united_runs(rings: Sequence[Points], window: tuple[int, int, int, int]) -> list[int]:
    """The runs of the pixels of a window (x, y, width, height) that lie inside one ring or more.

    Inside as `rasterize` has it for one ring. The runs take turns, the first is of unset pixels.
    No pixel is laid out: time and memory grow with the columns that edges cross.
    """
    _, _, width, height = window
    places = [_turn_places(ring, window) for ring in rings]
    pairs = np.concatenate([one.reshape(-1, 2) for one in places])
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
    reached = np.maximum.accumulate(pairs[:, 1])
    is_apart = pairs[1:, 0] > reached[:-1]
    starts = pairs[np.concatenate([[True], is_apart]), 0] if len(pairs) else pairs[:, 0]
    ends = reached[np.concatenate([is_apart, [True]])] if len(pairs) else reached
    edges = np.stack([starts, ends], axis=1).ravel()
    runs: list[int] = np.diff(edges, prepend=0, append=width * height).tolist()
    return runs if runs[-1] or len(runs) == 1 else runs[:-1]


def _turn_places(ring: Points, window: tuple[int, int, int, int]) -> NDArray[np.int64]:
    """Where inside and outside change, counted down the columns, in order: two belong together."""
    x, y, width, height = window
    local = ring - (x + 0.5, y + 0.5)
    edges = zip(local, np.roll(local, -1, axis=0), strict=True)
    turns = [_turns(start, end, width, height) for start, end in edges]
    return np.sort(np.concatenate([columns * height + rows for columns, rows in turns]))


def _mark_turns(turns: Pixels, start: Points, end: Points) -> None:
    """Turn over, in every column whose middle the edge crosses, the first pixel below it."""
    columns, rows = _turns(start, end, turns.shape[0], turns.shape[1] - 1)
    turns[columns, rows] ^= True


def _turns(
    start: Points, end: Points, width: int, height: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The columns whose middle an edge crosses, and in each the first row below it.

    Here whole numbers are the middles of pixels.
    """
    (left, top), (right, bottom) = sorted((start.tolist(), end.tolist()))
    columns = np.arange(max(0, np.ceil(left)), min(width, np.ceil(right)), dtype=np.int64)
    if not len(columns):
        return columns, columns
    crossings = top + (columns - left) * ((bottom - top) / (right - left))
    return columns, np.clip(np.ceil(crossings), 0, height).astype(np.int64)
