"""What areas share on a grid: the coarser value where the exact one of tangled outlines, or of
masks of very many stretches, would take too long.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # masks need no Shapely
    from concord.geometry.crossings import Edges

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Cells = NDArray[np.bool_]

#: A grid has so many cells a side at most, and fewer where there are many shapes: of all together,
#: and of all that are held against each other.
MOST_SIDE = 512
_LEAST_SIDE = 16
_MOST_CELLS = 16_000_000
_MOST_PRODUCTS = 20_000_000_000
#: Edges laid out at once: each may cross every column.
_EDGES_AT_A_TIME = 2_000


def side_for(first: int, second: int) -> int:
    """Cells a side where so many shapes are held against so many."""
    most = min(_MOST_CELLS / (first + second), _MOST_PRODUCTS / (first * second))
    return max(_LEAST_SIDE, min(MOST_SIDE, math.isqrt(int(most))))


def cells_inside(edges: Edges, frame: tuple[float, float, float, float], side: int) -> Cells:
    """The cells, column by column, whose middle lies inside the edges of a valid area: (side²,).

    `frame` is left, top, right and bottom of the grid, in pixels. Inside is as for
    `raster.rasterize`. Time grows with the columns that edges cross.
    """
    left, top, right, bottom = frame
    scale = side / np.array([right - left, bottom - top])
    first, last = ((ends - (left, top)) * scale - 0.5 for ends in (edges.first, edges.last))
    turns = np.zeros(side * (side + 1), dtype=np.bool_)
    for low in range(0, len(first), _EDGES_AT_A_TIME):
        some = slice(low, low + _EDGES_AT_A_TIME)
        places = _turns(first[some], last[some], side)
        turns ^= np.bincount(places, minlength=len(turns)) % 2 == 1
    inside: Cells = np.logical_xor.accumulate(turns.reshape(side, side + 1), axis=1)[:, :side]
    return inside.ravel()


def _turns(first: Floats, last: Floats, side: int) -> Integers:
    """Where edges turn inside into outside: the first cell below each, of every column whose middle
    it crosses. Whole numbers are the middles of cells."""
    is_back = (first[:, 0] > last[:, 0])[:, None]
    start, end = np.where(is_back, last, first), np.where(is_back, first, last)
    begin = np.ceil(np.clip(start[:, 0], 0, side)).astype(np.int64)
    count = np.ceil(np.clip(end[:, 0], 0, side)).astype(np.int64) - begin
    edge = np.repeat(np.arange(len(count)), count)
    column = begin[edge] + np.arange(len(edge)) - (np.cumsum(count) - count)[edge]
    width = end[:, 0] - start[:, 0]
    slope = np.divide(end[:, 1] - start[:, 1], width, out=np.zeros_like(width), where=width > 0)
    height = start[edge, 1] + (column - start[edge, 0]) * slope[edge]
    places: Integers = column * (side + 1) + np.clip(np.ceil(height), 0, side).astype(np.int64)
    return places


def shared_cells(first: Cells, second: Cells) -> Floats:
    """How many cells each two share: (n, cells), (m, cells) -> (n, m)."""
    shared: Floats = (first.astype(np.float32) @ second.astype(np.float32).T).astype(np.float64)
    return shared
