"""How closed rings of points lie to themselves and to one another, decided exactly.

A ring is simple when no two of its edges share a point, but for the corner between neighbours.
Coordinates are taken as the numbers they are: nothing is rounded, so two programs that follow
this page agree on every ring.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from concord.documents.points import Point

Ring = Sequence[Point]

#: Shewchuk 1997, "Adaptive Precision Floating-Point Arithmetic", figure 21: (3 + 16 e) e with
#: e = 2^-53. A determinant beyond this share of its parts has the right sign.
_SIGN_IS_SURE_FROM = 3.3306690738754716e-16
#: Products below this may have lost digits to underflow, which that bound leaves out.
_LEAST_SURE_SIZE = 1e-280


def side_of(start: Point, end: Point, point: Point) -> float:
    """Above 0 when `point` lies to the left of the line from `start` to `end` (y upwards), below
    0 to the right, 0 exactly on it. Only the sign means something.
    """
    left = (start[0] - point[0]) * (end[1] - point[1])
    right = (start[1] - point[1]) * (end[0] - point[0])
    found, size = left - right, abs(left) + abs(right)
    if abs(found) > _SIGN_IS_SURE_FROM * size and size > _LEAST_SURE_SIZE:
        return found
    return _exact_side(start, end, point)


def _exact_side(start: Point, end: Point, point: Point) -> int:
    (ax, ay), (bx, by) = map(Fraction, start), map(Fraction, end)
    cx, cy = map(Fraction, point)
    left, right = (ax - cx) * (by - cy), (ay - cy) * (bx - cx)
    return (left > right) - (left < right)


def is_flat(ring: Ring) -> bool:
    """Whether all points lie on one line; the first two are different points."""
    return all(side_of(ring[0], ring[1], point) == 0 for point in ring[2:])


def area_px(ring: Ring) -> float:
    """The area of a simple ring in square pixels, by the shoelace formula about its first point."""
    x0, y0 = ring[0]
    total = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring[1:]):
        total += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    return abs(total) / 2.0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Whether rings are simple and share no point, and which ring each lies directly in.

    `containers[i]` is the innermost ring round ring i, None without one. It means nothing
    when `is_simple` is False.
    """

    is_simple: bool
    containers: tuple[int | None, ...]


def arrange(rings: Sequence[Ring]) -> Arrangement:
    """How rings of at least 3 points lie; O(n log n) for n points, but for list insertion.

    Source: the sweep of Shamos and Hoey 1976, on points in the order of x, then y (which tilts
    the sweep line a little, so that upright edges are like others).
    """
    return _Sweep(rings).run()


class _Sweep:
    """Edge i runs from point i to the next of its ring. `active` holds the edges that the line
    meets, by increasing y: neighbours in it are known not to meet before one of them ends.
    """

    def __init__(self, rings: Sequence[Ring]) -> None:
        self.points = [point for ring in rings for point in ring]
        self.ring_of = [number for number, ring in enumerate(rings) for _ in ring]
        self.after, self.before = _neighbours(rings)
        self.order = sorted(range(len(self.points)), key=self.points.__getitem__)
        self.rank = [0] * len(self.order)
        for rank, point in enumerate(self.order):
            self.rank[point] = rank
        self.left = [min(i, j, key=self.rank.__getitem__) for i, j in enumerate(self.after)]
        self.right = [max(i, j, key=self.rank.__getitem__) for i, j in enumerate(self.after)]
        self.active: list[int] = []
        self.containers: list[int | None] = [None] * len(rings)
        #: Whether the inside is at larger y of the edges drawn towards larger x; by ring.
        self.is_inside_above_forward: dict[int, bool] = {}

    def run(self) -> Arrangement:
        """Sweep from left to right, up to the first two edges that meet."""
        for one, other in pairwise(self.order):
            if self.points[one] == self.points[other]:
                return Arrangement(False, tuple(self.containers))
        is_simple = all(map(self._passes, self.order))
        return Arrangement(is_simple, tuple(self.containers))

    def _passes(self, point: int) -> bool:
        """Go on over a point; False when something meets there, or will ahead of it."""
        edges = (self.before[point], point)
        ended = [edge for edge in edges if self.right[edge] == point]
        started = [edge for edge in edges if self.left[edge] == point]
        start = self._first_not_below(point)
        end = start
        while end < len(self.active) and self._side(self.active[end], point) == 0:
            end += 1
        if sorted(self.active[start:end]) != sorted(ended):
            return False
        if len(started) == 2:
            turn = self._turn(point, *started)
            if turn == 0:
                return False
            if turn < 0:
                started.reverse()
            self._note_ring(start, started[0])
        self.active[start:end] = started
        return self._stay_apart(start) and self._stay_apart(start + len(started))

    def _side(self, edge: int, point: int) -> float:
        if self.right[edge] == point:
            return 0.0
        points = self.points
        return side_of(points[self.left[edge]], points[self.right[edge]], points[point])

    def _first_not_below(self, point: int) -> int:
        low, high = 0, len(self.active)
        while low < high:
            middle = (low + high) // 2
            if self._side(self.active[middle], point) > 0:
                low = middle + 1
            else:
                high = middle
        return low

    def _turn(self, point: int, one: int, other: int) -> float:
        """Above 0 when `other` leaves the point at larger y than `one`, 0 when they overlap."""
        points, right = self.points, self.right
        return side_of(points[point], points[right[one]], points[right[other]])

    def _stay_apart(self, index: int) -> bool:
        """Whether the edges before and at `index` do not meet until one of them ends."""
        if not 0 < index < len(self.active):
            return True
        lower, upper = self.active[index - 1], self.active[index]
        first, second = self.right[lower], self.right[upper]
        if first == second:
            return True
        if self.rank[first] < self.rank[second]:
            return self._side(upper, first) < 0
        return self._side(lower, second) > 0

    def _note_ring(self, index: int, lowest: int) -> None:
        """At the leftmost point of a ring: what it lies in, and on which side its inside is."""
        ring = self.ring_of[lowest]
        if ring in self.is_inside_above_forward:
            return
        self.is_inside_above_forward[ring] = self.left[lowest] == lowest
        if index == 0:
            return
        edge = self.active[index - 1]
        below = self.ring_of[edge]
        is_inside = (self.left[edge] == edge) == self.is_inside_above_forward[below]
        self.containers[ring] = below if is_inside else self.containers[below]


def _neighbours(rings: Sequence[Ring]) -> tuple[list[int], list[int]]:
    """For each point of all rings in a row, the point after it and the one before it."""
    after: list[int] = []
    before: list[int] = []
    for ring in rings:
        first, count = len(after), len(ring)
        after += [first + (i + 1) % count for i in range(count)]
        before += [first + (i - 1) % count for i in range(count)]
    return after, before
