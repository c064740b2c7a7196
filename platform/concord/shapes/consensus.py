"""From everybody's shapes to one set of shapes: the one entrance for shapes.

`fit` learns from a whole project, now and then; `resolve` settles one image under a stored
model, at once, and `resolve_all` many. All put everything into a canonical order first, so that
the order in which answers came in changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from concord.classes import Method, resolve_class, voting_model
from concord.shapes.budget import Budget
from concord.shapes.clusters import Clusters, cluster_kind, sightings_of
from concord.shapes.content import ConsensusShape, KindModel, ShapeModel
from concord.shapes.drawing import Drawing, Source
from concord.shapes.existence import existence_prior, probability_exists
from concord.shapes.floods import crowding
from concord.shapes.fusion import FUSIONS
from concord.shapes.fusion.members import Floats
from concord.shapes.pairs import find_pairs
from concord.shapes.seen import Seen, learn_seen, seen_of
from concord.shapes.table import Rows, Table, read_table
from concord.shapes.threshold import fit_threshold


def prior_model(labels: Sequence[str]) -> ShapeModel:
    """What to use before anything is learnt: majorities of a kind, and plain means."""
    return ShapeModel({}, existence_prior(), voting_model(labels, "Nothing has been learnt yet."))


def fit(
    project: Mapping[str, Sequence[Drawing]],
    *,
    labels: Sequence[str],
    gold_labels: Mapping[tuple[str, str], str] | None = None,
    method: Method = "auto",
    start: ShapeModel | None = None,
) -> ShapeModel:
    """Learn from the drawings of each image: for every kind of shape a threshold and how people
    draw it, and everybody's sensitivity, false alarms and confusions.

    `labels` are the keys of the schema, in its order. `gold_labels` may give the true label of
    a drawn shape by (submission, shape id): it then holds for the whole cluster. `method` is how
    labels are found. `start` is the last fit: the result is the same to 1e-3 and sooner there.
    Raises UnknownKind, DrewTwice and TooManyTogether. Time grows with the drawn shapes, times the
    iterations.
    """
    return learn(project, labels=labels, gold_labels=gold_labels or {}, method=method, start=start)[
        0
    ]


def learn(
    project: Mapping[str, Sequence[Drawing]],
    *,
    labels: Sequence[str],
    gold_labels: Mapping[tuple[str, str], str],
    method: Method,
    start: ShapeModel | None = None,
) -> tuple[ShapeModel, Seen]:
    """As `fit`, with what it saw: a later fit can go on from that (see `concord.shapes.seen`)."""
    table = read_table(project)
    budget = Budget.of(len(table.images))
    found = [_learnt_clusters(rows, budget) for rows in table.kinds.values()]
    seen = seen_of(table, found, labels, gold_labels)
    existence, exists, classes = learn_seen(seen, method=method, start=start)
    kinds = {
        clusters.rows.kind: _fit_kind(clusters, part, table.annotators, start)
        for clusters, part in zip(found, _split(exists, found), strict=True)
    }
    return ShapeModel(kinds, existence, classes), seen


def go_on(
    seen: Seen, outlines: ShapeModel, *, method: Method, start: ShapeModel | None
) -> ShapeModel:
    """The model of what was seen, from `start` on or anew: how people find and name objects.

    From where on two shapes are one object, and how well people draw, is as in `outlines`: a few
    more hardly move it.
    """
    existence, _, classes = learn_seen(seen, method=method, start=start)
    return ShapeModel(outlines.kinds, existence, classes)


def _learnt_clusters(rows: Rows, budget: Budget) -> Clusters:
    crowded = crowding(rows, budget)
    pairs = find_pairs(rows, budget=budget, crowded=crowded)
    return cluster_kind(rows, pairs, fit_threshold(rows, pairs, crowded=crowded))


def _fit_kind(
    clusters: Clusters, exists: Floats, annotators: tuple[str, ...], start: ShapeModel | None
) -> KindModel:
    kind = clusters.rows.kind
    known = start.kinds.get(kind) if start else None
    geometry = FUSIONS[kind].fit(
        clusters.members(annotators), exists, known.geometry if known else None
    )
    return KindModel(clusters.threshold, geometry)


def resolve(
    drawings: Sequence[Drawing], model: ShapeModel, *, width_px: float, height_px: float
) -> tuple[ConsensusShape, ...]:
    """The shapes of one image, from left to right, including those not kept (see `is_kept`).

    Fused shapes end at the picture's edges. Raises as `fit`. No drawings, or
    none with shapes, give no shapes: "nothing here" is then what everybody said.
    """
    return resolve_all({"": drawings}, model, sizes_px={"": (width_px, height_px)})[""]


def resolve_all(
    project: Mapping[str, Sequence[Drawing]],
    model: ShapeModel,
    *,
    sizes_px: Mapping[str, tuple[float, float]],
) -> dict[str, tuple[ConsensusShape, ...]]:
    """The shapes of each image as `resolve` gives them; `sizes_px` holds its width and height.

    Much cheaper than one call an image.
    """
    table = read_table(project)
    frames = np.array([sizes_px[key] for key in table.images], dtype=np.float64).reshape(-1, 2)
    budget = Budget.of(len(table.images))
    found = [
        cluster_kind(rows, find_pairs(rows, budget=budget), model.of_kind(rows.kind).threshold)
        for rows in table.kinds.values()
    ]
    exists = probability_exists(model.existence, sightings_of(table, found), table.annotators)
    shapes: dict[str, list[_Placed]] = {key: [] for key in table.images}
    for clusters, part in zip(found, _split(exists, found), strict=True):
        _add_resolved(shapes, table, clusters, part, model, frames)
    return {key: _numbered(placed) for key, placed in shapes.items()}


#: A shape without its name yet, after the place it is ordered by.
_Placed = tuple[tuple[float, ...], ConsensusShape]


def _add_resolved(
    shapes: Mapping[str, list[_Placed]],
    table: Table,
    clusters: Clusters,
    exists: Floats,
    model: ShapeModel,
    frames: Floats,
) -> None:
    rows = clusters.rows
    fused = FUSIONS[rows.kind].fuse(
        model.of_kind(rows.kind).geometry,
        clusters.members(table.annotators),
        frames[clusters.image],
    )
    names = table.names_of(rows)
    looked = np.bincount(table.looked_image, minlength=len(table.images)).tolist()
    columns = zip(
        clusters.image.tolist(),
        clusters.member_rows(),
        map(tuple, rows.bounds[clusters.first_rows].tolist()),
        fused.geometries,
        exists.tolist(),
        fused.expected.tolist(),
        strict=True,
    )
    for image, members, place, geometry, probability, expected in columns:
        given = {names[row]: rows.shapes[row].label for row in members}
        shape = ConsensusShape(
            id="",
            kind=rows.kind,
            geometry=geometry,
            exists=probability,
            label=resolve_class(model.classes, given),
            expected_iou=expected,
            sources=_sources(rows, members, names),
            seen_by=looked[image],
        )
        shapes[table.images[image]].append((place, shape))


def _sources(rows: Rows, members: Sequence[int], names: Sequence[str]) -> tuple[Source, ...]:
    return tuple(Source(rows.submissions[row], names[row], rows.shapes[row].id) for row in members)


def _numbered(placed: list[_Placed]) -> tuple[ConsensusShape, ...]:
    ordered = sorted(placed, key=lambda one: (one[0], one[1].kind))
    return tuple(replace(shape, id=f"c{index + 1}") for index, (_, shape) in enumerate(ordered))


def _split(values: Floats, found: Sequence[Clusters]) -> list[Floats]:
    """What belongs to the clusters of each kind."""
    ends = np.cumsum([clusters.count for clusters in found])
    return list(np.split(values, ends[:-1])) if found else []
