"""What became of the shapes of one document in another: the same, moved, relabelled, gone, new.

Shapes are paired by the boxes round them, whatever their ids, labels and kinds: two fits give other
ids. How far a pair lies apart is said by its own outlines, pixels, points or lines. What has no
area, a level line or a few points of a skeleton, has no box to speak of: lines and skeletons are
paired by how alike they are as well, and thin boxes are taken a little wider.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from concord.documents import KINDS
from concord.geometry.boxes import pairwise_iou
from concord.geometry.similarity import pairwise_similarity
from concord.matching import match

#: Boxes that overlap less are different objects (the usual threshold of detection).
SAME_OBJECT_IOU = 0.5
#: A side that is shorter counts as long as this share of the other one, and as so many pixels.
_LEAST_SHARE, _LEAST_PX = 0.1, 8.0
#: Kinds without an area of their own.
_THIN_KINDS = ("polyline", "keypoints")
Json = Mapping[str, Any]  # a checked annotation document: `Any` stands for its values


@dataclass(frozen=True, slots=True)
class DocumentDifference:
    """`moved` are the similarities of paired shapes whose geometry differs, in [0, 1].

    `relabelled` are pairs of labels, `added` and `removed` labels of shapes without a partner,
    `answers` keys of questions whose answer differs, `attributes` keys of attributes that differ,
    one for each pair and attribute.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[float, ...]
    relabelled: tuple[tuple[str, str], ...]
    answers: tuple[str, ...]
    attributes: tuple[str, ...]


def document_difference(before: Json, after: Json) -> DocumentDifference:
    """From one document to another. Cubic in the largest group of overlapping shapes."""
    old, new = before["shapes"], after["shapes"]
    pairs = match(_likeness(old, new), threshold=SAME_OBJECT_IOU)
    paired = [(old[pair.first], new[pair.second]) for pair in pairs]
    matched_old, matched_new = {one.first for one in pairs}, {one.second for one in pairs}
    keys = before["answers"].keys() | after["answers"].keys()
    return DocumentDifference(
        added=tuple(one["label"] for at, one in enumerate(new) if at not in matched_new),
        removed=tuple(one["label"] for at, one in enumerate(old) if at not in matched_old),
        moved=tuple(
            _similarity(one, other) for one, other in paired if one["geometry"] != other["geometry"]
        ),
        relabelled=tuple(
            (one["label"], other["label"])
            for one, other in paired
            if one["label"] != other["label"]
        ),
        answers=tuple(
            sorted(key for key in keys if before["answers"].get(key) != after["answers"].get(key))
        ),
        attributes=tuple(key for one, other in paired for key in _other_attributes(one, other)),
    )


def _likeness(old: list[Json], new: list[Json]) -> Any:  # (old, new) float64 in [0, 1]
    """By boxes, thin ones widened; of lines and of skeletons by themselves where that says more."""
    table = pairwise_iou(_widened(_boxes(old)), _widened(_boxes(new)))
    for kind in _THIN_KINDS:
        rows = [at for at, one in enumerate(old) if one["kind"] == kind]
        columns = [at for at, one in enumerate(new) if one["kind"] == kind]
        if rows and columns:
            alike = pairwise_similarity(
                kind,
                [old[at]["geometry"] for at in rows],
                [new[at]["geometry"] for at in columns],
            )
            place = np.ix_(rows, columns)
            table[place] = np.maximum(table[place], alike)
    return table


def _widened(boxes: Any) -> Any:  # (shapes, 4) float64: x, y, width, height
    """Around their middles, to a side that has something to overlap with."""
    sides = boxes[:, 2:]
    least = np.maximum(_LEAST_PX, _LEAST_SHARE * sides.max(axis=1, initial=0.0, keepdims=True))
    is_thin = (sides == 0).any(axis=1, keepdims=True)
    wide = np.where(is_thin, np.maximum(sides, least), sides)
    return np.hstack([boxes[:, :2] - (wide - sides) / 2, wide])


def _similarity(one: Json, other: Json) -> float:
    """What `concord.geometry.similarity` says of shapes of one kind; else by their boxes."""
    if one["kind"] != other["kind"]:
        return float(pairwise_iou(_boxes([one]), _boxes([other]))[0, 0])
    return float(pairwise_similarity(one["kind"], [one["geometry"]], [other["geometry"]])[0, 0])


def _other_attributes(one: Json, other: Json) -> list[str]:
    mine, theirs = one["attributes"], other["attributes"]
    return sorted(key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key))


def _boxes(shapes: list[Json]) -> Any:  # (shapes, 4) float64
    rows = [KINDS[shape["kind"]].bounding_box(shape["geometry"]) for shape in shapes]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)
