"""Rings are judged as GEOS judges them, but that no two may touch; and quickly."""

from __future__ import annotations

import math
import time
from itertools import combinations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from concord.documents import KINDS
from concord.documents.points import MAX_POINTS, Point
from concord.documents.rings import area_px, arrange, side_of

POLYGON = KINDS["polygon"]

#: A coarse lattice, where touching is common, and all doubles of a picture.
COARSE = st.integers(0, 6).map(float)
ANY = st.floats(0, 6)


def rings(number: st.SearchStrategy[float]) -> st.SearchStrategy[list[Point]]:
    return st.lists(st.tuples(number, number), min_size=3, max_size=9, unique=True)


def codes(points: list[Point], holes: list[list[Point]]) -> set[str]:
    geometry = {
        "points": [list(point) for point in points],
        "holes": [[list(point) for point in hole] for hole in holes],
    }
    return {problem.code for problem in POLYGON.geometry_problems(geometry, "", 100, 100)}


@given(ring=rings(COARSE) | rings(ANY))
def test_a_ring_is_simple_when_geos_says_so(ring: list[Point]) -> None:
    assert arrange([ring]).is_simple == shapely.is_simple(shapely.LinearRing(ring))


@given(outer=rings(COARSE), holes=st.lists(rings(COARSE), max_size=2))
def test_a_polygon_is_legal_when_geos_takes_it_and_no_two_rings_touch(
    outer: list[Point], holes: list[list[Point]]
) -> None:
    lines = [shapely.LinearRing(ring) for ring in (outer, *holes)]
    do_touch = any(one.intersects(other) for one, other in combinations(lines, 2))
    is_valid = shapely.is_valid(shapely.Polygon(outer, holes))

    assert (codes(outer, holes) == set()) == (is_valid and not do_touch)


@given(count=st.integers(3, 60), share=st.floats(0.05, 0.95), turn=st.floats(0, 7))
def test_the_area_and_the_box_of_a_polygon_are_those_of_geos(
    count: int, share: float, turn: float
) -> None:
    def circle(radius: float) -> list[list[float]]:
        angles = (turn + 2 * math.pi * step / count for step in range(count))
        return [[50 + radius * math.cos(a), 50 + radius * math.sin(a)] for a in angles]

    geometry = {"points": circle(40), "holes": [circle(40 * share)]}
    known = shapely.Polygon(geometry["points"], geometry["holes"])

    assert POLYGON.geometry_problems(geometry, "", 100, 100) == []
    assert POLYGON.area_px(geometry) == pytest.approx(known.area, rel=1e-9)
    x, y, width, height = POLYGON.bounding_box(geometry)
    assert (x, y, x + width, y + height) == pytest.approx(known.bounds)


def test_the_area_of_a_known_pentagon() -> None:
    # Twice the area by hand: 13 - 92 - 12 + 29 + 2 = -60, drawn clockwise.
    assert area_px([(3, 4), (5, 11), (12, 8), (9, 5), (5, 6)]) == 30


@given(point=st.tuples(ANY, ANY), end=st.tuples(ANY, ANY), share=st.floats(0, 1))
def test_a_side_does_not_depend_on_rounding(point: Point, end: Point, share: float) -> None:
    near = (point[0] + share * (end[0] - point[0]), point[1] + share * (end[1] - point[1]))

    turned = side_of(end, point, near)

    assert math.copysign(1, side_of(point, end, near)) == -math.copysign(1, turned) or turned == 0
    assert side_of(point, end, end) == 0


def comb(count: int) -> list[list[float]]:
    """Teeth across the whole picture: every edge overlaps every other in y."""
    teeth = [[1 if step % 2 else 90, 1 + step * 80 / count] for step in range(count - 2)]
    return [*teeth, [95, 95], [95, 1]]


def test_the_largest_polygon_is_judged_at_once_and_a_larger_one_is_refused() -> None:
    started = time.process_time()

    problems = POLYGON.geometry_problems({"points": comb(MAX_POINTS), "holes": []}, "", 100, 100)

    assert problems == []
    assert time.process_time() - started < 5
    assert codes([(0.0, 0.0)] * (MAX_POINTS + 1), []) == {"too_many_points"}
    assert codes([(0.0, 0.0)], [[]] * (MAX_POINTS + 1)) == {"too_many_points"}
    assert codes([(0.0, 0.0)] * 9, [[(0.0, 0.0)] * MAX_POINTS]) == {"too_many_points"}
