"""What a fusion works on, and what it gives back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from concord.geometry.oriented import Geometry

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """The shapes of one kind in all clusters, one row each, ordered by cluster.

    `cluster` and `annotator` (rows,); every cluster has a row. `annotators` names the people.
    """

    kind: str
    geometries: Sequence[Geometry]
    cluster: Integers
    annotator: Integers
    annotators: tuple[str, ...]

    @property
    def cluster_count(self) -> int:
        """How many clusters there are."""
        return int(self.cluster[-1]) + 1 if len(self.cluster) else 0

    @property
    def starts(self) -> Integers:
        """The first row of each cluster, and the number of rows: (clusters + 1,)."""
        starts: Integers = np.searchsorted(self.cluster, np.arange(self.cluster_count + 1))
        return starts

    @property
    def sizes(self) -> Integers:
        """How many shapes each cluster has, (clusters,)."""
        return np.bincount(self.cluster, minlength=self.cluster_count)

    def of_clusters(self, chosen: NDArray[np.bool_]) -> Members:
        """The rows of some clusters, numbered anew: `chosen` is (clusters,)."""
        if chosen.all():
            return self
        rows = np.flatnonzero(chosen[self.cluster])
        number = np.cumsum(chosen) - 1
        return Members(
            self.kind,
            [self.geometries[row] for row in rows.tolist()],
            number[self.cluster[rows]],
            self.annotator[rows],
            self.annotators,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Fused:
    """One geometry for each cluster, and the similarity to expect with the object.

    `expected` (clusters,), in (0, 1], uncalibrated: IoU for areas, OKS for keypoints, buffered
    IoU for lines.
    """

    geometries: Sequence[Geometry]
    expected: Floats


def sums_by(groups: Integers, count: int) -> sparse.csr_array:
    """The matrix that adds up the rows of each group: (count, rows)."""
    rows = np.arange(len(groups))
    return sparse.csr_array((np.ones(len(groups)), (groups, rows)), shape=(count, len(groups)))


def have_extent(members: Members, sizes_px: Floats) -> NDArray[np.bool_]:
    """Clusters whose members have a positive size in every direction, (clusters,).

    `sizes_px` is (rows, directions). Others are alone: what has no area is like nothing else.
    They teach nothing, and stay as they were drawn.
    """
    is_flat = (sizes_px <= 0).any(axis=1)
    flat_members = np.bincount(members.cluster[is_flat], minlength=members.cluster_count)
    return np.asarray(flat_members == 0, dtype=bool)


def are_equal(members: Members) -> NDArray[np.bool_]:
    """Clusters whose members are all the very same shape, also those of one: (clusters,)."""
    drawn = members.geometries
    starts = members.starts.tolist()
    equal = [
        all(drawn[row] == drawn[first] for row in range(first + 1, last))
        for first, last in pairwise(starts)
    ]
    return np.array(equal, dtype=bool)
