"""Masks of the table that the browser runs too; its texts and overlaps are pycocotools' own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from concord.documents import KINDS
from concord.geometry.rle import decode, encode
from concord.geometry.runs import pairwise_run_iou

TABLE: dict[str, Any] = json.loads((Path(__file__).parents[3] / "cases" / "masks.json").read_text())


def geometry_of(name: str) -> dict[str, Any]:
    """The mask as a document holds it."""
    mask = TABLE["masks"][name]
    rows = mask["rows"]
    size = {"width": len(rows[0]), "height": len(rows)}
    return {"x": mask["x"], "y": mask["y"], **size, "counts": mask["counts"]}


@pytest.mark.parametrize("name", TABLE["masks"])
def test_a_mask_is_read_and_written_as_the_shared_table_says(name: str) -> None:
    rows = TABLE["masks"][name]["rows"]
    pixels = np.array([[mark == "#" for mark in row] for row in rows])
    geometry = geometry_of(name)

    assert np.array_equal(decode(geometry["counts"], *pixels.shape[::-1]), pixels)
    assert encode(pixels) == geometry["counts"]
    assert KINDS["mask"].area_px(geometry) == pixels.sum()


@pytest.mark.parametrize(
    "case", TABLE["overlaps"], ids=lambda case: f"{case['first']}, {case['second']}"
)
def test_masks_overlap_as_the_shared_table_says(case: dict[str, Any]) -> None:
    iou = pairwise_run_iou([geometry_of(case["first"])], [geometry_of(case["second"])])

    assert iou[0, 0] == pytest.approx(case["iou"], abs=TABLE["tolerance"])
