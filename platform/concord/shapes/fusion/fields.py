"""Outlines as fields: how far inside each person's outline does a place lie?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, map_coordinates

from concord.geometry.areas import Areas
from concord.geometry.oriented import Geometry
from concord.geometry.runs import spans_of
from concord.shapes.fusion.members import Floats

Scalar = TypeVar("Scalar", bound=np.generic)

#: Cells along the longer side of a window: coarse ones first, each then split in four by four
#: where the people do not agree.
_COARSE_CELLS = 28
_SPLIT = 4
#: Votes are capped: a boundary that is off by so many of a person's own standard deviations is
#: a slip, and says no more than this.
_CAP = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Trust:
    """How each member's distances are read: `bias_px` and `scatter_px` (members,)."""

    bias_px: Floats
    scatter_px: Floats

    @property
    def steepness(self) -> float:
        """The most by which the votes change from one pixel to the next: a signed distance
        changes by no more than the way."""
        return float((1.0 / self.scatter_px**2).sum())

    def votes(self, depths: Floats) -> Floats:
        """The sum of everybody's log-odds that a place is inside, (members, places) -> (places,).

        `depths` are signed distances to each outline in pixels, positive inside. Under a logistic
        scatter of the outline the log-odds of a place grow in proportion to its distance from it,
        so a vote is (depth - bias) / scatter, capped; it weighs 1 / scatter, as everybody speaks
        of the same outline and only its place is in doubt: with small errors the result is the
        mean outline weighted by 1 / scatter squared.
        """
        places = (1,) * (depths.ndim - 1)
        bias, scatter = self.bias_px.reshape(-1, *places), self.scatter_px.reshape(-1, *places)
        votes: Floats = (np.clip((depths - bias) / scatter, -_CAP, _CAP) / scatter).sum(axis=0)
        return votes


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Votes on a lattice: the value at (row, column) is that of the place
    (left + column * step, top + row * step) in pixels."""

    votes: Floats
    left: float
    top: float
    step: float


def depths_of(areas: Areas, places: Floats) -> Floats:
    """Signed distances in pixels, positive inside: (members,), (places, 2) -> (members, places)."""
    points = shapely.points(places)
    found = np.empty((len(areas), len(places)))
    for row, area in enumerate(areas):
        shapely.prepare(area)
        away = shapely.distance(shapely.boundary(area), points)
        found[row] = np.where(shapely.contains_xy(area, *places.T), away, -away)
    return found


def field_of_areas(areas: Areas, trust: Trust) -> Field:
    """The votes on what is inside, on a lattice of some hundred cells a side.

    Exact to the lattice only in the band where the outline may lie: votes change by no more than
    `steepness` a pixel, so a coarse cell whose middle is decided clearly enough is not looked at
    more closely.
    """
    edges = shapely.bounds(areas)
    margin = float(np.abs(trust.bias_px).max())
    low, high = edges[:, :2].min(axis=0) - margin, edges[:, 2:].max(axis=0) + margin
    cell = float((high - low).max()) / _COARSE_CELLS
    columns, rows = (np.ceil((high - low) / cell).astype(int) + 1).tolist()
    left, top = ((low + high) / 2.0 - cell * np.array([columns, rows]) / 2.0).tolist()
    centers = _lattice(left + cell / 2, top + cell / 2, cell, columns, rows)
    coarse = trust.votes(depths_of(areas, centers)).reshape(rows, columns)
    is_open = np.abs(coarse) <= cell * np.sqrt(0.5) * trust.steepness
    step = cell / _SPLIT
    votes = _split(coarse)
    fine = _lattice(left + step / 2, top + step / 2, step, columns * _SPLIT, rows * _SPLIT)
    is_fine = _split(is_open)
    votes[is_fine] = trust.votes(depths_of(areas, fine[is_fine.ravel()]))
    return Field(votes, left + step / 2, top + step / 2, step)


def _split(cells: NDArray[Scalar]) -> NDArray[Scalar]:
    """Each cell as the finer cells it is split in, (rows, columns) -> 4 times as many of both."""
    return cells.repeat(_SPLIT, axis=0).repeat(_SPLIT, axis=1)


def _lattice(left: float, top: float, step: float, columns: int, rows: int) -> Floats:
    """Places row by row, (rows * columns, 2)."""
    x, y = np.meshgrid(left + step * np.arange(columns), top + step * np.arange(rows))
    return np.stack([x.ravel(), y.ravel()], axis=1)


@dataclass(frozen=True, slots=True)
class Window:
    """Pixels of a picture, from (left, top) on; every `stride`-th of them is looked at."""

    left: int
    top: int
    width: int
    height: int
    stride: int


#: Pixels along the longer side of a window that are looked at, at most.
_MOST_PIXELS = 512


def inner_window(drawn: Sequence[Geometry], margin_px: int = 1) -> Window:
    """The window that holds all masks, and a margin round them."""
    left = min(int(one["x"]) for one in drawn) - margin_px
    top = min(int(one["y"]) for one in drawn) - margin_px
    width = max(int(one["x"] + one["width"]) for one in drawn) + margin_px - left
    height = max(int(one["y"] + one["height"]) for one in drawn) + margin_px - top
    return Window(left, top, width, height, stride=-(-max(width, height) // _MOST_PIXELS))


def depths_of_masks(drawn: Sequence[Geometry], window: Window) -> Floats:
    """Signed distances of the window's pixels to each mask's outline, positive inside.

    (masks, rows, columns), in pixels. An outline runs half-way between two pixels. A mask without
    a pixel among those looked at is as far away as can be. No mask is laid out as a whole.
    """
    return np.array([_depths(_looked_at(one, window)) * window.stride for one in drawn])


def _looked_at(geometry: Geometry, window: Window) -> NDArray[np.bool_]:
    """Every `stride`-th pixel of the window, (rows, columns): True where the mask has it."""
    rows = np.arange(window.top, window.top + window.height, window.stride)
    columns = np.arange(window.left, window.left + window.width, window.stride)
    bottom = int(geometry["y"] + geometry["height"])
    has_row = (rows >= geometry["y"]) & (rows < bottom)
    has_column = (columns >= geometry["x"]) & (columns < geometry["x"] + geometry["width"])
    places = (columns[has_column] * bottom)[None, :] + rows[has_row][:, None]
    spans = spans_of(geometry, bottom)
    pixels = np.zeros((len(rows), len(columns)), dtype=bool)
    is_set = spans.count_below(places + 1) > spans.count_below(places)
    pixels[np.ix_(has_row, has_column)] = is_set
    return pixels


def _depths(pixels: NDArray[np.bool_]) -> Floats:
    if not pixels.any():
        return np.full(pixels.shape, -float(sum(pixels.shape)))
    inside, outside = distance_transform_edt(pixels), distance_transform_edt(~pixels)
    depths: Floats = np.where(pixels, inside - 0.5, 0.5 - outside)
    return depths


def pixels_of(votes: Floats, window: Window) -> NDArray[np.bool_]:
    """Where votes (rows, columns) are positive, for every pixel of the window."""
    if window.stride == 1:
        return votes > 0
    pixels = np.empty((window.height, window.width), dtype=bool)
    columns = np.arange(window.width) / window.stride
    for row in range(window.height):
        at = np.stack([np.full(window.width, row / window.stride), columns])
        pixels[row] = map_coordinates(votes, at, order=1, mode="nearest") > 0
    return pixels
