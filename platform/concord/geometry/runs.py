"""Masks compared by their runs: pixels are never laid out, so a text of a few characters that
fills a large picture costs as little as it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.documents.rle import InvalidRle, runs_of
from concord.geometry.oriented import Floats, Geometry
from concord.geometry.work import Work

Integers = NDArray[np.int64]

#: Spans looked up at once.
_SPANS_AT_A_TIME = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """The set pixels of a mask as stretches down the columns of the picture.

    `starts` and `ends` (spans,) int64 are places counted down the columns from the left one on;
    a span ends before `end`. In increasing order, apart from each other. `below` (spans + 1,) is
    how many pixels the first spans hold.
    """

    starts: Integers
    ends: Integers
    below: Integers

    @property
    def pixel_count(self) -> int:
        """How many pixels are set."""
        return int(self.below[-1])

    def count_below(self, places: Integers) -> Integers:
        """How many pixels are set before each place: (n,) -> (n,)."""
        begun = np.searchsorted(self.starts, places)
        ends = np.concatenate([[0], self.ends])[begun]
        counts: Integers = self.below[begun] - np.maximum(ends - places, 0)
        return counts

    def shared_pixels(self, other: Spans) -> int:
        """How many pixels are set in both."""
        return int((other.count_below(self.ends) - other.count_below(self.starts)).sum())

    def iou_with(self, others: Sequence[Spans]) -> Floats:
        """Intersection over union with each of several masks, (masks,); 0.0 where neither has a
        pixel."""
        if not others:
            return np.empty(0)
        starts, ends = (
            np.concatenate(column)
            for column in zip(*((one.starts, one.ends) for one in others), strict=True)
        )
        shared = np.concatenate([[0], np.cumsum(self.count_below(ends) - self.count_below(starts))])
        last = np.cumsum([len(one.starts) for one in others])
        both = np.diff(shared[last], prepend=0)
        union = self.pixel_count + np.array([one.pixel_count for one in others]) - both
        iou: Floats = np.divide(both, union, out=np.zeros(len(others)), where=union > 0)
        return iou


def spans_of(geometry: Geometry, column_px: int) -> Spans:
    """The spans of a mask in a picture whose columns are `column_px` high; its window lies inside.

    Raises InvalidRle, also for runs that do not fill the window.
    """
    width, height = int(geometry["width"]), int(geometry["height"])
    runs = np.array(runs_of(geometry["counts"]), dtype=np.int64)
    if runs.sum() != width * height:
        raise InvalidRle("The runs must add up to width times height.")
    ends = np.cumsum(runs)[1::2]
    starts = ends - runs[1::2]
    first = starts // height
    pieces = (ends - 1) // height + 1 - first
    run = np.repeat(np.arange(len(pieces)), pieces)
    column = first[run] + np.arange(len(run)) - (np.cumsum(pieces) - pieces)[run]
    shift = (int(geometry["x"]) + column) * column_px + int(geometry["y"]) - column * height
    begins = np.maximum(starts[run], column * height) + shift
    stops = np.minimum(ends[run], (column + 1) * height) + shift
    return Spans(begins, stops, np.concatenate([[0], np.cumsum(stops - begins)]))


def pairwise_run_iou(first: Sequence[Geometry], second: Sequence[Geometry]) -> Floats:
    """Intersection over union of the pixels of masks, (n, m), in [0, 1]; 0.0 where neither has one.

    Only masks whose windows meet are compared; a pair takes time with its runs and columns.
    Raises InvalidRle. Source: Jaccard 1912, on pixels.
    """
    iou = np.zeros((len(first), len(second)))
    column_px = max((int(one["y"] + one["height"]) for one in (*first, *second)), default=0)
    others = [spans_of(one, column_px) for one in second]
    for row, geometry in enumerate(first):
        columns = [column for column, other in enumerate(second) if _meet(geometry, other)]
        spans = spans_of(geometry, column_px)
        for column in columns:
            shared = spans.shared_pixels(others[column])
            union = spans.pixel_count + others[column].pixel_count - shared
            iou[row, column] = shared / union if union else 0.0
    return iou


def run_pairs(
    geometries: Sequence[Geometry], apart: Integers | None = None, work: Work | None = None
) -> Iterator[tuple[Integers, Integers, Floats]]:
    """The pairs of masks that share a pixel, the first before the second, and their IoU; some
    (pairs,) at a time.

    The numbers of `pairwise_run_iou`, of each pair once. Two of the same number in `apart` (masks,)
    are no pair. A pair takes time with the spans of one; before any is compared, the `work` of
    all is reckoned. Raises InvalidRle and TooManyAlike.
    """
    column_px = max((int(one["y"] + one["height"]) for one in geometries), default=0)
    spans = [spans_of(one, column_px) for one in geometries]
    windows = np.array([[one[side] for side in _SIDES] for one in geometries], dtype=np.int64)
    apart = np.arange(len(spans)) if apart is None else apart
    work = work or Work()
    size = np.array([len(one.starts) for one in spans])
    for row in range(len(spans)):
        others = _behind(windows, apart, row)
        work.add(_ROW_US + _SPAN_US * size[others].sum())
    for row, one in enumerate(spans):
        others = _behind(windows, apart, row)
        cuts = np.flatnonzero(np.diff(np.cumsum(size[others]) // _SPANS_AT_A_TIME)) + 1
        for some in np.split(others, cuts):
            iou = one.iou_with([spans[other] for other in some.tolist()])
            second = some[iou > 0]
            yield np.full(len(second), row), second, iou[iou > 0]


_SIDES = ("x", "y", "width", "height")
_ROW_US, _SPAN_US = 100.0, 0.05


def _behind(windows: Integers, apart: Integers, row: int) -> Integers:
    """The masks behind one whose windows share a pixel with its own."""
    own, others = windows[row], windows[row + 1 :]
    meets = (own[:2] < others[:, :2] + others[:, 2:]) & (others[:, :2] < own[:2] + own[2:])
    return row + 1 + np.flatnonzero(meets.all(axis=1) & (apart[row + 1 :] != apart[row]))


def _meet(first: Geometry, second: Geometry) -> bool:
    """Whether both windows share a pixel."""
    return all(
        first[start] < second[start] + second[side] and second[start] < first[start] + first[side]
        for start, side in (("x", "width"), ("y", "height"))
    )
