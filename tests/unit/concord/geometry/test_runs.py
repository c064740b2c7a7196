"""Masks are compared by their runs as by their pixels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from concord.documents.rle import InvalidRle, text_of
from concord.geometry.masks import Mask, to_geometry
from concord.geometry.runs import pairwise_run_iou, run_pairs
from concord.geometry.work import Work

SHAPES = array_shapes(min_dims=2, max_dims=2, max_side=6)
MASKS = st.builds(
    Mask, st.integers(0, 5), st.integers(0, 5), SHAPES.flatmap(lambda shape: arrays(bool, shape))
)


@given(first=st.lists(MASKS, max_size=4), second=st.lists(MASKS, max_size=4))
def test_runs_say_the_same_as_pixels(first: list[Mask], second: list[Mask]) -> None:
    found = pairwise_run_iou([*map(to_geometry, first)], [*map(to_geometry, second)])

    assert found.tolist() == [[iou_of_pixels(one, other) for other in second] for one in first]


@given(
    masks=st.lists(MASKS, max_size=6),
    people=st.lists(st.integers(0, 2), min_size=6, max_size=6),
    blocks=st.sampled_from([1, 3, 256]),
)
def test_pairs_of_masks_are_those_of_two_people_that_share_a_pixel(
    masks: list[Mask], people: list[int], blocks: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("concord.geometry.runs._MOST_BLOCKS", blocks)
        parts = list(run_pairs([*map(to_geometry, masks)], np.array(people[: len(masks)])))

    found = {(i, j): iou for part in parts for i, j, iou in zip(*part, strict=True)}

    assert found == {
        (first, second): iou
        for second in range(len(masks))
        for first in range(second)
        if people[first] != people[second]
        if (iou := iou_of_pixels(masks[first], masks[second])) > 0
    }


def iou_of_pixels(first: Mask, second: Mask) -> float:
    pictures = np.zeros((2, 12, 12), dtype=bool)
    for picture, mask in zip(pictures, (first, second), strict=True):
        height, width = mask.pixels.shape
        picture[mask.top : mask.top + height, mask.left : mask.left + width] = mask.pixels
    union = int((pictures[0] | pictures[1]).sum())
    return int((pictures[0] & pictures[1]).sum()) / union if union else 0.0


def test_a_few_characters_that_fill_a_huge_picture_lay_out_no_pixels() -> None:
    side = 100_000
    whole = {"x": 0, "y": 0, "width": side, "height": side, "counts": text_of([0, side * side])}
    pixel = {"x": 7, "y": 9, "width": 1, "height": 1, "counts": text_of([0, 1])}

    assert pairwise_run_iou([whole], [whole, pixel]).tolist() == [[1.0, 1 / side**2]]


def test_runs_that_do_not_fill_the_window_are_refused() -> None:
    short = {"x": 0, "y": 0, "width": 3, "height": 3, "counts": text_of([0, 8])}

    with pytest.raises(InvalidRle):
        pairwise_run_iou([short], [short])


def test_an_empty_side_gives_an_empty_table() -> None:
    assert pairwise_run_iou([], [to_geometry(Mask(0, 0, np.ones((2, 2), dtype=bool)))]).shape == (
        0,
        1,
    )


def test_masks_side_by_side_are_reckoned_by_what_lies_near_the_others() -> None:
    wide = np.zeros((304, 600), dtype=bool)
    wide[np.arange(600) // 2, np.arange(600)] = True
    wires = [to_geometry(Mask(0, 4 * place, wide)) for place in range(40)]
    far, near = Work(), Work()

    list(run_pairs(wires, work=near))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("concord.geometry.runs._MOST_BLOCKS", 1)
        list(run_pairs(wires, work=far))

    assert near.spent_us < far.spent_us / 2
