"""Masks as people paint them: the outline wanders, and lies too far out on average."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import distance_transform_edt

from concord.geometry.masks import Mask, to_geometry
from concord.geometry.rle import decode
from guildmark.demo.people import Manner

Field = NDArray[np.float64]  # (height, width), pixels

#: A brush follows an edge that a box's side has to guess: so much of the scatter of a box's edges.
SHARE_OF_BOX_ERROR = 0.6
#: Places of the field from which an outline's wandering is interpolated, along each side.
WAVES = 6


def drawn_mask(
    geometry: dict[str, Any],  # JSON
    manner: Manner,
    rng: np.random.Generator,
    width_px: int,
    height_px: int,
) -> dict[str, Any] | None:
    """The mask as this person paints it, inside the picture; None when nothing is left of it.

    The distance to the true outline, plus a smooth field of normal errors, cut at the looseness.
    """
    size_px = math.sqrt(geometry["width"] * geometry["height"])
    margin = math.ceil(0.3 * size_px)
    pixels = decode(geometry["counts"], geometry["width"], geometry["height"])
    inside = np.pad(pixels, margin)
    distance = distance_transform_edt(inside) - distance_transform_edt(~inside)
    scatter = manner.edge_error * SHARE_OF_BOX_ERROR * size_px
    loose = manner.looseness * SHARE_OF_BOX_ERROR * size_px
    painted = distance + scatter * _wandering(rng, inside.shape) > -loose
    window = Mask(geometry["x"] - margin, geometry["y"] - margin, painted)
    found = window.cropped(width_px, height_px)
    return None if found is None else to_geometry(found)


def _wandering(rng: np.random.Generator, shape: tuple[int, ...]) -> Field:
    """A smooth field of about unit variance."""
    coarse = Image.fromarray(rng.standard_normal((WAVES, WAVES)).astype(np.float32))
    height, width = shape
    return np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC), dtype=np.float64)


def spurious_mask(
    rng: np.random.Generator, side_px: float, width_px: int, height_px: int
) -> dict[str, Any]:
    """A disc over nothing."""
    side = int(side_px)
    rows, columns = np.ogrid[:side, :side]
    middle = (side - 1) / 2
    disc = (rows - middle) ** 2 + (columns - middle) ** 2 <= (side / 2) ** 2
    left, top = rng.integers(width_px - side), rng.integers(height_px - side)
    return to_geometry(Mask(int(left), int(top), disc))
