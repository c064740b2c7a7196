"""Which shape of one answer is which shape of another?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Similarities = NDArray[np.float64]
Integers = NDArray[np.int64]

#: Groups of shapes that overlap one another are small. Only a pathological one is worth the
#: price of importing SciPy into a web process.
_MAX_PLAIN_GROUP = 32
#: With more possible pairs a table is quicker than a list of them.
_MANY = 10_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Row `first` is column `second`, with this similarity (an IoU, in [threshold, 1])."""

    first: int
    second: int
    iou: float


def match(similarities: Similarities, *, threshold: float) -> tuple[Pair, ...]:
    """The one-to-one pairs with the largest total similarity, each at least `threshold`.

    `similarities` has shape (n, m), values in [0, 1]; `threshold` is above 0. Rows and columns
    may stay unmatched. Pairs are ordered by row. Where several matchings are equally good, the
    one returned depends on the order of rows and columns, and on nothing else. An empty side
    gives no pairs. Source: Kuhn 1955 with the shortest augmenting paths of Jonker and Volgenant
    1987, on each group of shapes that possible pairs connect: cubic in the size of the largest
    group, not of the image.
    """
    if not 0 < threshold <= 1:
        raise ValueError("The threshold of a matching lies above 0 and at most at 1.")
    is_possible = similarities >= threshold
    if np.count_nonzero(is_possible) > _MANY:
        return _match_at_once(similarities, is_possible)
    rows, columns = np.nonzero(is_possible)
    values = similarities[rows, columns]
    return match_pairs(
        [Pair(*one) for one in zip(rows.tolist(), columns.tolist(), values.tolist(), strict=True)]
    )


def _match_at_once(similarities: Similarities, is_possible: NDArray[np.bool_]) -> tuple[Pair, ...]:
    """All groups as one."""
    found = _assign(np.where(is_possible, similarities, 0.0))
    return tuple(
        Pair(row, column, float(similarities[row, column]))
        for row, column in sorted(found)
        if is_possible[row, column]
    )


def match_pairs(possible: Sequence[Pair]) -> tuple[Pair, ...]:
    """As `match`, from the pairs that may be, each once, with a similarity above 0.

    No table of all rows and columns is made, only of the groups that pairs connect.
    """
    iou_of = {(pair.first, pair.second): pair.iou for pair in possible}
    pairs: list[Pair] = []
    for rows, columns in _groups(possible):
        weights = np.array([[iou_of.get((row, column), 0.0) for column in columns] for row in rows])
        for row, column in _assign(weights):
            found = rows[row], columns[column]
            if found in iou_of:
                pairs.append(Pair(*found, iou_of[found]))
    return tuple(sorted(pairs, key=lambda pair: pair.first))


def match_columns(first: Integers, second: Integers, similarity: Similarities) -> tuple[Pair, ...]:
    """As `match_pairs`, of columns (pairs,). Of millions of pairs none becomes a value of its own
    that is not matched."""
    if len(first) <= _MANY:
        every = zip(first.tolist(), second.tolist(), similarity.tolist(), strict=True)
        return match_pairs([Pair(*one) for one in every])
    pairs: list[Pair] = []
    for here in _connected(first, second):
        rows, row = np.unique(first[here], return_inverse=True)
        columns, column = np.unique(second[here], return_inverse=True)
        weights = np.zeros((len(rows), len(columns)))
        weights[row, column] = similarity[here]
        pairs += [
            Pair(int(rows[one]), int(columns[other]), float(weights[one, other]))
            for one, other in _assign(weights)
            if weights[one, other]
        ]
    return tuple(sorted(pairs, key=lambda pair: pair.first))


def _connected(first: Integers, second: Integers) -> list[Integers]:
    """Which pairs chains of them connect, as numbers of pairs."""
    from scipy import sparse  # noqa: PLC0415 -- see _MAX_PLAIN_GROUP
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 -- as above

    rows, row = np.unique(first, return_inverse=True)
    columns, column = np.unique(second, return_inverse=True)
    count = len(rows) + len(columns)
    links = (np.ones(len(row)), (row, len(rows) + column))
    group = connected_components(sparse.csr_array(links, shape=(count, count)), directed=False)[1]
    order = np.argsort(group[row], kind="stable")
    return np.split(order, np.flatnonzero(np.diff(group[row][order])) + 1)


def _groups(possible: Sequence[Pair]) -> Iterator[tuple[list[int], list[int]]]:
    """Rows and columns that possible pairs connect, each group in increasing order."""
    columns_of: dict[int, list[int]] = {}
    rows_of: dict[int, list[int]] = {}
    for pair in possible:
        columns_of.setdefault(pair.first, []).append(pair.second)
        rows_of.setdefault(pair.second, []).append(pair.first)
    seen = set[int]()
    for start in sorted(columns_of):
        if start in seen:
            continue
        seen.add(start)
        rows, columns, waiting = [start], set[int](), [start]
        while waiting:
            for column in columns_of[waiting.pop()]:
                if column in columns:
                    continue
                columns.add(column)
                for row in rows_of[column]:
                    if row not in seen:
                        seen.add(row)
                        rows.append(row)
                        waiting.append(row)
        yield sorted(rows), sorted(columns)


def _assign(weights: Similarities) -> list[tuple[int, int]]:
    """The assignment of the largest total weight; every row or every column is used."""
    if weights.shape == (1, 1):
        return [(0, 0)]
    if max(weights.shape) > _MAX_PLAIN_GROUP:
        from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 -- see _MAX_PLAIN_GROUP

        rows, columns = linear_sum_assignment(weights, maximize=True)
        return list(zip(rows.tolist(), columns.tolist(), strict=True))
    if weights.shape[0] > weights.shape[1]:
        return [(row, column) for column, row in _shortest_paths((-weights.T).tolist())]
    return _shortest_paths((-weights).tolist())


def _shortest_paths(costs: list[list[float]]) -> list[tuple[int, int]]:
    """The assignment of least cost for a table with at least as many columns as rows.

    Each row is added by the shortest augmenting path under the potentials of rows and columns
    (Jonker and Volgenant 1987). Column `unused` stands for the row being added.
    """
    width = len(costs[0])
    unused = width
    row_potential = [0.0] * len(costs)
    column_potential = [0.0] * (width + 1)
    row_at = [-1] * (width + 1)
    for new_row in range(len(costs)):
        row_at[unused] = new_row
        column, previous = unused, [unused] * width
        slack, done = [float("inf")] * width, [False] * (width + 1)
        while row_at[column] >= 0:
            done[column] = True
            row, nearest, step = row_at[column], -1, float("inf")
            for other in range(width):
                if done[other]:
                    continue
                reduced = costs[row][other] - row_potential[row] - column_potential[other]
                if reduced < slack[other]:
                    slack[other], previous[other] = reduced, column
                if slack[other] < step:
                    nearest, step = other, slack[other]
            for other in range(width + 1):
                if done[other]:
                    row_potential[row_at[other]] += step
                    column_potential[other] -= step
                elif other < width:
                    slack[other] -= step
            column = nearest
        while column != unused:
            row_at[column] = row_at[previous[column]]
            column = previous[column]
    return [(row_at[column], column) for column in range(width) if row_at[column] >= 0]
