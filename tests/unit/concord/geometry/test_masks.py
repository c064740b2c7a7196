"""Overlap of masks, each in a window of its own."""

from __future__ import annotations

import numpy as np
import pytest

from concord.geometry.masks import Mask, pairwise_mask_iou


def mask(left: int, top: int, width: int, height: int) -> Mask:
    return Mask(left, top, np.ones((height, width), dtype=bool))


def test_windows_that_overlap_share_the_pixels_of_both() -> None:
    found = pairwise_mask_iou([mask(0, 0, 10, 10)], [mask(5, 0, 10, 10), mask(0, 0, 10, 10)])

    assert found.tolist() == [pytest.approx([1 / 3, 1])]


def test_windows_that_only_touch_share_nothing() -> None:
    assert pairwise_mask_iou([mask(0, 0, 10, 10)], [mask(10, 0, 10, 10)]).tolist() == [[0]]


def test_what_is_not_set_in_a_window_does_not_count() -> None:
    half = Mask(0, 0, np.eye(2, dtype=bool))

    assert pairwise_mask_iou([half], [mask(0, 0, 2, 2)]).tolist() == [[0.5]]


def test_masks_without_a_pixel_share_nothing() -> None:
    empty = Mask(0, 0, np.zeros((3, 3), dtype=bool))

    assert pairwise_mask_iou([empty], [empty]).tolist() == [[0]]
