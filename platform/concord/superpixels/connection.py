"""Cells in one piece: what lies apart from its cell, and is small, joins a neighbour."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

Labels = NDArray[np.int32]


def connected(labels: Labels, *, fewest: int) -> Labels:
    """The parts of `labels` (rows, columns), numbered from 0 in the order of their first sample.

    A part is what hangs together side by side. One with fewer than `fewest` samples joins the
    neighbour it shares the longest border with, the smallest first numbers where borders are equal;
    one without a neighbour stays.
    """
    parts = _parts(labels)
    while True:
        joined = _joined(parts, fewest)
        if joined is None:
            return _in_order(parts)
        parts = joined


def _parts(labels: Labels) -> Labels:
    numbers = np.arange(labels.size, dtype=np.int32).reshape(labels.shape)
    beside = labels[:, 1:] == labels[:, :-1]
    below = labels[1:] == labels[:-1]
    first = np.concatenate([numbers[:, :-1][beside], numbers[:-1][below]])
    second = np.concatenate([numbers[:, 1:][beside], numbers[1:][below]])
    ones = np.ones(first.size, dtype=np.int8)
    graph = sparse.coo_matrix((ones, (first, second)), shape=(labels.size, labels.size))
    _, found = connected_components(graph, directed=False)
    return found.astype(np.int32).reshape(labels.shape)


def _joined(parts: Labels, fewest: int) -> Labels | None:
    """The parts after the small ones have joined neighbours; None where nothing can."""
    sizes = np.bincount(parts.ravel())
    own, other, border = _borders(parts)
    is_small = sizes[own] < fewest
    own, other, border = own[is_small], other[is_small], border[is_small]
    if own.size == 0:
        return None
    # Into another small one only where all neighbours are small.
    order = np.lexsort((other, -border, sizes[other] < fewest, own))
    small, first = np.unique(own[order], return_index=True)
    chosen = other[order][first]
    ones = np.ones(small.size, dtype=np.int8)
    graph = sparse.coo_matrix((ones, (small, chosen)), shape=(sizes.size, sizes.size))
    _, merged = connected_components(graph, directed=False)
    return merged.astype(np.int32)[parts]


def _borders(parts: Labels) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of neighbouring parts, both ways round, and how many sides of samples they share."""
    ends = [(parts[:, :-1], parts[:, 1:]), (parts[:-1], parts[1:])]
    count = int(parts.max()) + 1
    pairs = [
        one[one != two].astype(np.int64) * count + two[one != two]
        for a, b in ends
        for one, two in ((a, b), (b, a))
    ]
    keys, border = np.unique(np.concatenate(pairs), return_counts=True)
    return keys // count, keys % count, border


def _in_order(parts: Labels) -> Labels:
    _, first, inverse = np.unique(parts, return_index=True, return_inverse=True)
    numbers = np.empty(first.size, dtype=np.int32)
    numbers[np.argsort(first, kind="stable")] = np.arange(first.size, dtype=np.int32)
    return numbers[inverse.reshape(parts.shape)]
