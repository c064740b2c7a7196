"""The distance of two outlines, worked by hand."""

from typing import Any

import pytest

from concord.geometry.boundary import boundary_error_px

SQUARE = {"x": 10, "y": 10, "width": 20, "height": 20}
RING = {"points": [[10, 10], [30, 10], [30, 30], [10, 30]], "holes": []}


@pytest.mark.parametrize(
    ("kind", "own", "known"),
    [
        ("box", SQUARE, SQUARE),
        ("polygon", {"points": RING["points"][2:] + RING["points"][:2], "holes": []}, RING),
        ("polyline", {"points": [[0, 0], [9, 9]]}, {"points": [[9, 9], [0, 0]]}),
        ("mask", *({"x": 3, "y": 2, "width": 2, "height": 2, "counts": "04"},) * 2),
    ],
)
def test_the_same_outline_is_no_pixel_away(kind: str, own: Any, known: Any) -> None:
    assert boundary_error_px(kind, own, known) == pytest.approx(0, abs=1e-9)


def test_a_square_two_pixels_larger_all_round_is_two_pixels_away() -> None:
    larger = {"x": 8, "y": 8, "width": 24, "height": 24}

    found = boundary_error_px("box", larger, SQUARE)

    # A little more at the corners, 2.83 px from the smaller one.
    assert found == pytest.approx(2.03, abs=0.03)
    assert boundary_error_px("box", SQUARE, larger) == pytest.approx(found)


def test_keypoints_are_as_far_as_their_points() -> None:
    own = {"points": {"a": {"x": 0, "y": 0}, "b": {"x": 5, "y": 0}}}
    known = {"points": {"a": {"x": 3, "y": 4}, "c": {"x": 0, "y": 0}}}

    assert boundary_error_px("keypoints", own, known) == 5
    assert boundary_error_px("keypoints", own, {"points": {}}) is None
