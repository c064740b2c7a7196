"""Masks as arrays and as COCO's compressed run-length text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concord.documents.rle import InvalidRle, box_round_set, runs_of, text_of

Pixels = NDArray[np.bool_]


def decode(counts: str, width: int, height: int) -> Pixels:
    """The mask of a text: (height, width), bool. Raises InvalidRle, also for another size."""
    runs = np.array(runs_of(counts), dtype=np.int64)
    if runs.sum() != width * height:
        raise InvalidRle("The runs must add up to width times height.")
    is_set = np.arange(len(runs)) % 2 == 1
    pixels: Pixels = np.repeat(is_set, runs).reshape(width, height).T
    return pixels


def encode(pixels: Pixels) -> str:
    """The text of a mask (height, width), bool; that of an empty array is empty."""
    return text_of(_runs(pixels.ravel(order="F")))


def _runs(flat: Pixels) -> list[int]:
    """Lengths of the runs of (n,) pixels; the first is of unset ones, and may be 0."""
    if not flat.size:
        return []
    turns = np.flatnonzero(np.diff(flat)) + 1
    edges = np.concatenate([[0], turns, [flat.size]])
    runs: list[int] = np.diff(edges).tolist()
    return [0, *runs] if flat[0] else runs


def widen(counts: str, window: tuple[int, int, int, int], width_px: int, height_px: int) -> str:
    """The text of the whole picture, from that of a window (x, y, width, height) inside it.

    Linear in the runs and the columns they touch: the picture's pixels are never laid out.
    Raises InvalidRle.
    """
    spans = _column_spans(runs_of(counts), window, height_px)
    runs: list[int] = []
    end = 0
    for first, last in spans:
        if runs and first == end:
            runs[-1] += last - first
        else:
            runs += (first - end, last - first)
        end = last
    rest = width_px * height_px - end
    return text_of([*runs, rest] if rest or not runs else runs)


def narrow(runs: Sequence[int], height_px: int) -> dict[str, Any]:  # JSON
    """The geometry of the mask whose runs fill a whole picture: its window is the smallest one.

    At least one pixel is set. Linear in the runs, however many columns they fill. Runs of nothing
    between others, which some programs write, are joined.
    """
    left, top, width, height = box_round_set(runs, height_px)
    inside: list[int] = []
    start = end = 0
    for unset, run in zip(runs[::2], runs[1::2], strict=False):
        # A run that goes on into the next column makes the window as high as the picture.
        column, row = divmod(start + unset, height_px)
        begin = (column - left) * height + row - top
        if inside and begin == end:
            inside[-1] += run
        else:
            inside += (begin - end, run)
        end = begin + run
        start += unset + run
    rest = width * height - end
    counts = text_of([*inside, rest] if rest else inside)
    return {"x": left, "y": top, "width": width, "height": height, "counts": counts}


def _column_spans(
    runs: Sequence[int], window: tuple[int, int, int, int], height_px: int
) -> Iterator[tuple[int, int]]:
    """Set pixels of each column as (first, last + 1), counted down the picture's columns."""
    x, y, _, height = window
    start = 0
    for unset, run in zip(runs[::2], runs[1::2], strict=False):
        start += unset
        end = start + run
        while start < end:
            column, row = divmod(start, height)
            length = min(height - row, end - start)
            first = (x + column) * height_px + y + row
            yield first, first + length
            start += length
