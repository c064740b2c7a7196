"""What outlines of very many edges that cross share is got from their edges, in little memory."""

from __future__ import annotations

import time

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from concord.geometry import areas
from concord.geometry.areas import areas_of, pairwise_area_iou
from concord.geometry.crossings import Floats, count_meeting, edges_of, shared_area
from concord.geometry.lines import strips_of

RINGS = st.lists(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=10),
    min_size=1,
    max_size=3,
)


@given(rings=RINGS, others=RINGS)
def test_what_two_areas_share_is_told_by_their_edges(
    rings: list[list[tuple[int, int]]], others: list[list[tuple[int, int]]]
) -> None:
    first, second = areas_of("polygon", [polygon(rings), polygon(others)])

    shared = shared_area(edges_of(first), edges_of(second))

    assert shared == pytest.approx(shapely.intersection(first, second).area, abs=1e-9)
    assert shared_area(edges_of(first), edges_of(first)) == pytest.approx(first.area, abs=1e-9)


def polygon(rings: list[list[tuple[int, int]]]) -> dict[str, object]:
    outer, *holes = [[[float(x), float(y)] for x, y in ring] for ring in rings]
    return {"points": outer, "holes": holes}


def comb(corners: int) -> Floats:
    """Teeth side by side, from 10 to 990 px, as wide as the gaps between."""
    teeth = corners // 4
    x = np.repeat(np.arange(teeth) * (1000 / teeth), 4) + np.tile([0, 0, 500, 500], teeth) / teeth
    y = np.tile([10.0, 990.0, 990.0, 10.0], teeth)
    return np.concatenate([[[0.0, 0.0]], np.stack([x, y], axis=1), [[1000.0, 0.0]]])


@pytest.mark.parametrize("turn", [0.0, 0.4])
def test_two_outlines_whose_every_edge_crosses_every_other_are_compared_in_time(
    turn: float,
) -> None:
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    upright, level = (
        areas_of("polygon", [{"points": (points @ turned).tolist(), "holes": []}])
        for points in (comb(4_000), comb(4_000)[:, ::-1])
    )

    began = time.process_time()
    iou = pairwise_area_iou(upright, level)
    seconds = time.process_time() - began

    # Half a second; all crossings at once took a minute, and gigabytes.
    assert seconds < 5
    # Half of either is teeth, and of the spine each other's teeth have their share.
    assert iou[0, 0] == pytest.approx(250_000 / (2 * 500_000 - 250_000), abs=0.01)


def test_large_outlines_that_cross_seldom_are_intersected(monkeypatch: pytest.MonkeyPatch) -> None:
    def by_edges(*_: object) -> float:
        raise AssertionError("by edges")

    monkeypatch.setattr(areas, "shared_area", by_edges)
    turns = np.linspace(0, 2 * np.pi, 1_000, endpoint=False)
    circle = 100 * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    drawn = [{"points": (circle + at).tolist(), "holes": []} for at in (0.0, 1.0)]

    iou = pairwise_area_iou(areas_of("polygon", drawn[:1]), areas_of("polygon", drawn[1:]))

    assert 0.95 < iou[0, 0] < 1


def test_edges_that_meet_are_counted_up_to_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("concord.geometry.crossings._PAIRS_AT_A_TIME", 1_000)
    edges = edges_of(shapely.Polygon(comb(200)))
    across = edges_of(shapely.Polygon(comb(200)[:, ::-1]))

    assert count_meeting(edges, across, most=100_000) >= 100 * 100
    assert 50 < count_meeting(edges, across, most=50) < 100 * 100


def test_the_strip_of_a_long_line_is_that_of_its_parts() -> None:
    rng = np.random.default_rng(1)
    line = np.cumsum(rng.normal(0, 5, (150, 2)), axis=0)
    radius = 0.05 * float(np.hypot(*np.ptp(line, axis=0)))

    (strip,) = strips_of([{"points": line.tolist()}])

    whole = shapely.buffer(shapely.LineString(line), radius)
    assert shapely.symmetric_difference(strip, whole).area < 1e-3 * whole.area


def test_a_scribble_of_ten_thousand_points_has_its_strip_in_time() -> None:
    line = np.random.default_rng(1).random((10_000, 2)) * 1_000

    began = time.process_time()
    (strip,) = strips_of([{"points": line.tolist()}])
    seconds = time.process_time() - began

    # Half a second; as one line it did not end within minutes.
    assert seconds < 5
    assert strip.area > 1_000_000
