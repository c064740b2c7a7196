"""Where a field is positive, as a planar area."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

#: The four edges of a cell, as pairs of its corners in the order top left, top right, bottom
#: right, bottom left.
_EDGES = np.array([[0, 1], [1, 2], [2, 3], [3, 0]])


def positive_area(field: Floats) -> shapely.Geometry:
    """The area where a field (rows, columns) is above 0: a valid polygon or several, with holes.

    The value at row r and column c is that of the point (c, r); between four points the field is
    taken to be linear along the edges. At a saddle the mean of the corners decides. What reaches
    the rim of the field ends within one cell beyond it. Empty where nothing is positive. Source:
    marching squares, after Lorensen and Cline 1987.
    """
    padded = np.pad(field, 1, constant_values=-float(np.abs(field).max(initial=1.0)))
    corners = np.stack(
        [padded[:-1, :-1], padded[:-1, 1:], padded[1:, 1:], padded[1:, :-1]], axis=-1
    )
    inside = corners > 0
    row, column = np.nonzero(inside.any(axis=-1) & ~inside.all(axis=-1))
    if not len(row):
        return shapely.Polygon()
    cells = _Cells(row, column, corners[row, column], inside[row, column])
    points = cells.crossings()
    segments = np.concatenate([points[cell[:, None], edges] for cell, edges in cells.segments()])
    return shapely.build_area(shapely.multilinestrings([*segments - 1.0]))


class _Cells:
    """The cells that the contour passes: their place, their corners' values and signs."""

    def __init__(
        self, row: Integers, column: Integers, values: Floats, inside: NDArray[np.bool_]
    ) -> None:
        self._origin = np.stack([column, row], axis=1).astype(np.float64)
        self._values = values
        self._inside = inside

    def crossings(self) -> Floats:
        """Where the contour crosses each edge of each cell, (cells, 4, 2); nonsense elsewhere.

        Both cells beside an edge get the very same point: it is computed from the same end.
        """
        points = np.repeat(self._origin[:, None], 4, axis=1)
        # Top and bottom edges run to the right, left and right edges run down.
        for edge, (start, end, offset, axis) in enumerate(
            ((0, 1, (0, 0), 0), (1, 2, (1, 0), 1), (3, 2, (0, 1), 0), (0, 3, (0, 0), 1))
        ):
            one, other = self._values[:, start], self._values[:, end]
            crosses = (one > 0) != (other > 0)
            share = np.divide(one, one - other, out=np.zeros_like(one), where=crosses)
            points[:, edge] += offset
            points[:, edge, axis] += share
        return points

    def segments(self) -> list[tuple[Integers, Integers]]:
        """Cells and the two edges of each that a piece of contour joins, (n,) and (n, 2)."""
        crosses = self._inside[:, _EDGES[:, 0]] != self._inside[:, _EDGES[:, 1]]
        plain = np.flatnonzero(crosses.sum(axis=1) == 2)
        edges = np.nonzero(crosses[plain])[1].reshape(-1, 2)
        saddle = np.flatnonzero(crosses.all(axis=1))
        # Joined through the middle, the contour cuts off the two corners of the other sign.
        middle = self._values[saddle].mean(axis=1) > 0
        cuts_first = middle != self._inside[saddle, 0]
        one = np.where(cuts_first[:, None], [3, 0], [0, 1])
        other = np.where(cuts_first[:, None], [1, 2], [2, 3])
        return [(plain, edges), (saddle, one), (saddle, other)]
