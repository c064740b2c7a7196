"""Upright boxes as arrays: rows of (x, y, width, height) in image pixels, float64.

The same order as in the annotation document. A valid document has width > 0 and height > 0; what
the functions make of others is said with each.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Boxes = NDArray[np.float64]

#: Thousands of boxes against thousands: intermediate tables stay below some 10 MB each.
_CELLS_AT_A_TIME = 1_000_000


def areas_px(boxes: Boxes) -> NDArray[np.float64]:
    """Areas in square pixels: (boxes, 4) -> (boxes,). A box without width or height has area 0."""
    return boxes[:, 2] * boxes[:, 3]


def to_corners(boxes: Boxes) -> Boxes:
    """(x, y, width, height) -> (left, top, right, bottom), for arrays of shape (..., 4)."""
    corners = boxes.astype(np.float64, copy=True)
    corners[..., 2:] += corners[..., :2]
    return corners


def from_corners(corners: Boxes) -> Boxes:
    """(left, top, right, bottom) -> (x, y, width, height), for arrays of shape (..., 4)."""
    boxes = corners.astype(np.float64, copy=True)
    boxes[..., 2:] -= boxes[..., :2]
    return boxes


def pairwise_iou(first: Boxes, second: Boxes) -> NDArray[np.float64]:
    """Intersection over union of every pair: (n, 4), (m, 4) -> (n, m), each in [0, 1].

    Boxes that touch without overlapping have IoU 0. For two boxes whose union has no area the
    ratio is undefined (0 / 0); they share nothing, and 0.0 is returned. Time and the result grow
    with n * m; other memory is bounded. Source: Jaccard 1912, on areas.
    """
    iou = np.zeros((len(first), len(second)), dtype=np.float64)
    rows = max(1, _CELLS_AT_A_TIME // max(1, len(second)))
    for start in range(0, len(first), rows):
        _write_iou(first[start : start + rows], second, iou[start : start + rows])
    return iou


def _write_iou(first: Boxes, second: Boxes, iou: NDArray[np.float64]) -> None:
    overlap = _overlap_px(first, second, 0) * _overlap_px(first, second, 1)
    union = areas_px(first)[:, None] + areas_px(second)[None, :] - overlap
    np.divide(overlap, union, out=iou, where=union > 0)
    # x + width is rounded, so two equal boxes may seem to overlap by more than their area.
    np.minimum(iou, 1.0, out=iou)


def _overlap_px(first: Boxes, second: Boxes, axis: int) -> NDArray[np.float64]:
    """How far two boxes overlap along one axis: (n, 4), (m, 4) -> (n, m), 0 when they do not."""
    start = np.maximum(first[:, None, axis], second[None, :, axis])
    end = np.minimum(
        (first[:, axis] + first[:, axis + 2])[:, None],
        (second[:, axis] + second[:, axis + 2])[None, :],
    )
    overlap: NDArray[np.float64] = np.maximum(end - start, 0.0)
    return overlap
