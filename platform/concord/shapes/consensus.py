"""From everybody's boxes to one set of boxes: the one entrance for shapes.

`fit` learns from a whole project, now and then; `resolve` settles one image under a stored
model, at once. Both put everything into a canonical order first, so that the order in which
answers came in changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from concord.classes import ClassAnswer, ClassVerdict, fit_classes, resolve_class, voting_model
from concord.documents import Shape
from concord.geometry.boxes import Boxes, boxes_of, from_corners, to_corners
from concord.shapes.clustering import Cluster, cluster_boxes
from concord.shapes.content import (
    KEPT_FROM,
    ConsensusShape,
    Drawing,
    ShapeModel,
    Source,
)
from concord.shapes.existence import (
    Sightings,
    existence_prior,
    fit_existence,
    probability_exists,
)
from concord.shapes.fusion import Members, box_prior, fit_boxes, fuse_boxes, median_corners
from concord.shapes.threshold import FALLBACK, Threshold, fit_threshold


class UnknownKind(ValueError):  # noqa: N818 -- named for what it says, like its siblings
    """A shape is of a kind that cannot be fused yet."""


class DrewTwice(ValueError):  # noqa: N818 -- as above
    """One annotator has two answers for one image: nobody is a crowd."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One drawn box; rows sort by place first, then by who drew it."""

    box: tuple[float, ...]
    annotator: str
    submission: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class _Image:
    """The rows of one image in canonical order, who looked at it, and what belongs together."""

    rows: tuple[_Row, ...]
    seen_by: tuple[str, ...]
    clusters: tuple[Cluster, ...]


def prior_model(labels: Sequence[str]) -> ShapeModel:
    """What to use before anything is learnt: majorities of a kind, and plain means."""
    return ShapeModel(
        threshold=Threshold(FALLBACK, False, 0, 0),
        existence=existence_prior(),
        boxes=box_prior(),
        classes=voting_model(labels, "Nothing has been learnt yet."),
    )


def fit(
    project: Mapping[str, Sequence[Drawing]],
    *,
    labels: Sequence[str],
    gold_labels: Mapping[tuple[str, str], str] | None = None,
) -> ShapeModel:
    """Learn the project's threshold, and everybody's sensitivity, false alarms, looseness,
    scatter and confusions, from the drawings of each image.

    `labels` are the keys of the schema, in its order. `gold_labels` may give the true label of
    a drawn shape by (submission, shape id): it then holds for the whole cluster. Raises
    UnknownKind and DrewTwice. Time grows with the drawn boxes, times the iterations.
    """
    threshold = fit_threshold([_boxes_by_annotator(project[key]) for key in sorted(project)])
    images = {key: _cluster(project[key], threshold.iou) for key in sorted(project)}
    annotators = tuple(sorted({name for image in images.values() for name in image.seen_by}))
    existence, exists = fit_existence(_sightings(images.values(), annotators), annotators)
    boxes = fit_boxes(_members(images.values(), annotators), exists, annotators)
    answers, gold = _class_answers(images, exists, gold_labels or {})
    return ShapeModel(
        threshold=threshold,
        existence=existence,
        boxes=boxes,
        classes=fit_classes(answers, classes=labels, gold=gold),
    )


def resolve(
    drawings: Sequence[Drawing], model: ShapeModel, *, width_px: float, height_px: float
) -> tuple[ConsensusShape, ...]:
    """The shapes of one image, from left to right, including those not kept (see `is_kept`).

    Fused boxes end at the picture's edges. Raises UnknownKind and DrewTwice. No drawings, or
    none with shapes, give no shapes: "nothing here" is then what everybody said.
    """
    image = _cluster(drawings, model.threshold.iou)
    if not image.clusters:
        return ()
    members = _members([image], image.seen_by)
    exists = probability_exists(model.existence, _sightings([image], image.seen_by), image.seen_by)
    corners, expected_iou = fuse_boxes(model.boxes, members, image.seen_by)
    boxes = from_corners(_inside(corners, median_corners(members), width_px, height_px))
    return tuple(
        ConsensusShape(
            id=f"c{index + 1}",
            kind="box",
            geometry=dict(zip(("x", "y", "width", "height"), boxes[index].tolist(), strict=True)),
            exists=float(exists[index]),
            label=_label(image, cluster, model),
            expected_iou=float(expected_iou[index]),
            sources=tuple(_source(image.rows[row]) for row in cluster),
            seen_by=len(image.seen_by),
        )
        for index, cluster in enumerate(image.clusters)
    )


