"""What is left of drawings when outlines are put aside: who looked, who saw what, and called it so.

That is all that existence and labels are learnt from, and a few numbers a shape, so a fit can go
on from what an earlier one saw without a drawing being read again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from concord.classes import (
    UNKNOWN,
    ClassModel,
    Method,
    Numbered,
    UnknownClass,
    Votes,
    fit_numbered,
    resolve_all,
)
from concord.shapes.budget import Budget
from concord.shapes.clusters import Clusters, cluster_kind, marks
from concord.shapes.content import KEPT_FROM, ShapeModel
from concord.shapes.drawing import Drawing
from concord.shapes.existence import (
    ExistenceModel,
    Sightings,
    fit_existence,
    probability_exists,
)
from concord.shapes.fusion.members import Floats, Integers
from concord.shapes.pairs import find_pairs
from concord.shapes.table import Table, read_table


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Who drew which cluster of all kinds, and who looked; positions in rising order.

    `looked_image`, `looked_annotator` (drawings,); `image` (clusters,) is where each lies, `gold`
    (clusters,) what it truly is, UNKNOWN mostly; `cluster`, `annotator`, `label` (rows,) name each
    drawn shape, labels as positions in `labels`. All int64.
    """

    labels: tuple[str, ...]
    annotators: tuple[str, ...]
    image_count: int
    looked_image: Integers
    looked_annotator: Integers
    image: Integers
    gold: Integers
    cluster: Integers
    annotator: Integers
    label: Integers

    @property
    def sightings(self) -> Sightings:
        """As existence is learnt from."""
        people = len(self.annotators)
        looked = marks(self.looked_image, self.looked_annotator, self.image_count, people)
        drawn = marks(self.cluster, self.annotator, len(self.image), people)
        empty = sparse.csr_array((0, people))
        return Sightings(drawn=drawn, looked=looked[self.image] if len(self.image) else empty)

    def called(self, chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Numbered:
        """What people called the `chosen` clusters (clusters,), by the order of these."""
        rows = np.flatnonzero(chosen[self.cluster])
        number = np.cumsum(chosen) - 1
        people, annotators = np.unique(self.annotator[rows], return_inverse=True)
        items = number[self.cluster[rows]]
        order = np.lexsort((annotators, items))
        count = int(chosen.sum())
        votes = Votes(
            items=items[order],
            annotators=annotators.astype(np.int64)[order],
            labels=self.label[rows][order],
            item_count=count,
            annotator_count=len(people),
            class_count=max(1, len(self.labels)),
        )
        names = [self.annotators[person] for person in people.tolist()]
        return Numbered(votes, [f"{item:012d}" for item in range(count)], names, self.labels)


def see(
    project: Mapping[str, Sequence[Drawing]],
    model: ShapeModel,
    *,
    gold_labels: Mapping[tuple[str, str], str],
) -> Seen:
    """What the drawings of each image come to under the model's thresholds, images in order of
    name. `gold_labels` as of `fit`. Raises UnknownKind, UnknownClass and DrewTwice."""
    table = read_table(project)
    budget = Budget.of(len(table.images))
    found = [
        cluster_kind(rows, find_pairs(rows, budget=budget), model.of_kind(rows.kind).threshold)
        for rows in table.kinds.values()
    ]
    return seen_of(table, found, model.classes.classes, gold_labels)


def seen_of(
    table: Table,
    found: Sequence[Clusters],
    labels: Sequence[str],
    gold_labels: Mapping[tuple[str, str], str],
) -> Seen:
    """Of clusters that were found, one kind behind the other. Raises UnknownClass."""
    number = {key: index for index, key in enumerate(labels)}
    firsts = np.cumsum([0, *(one.count for one in found)]).tolist()
    rows = [one.rows for one in found]
    return Seen(
        labels=tuple(labels),
        annotators=table.annotators,
        image_count=len(table.images),
        looked_image=table.looked_image,
        looked_annotator=table.looked_annotator,
        image=_joined([one.image for one in found]),
        gold=_joined([_gold(one, number, gold_labels) for one in found]),
        cluster=_joined(
            [one.cluster + first for one, first in zip(found, firsts[:-1], strict=True)]
        ),
        annotator=_joined([one.annotator for one in rows]),
        label=_joined(
            [
                np.array([_class(number, shape.label) for shape in one.shapes], dtype=np.int64)
                for one in rows
            ]
        ),
    )


def _gold(
    clusters: Clusters, number: Mapping[str, int], gold_labels: Mapping[tuple[str, str], str]
) -> Integers:
    """(clusters,): the true label that a drawn shape is known to have holds for its cluster."""
    gold = np.full(clusters.count, UNKNOWN, dtype=np.int64)
    if not gold_labels:
        return gold
    rows = clusters.rows
    for row, (submission, shape) in enumerate(zip(rows.submissions, rows.shapes, strict=True)):
        known = gold_labels.get((submission, shape.id))
        if known is not None:
            gold[clusters.cluster[row]] = _class(number, known)
    return gold


def _class(number: Mapping[str, int], label: str) -> int:
    if label not in number:
        raise UnknownClass(f'"{label}" is none of the classes.')
    return number[label]


def _joined(parts: Sequence[Integers]) -> Integers:
    return np.concatenate([np.empty(0, np.int64), *parts])


def learn_seen(
    seen: Seen, *, method: Method, start: ShapeModel | None
) -> tuple[ExistenceModel, Floats, ClassModel]:
    """What is learnt of finding and of naming, and P(exists) of each cluster, (clusters,).

    From `start`, a model of the same labels, both go on. Time grows with the rows, times the
    iterations, of which there are few where little is new.
    """
    existence, exists = fit_existence(
        seen.sightings, seen.annotators, start.existence if start else None
    )
    is_kept = exists >= KEPT_FROM
    gold = seen.gold[is_kept]
    classes = fit_numbered(
        seen.called(is_kept),
        gold=gold if (gold != UNKNOWN).any() else None,
        method=method,
        start=start.classes if start else None,
    )
    return existence, exists, classes


def stated(seen: Seen, model: ShapeModel) -> tuple[Floats, Floats]:
    """P(exists) (clusters,) and P(label | it exists) (clusters, labels), uncalibrated: what
    `resolve` says of each, but for the last digits."""
    exists = probability_exists(model.existence, seen.sightings, seen.annotators)
    everything = np.ones(len(seen.image), dtype=np.bool_)
    if not len(everything):
        return exists, np.empty((0, len(seen.labels)))
    return exists, resolve_all(model.classes, seen.called(everything))
