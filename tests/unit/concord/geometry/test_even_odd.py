"""Rings that cross themselves count as a screen fills them, also where they do so very often."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from concord.geometry.areas import areas_of
from concord.geometry.similarity import pairwise_similarity
from concord.geometry.work import TooManyAlike, TooTangled, Work

#: On whole numbers, so that many points and edges lie on one another.
RINGS = st.lists(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=12),
    min_size=1,
    max_size=3,
)
PLACES = np.random.default_rng(1).random((50, 2)) * 5


@given(rings=RINGS)
def test_a_place_is_inside_where_the_way_out_crosses_an_odd_number_of_edges(
    rings: list[list[tuple[int, int]]],
) -> None:
    outer, *holes = [[[float(x), float(y)] for x, y in ring] for ring in rings]

    (area,) = areas_of("polygon", [{"points": outer, "holes": holes}])

    assert shapely.is_valid(area)
    assert shapely.get_type_id(area) in (
        shapely.GeometryType.POLYGON,
        shapely.GeometryType.MULTIPOLYGON,
    )
    expected = [sum(edges_right_of(x, y, ring) for ring in rings) % 2 == 1 for x, y in PLACES]
    assert shapely.contains_xy(area, *PLACES.T).tolist() == expected


def edges_right_of(x: float, y: float, ring: list[tuple[int, int]]) -> int:
    """How many edges a level way to the right crosses."""
    return sum(
        (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0)
        for (x0, y0), (x1, y1) in pairwise([*ring, ring[0]])
    )


def test_a_ring_that_goes_round_sixty_times_is_compared_in_time() -> None:
    rng = np.random.default_rng(0)
    turns = 2 * np.pi * 60 / 121 * np.arange(121)
    star = 500 + 400 * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    drawn = [
        {"points": (star + rng.normal(0, 1, star.shape)).tolist(), "holes": []} for _ in range(2)
    ]

    began = time.process_time()
    table = pairwise_similarity("polygon", drawn, drawn)
    seconds = time.process_time() - began

    # Some second; made valid by GEOS, three such rings did not end within minutes.
    assert seconds < 6
    assert table[0, 1] == pytest.approx(0.6, abs=0.15)


def test_a_ring_that_crosses_itself_millions_of_times_is_refused_in_time() -> None:
    tangle = np.random.default_rng(0).random((10_000, 2)) * 1_000

    began = time.process_time()
    with pytest.raises(TooTangled, match="cross itself at most 100,000 times"):
        areas_of("polygon", [{"points": tangle.tolist(), "holes": []}])
    seconds = time.process_time() - began

    # A fifth of a second: counting ends with what is refused.
    assert seconds < 2


def test_what_tangles_cost_together_is_reckoned_before_they_are_filled() -> None:
    tangle = {"points": (np.random.default_rng(0).random((60, 2)) * 99).tolist(), "holes": []}
    work = Work()
    areas_of("polygon", [tangle], work)

    with pytest.raises(TooManyAlike):
        areas_of("polygon", [tangle] * 3, Work(2.5 * work.spent_us))
