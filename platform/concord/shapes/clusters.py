"""The clusters of one kind of shape in all images, and who saw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import sparse

from concord.shapes.clustering import cluster_rows
from concord.shapes.existence import Sightings
from concord.shapes.floods import TooManyTogether
from concord.shapes.fusion.members import Integers, Members
from concord.shapes.pairs import Pairs
from concord.shapes.table import Rows, Table
from concord.shapes.threshold import Threshold


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """`cluster` (rows,) is the cluster of each row; clusters are numbered by their first rows.

    `order` (rows,) lists the rows cluster by cluster, `starts` (clusters + 1,) where each begins
    in it.
    """

    rows: Rows
    threshold: Threshold
    cluster: Integers
    order: Integers
    starts: Integers

    @property
    def count(self) -> int:
        """How many clusters there are."""
        return len(self.starts) - 1

    @property
    def first_rows(self) -> Integers:
        """The first row of each cluster, (clusters,)."""
        return self.order[self.starts[:-1]]

    @property
    def image(self) -> Integers:
        """The image of each cluster, (clusters,)."""
        return self.rows.image[self.first_rows]

    def member_rows(self) -> list[list[int]]:
        """The rows of each cluster, in their order."""
        order, starts = self.order.tolist(), self.starts.tolist()
        return [order[start:end] for start, end in pairwise(starts)]

    def members(self, annotators: tuple[str, ...]) -> Members:
        """The shapes as a fusion wants them."""
        shapes = self.rows.shapes
        return Members(
            kind=self.rows.kind,
            geometries=[shapes[row].geometry for row in self.order.tolist()],
            cluster=self.cluster[self.order],
            annotator=self.rows.annotator[self.order],
            annotators=annotators,
        )


def cluster_kind(rows: Rows, pairs: Pairs, threshold: Threshold) -> Clusters:
    """Cluster the shapes of one kind. Raises TooManyTogether, with the image."""
    try:
        cluster = cluster_rows(rows.annotator, rows.label, pairs, threshold=threshold.similarity)
    except TooManyTogether as found:
        raise TooManyTogether(found.row, rows.image_of(found.row)) from found
    order = np.argsort(cluster, kind="stable")
    starts = np.searchsorted(cluster[order], np.arange(int(cluster.max(initial=-1)) + 2))
    return Clusters(rows, threshold, cluster, order, starts)


def sightings_of(table: Table, found: Sequence[Clusters]) -> Sightings:
    """Who drew and who looked at the clusters of all kinds, one kind behind the other."""
    people = len(table.annotators)
    looked = marks(table.looked_image, table.looked_annotator, len(table.images), people)
    images = np.concatenate([np.empty(0, np.int64), *(one.image for one in found)])
    drawn = [
        marks(one.cluster, one.rows.annotator, one.count, people) for one in found if one.count
    ]
    empty = sparse.csr_array((0, people))
    return Sightings(
        drawn=sparse.vstack(drawn, format="csr") if drawn else empty,
        looked=looked[images] if len(images) else empty,
    )


def marks(rows: Integers, columns: Integers, height: int, width: int) -> sparse.csr_array:
    """1.0 at each (row, column), sparse (height, width)."""
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(height, width))
