"""Two shapes of one kind are alike to a degree, whatever the kind."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.geometry.keypoints import OTHER_SIGMA, SIGMAS, SIZE_OF_A_PLACE_PX
from concord.geometry.similarity import UnknownKind, pairwise_similarity

Json = dict[str, Any]
SQUARE = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]]


def similarity(kind: str, first: Json, second: Json) -> float:
    return float(pairwise_similarity(kind, [first], [second])[0, 0])


def polygon(points: list[list[float]], *holes: list[list[float]]) -> Json:
    return {"points": points, "holes": list(holes)}


def rotated(*row: float) -> Json:
    keys = ("center_x", "center_y", "width", "height", "angle_deg")
    return dict(zip(keys, row, strict=True))


def ellipse(*row: float) -> Json:
    keys = ("center_x", "center_y", "radius_x", "radius_y", "angle_deg")
    return dict(zip(keys, row, strict=True))


def line(*points: tuple[float, float]) -> Json:
    return {"points": [list(point) for point in points]}


def person(**places: tuple[float, float]) -> Json:
    return {"points": {key: {"x": x, "y": y, "is_visible": True} for key, (x, y) in places.items()}}


# Values worked out by hand


def test_two_squares_a_half_apart_share_a_third() -> None:
    right = polygon([[x + 5, y] for x, y in SQUARE])

    assert similarity("polygon", polygon(SQUARE), right) == pytest.approx(1 / 3)


def test_a_hole_is_not_part_of_a_polygon() -> None:
    ring = polygon(SQUARE, [[2.0, 2.0], [8.0, 2.0], [8.0, 8.0], [2.0, 8.0]])

    assert similarity("polygon", polygon(SQUARE), ring) == pytest.approx(0.64)


def test_a_ring_that_crosses_itself_counts_as_a_screen_fills_it() -> None:
    bow_tie = polygon([[0.0, 0.0], [10.0, 10.0], [10.0, 0.0], [0.0, 10.0]])

    assert similarity("polygon", bow_tie, bow_tie) == pytest.approx(1)
    assert similarity("polygon", polygon(SQUARE), bow_tie) == pytest.approx(0.5)


def test_a_spike_adds_nothing() -> None:
    spiked = polygon([*SQUARE[:2], [10.0, -9.0], [10.0, 0.0], *SQUARE[2:]])

    assert similarity("polygon", polygon(SQUARE), spiked) == pytest.approx(1)


def test_a_quarter_turn_swaps_width_and_height() -> None:
    assert similarity(
        "rotated_box", rotated(5, 5, 8, 2, 90), rotated(5, 5, 2, 8, 0)
    ) == pytest.approx(1)


def test_an_angle_turns_clockwise_on_the_screen() -> None:
    # Turned by 45 degrees with y down, the right end of a long box points down and right.
    small = rotated(5 + 3 * math.sqrt(0.5), 5 + 3 * math.sqrt(0.5), 1, 1, 45)

    assert similarity("rotated_box", rotated(5, 5, 8, 1, 45), small) == pytest.approx(1 / 8)


def test_an_ellipse_has_the_area_of_an_ellipse() -> None:
    around = rotated(5, 5, 10, 4, 30)

    assert similarity("rotated_box", around, around) == pytest.approx(1)
    assert similarity("ellipse", ellipse(5, 5, 5, 2, 30), ellipse(5, 5, 10, 4, 30)) == (
        pytest.approx(0.25)
    )


def test_a_line_and_the_same_drawn_backwards_are_one() -> None:
    there, back = line((0, 0), (50, 10), (100, 0)), line((100, 0), (50, 10), (0, 0))

    assert similarity("polyline", there, back) == pytest.approx(1)


def test_two_straight_lines_one_radius_apart() -> None:
    # Strips of half width 5 along 100: 5 in common of 15, but for the round ends.
    found = similarity("polyline", line((0, 0), (100, 0)), line((0, 5), (100, 5)))

    assert found == pytest.approx(1 / 3, abs=0.02)


def test_oks_is_the_published_formula() -> None:
    first = person(nose=(0, 0), tail=(30, 40))
    second = person(nose=(3, 0), tail=(33, 40))
    size_squared = (30**2 + 40**2) / 2

    found = similarity("keypoints", first, second)

    expected = [
        math.exp(-9 / (2 * size_squared * (2 * sigma) ** 2))
        for sigma in (SIGMAS["nose"], OTHER_SIGMA)
    ]
    assert found == pytest.approx(sum(expected) / 2)


def test_a_keypoint_that_one_side_left_out_counts_against_half() -> None:
    first = person(nose=(0, 0), tail=(30, 40))
    second = person(nose=(0, 0))

    assert similarity("keypoints", first, second) == pytest.approx((1 / 2 + 1) / 2)
    assert similarity("keypoints", second, person(tail=(30, 40))) == 0


def test_two_single_places_are_compared_at_a_stated_size() -> None:
    found = similarity("keypoints", person(tip=(0, 0)), person(tip=(10, 0)))

    scale = 2 * SIZE_OF_A_PLACE_PX**2 * (2 * OTHER_SIGMA) ** 2
    assert found == pytest.approx(math.exp(-100 / scale))


def test_a_kind_nobody_knows_is_refused_by_name() -> None:
    with pytest.raises(UnknownKind):
        pairwise_similarity("spiral", [{}], [{}])


# Nothing there, nothing to see

WITHOUT_EXTENT: dict[str, Json] = {
    "box": {"x": 1.0, "y": 1.0, "width": 0.0, "height": 5.0},
    "rotated_box": rotated(5, 5, 0, 3, 10),
    "ellipse": ellipse(5, 5, 0, 0, 10),
    "polygon": polygon([[0.0, 0.0], [5.0, 5.0], [9.0, 9.0]]),
    "polyline": line((3, 3), (3, 3)),
}


@pytest.mark.parametrize("kind", WITHOUT_EXTENT)
def test_a_shape_without_extent_shares_nothing(kind: str) -> None:
    assert similarity(kind, WITHOUT_EXTENT[kind], WITHOUT_EXTENT[kind]) == 0


@pytest.mark.parametrize("kind", [*WITHOUT_EXTENT, "keypoints", "mask"])
def test_no_shapes_give_an_empty_table(kind: str) -> None:
    assert pairwise_similarity(kind, [], []).shape == (0, 0)


# Properties

NUMBERS = st.integers(0, 40).map(float)
SIZES = st.integers(1, 20).map(float)
POINTS = st.tuples(NUMBERS, NUMBERS)
ANGLES = st.integers(-179, 180).map(float)
SHAPES: dict[str, st.SearchStrategy[Json]] = {
    "box": st.tuples(NUMBERS, NUMBERS, SIZES, SIZES).map(
        lambda row: dict(zip(("x", "y", "width", "height"), row, strict=True))
    ),
    "rotated_box": st.tuples(NUMBERS, NUMBERS, SIZES, SIZES, ANGLES).map(lambda row: rotated(*row)),
    "ellipse": st.tuples(NUMBERS, NUMBERS, SIZES, SIZES, ANGLES).map(lambda row: ellipse(*row)),
    "polygon": st.lists(POINTS, min_size=3, max_size=7).map(
        lambda points: polygon([list(point) for point in points])
    ),
    "polyline": st.lists(POINTS, min_size=2, max_size=6).map(lambda points: line(*points)),
    "keypoints": st.dictionaries(
        st.sampled_from(["nose", "left_eye", "tail"]), POINTS, min_size=1
    ).map(lambda places: person(**places)),
}


def moved(value: Any, place: Callable[[float, int], float], size: Callable[[float], float]) -> Any:
    """A geometry with its places and sizes changed, whatever its kind."""
    if isinstance(value, list):
        if value and isinstance(value[0], float):
            return [place(value[0], 0), place(value[1], 1)]
        return [moved(one, place, size) for one in value]
    if not isinstance(value, dict):
        return value
    changed = {}
    for key, one in value.items():
        if key in ("x", "center_x") and not isinstance(one, dict):
            changed[key] = place(one, 0)
        elif key in ("y", "center_y") and not isinstance(one, dict):
            changed[key] = place(one, 1)
        elif key in ("width", "height", "radius_x", "radius_y"):
            changed[key] = size(one)
        else:
            changed[key] = moved(one, place, size)
    return changed


@pytest.mark.parametrize("kind", SHAPES)
@given(data=st.data())
def test_similarity_is_symmetric_bounded_and_unmoved_by_where_things_lie(
    kind: str, data: st.DataObject
) -> None:
    drawn = data.draw(st.lists(SHAPES[kind], min_size=1, max_size=4))
    there = [moved(one, lambda at, axis: at + (64, 32)[axis], lambda side: side) for one in drawn]

    found = pairwise_similarity(kind, drawn, drawn)

    assert np.isfinite(found).all()
    assert ((found >= 0) & (found <= 1)).all()
    np.testing.assert_allclose(found, found.T, atol=1e-9)
    np.testing.assert_allclose(pairwise_similarity(kind, there, there), found, atol=1e-7)


@pytest.mark.parametrize("kind", [kind for kind in SHAPES if kind != "keypoints"])
@given(data=st.data())
def test_twice_as_large_is_as_alike(kind: str, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(SHAPES[kind], min_size=1, max_size=4))
    doubled = [moved(one, lambda at, _: 2 * at, lambda side: 2 * side) for one in drawn]

    found = pairwise_similarity(kind, drawn, drawn)

    np.testing.assert_allclose(pairwise_similarity(kind, doubled, doubled), found, atol=1e-7)
