"""Which boxes of several people are the same object?

Average linkage under the rule that nobody draws one object twice, then a repair: everybody's
boxes are assigned anew to what the others drew, as long as that brings the boxes of the clusters
closer together.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from concord.geometry.boxes import Boxes, pairwise_iou
from concord.matching import match

Integers = NDArray[np.int64]
Cluster = tuple[int, ...]

_REPAIR_ROUNDS = 5
#: Boxes against all boxes, this many rows at a time, so that crowded images stay affordable.
_ROWS_AT_A_TIME = 512
#: In the table of similarities: these two may not be joined.
_FORBIDDEN = -1.0


def cluster_boxes(boxes: Boxes, annotators: Integers, *, threshold: float) -> tuple[Cluster, ...]:
    """Partition the boxes of one image: (n, 4), (n,) -> indices, each cluster in rising order.

    A cluster holds at most one box of each annotator. Two clusters are joined while the mean IoU
    between their boxes is at least `threshold`, the closest first. Clusters are ordered by their
    first box. The result depends on the order of the rows only where similarities are equal:
    put rows into a canonical order first. No boxes give no clusters. Cubic in the number of
    boxes that overlap one another, quadratic in that of all boxes.
    """
    if not 0 < threshold <= 1:
        raise ValueError("The threshold of a clustering lies above 0 and at most at 1.")
    clusters: list[Cluster] = []
    for members in _overlapping(boxes, annotators, threshold):
        if len(members) == 1:
            clusters.append((int(members[0]),))
            continue
        iou = pairwise_iou(boxes[members], boxes[members])
        groups = _linked(iou, annotators[members], threshold)
        groups = _repaired(iou, annotators[members], groups, threshold)
        clusters += [tuple(int(members[index]) for index in group) for group in groups]
    return tuple(sorted(clusters))


def _overlapping(
    boxes: Boxes, annotators: Integers, threshold: float
) -> Iterator[NDArray[np.intp]]:
    """Sets of boxes that chains of similar pairs connect. No cluster reaches beyond one."""
    parent = list(range(len(boxes)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for start in range(0, len(boxes), _ROWS_AT_A_TIME):
        rows = slice(start, start + _ROWS_AT_A_TIME)
        similar = pairwise_iou(boxes[rows], boxes) >= threshold
        similar &= annotators[rows, None] != annotators[None, :]
        for first, second in np.argwhere(similar):
            parent[root(int(first) + start)] = root(int(second))
    roots = np.array([root(index) for index in range(len(boxes))], dtype=np.int64)
    for one in np.unique(roots):
        yield np.flatnonzero(roots == one)


def _linked(iou: Boxes, annotators: Integers, threshold: float) -> list[list[int]]:
    """Agglomerate by average linkage with the cannot-link rule of one box an annotator."""
    similarity = np.where(annotators[:, None] == annotators[None, :], _FORBIDDEN, iou)
    groups = [[index] for index in range(len(iou))]
    while True:
        first, second = divmod(int(similarity.argmax()), len(iou))
        if similarity[first, second] < threshold:
            return [sorted(group) for group in groups if group]
        size, other_size = len(groups[first]), len(groups[second])
        joined = (size * similarity[first] + other_size * similarity[second]) / (size + other_size)
        joined[(similarity[first] < 0) | (similarity[second] < 0)] = _FORBIDDEN
        groups[first] += groups[second]
        groups[second] = []
        similarity[first], similarity[:, first] = joined, joined
        similarity[second], similarity[:, second] = _FORBIDDEN, _FORBIDDEN


def _repaired(
    iou: Boxes, annotators: Integers, groups: list[list[int]], threshold: float
) -> list[list[int]]:
    """Assign each annotator's boxes to the others' clusters in the best way there is."""
    cohesion = _cohesion(iou, groups)
    for _ in range(_REPAIR_ROUNDS):
        before = cohesion
        for annotator in np.unique(annotators):
            candidate = _reassigned(iou, annotators, groups, int(annotator), threshold)
            closer = _cohesion(iou, candidate)
            # More than rounding, or two equal answers would take turns.
            if closer > cohesion + 1e-9:
                groups, cohesion = candidate, closer
        if cohesion == before:
            break
    return groups


def _reassigned(
    iou: Boxes, annotators: Integers, groups: list[list[int]], annotator: int, threshold: float
) -> list[list[int]]:
    own = np.flatnonzero(annotators == annotator)
    others = [[index for index in group if annotators[index] != annotator] for group in groups]
    others = [group for group in others if group]
    if not others:
        return groups
    similarity = np.stack([iou[own][:, group].mean(axis=1) for group in others], axis=1)
    pairs = match(similarity, threshold=threshold)
    for pair in pairs:
        others[pair.second] = sorted([*others[pair.second], int(own[pair.first])])
    matched = {pair.first for pair in pairs}
    return others + [[int(box)] for index, box in enumerate(own) if index not in matched]


def _cohesion(iou: Boxes, groups: list[list[int]]) -> float:
    """The sum over all boxes of their mean IoU with the others of their cluster."""
    total = 0.0
    for group in groups:
        if len(group) > 1:
            inside = iou[np.ix_(group, group)]
            total += float(inside.sum() - np.trace(inside)) / (len(group) - 1)
    return total
