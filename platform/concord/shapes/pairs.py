"""Which shapes of one image have anything in common, and how much."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from concord.geometry.boxes import Boxes
from concord.geometry.similar import BOXES_US, Pairs, similar_pairs
from concord.geometry.work import TooManyAlike
from concord.shapes.budget import Budget
from concord.shapes.floods import MOST_PAIRS, TooManyTogether, crowding
from concord.shapes.table import Rows

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

__all__ = ["Floats", "Integers", "Pairs", "find_pairs"]

#: Pairs of boxes compared at once: intermediate columns stay below some 20 MB each.
_PAIRS_AT_A_TIME = 2_000_000


def find_pairs(
    rows: Rows, *, budget: Budget | None = None, crowded: Booleans | None = None
) -> Pairs:
    """The pairs of a kind, in all images: of two people and of one, but for those in one crowd of
    one person's (see `floods`), which are `crowded` (rows,) where that is known.

    Boxes, keypoints and masks take time with the square of the shapes of one image. All kinds of a
    table share a `budget`. Raises TooManyTogether, with the image, where more than MOST_PAIRS of
    one have something in common, or to compare its shapes of all kinds would cost more than
    MOST_WORK_US; and where images that are large cost more than MOST_LARGE_US together, with the
    largest.
    """
    budget = budget or Budget.of(int(rows.image.max(initial=0)) + 1)
    if crowded is None:
        crowded = crowding(rows, budget)
    drawing, _ = rows.drawn_counts()
    crowd = np.where(crowded, drawing, -1 - np.arange(len(rows.image)))
    if rows.kind == "box":
        return _pairs_of_boxes(rows, crowd, budget)
    return _pairs_of_others(rows, crowd, budget)


def _refuse(rows: Rows, row: int) -> TooManyTogether:
    return TooManyTogether(row, rows.image_of(row))


def _check(budget: Budget, rows: Rows, row: int) -> None:
    """Raises TooManyTogether, with the image that costs most: it may have other kinds alone."""
    image = budget.refused()
    if image is not None:
        raise TooManyTogether(row, rows.images[image] if rows.images else "")


def _pairs_of_others(rows: Rows, crowd: Integers, budget: Budget) -> Pairs:
    firsts, seconds, values = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0)]
    edges = np.flatnonzero(np.diff(rows.image, prepend=-1, append=-1)).tolist()
    for start, end in pairwise(edges):
        geometries = [shape.geometry for shape in rows.shapes[start:end]]
        image = int(rows.image[start])
        work = budget.work_on(image)
        try:
            found = similar_pairs(
                rows.kind, geometries, apart=crowd[start:end], most=MOST_PAIRS, work=work
            )
        except TooManyAlike as refused:
            raise _refuse(rows, start) from refused
        budget.spent_on(image, work)
        if budget.is_large(image):
            _check(budget, rows, start)
        firsts.append(found.first + start)
        seconds.append(found.second + start)
        values.append(found.similarity)
    return Pairs(np.concatenate(firsts), np.concatenate(seconds), np.concatenate(values))


def _pairs_of_boxes(rows: Rows, crowd: Integers, budget: Budget) -> Pairs:
    """All images at once: a call for each would cost more than the arithmetic."""
    corners = rows.bounds.copy()
    corners[:, 2:] += corners[:, :2]
    areas = rows.bounds[:, 2] * rows.bounds[:, 3]
    ends = np.searchsorted(rows.image, rows.image, side="right")
    followers = ends - np.arange(len(ends)) - 1
    reached = np.cumsum(followers)
    compared = np.bincount(rows.image, weights=followers)
    budget.pairs_us[: len(compared)] += BOXES_US * compared
    _check(budget, rows, 0)
    parts: list[_Part] = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
    found = np.zeros(int(rows.image.max(initial=0)) + 1, dtype=np.int64)
    start = 0
    while start < len(ends):
        done = reached[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(reached, done + _PAIRS_AT_A_TIME, side="right")))
        part = _overlapping(corners, areas, crowd, followers[start:stop], start)
        found += np.bincount(rows.image[part[0]], minlength=len(found))
        if found.max() > MOST_PAIRS:
            raise _refuse(rows, int(np.searchsorted(rows.image, found.argmax())))
        parts.append(part)
        start = stop
    return Pairs(*(np.concatenate(column) for column in zip(*parts, strict=True)))


_Part = tuple[Integers, Integers, Floats]


def _overlapping(
    corners: Boxes, areas: Floats, crowd: Integers, followers: Integers, start: int
) -> _Part:
    """Pairs of each row from `start` on with the `followers` rows behind it."""
    first = np.repeat(np.arange(start, start + len(followers)), followers)
    offset = np.repeat(np.cumsum(followers) - followers, followers)
    second = first + 1 + np.arange(len(first)) - offset
    one, other = corners[first], corners[second]
    sides = np.minimum(one[:, 2:], other[:, 2:]) - np.maximum(one[:, :2], other[:, :2])
    kept = np.flatnonzero((sides > 0).all(axis=1) & (crowd[first] != crowd[second]))
    first, second = first[kept], second[kept]
    shared = sides[kept, 0] * sides[kept, 1]
    # x + width is rounded, so two equal boxes may seem to overlap by more than their area.
    iou = np.minimum(shared / (areas[first] + areas[second] - shared), 1.0)
    return first, second, iou
