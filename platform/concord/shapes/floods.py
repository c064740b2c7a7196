"""Somebody who draws a great many shapes in one spot: how others' shapes stay as they are.

Nobody draws one object twice. So each of a thousand shapes that one person draws on an object may
take one of the others' to itself, and keeps these from coming together. Who drew most of a set is
therefore put aside: the others' shapes are clustered without theirs, and theirs are assigned to
what came of it, each cluster at most one. What one person drew cannot part the others then.

It also bounds memory: shapes of one person in one spot are not compared with each other, and
what is too much even so is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from concord.geometry.keypoints import comparing_us, count_alike
from concord.geometry.lines import strip_bounds
from concord.geometry.similar import NEXT_TO_NOTHING, OUTLINES, Pairs, meet_many
from concord.geometry.work import TooManyAlike, Work
from concord.matching import match
from concord.shapes.budget import Budget
from concord.shapes.limits import LIMITS
from concord.shapes.table import Rows

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

#: Who drew no more shapes of a set than this parts nobody's for long: see `doubles`.
MOST_USUAL = 16
#: A shape that more others of the same person overlap lies in a crowd of theirs.
MOST_OWN = 64
#: So does a set of keypoints that has anything in common with more of theirs: on even ground
#: there are some seven times as many of these as of those alike enough to be one object.
MOST_OWN_NEAR = 512
#: Chains of similar shapes are compared in tables of their square: 200 MB each for so many.
MOST_TOGETHER = 5_000
#: Pairs of shapes of one image that have anything in common: some 100 MB.
MOST_PAIRS = 4_000_000
_ROWS_AT_A_TIME = 256


class TooManyTogether(ValueError):  # noqa: N818 -- an answer, not a fault
    """More shapes lie in one place of an image than can be compared; `row` is one of them."""

    def __init__(self, row: int, image: str = "") -> None:
        where = f"Image {image}: more" if image else "More"
        super().__init__(
            f"{where} shapes lie on one another than can be compared. Leave out the drawings that "
            "have hundreds of shapes on one spot."
        )
        self.row = row
        self.image = image


def crowding(rows: Rows, budget: Budget | None = None) -> Booleans:
    """(rows,): shapes that lie on more than MOST_OWN others that the same person drew on the image.

    Bounds say so of boxes and masks, also of those without width or height, and of outlines and
    the strips of lines that they may. Keypoints lie on those that some threshold would take for
    the same object. Time grows with the square of one person's shapes on one image. All
    kinds of a table share a `budget`. Raises TooManyTogether, with the image, where it would cost
    more than MOST_CROWDS_US.
    """
    budget = budget or Budget.of(int(rows.image.max(initial=0)) + 1)
    found = np.zeros(len(rows.image), dtype=np.bool_)
    drawing, counts = rows.drawn_counts()
    if counts.max(initial=0) <= MOST_OWN:
        return found
    order = np.argsort(drawing, kind="stable")
    ends = np.cumsum(counts)
    for number in np.flatnonzero(counts > MOST_OWN).tolist():
        here = order[ends[number] - counts[number] : ends[number]]
        image = int(rows.image[here[0]])
        work = budget.crowds_on(image)
        try:
            found[here] = _lie_on_many(rows, here, work)
        except TooManyAlike as refused:
            raise TooManyTogether(int(here[0]), rows.image_of(int(here[0]))) from refused
        budget.crowds_spent_on(image, work)
    return found


def _lie_on_many(rows: Rows, here: Integers, work: Work) -> Booleans:
    """Which of the rows `here`, one person's on one image, lie in a crowd of these."""
    geometries = [rows.shapes[row].geometry for row in here.tolist()] if rows.shapes else []
    if rows.kind == "keypoints":
        levels = (LIMITS["keypoints"].lowest, NEXT_TO_NOTHING)
        work.add(comparing_us(geometries))
        alike, near = count_alike(geometries, levels)
        is_in_crowd: Booleans = (alike > MOST_OWN) | (near > MOST_OWN_NEAR)
        return is_in_crowd
    bounds = rows.bounds[here]
    may: Booleans = (
        _overlapped(strip_bounds(bounds) if rows.kind == "polyline" else bounds) > MOST_OWN
    )
    if rows.kind in OUTLINES and may.any():
        return meet_many(MOST_OWN, rows.kind, geometries, work)
    return may


def _overlapped(bounds: Floats) -> Integers:
    """By how many others each is overlapped or touched: (k, 4) -> (k,)."""
    first, last = bounds[:, :2], bounds[:, :2] + bounds[:, 2:]
    counts = np.zeros(len(bounds), dtype=np.int64)
    for low in range(0, len(bounds), _ROWS_AT_A_TIME):
        some = slice(low, low + _ROWS_AT_A_TIME)
        meets = (first[some, None] <= last) & (last[some, None] >= first)
        counts[some] = meets.all(axis=2).sum(axis=1) - 1
    return counts


