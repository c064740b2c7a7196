"""One object of which a few people drew two shapes, put together again.

Nobody draws one object twice, so a slip of the hand keeps two clusters apart: the others' shapes
are parted among them. Where there are two objects, most of those who draw one draw both; where
there is one, few do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

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
    # Whoever drew all of one of two has a place in both: one shape alone is no double of another.
    several = _Several([one for one in clusters if len(one) > 1], similarity, annotator, threshold)
    clusters = [one for one in clusters if len(one) == 1]
    while (pair := several.closest(annotator, label)) is not None:
        kept, *left = _joined(similarity, annotator, *(several.clusters[at] for at in pair))
        several.join(pair, kept)
        clusters += left
    names = np.empty_like(groups)
    for cluster in [*clusters, *filter(None, several.clusters)]:
        names[cluster] = min(cluster)
    return names


class _Several:
    """Clusters of several people in one place, and which two of them may be one object.

    `_people` (clusters, people) says who drew in which, `_likeness` (clusters, clusters) how alike
    two are, the mean over their shapes, and `_may` which two may be joined. One that was joined to
    another is empty.
    """

    def __init__(
        self,
        clusters: list[list[int]],
        similarity: Floats,
        annotator: Integers,
        threshold: float,
    ) -> None:
        self.clusters = clusters
        self._similarity = similarity
        self._alike = (1.0 + threshold) / 2.0
        person = np.unique(annotator, return_inverse=True)[1]
        self._people = np.zeros((len(clusters), int(person.max(initial=-1)) + 1))
        self._cluster_of = np.full(len(annotator), -1)
        for at, cluster in enumerate(clusters):
            self._people[at, person[cluster]] = 1.0
            self._cluster_of[cluster] = at
        self._likeness = np.empty((len(clusters), len(clusters)))
        for at in range(len(clusters)):
            self._likeness[at] = self._means(at)
        self._may = np.zeros(self._likeness.shape, dtype=bool)
        for at in range(len(clusters)):
            self._may[at] = self._may_join(at)

    def closest(self, annotator: Integers, label: Integers) -> tuple[int, int] | None:
        """The two most alike of those that may be one object, and are called alike."""
        while self._may.any():
            likeness = np.where(self._may, self._likeness, -1.0)
            one, other = sorted(map(int, np.unravel_index(likeness.argmax(), likeness.shape)))
            if _are_called_alike(annotator, label, self.clusters[one], self.clusters[other]):
                return one, other
            self._may[one, other] = self._may[other, one] = False
        return None

    def join(self, pair: tuple[int, int], kept: list[int]) -> None:
        """`kept` are the shapes of both that stay, one of each person."""
        one, other = pair
        self._cluster_of[self.clusters[one] + self.clusters[other]] = -1
        self._cluster_of[kept] = one
        self.clusters[one], self.clusters[other] = kept, []
        self._people[one] = np.maximum(self._people[one], self._people[other])
        self._people[other] = 0.0
        self._likeness[one] = self._likeness[:, one] = self._means(one)
        self._may[one] = self._may[:, one] = self._may_join(one)
        self._may[other] = self._may[:, other] = False

    def _means(self, at: int) -> Floats:
        """The mean similarity of the shapes of one with those of each cluster."""
        with_each = self._similarity[self.clusters[at]].sum(axis=0)
        inside = self._cluster_of >= 0
        places = self._cluster_of[inside]
        total = np.bincount(places, weights=with_each[inside], minlength=len(self.clusters))
        size = np.bincount(places, minlength=len(self.clusters))
        return total / np.maximum(size * len(self.clusters[at]), 1)

    def _may_join(self, at: int) -> NDArray[np.bool_]:
        """Those that fewer than half of the people of both drew in both, and clearly alike.

        With one whose people all have a place in the other nothing is won.
        """
        both = self._people @ self._people[at]
        size = self._people.sum(axis=1)
        may: NDArray[np.bool_] = (both > 0) & (both < size) & (both < size[at])
        may &= 2 * both < size + size[at] - both
        may &= self._likeness[at] >= self._alike
        may[at] = False
        return may


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
