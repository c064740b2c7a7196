"""What became of the shapes of one document in another: the same, moved, relabelled, gone, new.

Shapes are paired by the boxes round them, whatever their ids and labels: two fits give other ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from concord.documents import KINDS
from concord.geometry.boxes import pairwise_iou
from concord.matching import match

#: Boxes that overlap less are different objects (the usual threshold of detection).
SAME_OBJECT_IOU = 0.5
Json = Mapping[str, Any]  # a checked annotation document: `Any` stands for its values


@dataclass(frozen=True, slots=True)
class DocumentDifference:
    """`moved` are the IoUs of paired shapes whose geometry differs; `relabelled` pairs of labels.

    `added` and `removed` are labels of shapes without a partner, `answers` keys of questions
    whose answer differs.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[float, ...]
    relabelled: tuple[tuple[str, str], ...]
    answers: tuple[str, ...]


def document_difference(before: Json, after: Json) -> DocumentDifference:
    """From one document to another. Cubic in the largest group of overlapping shapes."""
    old, new = before["shapes"], after["shapes"]
    pairs = match(pairwise_iou(_boxes(old), _boxes(new)), threshold=SAME_OBJECT_IOU)
    paired = [(old[pair.first], new[pair.second], pair.iou) for pair in pairs]
    matched_old, matched_new = {one.first for one in pairs}, {one.second for one in pairs}
    keys = before["answers"].keys() | after["answers"].keys()
    return DocumentDifference(
        added=tuple(one["label"] for at, one in enumerate(new) if at not in matched_new),
        removed=tuple(one["label"] for at, one in enumerate(old) if at not in matched_old),
        moved=tuple(iou for one, other, iou in paired if one["geometry"] != other["geometry"]),
        relabelled=tuple(
            (one["label"], other["label"])
            for one, other, _ in paired
            if one["label"] != other["label"]
        ),
        answers=tuple(
            sorted(key for key in keys if before["answers"].get(key) != after["answers"].get(key))
        ),
    )


def _boxes(shapes: list[Json]) -> Any:  # (shapes, 4) float64
    rows = [KINDS[shape["kind"]].bounding_box(shape["geometry"]) for shape in shapes]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)
