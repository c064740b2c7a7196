"""Masks: a window in the picture and which of its pixels are set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concord.geometry.oriented import Floats, Geometry
from concord.geometry.rle import decode, encode


@dataclass(frozen=True, slots=True, eq=False)
class Mask:
    """Pixels (height, width) of a window whose top-left pixel is (left, top)."""

    left: int
    top: int
    pixels: NDArray[np.bool_]

    @property
    def right(self) -> int:
        """The first column beyond the window."""
        return self.left + int(self.pixels.shape[1])

    @property
    def bottom(self) -> int:
        """The first row beyond the window."""
        return self.top + int(self.pixels.shape[0])

    def within(self, left: int, top: int, right: int, bottom: int) -> NDArray[np.bool_]:
        """The pixels of a part of the window, given in the picture's pixels."""
        return self.pixels[top - self.top : bottom - self.top, left - self.left : right - self.left]

    def cropped(self, width_px: int, height_px: int) -> Mask | None:
        """The smallest window that holds all set pixels in a picture of this size; None if there
        are none."""
        left, top = max(self.left, 0), max(self.top, 0)
        inside = self.within(left, top, min(self.right, width_px), min(self.bottom, height_px))
        rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
        if not len(rows):
            return None
        part = inside[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        return Mask(left + int(columns[0]), top + int(rows[0]), part)


def to_geometry(mask: Mask) -> dict[str, Any]:  # JSON
    """The geometry of a mask that has a pixel."""
    height, width = mask.pixels.shape
    return {
        "x": mask.left,
        "y": mask.top,
        "width": width,
        "height": height,
        "counts": encode(mask.pixels),
    }


def mask_of(geometry: Geometry) -> Mask:
    """The mask that a geometry of the kind "mask" describes."""
    width, height = int(geometry["width"]), int(geometry["height"])
    return Mask(int(geometry["x"]), int(geometry["y"]), decode(geometry["counts"], width, height))


def pairwise_mask_iou(first: Sequence[Mask], second: Sequence[Mask]) -> Floats:
    """Intersection over union of pixels, (n, m), in [0, 1]; 0.0 where neither has a pixel."""
    iou = np.zeros((len(first), len(second)))
    counts = [int(mask.pixels.sum()) for mask in first]
    other_counts = [int(mask.pixels.sum()) for mask in second]
    for row, column in np.argwhere(_meet(first, second)).tolist():
        shared = _shared_pixels(first[row], second[column])
        union = counts[row] + other_counts[column] - shared
        iou[row, column] = shared / union if union else 0.0
    return iou


def _meet(first: Sequence[Mask], second: Sequence[Mask]) -> NDArray[np.bool_]:
    """Whether both windows share a pixel, (n, m)."""
    one, other = _edges(first)[:, None], _edges(second)[None]
    start = np.maximum(one[..., :2], other[..., :2])
    end = np.minimum(one[..., 2:], other[..., 2:])
    meets: NDArray[np.bool_] = np.logical_and.reduce(start < end, axis=-1)
    return meets


def _edges(masks: Sequence[Mask]) -> NDArray[np.int64]:
    rows = [(mask.left, mask.top, mask.right, mask.bottom) for mask in masks]
    return np.array(rows, dtype=np.int64).reshape(-1, 4)


def _shared_pixels(first: Mask, second: Mask) -> int:
    window = (
        max(first.left, second.left),
        max(first.top, second.top),
        min(first.right, second.right),
        min(first.bottom, second.bottom),
    )
    return int(np.count_nonzero(first.within(*window) & second.within(*window)))
