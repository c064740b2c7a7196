"""One object of which a few people drew two shapes, put together again.

Nobody draws one object twice, so a slip of the hand keeps two clusters apart: the others' shapes
are parted among them. Where there are two objects, most of those who draw one draw both; where
there is one, few do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from concord.shapes.pairs import Floats, Integers


def may_have_doubles(
    similarity: Floats, annotator: Integers, threshold: float
) -> NDArray[np.bool_]:
    """Sets in which somebody drew two similar shapes, (sets,): `similarity` (sets, k, k) and
    `annotator` (sets, k)."""
    by_one = annotator[:, :, None] == annotator[:, None, :]
    by_one &= ~np.eye(annotator.shape[1], dtype=bool)
    found: NDArray[np.bool_] = (by_one & (similarity >= threshold)).any(axis=(1, 2))
    return found


def without_doubles(
    similarity: Floats,
    annotator: Integers,
    label: Integers,
    groups: Integers,
    threshold: float,
) -> Integers:
    """The groups (k,), those joined that fewer than half of their people drew in both.

    They are joined when their shapes are clearly alike, by half of what the threshold leaves, and
    called alike, the closest first. Of two shapes of one person the one closer to the others'
    stays, the other is then alone. Groups are named after the place of their first shape.
    """
    clusters = [np.flatnonzero(groups == name).tolist() for name in np.unique(groups)]
    while True:
        pairs = [
            (_closeness(similarity, one, other), one, other)
            for one, other in combinations(clusters, 2)
            if _is_one(similarity, annotator, one, other, threshold)
            and _are_called_alike(annotator, label, one, other)
        ]
        if not pairs:
            break
        _, one, other = max(pairs, key=lambda pair: pair[0])
        clusters = [cluster for cluster in clusters if cluster not in (one, other)]
        clusters += _joined(similarity, annotator, one, other)
    names = np.empty_like(groups)
    for cluster in clusters:
        names[cluster] = min(cluster)
    return names


def _closeness(similarity: Floats, one: list[int], other: list[int]) -> float:
    return float(similarity[np.ix_(one, other)].mean())


def _is_one(
    similarity: Floats, annotator: Integers, one: list[int], other: list[int], threshold: float
) -> bool:
    people, others = set(annotator[one].tolist()), set(annotator[other].tolist())
    both = people & others
    # With one whose people all have a place in the other nothing is won.
    if both in (set(), people, others) or 2 * len(both) >= len(people | others):
        return False
    return _closeness(similarity, one, other) >= (1.0 + threshold) / 2.0


def _are_called_alike(
    annotator: Integers, label: Integers, one: list[int], other: list[int]
) -> bool:
    """Whoever drew in both called both the same, as most of the one and of the other may do: a
    label tells two objects apart that lie in one place, such as a monitor and its screen."""
    called, others = (
        dict(zip(annotator[cluster].tolist(), label[cluster].tolist(), strict=True))
        for cluster in (one, other)
    )
    if any(called[person] != others[person] for person in called.keys() & others.keys()):
        return False
    return not _most_given(called.values()).isdisjoint(_most_given(others.values()))


def _most_given(labels: Iterable[int]) -> set[int]:
    """The label given most often; several where they tie."""
    times = Counter(labels)
    most = max(times.values())
    return {label for label, count in times.items() if count == most}


def _joined(
    similarity: Floats, annotator: Integers, one: list[int], other: list[int]
) -> list[list[int]]:
    """The cluster of both, and those left over."""
    places = sorted([*one, *other])
    closeness = similarity[np.ix_(places, places)].sum(axis=1)
    best: dict[int, int] = {}
    for at in np.argsort(-closeness, kind="stable").tolist():
        best.setdefault(int(annotator[places[at]]), places[at])
    kept = sorted(best.values())
    return [kept, *([place] for place in places if place not in kept)]