def _cluster(drawings: Sequence[Drawing], threshold: float) -> _Image:
    rows = _rows(drawings)
    seen_by = tuple(sorted(drawing.annotator for drawing in drawings))
    number = {key: index for index, key in enumerate(seen_by)}
    clusters = cluster_boxes(
        np.array([row.box for row in rows], dtype=np.float64).reshape(-1, 4),
        np.array([number[row.annotator] for row in rows], dtype=np.int64),
        threshold=threshold,
    )
    return _Image(rows, seen_by, clusters)


def _rows(drawings: Sequence[Drawing]) -> tuple[_Row, ...]:
    names = [drawing.annotator for drawing in drawings]
    if len(set(names)) < len(names):
        raise DrewTwice("Each annotator may have one answer for an image.")
    rows = []
    for drawing in drawings:
        for shape, box in zip(drawing.shapes, boxes_of(drawing.shapes).tolist(), strict=True):
            if shape.kind != "box":
                raise UnknownKind(f'Shapes of kind "{shape.kind}" cannot be fused.')
            rows.append(_Row(tuple(box), drawing.annotator, drawing.submission, shape))
    return tuple(sorted(rows, key=lambda row: (row.box, row.annotator, row.shape.id)))


def _boxes_by_annotator(drawings: Sequence[Drawing]) -> list[Boxes]:
    ordered = sorted(drawings, key=lambda drawing: drawing.annotator)
    return [boxes_of(drawing.shapes) for drawing in ordered]


def _sightings(images: Iterable[_Image], annotators: tuple[str, ...]) -> Sightings:
    number = {key: index for index, key in enumerate(annotators)}
    drawn: list[tuple[int, int]] = []
    overlooked: list[tuple[int, int]] = []
    count = 0
    for image in images:
        for cluster in image.clusters:
            by = {image.rows[row].annotator for row in cluster}
            for name in image.seen_by:
                (drawn if name in by else overlooked).append((count, number[name]))
            count += 1
    shape = (count, len(annotators))
    return Sightings(_marks(drawn, shape), _marks(overlooked, shape))


def _marks(cells: list[tuple[int, int]], shape: tuple[int, int]) -> sparse.csr_array:
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    return sparse.csr_array((np.ones(len(cells)), (rows, columns)), shape=shape)


def _members(images: Iterable[_Image], annotators: tuple[str, ...]) -> Members:
    number = {key: index for index, key in enumerate(annotators)}
    boxes: list[tuple[float, ...]] = []
    clusters: list[int] = []
    people: list[int] = []
    count = 0
    for image in images:
        for cluster in image.clusters:
            boxes += [image.rows[row].box for row in cluster]
            people += [number[image.rows[row].annotator] for row in cluster]
            clusters += [count] * len(cluster)
            count += 1
    return Members(
        corners=to_corners(np.array(boxes, dtype=np.float64).reshape(-1, 4)),
        cluster=np.array(clusters, dtype=np.int64),
        annotator=np.array(people, dtype=np.int64),
        cluster_count=count,
        annotator_count=len(annotators),
    )


def _class_answers(
    images: Mapping[str, _Image],
    exists: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    gold_labels: Mapping[tuple[str, str], str],
) -> tuple[list[ClassAnswer], dict[str, str]]:
    """What people called the objects that exist, and the true labels that are known."""
    answers: list[ClassAnswer] = []
    gold: dict[str, str] = {}
    count = 0
    for key, image in images.items():
        for index, cluster in enumerate(image.clusters):
            item = f"{key}/{index}"
            if exists[count] >= KEPT_FROM:
                for row in (image.rows[number] for number in cluster):
                    answers.append(ClassAnswer(item, row.annotator, row.shape.label))
                    known = gold_labels.get((row.submission, row.shape.id))
                    if known is not None:
                        gold[item] = known
            count += 1
    return answers, gold


def _label(image: _Image, cluster: Cluster, model: ShapeModel) -> ClassVerdict:
    rows = [image.rows[row] for row in cluster]
    return resolve_class(model.classes, {row.annotator: row.shape.label for row in rows})


def _source(row: _Row) -> Source:
    return Source(row.submission, row.annotator, row.shape.id)


def _inside(corners: Boxes, medians: Boxes, width_px: float, height_px: float) -> Boxes:
    """Corners (n, 4) within the picture: no object goes on where the picture ends.

    A box that correction moved out altogether stays where its drawers had it.
    """
    edges = np.array([width_px, height_px, width_px, height_px], dtype=np.float64)
    inside: Boxes = np.clip(corners, 0.0, edges)
    is_gone = (inside[:, 2:] <= inside[:, :2]).any(axis=1)
    inside[is_gone] = medians[is_gone]
    return inside