@dataclass(frozen=True, slots=True, eq=False)
class Parted:
    """Pairs of shapes without the floods, the sets (rows,) that chains of them connect, and the
    floods, each the `rows` of one person in one set, the first to be assigned first."""

    pairs: Pairs
    set_of: Integers
    floods: list[Integers]


def part_floods(annotator: Integers, pairs: Pairs, threshold: float, *, larger_than: int) -> Parted:
    """Put aside who drew most of a set of more than `larger_than` shapes that chains of similar
    pairs connect, and more than MOST_USUAL of it; then the same of what is left."""
    floods: list[Integers] = []
    while True:
        set_of = connected_sets(annotator, pairs, threshold)
        found = list(_most_of_sets(annotator, set_of, larger_than))
        if not found:
            return Parted(pairs, set_of, floods[::-1])
        floods += found
        is_left = np.ones(len(annotator), dtype=np.bool_)
        is_left[np.concatenate(found)] = False
        kept = is_left[pairs.first] & is_left[pairs.second]
        pairs = Pairs(pairs.first[kept], pairs.second[kept], pairs.similarity[kept])


def _most_of_sets(annotator: Integers, set_of: Integers, larger_than: int) -> Iterator[Integers]:
    size = np.bincount(set_of)
    order, ends = np.argsort(set_of, kind="stable"), np.cumsum(size)
    for number in np.flatnonzero(size > max(larger_than, MOST_USUAL)).tolist():
        rows = order[ends[number] - size[number] : ends[number]]
        counts = np.bincount(annotator[rows])
        person = int(counts.argmax())
        if counts[person] > max(MOST_USUAL, len(rows) / 2):
            yield rows[annotator[rows] == person]


def connected_sets(annotator: Integers, pairs: Pairs, threshold: float) -> Integers:
    """Sets of shapes that chains of similar pairs of two people connect: (rows,), their numbers."""
    similar = (pairs.similarity >= threshold) & (annotator[pairs.first] != annotator[pairs.second])
    links = (np.ones(int(similar.sum())), (pairs.first[similar], pairs.second[similar]))
    graph = sparse.csr_array(links, shape=(len(annotator), len(annotator)))
    number: Integers = connected_components(graph, directed=False)[1].astype(np.int64)
    return number


def with_floods(
    first_row: Integers, pairs: Pairs, floods: list[Integers], threshold: float
) -> Integers:
    """The clusters with the floods assigned to them: (rows,) -> (rows,).

    `first_row` names the cluster of each row by its first row, and each row of a flood by itself.
    One after the other, each flood's shapes are assigned to the clusters there are by then in the
    best way there is, where they are alike by the `threshold`; what is left stays alone.
    """
    if not floods:
        return first_row
    near = _Near(first_row, pairs, floods)
    for rows in floods:
        table, clusters = near.towards(rows)
        matched = match(table, threshold=threshold) if table.size else ()
        near.assign(rows, [(one.first, int(clusters[one.second])) for one in matched])
    names = np.arange(len(first_row))
    np.minimum.at(names, near.cluster, np.arange(len(first_row)))
    return names[near.cluster]


class _Near:
    """What the shapes of floods are alike to, and which cluster that is in by now.

    `cluster` (rows,) is the cluster of each row, by the name of one of its rows.
    """

    def __init__(self, first_row: Integers, pairs: Pairs, floods: list[Integers]) -> None:
        self.cluster = first_row.copy()
        self._size = np.bincount(first_row, minlength=len(first_row))
        self._waits = np.zeros(len(first_row), dtype=np.bool_)
        self._waits[np.concatenate(floods)] = True
        row = np.concatenate([pairs.first, pairs.second])
        touches = np.flatnonzero(self._waits[row])
        touches = touches[np.argsort(row[touches], kind="stable")]
        self._row = row[touches]
        self._other = np.concatenate([pairs.second, pairs.first])[touches]
        self._similarity = np.tile(pairs.similarity, 2)[touches]

    def towards(self, rows: Integers) -> tuple[Floats, Integers]:
        """How alike `rows` are to the clusters near them, the mean over the shapes of each:
        (rows, clusters); and the names of these clusters, (clusters,)."""
        starts = np.searchsorted(self._row, rows)
        counts = np.searchsorted(self._row, rows, side="right") - starts
        own = np.repeat(np.arange(len(rows)), counts)
        at = np.arange(len(own)) - np.repeat(np.cumsum(counts) - counts - starts, counts)
        kept = ~self._waits[self._other[at]]
        own, at = own[kept], at[kept]
        clusters, column = np.unique(self.cluster[self._other[at]], return_inverse=True)
        if len(rows) * len(clusters) > MOST_TOGETHER**2:
            raise TooManyTogether(int(rows[0]))
        table = np.zeros((len(rows), len(clusters)))
        np.add.at(table, (own, column), self._similarity[at])
        return table / self._size[clusters], clusters

    def assign(self, rows: Integers, matched: list[tuple[int, int]]) -> None:
        """Each of `matched` has a place in `rows`, and the cluster it now belongs to."""
        self._waits[rows] = False
        for place, cluster in matched:
            self.cluster[rows[place]] = cluster
            self._size[cluster] += 1
