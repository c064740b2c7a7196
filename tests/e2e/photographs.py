"""A photograph as a camera made it, on which the outline of each coin is known to the pixel."""

import io
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage
from skimage import data, filters, measure, segmentation

from concord.documents.rle import runs_of
from tests.e2e.pictures import Picture

#: The photograph is small: every pixel of it is so many, both ways.
ENLARGED = 2
SMALLEST_AREA_PX = 600
Mask = NDArray[np.bool_]  # (rows, columns) of the picture


def _photograph() -> NDArray[np.uint8]:
    """24 coins on grey felt, (303, 384): in the public domain, from the wheel of scikit-image."""
    found: NDArray[np.uint8] = data.coins()
    return found


@cache
def coins() -> Picture:
    """The photograph as a file, without loss."""
    grey = Image.fromarray(_photograph())
    size = (grey.width * ENLARGED, grey.height * ENLARGED)
    target = io.BytesIO()
    grey.resize(size, Image.Resampling.BICUBIC).convert("RGB").save(target, "PNG")
    return Picture("coins.png", target.getvalue(), cards=())


@cache
def outlines() -> tuple[Mask, ...]:
    """Each coin by itself, row by row as they lie: a watershed between two thresholds."""
    grey = _photograph() / 255
    markers = np.zeros(grey.shape, dtype=np.int32)
    markers[grey < 30 / 255] = 1
    markers[grey > 150 / 255] = 2
    flooded = segmentation.watershed(filters.sobel(grey), markers) == 2
    labels = measure.label(ndimage.binary_fill_holes(flooded))
    regions = [one for one in measure.regionprops(labels) if one.area > SMALLEST_AREA_PX]
    cell = np.ones((ENLARGED, ENLARGED), dtype=np.bool_)
    return tuple(np.kron(labels == one.label, cell) for one in regions)


def box_round(mask: Mask, *, margin: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Two corners, `margin` pixels outside the mask, as (x, y)."""
    rows, columns = np.nonzero(mask)
    return (
        (float(columns.min() - margin), float(rows.min() - margin)),
        (float(columns.max() + 1 + margin), float(rows.max() + 1 + margin)),
    )


def border(mask: Mask, count: int) -> list[tuple[float, float]]:
    """So many places of the mask's border, (x, y), the same angle apart about its middle."""
    rows, columns = np.nonzero(mask & ~ndimage.binary_erosion(mask))
    middle_y, middle_x = ndimage.center_of_mass(mask)
    angles = np.arctan2(rows - middle_y, columns - middle_x)
    wanted = np.linspace(-np.pi, np.pi, count, endpoint=False)
    near = [int(np.argmin(np.abs(angles - angle))) for angle in wanted]
    return [(float(columns[at]) + 0.5, float(rows[at]) + 0.5) for at in near]


def through(coin: Mask) -> list[tuple[float, float]]:
    """A way back and forth over all of the coin but its rim."""
    inner = ndimage.binary_erosion(coin, iterations=10)
    rows = sorted({*np.nonzero(inner)[0].tolist()})[::12]
    way: list[tuple[float, float]] = []
    for turn, row in enumerate(rows):
        columns = np.nonzero(inner[row])[0]
        ends = [(float(columns[0]) + 0.5, row + 0.5), (float(columns[-1]) + 0.5, row + 0.5)]
        way += ends if turn % 2 == 0 else ends[::-1]
    return way


def filled(corners: list[tuple[float, float]], shape: tuple[int, int]) -> Mask:
    """What straight lines between these corners go round."""
    return np.asarray(measure.grid_points_in_poly(shape, [(y, x) for x, y in corners]))


def painted(geometry: dict[str, Any], shape: tuple[int, int]) -> Mask:
    """The mask of a document as pixels. Any: a geometry is JSON."""
    runs = runs_of(geometry["counts"])
    values = np.arange(len(runs)) % 2 == 1
    window = np.repeat(values, runs).reshape((geometry["width"], geometry["height"])).T
    whole = np.zeros(shape, dtype=np.bool_)
    left, top = geometry["x"], geometry["y"]
    whole[top : top + geometry["height"], left : left + geometry["width"]] = window
    return whole


def iou(one: Mask, other: Mask) -> float:
    """Intersection over union; neither mask is empty."""
    return float((one & other).sum() / (one | other).sum())
