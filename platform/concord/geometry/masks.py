"""Masks: a window in the picture and which of its pixels are set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concord.geometry.rle import encode


@dataclass(frozen=True, slots=True, eq=False)
class Mask:
    """Pixels (height, width) of a window whose top-left pixel is (left, top)."""

    left: int
    top: int
    pixels: NDArray[np.bool_]

    def cropped(self, width_px: int, height_px: int) -> Mask | None:
        """The smallest window that holds all set pixels in a picture of this size; None if there
        are none."""
        left, top = max(self.left, 0), max(self.top, 0)
        inside = self.pixels[
            top - self.top : height_px - self.top, left - self.left : width_px - self.left
        ]
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
