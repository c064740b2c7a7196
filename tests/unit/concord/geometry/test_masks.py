"""Masks: windows of pixels, and their geometry in a document."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from concord.documents.rle import runs_of
from concord.geometry.masks import Mask, to_geometry
from concord.geometry.raster import rasterize, united_runs
from concord.geometry.rle import decode, encode, narrow


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


_coordinates = st.one_of(st.integers(0, 8), st.floats(0, 8).map(lambda value: round(value, 2)))
_rings = st.lists(st.tuples(_coordinates, _coordinates), min_size=3, max_size=6)


@given(rings=st.lists(_rings, min_size=1, max_size=3))
def test_runs_of_rings_are_the_pixels_that_lie_inside_one(
    rings: list[list[tuple[float, float]]],
) -> None:
    window = (1, 0, 6, 8)
    each = [np.array(ring, dtype=np.float64) for ring in rings]
    pixels = np.any([rasterize([ring], window) for ring in each], axis=0)

    assert united_runs(each, window) == runs_of(encode(pixels))


@given(data=st.data(), width=st.integers(1, 6), height=st.integers(1, 6))
def test_a_narrowed_mask_is_its_smallest_window(
    data: st.DataObject, width: int, height: int
) -> None:
    flat = data.draw(st.lists(st.booleans(), min_size=width * height, max_size=width * height))
    flat[data.draw(st.integers(0, len(flat) - 1))] = True
    pixels = np.array(flat).reshape(height, width)

    found = narrow(runs_of(encode(pixels)), height)

    mask = Mask(0, 0, pixels).cropped(width, height)
    assert mask is not None
    assert found == to_geometry(mask)
