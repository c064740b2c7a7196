"""One large set of shapes that all lie in one place, as a drawing of thousands of boxes on a spot
makes it: the linkage and the look at its result, as for many small sets at once, in time that
grows with the square of the shapes where joins are few, and with few tables of all pairs.
"""

from __future__ import annotations

import numpy as np

from concord.shapes.pairs import Floats, Integers

#: Sets of more shapes are worked on alone.
ALONE_FROM = 64
#: In a table of similarities: these two may not be joined.
FORBIDDEN = -1.0
_ROWS_AT_A_TIME = 256


def linked_alone(similarity: Floats, annotator: Integers, threshold: float) -> Integers:
    """Average linkage under the rule of one shape an annotator: (k, k), (k,) -> (k,).

    Each shape gets the place of the first shape of its group. Every row keeps its closest in
    mind: a join looks through the rows anew that were closest to what was joined, and no others
    (Anderberg 1973, the stored nearest neighbour).
    """
    table = similarity.copy()
    table[annotator[:, None] == annotator] = FORBIDDEN
    groups, sizes = np.arange(len(annotator)), np.ones(len(annotator))
    closest = table.argmax(axis=1)
    value = table[groups, closest]
    while True:
        first = int(value.argmax())
        if value[first] < threshold:
            return groups
        # Similarity is symmetric, so the first row with the largest value is before its closest.
        second = int(closest[first])
        _join(table, sizes, first, second)
        groups[groups == second] = first
        _look_again(table, closest, value, first, second)


def _join(table: Floats, sizes: Floats, first: int, second: int) -> None:
    """Put the group `second` into `first`."""
    one, other = table[first], table[second]
    joined = (sizes[first] * one + sizes[second] * other) / (sizes[first] + sizes[second])
    joined[(one < 0) | (other < 0)] = FORBIDDEN
    table[first] = table[:, first] = joined
    table[second] = table[:, second] = FORBIDDEN
    sizes[first] += sizes[second]


def _look_again(table: Floats, closest: Integers, value: Floats, first: int, second: int) -> None:
    """Everybody's closest after a join. A mean is never above the larger of the two."""
    stale = (closest == first) | (closest == second)
    stale[[first, second]] = True
    rows = np.flatnonzero(stale)
    for low in range(0, len(rows), _ROWS_AT_A_TIME):
        some = rows[low : low + _ROWS_AT_A_TIME]
        closest[some] = table[some].argmax(axis=1)
        value[some] = table[some, closest[some]]
    ties = ~stale & (table[:, first] == value) & (closest > first)
    closest[ties] = first


def is_settled_alone(
    similarity: Floats, annotator: Integers, groups: Integers, threshold: float
) -> bool:
    """Whether every shape already lies with those that it is most like: (k, k), (k,), (k,).

    Groups are named after the place of their first shape.
    """
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    column = np.searchsorted(groups[order][starts], groups)
    for low in range(0, len(groups), _ROWS_AT_A_TIME):
        rows = slice(low, low + _ROWS_AT_A_TIME)
        is_other = annotator[rows, None] != annotator[order]
        count = np.add.reduceat(is_other.astype(np.float64), starts, axis=1)
        total = np.add.reduceat(similarity[rows][:, order] * is_other, starts, axis=1)
        means = np.divide(total, count, out=np.zeros_like(total), where=count > 0)
        at = (np.arange(len(means)), column[rows])
        own, is_alone = means[at], count[at] == 0
        means[at] = 0.0
        elsewhere = means.max(axis=1)
        stays = np.where(is_alone, elsewhere < threshold, (own >= threshold) & (own >= elsewhere))
        if not stays.all():
            return False
    return True
