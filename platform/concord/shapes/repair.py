"""A greedy clustering put right: each person's shapes assigned anew, in the best way there is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from concord.matching import match
from concord.shapes.pairs import Floats, Integers

_REPAIR_ROUNDS = 5


def is_settled(
    similarity: Floats, annotator: Integers, groups: Integers, threshold: float
) -> NDArray[np.bool_]:
    """Sets in which every shape already lies with those that it is most like: (sets,).

    Then no assignment can better it. `similarity` is (sets, k, k), the others (sets, k); groups
    are named after the place of their first shape.
    """
    others = np.where(annotator[:, :, None] == annotator[:, None, :], 0.0, similarity)
    in_group = groups[:, :, None] == np.arange(groups.shape[1])
    is_other = (annotator[:, :, None] != annotator[:, None, :]).astype(np.float64)
    total, count = others @ in_group, is_other @ in_group
    means = np.divide(total, count, out=np.zeros_like(total), where=count > 0)
    own = np.where(in_group, means, 0.0).max(axis=2)
    elsewhere = np.where(in_group, 0.0, means).max(axis=2)
    is_alone = (in_group & (count > 0)).sum(axis=2) == 0
    stays = np.where(is_alone, elsewhere < threshold, (own >= threshold) & (own >= elsewhere))
    settled: NDArray[np.bool_] = stays.all(axis=1)
    return settled


def repaired(
    similarity: Floats, annotator: Integers, groups: Integers, threshold: float
) -> Integers:
    """Assign each annotator's shapes to the others' groups in the best way there is.

    `similarity` is (k, k), the others (k,). An assignment is taken if it brings groups closer
    together. Groups are named after the place of their first shape, also in the result.
    """
    clusters = [np.flatnonzero(groups == name).tolist() for name in np.unique(groups)]
    cohesion = _cohesion(similarity, clusters)
    for _ in range(_REPAIR_ROUNDS):
        before = cohesion
        for person in np.unique(annotator).tolist():
            candidate = _reassigned(similarity, annotator, clusters, person, threshold)
            closer = _cohesion(similarity, candidate)
            # More than rounding, or two equal answers would take turns.
            if closer > cohesion + 1e-9:
                clusters, cohesion = candidate, closer
        if cohesion == before:
            break
    names = np.empty_like(groups)
    for cluster in clusters:
        names[cluster] = min(cluster)
    return names


def _reassigned(
    similarity: Floats,
    annotator: Integers,
    clusters: list[list[int]],
    person: int,
    threshold: float,
) -> list[list[int]]:
    own = np.flatnonzero(annotator == person)
    others = [[place for place in one if annotator[place] != person] for one in clusters]
    others = [cluster for cluster in others if cluster]
    if not others:
        return clusters
    sizes = np.array([len(cluster) for cluster in others])
    order = np.array([place for cluster in others for place in cluster])
    to_each = similarity[np.ix_(own, order)]
    means = np.add.reduceat(to_each, np.cumsum(sizes) - sizes, axis=1) / sizes
    pairs = match(means, threshold=threshold)
    for pair in pairs:
        others[pair.second] = sorted([*others[pair.second], int(own[pair.first])])
    matched = {pair.first for pair in pairs}
    return others + [[int(place)] for index, place in enumerate(own) if index not in matched]


def _cohesion(similarity: Floats, clusters: list[list[int]]) -> float:
    """The sum over all shapes of their mean similarity with the others of their cluster."""
    total = 0.0
    for cluster in clusters:
        if len(cluster) > 1:
            inside = similarity[np.ix_(cluster, cluster)]
            total += float(inside.sum() - np.trace(inside)) / (len(cluster) - 1)
    return total
