"""Overlap of boxes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from concord.geometry import boxes as geometry
from concord.geometry.boxes import Boxes, areas_px, from_corners, pairwise_iou, to_corners

TABLE: dict[str, Any] = json.loads((Path(__file__).parents[2] / "cases" / "iou.json").read_text())


def row(box: dict[str, float]) -> Boxes:
    return np.array([[box["x"], box["y"], box["width"], box["height"]]], dtype=np.float64)


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_iou_is_as_the_shared_table_says(case: dict[str, Any]) -> None:
    iou = pairwise_iou(row(case["first"]), row(case["second"]))

    assert iou[0, 0] == pytest.approx(case["iou"], abs=TABLE["tolerance"])


BOXES = arrays(np.float64, (4, 4), elements=st.floats(0.01, 1000))


@given(first=BOXES, second=BOXES)
def test_iou_is_symmetric_bounded_and_one_with_itself(first: Boxes, second: Boxes) -> None:
    iou = pairwise_iou(first, second)

    assert np.all((iou >= 0) & (iou <= 1))
    np.testing.assert_array_equal(iou, pairwise_iou(second, first).T)
    np.testing.assert_allclose(np.diag(pairwise_iou(first, first)), 1.0, atol=1e-9)


@given(boxes=BOXES)
def test_corners_and_back_are_the_same_box(boxes: Boxes) -> None:
    np.testing.assert_allclose(from_corners(to_corners(boxes)), boxes, atol=1e-9)


def test_boxes_without_area_share_nothing() -> None:
    flat = np.array([[1.0, 1.0, 0.0, 5.0]])

    assert pairwise_iou(flat, flat).tolist() == [[0.0]]
    assert areas_px(flat).tolist() == [0.0]


def test_no_boxes_give_an_empty_table() -> None:
    none, three = np.empty((0, 4)), np.ones((3, 4))

    assert pairwise_iou(none, three).shape == (0, 3)
    assert pairwise_iou(three, none).shape == (3, 0)
    assert pairwise_iou(none, none).shape == (0, 0)


def test_large_tables_are_computed_in_parts_to_the_same_values(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    boxes = np.random.default_rng(5).uniform(1, 50, (37, 4))
    whole = pairwise_iou(boxes, boxes)

    monkeypatch.setattr(geometry, "_CELLS_AT_A_TIME", 100)

    np.testing.assert_array_equal(pairwise_iou(boxes, boxes), whole)
