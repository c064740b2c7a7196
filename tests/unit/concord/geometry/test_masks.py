"""Masks: windows of pixels, and their geometry in a document."""

from __future__ import annotations

import numpy as np

from concord.geometry.masks import Mask, to_geometry
from concord.geometry.rle import decode


def test_a_window_shrinks_to_what_is_set_inside_the_picture() -> None:
    pixels = np.zeros((6, 6), dtype=bool)
    pixels[1:4, 2:6] = True

    found = Mask(-1, -2, pixels).cropped(4, 9)

    assert found is not None
    assert (found.left, found.top, found.pixels.tolist()) == (1, 0, [[True] * 3] * 2)


def test_nothing_set_in_the_picture_is_no_window() -> None:
    assert Mask(0, 0, np.zeros((3, 3), dtype=bool)).cropped(9, 9) is None
    assert Mask(5, 5, np.ones((3, 3), dtype=bool)).cropped(5, 5) is None


def test_a_geometry_says_where_the_window_is_and_what_is_set() -> None:
    mask = Mask(3, 4, np.array([[True, False, True], [False, True, True]]))

    found = to_geometry(mask)

    assert (found["x"], found["y"], found["width"], found["height"]) == (3, 4, 3, 2)
    np.testing.assert_array_equal(decode(found["counts"], 3, 2), mask.pixels)
