"""Labels in COCO as shapes of ours, and what is refused, with its place."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
import pytest
from pycocotools import mask as coco_mask

from concord.formats.predictions.as_labels import read_coco_results, read_shape_lines
from concord.formats.reading import (
    ReadImage,
    ReadShape,
    read_coco,
)
from concord.geometry.rle import decode
from tests.unit.concord.foreign_labels import box, coco
from tests.unit.concord.test_exported_kinds import GEOMETRIES, export


def test_coco_boxes_keep_their_numbers_whatever_the_ids() -> None:
    read = read_coco(coco({"bbox": [0, 0, 40, 30], "score": 0.5}, {"bbox": [39.5, 29, 0.5, 1]}))

    assert read.refusals == ()
    assert [label.name for label in read.labels] == ["cat, dog / both"]
    assert read.images == (
        ReadImage(
            "a b/ü.jpg",
            40,
            30,
            (
                ReadShape("box", "cat, dog / both", box(0, 0, 40, 30), confidence=0.5),
                ReadShape("box", "cat, dog / both", box(39.5, 29, 0.5, 1)),
            ),
        ),
    )


def test_what_is_wrong_in_coco_is_refused_with_its_line() -> None:
    data = coco({"bbox": [0, 0, 4, 3]}, {"bbox": [30, 0, 11, 3]}, {"image_id": 8, "bbox": [0] * 4})

    read = read_coco(data)

    places = [data.decode().splitlines()[one.line or 0].strip() for one in read.refusals]
    assert [(one.code, one.pointer) for one in read.refusals] == [
        ("outside_picture", "/annotations/1"),
        ("unknown_image", "/annotations/2"),
    ]
    assert places == ['"image_id": 7,', '"image_id": 8,']
    assert len(read.images[0].shapes) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_readable"),
        (b"[1", "not_readable"),
        (b"\xff", "not_readable"),
        (b"[]", "other_format"),
        (b'{"license": "CC0"}', "other_format"),
        (b'{"images": []}', "other_format"),
        (b'{"images": [], "annotations": []}', "not_readable"),
    ],
)
def test_a_file_that_is_not_coco_is_one_refusal(data: bytes, code: str) -> None:
    (refusal,) = read_coco(data).refusals

    assert refusal.code == code


@pytest.mark.parametrize("form", ["text", "numbers", "numbers with empty runs"])
def test_a_mask_of_the_whole_picture_becomes_the_smallest_window(form: str) -> None:
    pixels = np.zeros((30, 40), dtype=np.uint8, order="F")
    pixels[4:9, 10:14] = 1
    pixels[5:7, 11:13] = 0
    pixels[20:, 12] = 1
    counts: Any = coco_mask.encode(pixels)["counts"].decode()
    if form != "text":
        flat = pixels.ravel(order="F")
        edges = np.flatnonzero(np.diff(flat)) + 1
        counts = np.diff([0, *edges, flat.size]).tolist()
    if form == "numbers with empty runs":
        counts = [counts[0] - 2, 0, 2, 1, 0, counts[1] - 1, *counts[2:]]

    read = read_coco(coco({"segmentation": {"size": [30, 40], "counts": counts}, "iscrowd": 1}))

    (shape,) = read.images[0].shapes
    assert (shape.kind, shape.is_crowd, read.refusals) == ("mask", True, ())
    assert [shape.geometry[key] for key in ("x", "y", "width", "height")] == [10, 4, 4, 26]
    assert np.array_equal(decode(shape.geometry["counts"], 4, 26), pixels[4:, 10:14])


@pytest.mark.parametrize("size", [[20, 60], [40, 30], [30, 40_000_000]])
def test_a_mask_of_another_size_than_its_picture_is_refused(size: list[int]) -> None:
    row = {"segmentation": {"size": size, "counts": [0, size[0] * size[1]]}}
    results = json.dumps([{"image_id": 7, "category_id": 1, **row}]).encode()

    labels = read_coco(coco(row))
    drafts = read_coco_results(io.BytesIO(results), size_of=lambda name: (40, 30))

    code = "out_of_range" if size[1] > 100 else "size_differs"
    for read in (labels, drafts):
        assert [len(image.shapes) for image in read.images] == [0]
        assert [(one.code, one.image != "") for one in read.refusals] == [(code, True)]


def test_a_mask_costs_what_its_runs_do_and_not_what_its_picture_has_columns() -> None:
    root = json.loads(coco({"segmentation": {"size": [1, 10**8], "counts": [5, 10**8 - 5]}}))
    del root["images"][0]["width"], root["images"][0]["height"]

    (shape,) = read_coco(json.dumps(root).encode()).images[0].shapes

    assert [shape.geometry[key] for key in ("x", "y", "width", "height")] == [5, 0, 10**8 - 5, 1]


def test_two_polygons_of_one_object_become_its_pixels_and_a_note_says_so() -> None:
    squares = [[2, 2, 6, 2, 6, 6, 2, 6], [20, 20, 30, 20, 30, 25, 20, 25]]

    read = read_coco(coco({"segmentation": squares, "bbox": [2, 2, 28, 23]}))

    (shape,) = read.images[0].shapes
    window = decode(shape.geometry["counts"], 28, 23)
    assert shape.kind == "mask"
    assert window.sum() == 16 + 50
    assert len(read.notes) == 1


def test_a_closed_ring_is_a_polygon_and_a_box_where_a_box_is_wanted() -> None:
    data = coco({"segmentation": [[2, 2, 6, 2, 6, 6, 2, 2]], "bbox": [2, 2, 4, 4]})

    (polygon,) = read_coco(data).images[0].shapes
    (asked,) = read_coco(data, kinds={"cat, dog / both": "box"}).images[0].shapes

    assert polygon.geometry == {"points": [[2, 2], [6, 2], [6, 6]], "holes": []}
    assert (asked.kind, asked.geometry) == ("box", box(2, 2, 4, 4))


def test_what_our_own_coco_says_exactly_comes_back_exactly() -> None:
    (image,) = read_coco(export("coco")).images

    found = {shape.label: (shape.kind, dict(shape.geometry)) for shape in image.shapes}
    for kind in ("box", "mask", "keypoints"):
        assert found[kind] == (kind, GEOMETRIES[kind])
    assert {kind: found[kind][0] for kind in ("rotated_box", "ellipse", "polyline")} == {
        "rotated_box": "polygon",
        "ellipse": "polygon",
        "polyline": "box",
    }


def test_an_empty_score_is_none() -> None:
    read = read_coco(coco({"bbox": [0, 0, 40, 30], "score": ""}))

    assert ([one.confidence for one in read.images[0].shapes], read.refusals) == ([None], ())


def test_a_picture_of_more_pixels_than_any_is_refused_before_they_are_drawn() -> None:
    rings = [[0, 0, 9e5, 0, 9e5, 9e5], [0, 0, 9e5, 9e5, 0, 9e5]]
    root = json.loads(coco({"segmentation": rings}))
    root["images"][0] |= {"width": 1_000_000, "height": 1_000_000}

    read = read_coco(json.dumps(root).encode())

    assert read.images == ()
    assert [one.code for one in read.refusals] == ["out_of_range", "unknown_image"]


def test_values_of_other_types_are_refused_and_not_fallen_over() -> None:
    read = read_coco(coco({"bbox": [0, 0, 4, 3]}, {"bbox": 1}, keypoints=17))
    rows = [{"file_name": "a", "shapes": [{"kind": [], "label": "x", "geometry": {}}]}]
    lines = "\n".join(map(json.dumps, rows)).encode()
    shapes = read_shape_lines(io.BytesIO(lines), size_of=lambda name: (10, 10))

    assert [len(image.shapes) for image in read.images] == [1]
    assert [one.code for one in shapes.refusals] == ["unknown_kind"]
