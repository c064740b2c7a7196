"""Masks compared by their runs: pixels are never laid out, so a text of a few characters that
fills a large picture costs as little as it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.documents.rle import InvalidRle, runs_of
from concord.geometry.coarse import shared_cells, side_for
from concord.geometry.oriented import Floats, Geometry
from concord.geometry.work import MOST_TABLE_US, Work

Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

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

    def holds(self, places: Integers) -> Booleans:
        """Whether the pixel at each place is set: (n,) -> (n,)."""
        begun = np.searchsorted(self.starts, places, side="right")
        ends = np.concatenate([[0], self.ends])[begun]
        is_set: Booleans = places < ends
        return is_set

    def shared_pixels(self, other: Spans) -> int:
        """How many pixels are set in both."""
        return int((other.count_below(self.ends) - other.count_below(self.starts)).sum())


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


def pairwise_run_iou(
    first: Sequence[Geometry], second: Sequence[Geometry], work: Work | None = None
) -> Floats:
    """Intersection over union of the pixels of masks, (n, m), in [0, 1]; 0.0 where neither has one.

    Only masks whose windows meet are compared, those of fewest stretches first; a pair takes time
    with the runs and columns of one. Once that was more `work` than may be (MOST_TABLE_US), the
    others are held against each other on a grid. Raises InvalidRle. Source: Jaccard 1912, on
    pixels.
    """
    iou = np.zeros((len(first), len(second)))
    column_px = max((int(one["y"] + one["height"]) for one in (*first, *second)), default=0)
    spans, others = ([spans_of(one, column_px) for one in side] for side in (first, second))
    meets = np.array([[_meet(one, other) for other in second] for one in first], dtype=np.bool_)
    rows, columns = np.nonzero(meets.reshape(iou.shape))
    pairs = MaskPairs(spans, rows, others, columns)
    shared = pairs.shared(column_px, work or Work(MOST_TABLE_US))
    union = pairs.sizes(spans, rows) + pairs.sizes(others, columns) - shared
    iou[rows, columns] = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    return iou


@dataclass(frozen=True, slots=True, eq=False)
class MaskPairs:
    """Masks `first[row]` beside `second[column]`, of `rows` and `columns`, both (pairs,)."""

    first: Sequence[Spans]
    rows: Integers
    second: Sequence[Spans]
    columns: Integers

    @staticmethod
    def sizes(masks: Sequence[Spans], places: Integers) -> Integers:
        """How many pixels the mask of each pair has, (pairs,)."""
        sizes: Integers = np.array([one.pixel_count for one in masks], dtype=np.int64)[places]
        return sizes

    def shared(self, column_px: int, work: Work) -> Floats:
        """How many pixels both have, (pairs,): exact as long as the `work` lasts, then from a grid,
        where it is a share of the smaller mask: all of it where two are equal."""
        one, other = (
            np.array([len(mask.starts) for mask in masks], dtype=np.int64)[places]
            for masks, places in ((self.first, self.rows), (self.second, self.columns))
        )
        cost_us = _PAIR_US + _LOOKED_UP_US * np.minimum(one, other)
        order = np.argsort(cost_us, kind="stable")
        reached_us = work.spent_us + np.cumsum(cost_us[order])
        lasts = int(np.searchsorted(reached_us, work.most_us, side="right"))
        work.spent_us += float(cost_us[order[:lasts]].sum())
        found = np.zeros(len(order))
        for pair in order[:lasts].tolist():
            few, many = self.first[self.rows[pair]], self.second[self.columns[pair]]
            if len(few.starts) > len(many.starts):
                few, many = many, few
            found[pair] = few.shared_pixels(many)
        if lasts < len(order):
            left = order[lasts:]
            found[left] = self._shared_on_a_grid(left, column_px)
        return found

    def _shared_on_a_grid(self, pairs: Integers, column_px: int) -> Floats:
        own, row = np.unique(self.rows[pairs], return_inverse=True)
        others, column = np.unique(self.columns[pairs], return_inverse=True)
        masks = [self.first[at] for at in own], [self.second[at] for at in others]
        places = _middles([*masks[0], *masks[1]], column_px, side_for(len(own), len(others)))
        one, other = (np.stack([mask.holds(places) for mask in side]) for side in masks)
        shared = shared_cells(one, other)[row, column]
        sizes = one.sum(axis=1)[row], other.sum(axis=1)[column]
        pixels = (
            self.sizes(self.first, self.rows)[pairs],
            self.sizes(self.second, self.columns)[pairs],
        )
        is_first = pixels[0] <= pixels[1]
        cells, smaller = np.where(is_first, *sizes), np.where(is_first, *pixels)
        share = np.divide(shared, cells, out=np.zeros_like(shared), where=cells > 0)
        found: Floats = share * smaller
        return found


#: What a pair of masks costs, and each of the stretches of the one that has fewer.
_PAIR_US, _LOOKED_UP_US = 15.0, 0.1


def _middles(masks: Sequence[Spans], column_px: int, side: int) -> Integers:
    """Places of the middles of a grid round all masks: (cells,), as `Spans` counts them."""
    held = [one for one in masks if len(one.starts)]
    left = min((int(one.starts[0]) // column_px for one in held), default=0)
    right = max((int(one.ends[-1] - 1) // column_px + 1 for one in held), default=0)
    top = min((int((one.starts % column_px).min()) for one in held), default=0)
    bottom = max((int(((one.ends - 1) % column_px).max()) + 1 for one in held), default=0)
    columns, rows = _spread(left, right, side), _spread(top, bottom, side)
    places: Integers = (columns[:, None] * column_px + rows).ravel()
    return places


def run_pairs(
    geometries: Sequence[Geometry], apart: Integers | None = None, work: Work | None = None
) -> Iterator[tuple[Integers, Integers, Floats]]:
    """The pairs of masks that share a pixel, the first before the second, and their IoU; some
    (pairs,) at a time.

    The numbers of `pairwise_run_iou`, of each pair once. Two of the same number in `apart` (masks,)
    are no pair. A pair takes time with the spans of one in those blocks of columns in which the
    other lies at the same height; before any is compared, the `work` of all is reckoned. Raises
    InvalidRle and TooManyAlike.
    """
    if not geometries:
        return
    column_px = max(int(one["y"] + one["height"]) for one in geometries)
    spans = [spans_of(one, column_px) for one in geometries]
    windows = np.array([[one[side] for side in _SIDES] for one in geometries], dtype=np.int64)
    blocks = _Blocks(spans, column_px, int((windows[:, 0] + windows[:, 2]).max()))
    apart = np.arange(len(spans)) if apart is None else apart
    work = work or Work()
    for row in range(len(spans)):
        others = _behind(windows, apart, row)
        near, _ = blocks.near(row, others)
        cells = len(others) * blocks.count_of(row)
        work.add(_ROW_US + _CELL_US * cells + _SPAN_US * int(blocks.size[near].sum()))
    sizes = np.array([one.pixel_count for one in spans])
    for row, one in enumerate(spans):
        others = _behind(windows, apart, row)
        second, shared = _shared_with(one, blocks, *blocks.near(row, others))
        yield np.full(len(second), row), second, shared / (sizes[row] + sizes[second] - shared)


_SIDES = ("x", "y", "width", "height")
_ROW_US, _SPAN_US, _CELL_US = 100.0, 0.05, 0.02
#: Columns are taken together in at most so many blocks, fewer where there are very many masks.
_MOST_BLOCKS = 256
_MOST_CELLS = 4_000_000


def _spread(low: int, high: int, most: int) -> Integers:
    """Whole numbers from `low` to before `high`, all of them or so many, evenly apart."""
    count = min(most, high - low)
    return low + (np.arange(count, dtype=np.int64) * 2 + 1) * (high - low) // max(1, 2 * count)


class _Blocks:
    """The spans of many masks by blocks of columns: from which row to which, and which they are.

    A block of a mask is a number, its mask's times `count` and its place from the left. By these,
    all (masks * count,): `top` and `bottom` bound its spans, the bottom row not among them, `begin`
    is its first span in `starts` and `ends` of all masks, `size` how many it has.
    """

    def __init__(self, spans: Sequence[Spans], column_px: int, width_px: int) -> None:
        most = max(1, min(_MOST_BLOCKS, _MOST_CELLS // len(spans)))
        self.block_px = max(1, -(-width_px // most))
        self.count = max(1, -(-width_px // self.block_px))
        self.starts = np.concatenate([one.starts for one in spans])
        self.ends = np.concatenate([one.ends for one in spans])
        mask = np.repeat(np.arange(len(spans)), [len(one.starts) for one in spans])
        block = mask * self.count + self.starts // column_px // self.block_px
        edges = np.searchsorted(block, np.arange(len(spans) * self.count + 1))
        self.begin, self.size = edges[:-1], np.diff(edges)
        self.top = np.full(len(self.size), column_px, dtype=np.int32)
        self.bottom = np.zeros(len(self.size), dtype=np.int32)
        top = self.starts % column_px
        np.minimum.at(self.top, block, top)
        np.maximum.at(self.bottom, block, top + self.ends - self.starts)

    def count_of(self, row: int) -> int:
        """How many blocks of a mask have a span."""
        return len(self._own(row))

    def near(self, row: int, others: Integers) -> tuple[Integers, Integers]:
        """The blocks of `others` in which the mask `row` lies at the same height, and whose each
        is, by rising mask."""
        own = self._own(row)
        here = row * self.count + own
        theirs = others[:, None] * self.count + own
        meets = self.top[theirs] < self.bottom[here]
        meets &= self.top[here] < self.bottom[theirs]
        which, _ = np.nonzero(meets)
        return theirs[meets], others[which]

    def _own(self, row: int) -> Integers:
        own: Integers = np.flatnonzero(self.size[row * self.count : (row + 1) * self.count])
        return own


def _shared_with(
    one: Spans, blocks: _Blocks, near: Integers, masks: Integers
) -> tuple[Integers, Integers]:
    """The masks that share pixels with one, and how many, (masks,): in the blocks `near` it, which
    belong to `masks`, in order."""
    shared = np.zeros(len(near), dtype=np.int64)
    cuts = np.flatnonzero(np.diff(np.cumsum(blocks.size[near]) // _SPANS_AT_A_TIME)) + 1
    for some in np.split(np.arange(len(near)), cuts):
        size = blocks.size[near[some]]
        last = np.cumsum(size)
        place = np.arange(size.sum()) + np.repeat(blocks.begin[near[some]] - last + size, size)
        below = one.count_below(blocks.ends[place]) - one.count_below(blocks.starts[place])
        shared[some] = np.diff(np.concatenate([[0], np.cumsum(below)])[last], prepend=0)
    firsts = np.flatnonzero(np.diff(masks, prepend=-1))
    both = np.add.reduceat(shared, firsts) if len(firsts) else shared
    return masks[firsts][both > 0], both[both > 0]


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
