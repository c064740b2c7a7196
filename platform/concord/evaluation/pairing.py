"""Which predictions overlap which truths, and by how much?

Boxes and keypoints of all images are compared at once; other kinds image by image.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from concord.evaluation.content import LEAST_IOU, Booleans, Floats, Integers, Pairs
from concord.geometry.oriented import Geometry
from concord.geometry.runs import MaskPairs, spans_of
from concord.geometry.work import Tables

#: Pairs compared at once: tables stay below some 10 MB each.
_PAIRS_AT_A_TIME = 1_000_000


def same_image(first: Integers, second: Integers) -> Iterator[tuple[Integers, Integers]]:
    """Every pair of rows of one image, some at a time: `first`, `second` are sorted images.

    Quadratic in the rows of an image.
    """
    start = np.searchsorted(second, first, side="left")
    count = np.searchsorted(second, first, side="right") - start
    ends = np.cumsum(count)
    at = 0
    while at < len(first):
        done = ends[at - 1] if at else 0
        stop = max(at + 1, int(np.searchsorted(ends, done + _PAIRS_AT_A_TIME, side="right")))
        rows = np.repeat(np.arange(at, stop), count[at:stop])
        begun = np.repeat(ends[at:stop] - count[at:stop], count[at:stop])
        yield rows, np.repeat(start[at:stop], count[at:stop]) + np.arange(len(rows)) + done - begun
        at = stop


def pair_boxes(
    predicted: Floats,
    predicted_image: Integers,
    true: Floats,
    true_image: Integers,
    crowd: Booleans,
) -> Pairs:
    """Boxes (n, 4) and (m, 4) as (x, y, width, height); `crowd` (m,).

    IoU as COCO's maskApi has it; against a crowd the intersection over the prediction's own area.
    Two boxes whose union has no area share nothing.
    """
    return _pair_boxes(predicted, predicted_image, true, true_image, crowd, LEAST_IOU)


def _pair_boxes(
    predicted: Floats,
    predicted_image: Integers,
    true: Floats,
    true_image: Integers,
    crowd: Booleans,
    least: float,
) -> Pairs:
    """Those that overlap by `least`, above 0, or more. Most boxes lie left or right of another."""
    first, second = np.ascontiguousarray(predicted.T), np.ascontiguousarray(true.T)
    found = []
    for rows, columns in same_image(predicted_image, true_image):
        shared_x = _shared(first, second, rows, columns, axis=0)
        meets = shared_x > 0
        rows, columns, shared_x = rows[meets], columns[meets], shared_x[meets]  # noqa: PLW2901 -- fewer
        shared = shared_x * np.maximum(_shared(first, second, rows, columns, axis=1), 0.0)
        own = first[2, rows] * first[3, rows]
        both = own + second[2, columns] * second[3, columns] - shared
        whole = np.where(crowd[columns], own, both)
        iou = np.divide(shared, whole, out=np.zeros_like(shared), where=whole > 0)
        found.append(_near(rows, columns, iou, least=least))
    return _gathered(found)


def _shared(
    first: Floats, second: Floats, rows: Integers, columns: Integers, *, axis: int
) -> Floats:
    """How much two boxes share along an axis, (pairs,); below 0 for what lies between them."""
    ends, others = first[axis] + first[axis + 2], second[axis] + second[axis + 2]
    shared: Floats = np.minimum(ends[rows], others[columns])
    shared -= np.maximum(first[axis][rows], second[axis][columns])
    return shared


def pair_keypoints(
    predicted: Floats,
    predicted_image: Integers,
    true: Floats,
    true_image: Integers,
    *,
    is_marked: Booleans,
    area_px: Floats,
    sigmas: Floats,
) -> Pairs:
    """Places (n, keys, 2) and (m, keys, 2) by COCO's object keypoint similarity.

    `is_marked` (m, keys) says which points of a truth are there, at least one of each; `area_px`
    (m,) is the truth's; `sigmas` (keys,). The mean over marked points of
    exp(-d^2 / (2 area (2 sigma)^2)); a place of the prediction that is NaN was not said and counts
    0. Source: Lin et al. 2014, `COCOeval.computeOks`.
    """
    found = []
    for rows, columns in same_image(predicted_image, true_image):
        squared = ((predicted[rows] - true[columns]) ** 2).sum(axis=-1)
        scale = (2.0 * sigmas) ** 2 * (area_px[columns] + np.spacing(1))[:, None] * 2.0
        closeness = np.nan_to_num(np.exp(-squared / scale), nan=0.0)
        marked = is_marked[columns]
        found.append(_near(rows, columns, (closeness * marked).sum(axis=1) / marked.sum(axis=1)))
    return _gathered(found)


def pair_masks(
    predicted: Sequence[Geometry],
    predicted_image: Integers,
    true: Sequence[Geometry],
    true_image: Integers,
    crowd: Booleans,
    tables: Tables | None = None,
) -> Pairs:
    """Masks by the pixels they share, as COCO's maskApi has it; `crowd` (m,).

    Only masks whose windows meet are compared; for what is too much on one image, or on all of the
    `tables`, see `MaskPairs`. Raises InvalidRle.
    """
    windows, others = _windows(predicted), _windows(true)
    least = float(np.nextafter(0.0, 1.0))
    nowhere = np.zeros(len(others), dtype=bool)
    near = _pair_boxes(windows, predicted_image, others, true_image, nowhere, least)
    column_px = int(max((windows[:, 1] + windows[:, 3]).max(initial=0),
                        (others[:, 1] + others[:, 3]).max(initial=0)))  # fmt: skip
    tables = tables or Tables()
    iou = np.zeros(len(near.iou))
    image = predicted_image[near.prediction]
    for some in np.split(np.arange(len(image)), np.flatnonzero(np.diff(image)) + 1):
        own, row = np.unique(near.prediction[some], return_inverse=True)
        known, column = np.unique(near.truth[some], return_inverse=True)
        first = [spans_of(predicted[at], column_px) for at in own.tolist()]
        second = [spans_of(true[at], column_px) for at in known.tolist()]
        pairs, work = MaskPairs(first, row, second, column), tables.work()
        shared = pairs.shared(column_px, work)
        tables.spend(work)
        sizes = pairs.sizes(first, row), pairs.sizes(second, column)
        whole = np.where(crowd[known[column]], sizes[0], sizes[0] + sizes[1] - shared)
        iou[some] = np.divide(shared, whole, out=np.zeros_like(shared), where=whole > 0)
    return _gathered([_near(near.prediction, near.truth, iou)])


def _windows(geometries: Sequence[Geometry]) -> Floats:
    rows = [(one["x"], one["y"], one["width"], one["height"]) for one in geometries]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def pair_others(
    kind: str,
    predicted: Sequence[Geometry],
    predicted_image: Integers,
    true: Sequence[Geometry],
    true_image: Integers,
    tables: Tables | None = None,
) -> Pairs:
    """Outlines by the area they share, lines by their strips: `concord.geometry.similarity`.

    An outline is the truth for outlines: they are turned into a grid only where that of an image,
    or of all of the `tables`, would take too long. Raises UnknownKind.
    """
    from concord.geometry.similarity import (  # noqa: PLC0415 -- loads Shapely, boxes need none
        pairwise_similarity,
    )

    tables = tables or Tables()
    found = []
    for image in np.intersect1d(predicted_image, true_image).tolist():
        first = np.arange(*np.searchsorted(predicted_image, [image, image + 1]))
        second = np.arange(*np.searchsorted(true_image, [image, image + 1]))
        work = tables.work()
        table = pairwise_similarity(
            kind,
            [predicted[row] for row in first.tolist()],
            [true[row] for row in second.tolist()],
            work,
        )
        tables.spend(work)
        rows, columns = np.nonzero(table >= LEAST_IOU)
        found.append((first[rows], second[columns], table[rows, columns]))
    return _gathered(found)


def _near(
    first: Integers, second: Integers, iou: Floats, *, least: float = LEAST_IOU
) -> tuple[Integers, Integers, Floats]:
    """The pairs that overlap enough: dropped block by block, the others never fill the memory."""
    is_near = iou >= least
    return first[is_near], second[is_near], iou[is_near]


def _gathered(parts: Sequence[tuple[Integers, Integers, Floats]]) -> Pairs:
    if not parts:
        nothing = np.zeros(0, dtype=np.int64)
        return Pairs(nothing, nothing, np.zeros(0))
    first, second, iou = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Pairs(first.astype(np.int64), second.astype(np.int64), iou)
