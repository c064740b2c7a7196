"""Which shapes of several people are the same object?

Average linkage under the rule that nobody draws one object twice, then a repair: everybody's
shapes are assigned anew to what the others drew, as long as that brings the shapes of the
clusters closer together. At last clusters are joined that only second shapes of a few keep apart.
Who drew most of a large set has no part in that (see `floods`).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from concord.shapes.crowded import ALONE_FROM, FORBIDDEN, is_settled_alone, linked_alone
from concord.shapes.doubles import may_have_doubles, without_doubles
from concord.shapes.floods import (
    MOST_TOGETHER,
    MOST_USUAL,
    Parted,
    TooManyTogether,
    part_floods,
    with_floods,
)
from concord.shapes.pairs import Floats, Integers, Pairs
from concord.shapes.repair import is_settled, repaired

#: Groups of one size are worked on together, as long as their tables have no more cells.
_CELLS_AT_A_TIME = 4_000_000


def cluster_rows(
    annotator: Integers, label: Integers, pairs: Pairs, *, threshold: float
) -> Integers:
    """Which cluster each row belongs to: (rows,) -> (rows,), numbered by their first rows.

    A cluster holds at most one shape of each annotator. Two clusters are joined while the mean
    similarity between their shapes is at least `threshold`, the closest first. Labels, as numbers,
    keep apart what somebody seems to have drawn twice, and nothing else. The result depends
    on the order of the rows only where similarities are equal: put rows into a canonical order
    first. Between the square and the cube of the shapes that chains of similar pairs connect, in
    tables of their square. Raises TooManyTogether where these would be too large.
    """
    _check(threshold)
    # Each shape is named after the first row of its cluster.
    first_row = np.arange(len(annotator))
    parted = part_floods(annotator, pairs, threshold, larger_than=MOST_USUAL)
    for members, similarity in _connected(parted):
        groups = _linked(similarity, annotator[members], threshold)
        for index in _unsettled(similarity, annotator[members], groups, threshold):
            groups[index] = repaired(
                similarity[index], annotator[members[index]], groups[index], threshold
            )
        double = may_have_doubles(similarity, annotator[members], threshold)
        for index in np.flatnonzero(double).tolist():
            groups[index] = without_doubles(
                similarity[index],
                annotator[members[index]],
                label[members[index]],
                groups[index],
                threshold,
            )
        first_row[members] = np.take_along_axis(members, groups, axis=1)
    first_row = with_floods(first_row, pairs, parted.floods, threshold)
    return np.unique(first_row, return_inverse=True)[1].astype(np.int64)


def _unsettled(
    similarity: Floats, annotator: Integers, groups: Integers, threshold: float
) -> list[int]:
    """The sets that a repair may better."""
    if annotator.shape[1] <= ALONE_FROM:
        return np.flatnonzero(~is_settled(similarity, annotator, groups, threshold)).tolist()
    sets = zip(similarity, annotator, groups, strict=True)
    return [
        index for index, one in enumerate(sets) if not is_settled_alone(*one, threshold=threshold)
    ]


def link_rows(annotator: Integers, pairs: Pairs, *, threshold: float) -> Integers:
    """The clusters before their repair, as agreement is defined on them: for each row, (rows,),
    the first row of its cluster.

    Average linkage and nothing else (Sokal and Michener 1958), under the rule of one shape an
    annotator; but for sets that are too large for it, of which somebody drew most. As
    `cluster_rows`.
    """
    _check(threshold)
    first_row = np.arange(len(annotator))
    parted = part_floods(annotator, pairs, threshold, larger_than=MOST_TOGETHER)
    for members, similarity in _connected(parted):
        groups = _linked(similarity, annotator[members], threshold)
        first_row[members] = np.take_along_axis(members, groups, axis=1)
    return with_floods(first_row, pairs, parted.floods, threshold)


def _check(threshold: float) -> None:
    if not 0 < threshold <= 1:
        raise ValueError("The threshold of a clustering lies above 0 and at most at 1.")


def _connected(parted: Parted) -> Iterator[tuple[Integers, Floats]]:
    """Sets of two shapes and more that chains of similar pairs connect: no cluster reaches beyond.

    Yields rows (sets, k) and their similarities (sets, k, k), for each k in turn.
    """
    pairs, one = parted.pairs, parted.set_of
    order = np.argsort(one, kind="stable")
    size = np.bincount(one)
    if size.max(initial=0) > MOST_TOGETHER:
        raise TooManyTogether(int(order[one[order] == size.argmax()][0]))
    start = np.cumsum(size) - size
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order)) - start[one[order]]
    inside = np.flatnonzero(one[pairs.first] == one[pairs.second])
    rank = np.empty(len(size), dtype=np.int64)
    for k in np.unique(size[size > 1]).tolist():
        sets = np.flatnonzero(size == k)
        rank[sets] = np.arange(len(sets))
        of_size = inside[size[one[pairs.first[inside]]] == k]
        set_of = rank[one[pairs.first[of_size]]]
        step = max(1, _CELLS_AT_A_TIME // (k * k))
        for low in range(0, len(sets), step):
            members = order[start[sets[low : low + step]][:, None] + np.arange(k)]
            here = (set_of >= low) & (set_of < low + step)
            yield members, _table(pairs, of_size[here], set_of[here] - low, place, members.shape)


def _table(
    pairs: Pairs, here: Integers, at: Integers, place: Integers, shape: tuple[int, ...]
) -> Floats:
    count, k = shape
    similarity = np.zeros((count, k, k))
    first, second = place[pairs.first[here]], place[pairs.second[here]]
    similarity[at, first, second] = similarity[at, second, first] = pairs.similarity[here]
    return similarity


def _linked(similarity: Floats, annotator: Integers, threshold: float) -> Integers:
    """Average linkage with the cannot-link rule, in all sets at once: (sets, k, k) -> (sets, k).

    Each shape gets the place of the first shape of its group (Sokal and Michener 1958).
    """
    count, k = annotator.shape
    if k > ALONE_FROM:
        sets = zip(similarity, annotator, strict=True)
        return np.stack([linked_alone(*one, threshold=threshold) for one in sets])
    by_one = annotator[:, :, None] == annotator[:, None, :]
    table = np.where(by_one, FORBIDDEN, similarity)
    groups = np.tile(np.arange(k), (count, 1))
    sizes = np.ones((count, k))
    active = np.arange(count)
    while True:
        best = table[active].reshape(len(active), -1).argmax(axis=1)
        first, second = np.divmod(best, k)
        joins = table[active, first, second] >= threshold
        active, first, second = active[joins], first[joins], second[joins]
        if not len(active):
            return groups
        _join(table, sizes, active, first, second)
        moved = groups[active] == second[:, None]
        groups[active] = np.where(moved, first[:, None], groups[active])


def _join(
    table: Floats, sizes: Floats, active: Integers, first: Integers, second: Integers
) -> None:
    """Put the group `second` of each active set into `first`."""
    one, other = table[active, first], table[active, second]
    size, other_size = sizes[active, first][:, None], sizes[active, second][:, None]
    joined = (size * one + other_size * other) / (size + other_size)
    joined[(one < 0) | (other < 0)] = FORBIDDEN
    table[active, first] = joined
    table[active, :, first] = joined
    table[active, second] = FORBIDDEN
    table[active, :, second] = FORBIDDEN
    sizes[active, first] += sizes[active, second]
