"""The run-length text of masks, held against the program that it comes from."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from pycocotools import mask as coco

from concord.documents import KINDS
from concord.documents.kinds.mask import MAX_RLE_CHARACTERS
from concord.documents.rle import InvalidRle, runs_of, text_of
from concord.geometry.rle import decode, encode, widen

MASK = KINDS["mask"]

Pixels = NDArray[np.bool_]
PIXELS = arrays.arrays(np.bool_, arrays.array_shapes(min_dims=2, max_dims=2, max_side=40))


def coco_text(pixels: Pixels) -> str:
    return str(coco.encode(np.asfortranarray(pixels.astype(np.uint8)))["counts"].decode())


@given(pixels=PIXELS)
def test_the_text_of_a_mask_is_the_one_that_pycocotools_writes(pixels: Pixels) -> None:
    assert encode(pixels) == coco_text(pixels)


@given(pixels=PIXELS)
def test_decoding_gives_back_what_was_encoded(pixels: Pixels) -> None:
    height, width = pixels.shape

    assert np.array_equal(decode(encode(pixels), width, height), pixels)


@given(runs=st.lists(st.integers(1, 2**31), min_size=1, max_size=12), first=st.integers(0, 2**31))
def test_runs_of_any_length_come_back(runs: list[int], first: int) -> None:
    assert runs_of(text_of([first, *runs])) == [first, *runs]


def test_a_text_written_out_by_hand() -> None:
    # 5 is "5"; 40 is 8 and more, then 1: "X1"; the fourth run is 3 - 40 = -37: 27 and more, then
    # -2, which is 30 with the sign's bit: "kN".
    assert text_of([5, 40, 2, 3]) == "5X12kN"
    assert runs_of("5X12kN") == [5, 40, 2, 3]


@given(pixels=PIXELS, x=st.integers(0, 5), y=st.integers(0, 5), more=st.integers(0, 5))
def test_a_window_is_widened_to_the_picture(pixels: Pixels, x: int, y: int, more: int) -> None:
    height, width = pixels.shape
    picture = np.zeros((y + height + more, x + width + more), dtype=bool)
    picture[y : y + height, x : x + width] = pixels

    text = widen(encode(pixels), (x, y, width, height), picture.shape[1], picture.shape[0])

    assert text == coco_text(picture)


@given(pixels=PIXELS.filter(np.any), x=st.integers(0, 5), y=st.integers(0, 5))
def test_box_and_area_of_a_mask_are_those_of_its_pixels(pixels: Pixels, x: int, y: int) -> None:
    height, width = pixels.shape
    geometry = {"x": x, "y": y, "width": width, "height": height, "counts": encode(pixels)}
    known = {"size": [height, width], "counts": geometry["counts"]}

    assert MASK.geometry_problems(geometry, "", 50, 50) == []
    assert MASK.area_px(geometry) == coco.area(known)
    left, top, wide, high = coco.toBbox(known).tolist()
    assert MASK.bounding_box(geometry) == (x + left, y + top, wide, high)


@given(text=st.text(st.characters(min_codepoint=40, max_codepoint=120)), width=st.integers(1, 9))
def test_no_text_whatsoever_makes_the_check_fail(text: str, width: int) -> None:
    geometry = {"x": 0, "y": 0, "width": width, "height": 1, "counts": text}

    assert isinstance(MASK.geometry_problems(geometry, "", 100, 100), list)


def test_a_text_that_does_not_fill_the_window_is_refused() -> None:
    with pytest.raises(InvalidRle):
        decode(text_of([5, 3, 4]), 4, 4)


@pytest.mark.parametrize("key", ["x", "y", "width", "height"])
def test_a_whole_number_that_no_double_can_hold_is_refused(key: str) -> None:
    window = {"x": 0.0, "y": 0.0, "width": 1.0, "height": 1.0, key: 10**400}

    problems = MASK.geometry_problems({**window, "counts": "01"}, "", 100, 100)

    assert [problem.code for problem in problems] == ["outside_picture"]


def test_the_longest_text_is_judged_at_once_and_a_longer_one_is_refused() -> None:
    side = 1000
    geometry = {"x": 0, "y": 0, "width": side, "height": side}
    longest = text_of([1] * MAX_RLE_CHARACTERS)
    assert len(longest) == MAX_RLE_CHARACTERS
    started = time.process_time()

    problems = MASK.geometry_problems({**geometry, "counts": longest}, "", side, side)

    assert problems == []
    assert time.process_time() - started < 5
    too_long = MASK.geometry_problems({**geometry, "counts": longest + "0"}, "", side, side)
    assert [problem.code for problem in too_long] == ["too_long"]
