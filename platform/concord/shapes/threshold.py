"""From which overlap on are two people's boxes the same object? Learnt for each project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.geometry.boxes import Boxes, pairwise_iou

#: Used where a project is too young to learn from: loose boxes of one object still meet it.
FALLBACK = 0.4
LEAST_PAIRS = 50
#: Below a third in common, nobody would say that two boxes mean one thing.
_CANDIDATES = np.arange(0.30, 0.701, 0.01)
_TOLERANCE = 0.01
_MOST_IMAGES = 1_000


@dataclass(frozen=True, slots=True)
class Threshold:
    """The threshold, and how many pairs of each sort it was learnt from."""

    iou: float
    is_learnt: bool
    same_pairs: int
    different_pairs: int


def fit_threshold(images: Sequence[Sequence[Boxes]]) -> Threshold:
    """The threshold that tells same objects from different ones; `images[i][a]` is (n, 4).

    Boxes of two people that are each other's best match count as the same object; all other
    pairs one of which has such a match, and any two boxes of one person, as different ones. The
    error is the sum of both error rates (Youden 1950). Joining is guarded by the rule of one
    box an annotator, splitting is not: so the lowest threshold is taken whose error is within
    one hundredth of the least. With fewer than `LEAST_PAIRS` pairs of either sort: `FALLBACK`.
    """
    same: list[NDArray[np.float64]] = []
    different: list[NDArray[np.float64]] = []
    step = -(-len(images) // _MOST_IMAGES) or 1
    for people in images[::step]:
        _collect(people, same, different)
    same_iou = np.concatenate([np.empty(0), *same])
    different_iou = np.concatenate([np.empty(0), *different])
    if min(len(same_iou), len(different_iou)) < LEAST_PAIRS:
        return Threshold(FALLBACK, False, len(same_iou), len(different_iou))
    errors = np.array([(same_iou < at).mean() + (different_iou >= at).mean() for at in _CANDIDATES])
    lowest = int(np.argmax(errors <= errors.min() + _TOLERANCE))
    value = round(float(_CANDIDATES[lowest]), 2)
    return Threshold(value, True, len(same_iou), len(different_iou))


def _collect(
    people: Sequence[Boxes],
    same: list[NDArray[np.float64]],
    different: list[NDArray[np.float64]],
) -> None:
    for index, boxes in enumerate(people):
        own = pairwise_iou(boxes, boxes)
        different.append(own[np.triu_indices(len(boxes), k=1)])
        for others in people[index + 1 :]:
            if len(boxes) and len(others):
                _compare(pairwise_iou(boxes, others), same, different)


def _compare(
    iou: NDArray[np.float64],
    same: list[NDArray[np.float64]],
    different: list[NDArray[np.float64]],
) -> None:
    best_column: NDArray[np.intp] = iou.argmax(axis=1)
    best_row: NDArray[np.intp] = iou.argmax(axis=0)
    mutual = np.zeros(iou.shape, dtype=bool)
    rows = np.arange(len(iou))
    is_mutual = (best_row[best_column] == rows) & (iou[rows, best_column] > 0)
    mutual[rows[is_mutual], best_column[is_mutual]] = True
    same.append(iou[mutual])
    has_match = mutual.sum(axis=1) > 0
    is_match = mutual.sum(axis=0) > 0
    taken = has_match[:, None] | is_match[None, :]
    different.append(iou[taken & ~mutual])
