"""How often edges meet, and what areas share that is got from their edges alone: where so many
cross that an overlay would fill the memory.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

#: Pairs of edges at once: an edge may meet all others.
_PAIRS_AT_A_TIME = 1_000_000
#: Pairs whose bounds meet are looked at up to so many times as often as edges may meet.
_BOUNDS_FOR_EACH = 100


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Where each edge begins and ends, (edges, 2) twice. Of valid areas, what they enclose lies to
    the left of them (x right, y up)."""

    first: Floats
    last: Floats


def edges_of(shape: shapely.Geometry) -> Edges:
    """All edges of a polygon's rings, or of several polygons'."""
    rings = shapely.get_rings(shapely.get_parts(shapely.orient_polygons(shape)))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    is_edge = ring[:-1] == ring[1:]
    return Edges(points[:-1][is_edge], points[1:][is_edge])


def count_meeting(one: Edges, other: Edges, *, most: int) -> int:
    """How many pairs of edges meet or touch; above `most` where there are more, or where the
    bounds of so many meet that looking would cost as much.

    To the last digits: edges that all but touch may count. Of edges with themselves, each pair
    counts twice, and each edge with itself. Time grows with the pairs whose bounds meet, up to
    some multiple of `most`.
    """
    tree = shapely.STRtree(_lines(other))
    lines, count, looked_at = _lines(one), 0, 0
    step = max(1, _PAIRS_AT_A_TIME // max(1, len(other.first)))
    for low in range(0, len(lines), step):
        mine, theirs = tree.query(lines[low : low + step])
        count += _meeting(one, other, mine + low, theirs)
        looked_at += len(mine)
        if count > most or looked_at > _BOUNDS_FOR_EACH * most:
            return max(count, most + 1)
    return count


def _lines(edges: Edges) -> NDArray[np.object_]:
    lines: NDArray[np.object_] = shapely.linestrings(np.stack([edges.first, edges.last], axis=1))
    return lines


def _meeting(one: Edges, other: Edges, mine: Integers, theirs: Integers) -> int:
    """Of pairs whose bounds meet, how many meet: none lies on one side of the other."""
    a, b, c, d = one.first[mine], one.last[mine], other.first[theirs], other.last[theirs]
    is_parted = _side(a, b, c) * _side(a, b, d) > 0
    is_parted |= _side(c, d, a) * _side(c, d, b) > 0
    return int((~is_parted).sum())


def _side(start: Floats, end: Floats, place: Floats) -> Floats:
    along, away = end - start, place - start
    side: Floats = np.sign(along[:, 0] * away[:, 1] - along[:, 1] * away[:, 0])
    return side


def shared_area(one: Edges, other: Edges) -> float:
    """The area of what two valid areas share, in square pixels, whatever their edges do.

    An area is what lies under its upper edges less what lies under its lower ones; so the common
    area is the sum, over pairs of edges, of what lies under both. Time grows with the pairs of
    edges, memory does not. Exact but for rounding, of some 1e-16 of what lies under all pairs.
    """
    base = np.minimum(_lowest(one), _lowest(other))
    (left, right, height, slope, sign) = _spans(one, base)
    others = _spans(other, base)
    total = 0.0
    step = max(1, _PAIRS_AT_A_TIME // max(1, len(others[0])))
    for low in range(0, len(left), step):
        some = slice(low, low + step)
        is_over = (left[some, None] < others[1]) & (others[0] < right[some, None])
        mine, theirs = np.nonzero(is_over)
        mine += low
        from_x = np.maximum(left[mine], others[0][theirs])
        to_x = np.minimum(right[mine], others[1][theirs])
        own, their = (
            [h[at] + s[at] * (x - start[at]) for x in (from_x, to_x)]
            for start, h, s, at in (
                (left, height, slope, mine),
                (others[0], others[2], others[3], theirs),
            )
        )
        under = _under_both(to_x - from_x, own, their)
        total += float((sign[mine] * others[4][theirs] * under).sum())
    return total


def _lowest(edges: Edges) -> Floats:
    lowest: Floats = edges.first.min(axis=0, initial=np.inf)
    return lowest


def _spans(edges: Edges, base: Floats) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Of each edge that is not upright: from where to where, how high over `base` on the left, how
    steep, and 1 of an upper edge, -1 of a lower one."""
    first, last = edges.first - base, edges.last - base
    kept = first[:, 0] != last[:, 0]
    first, last = first[kept], last[kept]
    sign = np.sign(first[:, 0] - last[:, 0])
    is_back = (sign > 0)[:, None]
    start, end = np.where(is_back, last, first), np.where(is_back, first, last)
    slope = (end[:, 1] - start[:, 1]) / (end[:, 0] - start[:, 0])
    return start[:, 0], end[:, 0], start[:, 1], slope, sign


def _under_both(width: Floats, own: list[Floats], their: list[Floats]) -> Floats:
    """What lies under two straight lines over a width, from their heights at both ends."""
    here, there = own[0] - their[0], own[1] - their[1]
    below_here, below_there = np.minimum(here, 0.0), np.minimum(there, 0.0)
    crosses = here * there < 0
    apart = np.abs(here) + np.abs(there)
    share = np.divide(-(below_here + below_there), apart, out=np.ones_like(apart), where=crosses)
    under: Floats = width / 2 * (their[0] + their[1] + share * (below_here + below_there))
    return under
