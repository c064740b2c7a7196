"""What COCO and the table say of every kind of shape, read back by pycocotools and csv."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pycocotools.coco import COCO

from concord.documents import KINDS, Document, Shape, document_problems, render_document
from concord.documents import compile_schema as compiled
from concord.documents.rings import arrange
from concord.formats import EXPORTERS, Head, ReleasedItem, read_jsonl
from concord.geometry.raster import rasterize
from concord.geometry.rle import encode
from tests.unit.concord.exporting import exported

SKELETON = {
    "points": [{"key": key, "name": key} for key in ("nose", "left_eye", "right_eye")],
    "edges": [["nose", "left_eye"], ["right_eye", "nose"]],
}
HEAD = Head(
    {
        "version": 1,
        "labels": [
            {
                "key": kind,
                "name": kind,
                "color": "#30C7D2",
                "kind": kind,
                **({"skeleton": SKELETON} if kind == "keypoints" else {}),
            }
            for kind in KINDS
        ],
        "questions": [],
    }
)
FRAME = {
    "points": [[10, 10], [30, 10], [30, 30], [10, 30]],
    "holes": [[[15, 15], [25, 15], [25, 25], [15, 25]]],
}
PIXELS = np.array([[0, 1, 1], [1, 1, 0]], dtype=bool)
GEOMETRIES: dict[str, dict[str, Any]] = {
    "box": {"x": 1, "y": 2, "width": 3, "height": 4},
    "rotated_box": {"center_x": 20, "center_y": 30, "width": 8, "height": 4, "angle_deg": 90},
    "ellipse": {"center_x": 20, "center_y": 30, "radius_x": 8, "radius_y": 4, "angle_deg": 90},
    "polygon": FRAME,
    "polyline": {"points": [[1, 2], [11, 2], [11, 22]]},
    "keypoints": {
        "points": {
            "right_eye": {"x": 5, "y": 6, "is_visible": False},
            "nose": {"x": 7.5, "y": 16, "is_visible": True},
        }
    },
    "mask": {"x": 4, "y": 5, "width": 3, "height": 2, "counts": encode(PIXELS)},
}
SHAPES = tuple(
    Shape(f"s{number}", kind, kind, geometry, {})
    for number, (kind, geometry) in enumerate(GEOMETRIES.items())
)
DOCUMENT = Document(is_nothing_here=False, shapes=SHAPES, answers={})


def export(key: str, *shapes: Shape) -> bytes:
    document = Document(is_nothing_here=False, shapes=shapes or SHAPES, answers={})
    item = ReleasedItem("i", "a.jpg", 60, 50, None, document)
    return exported(key, HEAD, [item])[EXPORTERS[key].path]


@pytest.fixture
def coco(tmp_path: Path) -> COCO:
    file = tmp_path / "coco.json"
    file.write_bytes(export("coco"))
    with contextlib.redirect_stdout(io.StringIO()):
        return COCO(str(file))


def of(coco: COCO, kind: str) -> Any:
    return coco.loadAnns([1 + list(GEOMETRIES).index(kind)])[0]


def test_the_document_used_here_has_every_kind_and_is_in_order() -> None:
    problems = document_problems(
        render_document(DOCUMENT), schema=compiled(HEAD.definition), width_px=60, height_px=50
    )

    assert set(GEOMETRIES) == set(KINDS)
    assert problems == ()


def test_boxes_and_areas_are_those_of_the_shapes(coco: COCO) -> None:
    boxes = {kind: of(coco, kind)["bbox"] for kind in KINDS}
    areas = {kind: of(coco, kind)["area"] for kind in KINDS}

    assert {kind: pytest.approx(box) for kind, box in boxes.items()} == {
        "box": [1, 2, 3, 4],
        "rotated_box": [18, 26, 4, 8],
        "ellipse": [16, 22, 8, 16],
        "polygon": [10, 10, 20, 20],
        "polyline": [1, 2, 10, 20],
        "keypoints": [5, 6, 2.5, 10],
        "mask": [4, 5, 3, 2],
    }
    assert {kind: pytest.approx(area) for kind, area in areas.items()} == {
        "box": 12,
        "rotated_box": 32,
        "ellipse": 32 * math.pi,
        "polygon": 300,
        "polyline": 0,
        "keypoints": 25,
        "mask": 4,
    }


# pycocotools 2.0.11 does not know the `copy` of NumPy 2.
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_pycocotools_finds_the_pixels_of_masks_and_of_polygons_with_holes(coco: COCO) -> None:
    mask, frame = np.zeros((50, 60), dtype=np.uint8), np.zeros((50, 60), dtype=np.uint8)
    mask[5:7, 4:7] = PIXELS
    frame[10:30, 10:30] = 1
    frame[15:25, 15:25] = 0

    assert np.array_equal(coco.annToMask(of(coco, "mask")), mask)
    assert np.array_equal(coco.annToMask(of(coco, "polygon")), frame)


def test_turned_shapes_and_polygons_without_holes_are_polygons(coco: COCO) -> None:
    (corners,) = of(coco, "rotated_box")["segmentation"]
    (ellipse,) = of(coco, "ellipse")["segmentation"]
    triangle = Shape(
        "s", "polygon", "polygon", {"points": [[1, 2], [3, 4], [1, 9]], "holes": []}, {}
    )

    assert sorted(zip(corners[::2], corners[1::2], strict=True)) == [
        pytest.approx(corner) for corner in ((18, 26), (18, 34), (22, 26), (22, 34))
    ]
    area = shapely.Polygon(list(zip(ellipse[::2], ellipse[1::2], strict=True))).area
    assert area == pytest.approx(32 * math.pi)
    (row,) = json.loads(export("coco", triangle))["annotations"]
    assert row["segmentation"] == [[1, 2, 3, 4, 1, 9]]


def test_keypoints_stand_in_the_order_of_the_skeleton(coco: COCO) -> None:
    row = of(coco, "keypoints")
    (category,) = coco.loadCats([row["category_id"]])

    assert row["keypoints"] == [7.5, 16, 2, 0, 0, 0, 5, 6, 1]
    assert row["num_keypoints"] == 2
    assert category["keypoints"] == ["nose", "left_eye", "right_eye"]
    assert category["skeleton"] == [[1, 2], [3, 1]]


def test_the_manifest_is_told_what_coco_cannot_say_of_these_kinds() -> None:
    lost = " ".join(EXPORTERS["coco"].omissions(HEAD))

    for word in ("Turned boxes", "Ellipses", "Polygons with holes", "Lines", "keypoints"):
        assert word in lost


def test_the_table_has_the_box_round_each_shape_and_its_geometry() -> None:
    rows = list(csv.DictReader(io.StringIO(export("csv").decode("utf-8"), newline="")))

    assert [row["kind"] for row in rows] == list(GEOMETRIES)
    assert rows[0]["geometry"] == ""
    for row, (kind, geometry) in list(zip(rows, GEOMETRIES.items(), strict=True))[1:]:
        box = [float(row[key]) for key in ("x", "y", "width", "height")]
        assert box == list(KINDS[kind].bounding_box(geometry))
        assert json.loads(row["geometry"]) == geometry


def test_the_lossless_format_gives_back_every_kind() -> None:
    _, items = read_jsonl(io.BytesIO(export("jsonl")))

    assert next(items).document == DOCUMENT


#: Sixty-fourths of a pixel, which the reference does not round.
COORDINATES = st.integers(0, 12 * 64).map(lambda number: number / 64)
RINGS = st.lists(st.tuples(COORDINATES, COORDINATES), min_size=3, max_size=6, unique=True).filter(
    lambda ring: arrange([ring]).is_simple
)


@given(rings=st.lists(RINGS, min_size=1, max_size=2), x=st.integers(0, 3), y=st.integers(0, 3))
def test_a_pixel_is_set_when_an_odd_number_of_rings_goes_round_its_centre(
    rings: list[list[tuple[float, float]]], x: int, y: int
) -> None:
    window = (x, y, 9, 8)
    inside = np.zeros((8, 9), dtype=bool)
    columns, rows = np.meshgrid(x + 0.5 + np.arange(9), y + 0.5 + np.arange(8))
    near_border = np.zeros_like(inside)
    for ring in rings:
        line = shapely.LinearRing(ring)
        near_border |= shapely.distance(line, shapely.points(columns, rows)) < 1e-6
        inside ^= shapely.contains_xy(shapely.Polygon(ring), columns, rows)

    pixels = rasterize([np.array(ring) for ring in rings], window)

    assert np.array_equal(pixels | near_border, inside | near_border)


def test_a_centre_on_the_border_belongs_to_the_pixel_right_of_it_or_below() -> None:
    square = np.array([[1.5, 1.5], [3.5, 1.5], [3.5, 3.5], [1.5, 3.5]])

    pixels = rasterize([square], (0, 0, 5, 5))

    assert np.argwhere(pixels).tolist() == [[1, 1], [1, 2], [2, 1], [2, 2]]
