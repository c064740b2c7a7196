"""Labels of other programs as shapes of ours, and what is refused, with its place."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pycocotools import mask as coco_mask

from concord.documents import Document, Shape, render_document
from concord.documents.check import tie_problems
from concord.formats import EXPORTERS
from concord.formats.predictions.as_labels import read_coco_results, read_shape_lines
from concord.formats.predictions.tables import read_table
from concord.formats.reading import (
    LabelRefusal,
    ReadImage,
    ReadShape,
    document_of,
    read_coco,
    read_lossless,
    read_voc,
    read_yolo,
)
from concord.geometry.rle import decode
from tests.unit.concord.test_exported_kinds import DOCUMENT, GEOMETRIES, HEAD, export

IMAGE = {"id": 7, "file_name": "a b/ü.jpg", "width": 40, "height": 30}


def coco(*annotations: Any, **category: Any) -> bytes:
    rows = [{"image_id": 7, "category_id": 90, **row} for row in annotations]
    categories = [{"id": 90, "name": "cat, dog / both", **category}]
    root = {"images": [IMAGE], "annotations": rows, "categories": categories}
    return json.dumps(root, indent=1).encode()


def box(x: float, y: float, width: float, height: float) -> dict[str, float]:
    return {"x": x, "y": y, "width": width, "height": height}


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


def test_every_kind_comes_back_from_our_own_lines() -> None:
    read = read_lossless(io.BytesIO(export("jsonl")))

    (image,) = read.images
    assert read.refusals == ()
    assert [(one.kind, one.label, one.geometry) for one in image.shapes] == [
        (one.kind, one.label, one.geometry) for one in DOCUMENT.shapes
    ]
    document = document_of(image, {kind: kind for kind in GEOMETRIES})
    assert len(document["shapes"]) == len(GEOMETRIES)  # type: ignore[arg-type]  # a list
    assert set(EXPORTERS) >= {"coco", "jsonl"}
    assert [label.points for label in read.labels if label.name == "keypoints"] == [
        tuple(point["key"] for point in HEAD.definition["labels"][5]["skeleton"]["points"])
    ]


def tied() -> tuple[Shape, ...]:
    """Two parts of one object, and a box in two frames of a video."""
    parts = [replace(shape, group_id="g1") for shape in DOCUMENT.shapes[:2]]
    box = DOCUMENT.shapes[0]
    frames = (replace(box, id=f"f{at}", frame_index=at, track_id="t1") for at in (0, 7))
    return (*parts, *frames)


@pytest.mark.parametrize("form", ["jsonl", "csv", "csv_exact", "lines of shapes"])
def test_groups_tracks_and_frames_come_back(form: str) -> None:
    document = render_document(Document(False, tied(), {}))
    if form == "lines of shapes":
        line = {"file_name": "a.jpg", "shapes": document["shapes"]}
        read = read_shape_lines(io.BytesIO(json.dumps(line).encode()), size_of=lambda _: (60, 50))
    elif form == "jsonl":
        read = read_lossless(io.BytesIO(export(form, *tied())))
    else:
        read = read_table(export(form, *tied()))

    (image,) = read.images
    found = document_of(image, {kind: kind for kind in GEOMETRIES})
    own: Any = document["shapes"]
    assert found["shapes"] == [{**shape, "id": f"s{at}"} for at, shape in enumerate(own, start=1)]


@pytest.mark.parametrize("said", [{"group_id": " "}, {"frame_index": "x"}, {"track_id": ""}])
def test_what_ties_shapes_together_is_held_to_its_rules(said: dict[str, str]) -> None:
    box_of_line = {"kind": "box", "label": "box", "geometry": box(1, 1, 2, 2), **said}
    line = json.dumps({"file_name": "a.jpg", "shapes": [box_of_line]}).encode()

    read = read_shape_lines(io.BytesIO(line), size_of=lambda _: (60, 50))

    code = "wrong_type" if "frame_index" in said else "invalid_id"
    assert [(one.code, one.pointer) for one in read.refusals] == [(code, "/shapes/0")]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"track_id": 7, "group_id": 3, "frame_index": 0}, ("7", "3", 0)),
        ({"track_id": 7.0, "group_id": "a", "frame_index": 2.0}, ("7", "a", 2)),
    ],
)
def test_ids_that_are_numbers_tie_shapes_together(said: dict[str, Any], wanted: object) -> None:
    shape = {"kind": "box", "label": "box", "geometry": box(1, 1, 2, 2), **said}
    line = json.dumps({"file_name": "a.jpg", "shapes": [shape]}).encode()
    ties = ",".join(map(str, said.values()))
    table = f"file_name,kind,label,x,y,width,height,{','.join(said)}\na.jpg,box,box,1,1,2,2,{ties}"

    read_lines = read_shape_lines(io.BytesIO(line), size_of=lambda _: (60, 50))
    for read in (read_lines, read_table(table.encode())):
        (found,) = read.images[0].shapes
        assert (found.track_id, found.group_id, found.frame_index) == wanted


def test_names_of_groups_that_are_no_ids_become_one_each_and_lose_no_shape() -> None:
    names = ["car 1", "car 1", "car-1", "car  1", "Auto №2", "二", "x" * 65, "x" * 66]
    shape = {"kind": "box", "label": "box", "geometry": box(1, 1, 2, 2)}
    shapes = [{**shape, "group_id": name} for name in names]
    line = json.dumps({"file_name": "a.jpg", "shapes": shapes}).encode()

    read = read_shape_lines(io.BytesIO(line), size_of=lambda _: (60, 50))

    (image,) = read.images
    ids = [one.group_id for one in image.shapes]
    assert read.refusals == ()
    assert [ids.index(one) for one in ids] == [names.index(one) for one in names]
    assert ids[2] == "car-1"
    assert [str(ids[at])[:6] for at in (0, 4)] == ["car-1-", "Auto-2"]
    assert len(document_of(image, {"box": "box"})["shapes"]) == len(names)  # type: ignore[arg-type]  # a list
    assert not tie_problems({"group_id": ids[5]}, "")


@pytest.mark.parametrize("said", [-1, True, 7.5, 10**30, [1]])
def test_what_is_no_id_is_refused(said: object) -> None:
    shape = {"kind": "box", "label": "box", "geometry": box(1, 1, 2, 2), "track_id": said}
    line = json.dumps({"file_name": "a.jpg", "shapes": [shape]}).encode()

    read = read_shape_lines(io.BytesIO(line), size_of=lambda _: (60, 50))

    assert [one.code for one in read.refusals] == ["invalid_id"]


def test_an_empty_score_is_none() -> None:
    read = read_coco(coco({"bbox": [0, 0, 40, 30], "score": ""}))

    assert ([one.confidence for one in read.images[0].shapes], read.refusals) == ([None], ())


def test_our_own_lines_of_a_schema_with_one_name_twice_are_read() -> None:
    head, *lines = export("jsonl").splitlines()
    head_json = json.loads(head)
    for label in head_json["schema"]["labels"]:
        label["name"] = "Coin"

    read = read_lossless([json.dumps(head_json).encode(), *lines])

    assert (len(read.images), read.refusals) == (1, ())


def test_a_line_that_breaks_a_rule_is_refused_and_the_others_are_read() -> None:
    head, good = export("jsonl").splitlines()
    bad = good.replace(b'"x":1,', b'"x":-1,')

    read = read_lossless([head, good, bad, b"{", b"[]"])

    assert len(read.images) == 1
    assert [(one.code, one.line) for one in read.refusals] == [
        ("outside_picture", 3),
        ("not_readable", 4),
        ("not_readable", 5),
    ]
    assert read_lossless([b"{}"]).refusals[0].line == 1


VOC = """<annotation><filename>a b ü.jpg</filename>
<size><width>40</width><height>30</height><depth>3</depth></size>
<object><name>cat, dog / both</name><difficult>1</difficult>
<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>40</xmax><ymax>30</ymax></bndbox></object>
<object><name>cat</name>
<bndbox><xmin>{xmin}</xmin><ymin>3</ymin><xmax>5</xmax><ymax>3</ymax></bndbox></object>
</annotation>"""


def voc(xmin: str = "5") -> dict[str, bytes]:
    return {"Annotations/a.xml": VOC.format(xmin=xmin).encode(), "a.txt": b"1"}


def test_voc_counts_pixels_from_one_and_includes_the_last() -> None:
    read = read_voc(voc())

    assert read.refusals == ()
    assert read.images == (
        ReadImage(
            "a b ü.jpg",
            40,
            30,
            (
                ReadShape("box", "cat, dog / both", box(0, 0, 40, 30), {"difficult": True}, line=3),
                ReadShape("box", "cat", box(4, 2, 1, 1), line=5),
            ),
        ),
    )


def test_voc_counted_from_zero_is_read_as_edges() -> None:
    (image,) = read_voc(voc("2"), is_zero_based=True).images

    assert image.shapes[0].geometry == box(1, 1, 39, 29)


def test_what_is_wrong_in_voc_is_refused_with_its_line() -> None:
    outside = read_voc(voc("nan"))
    doctype = read_voc({"a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]>\n<annotation/>'})
    broken = read_voc({"a.xml": b"<annotation>\n<size></annotation>"})
    other = read_voc({"a.xml": b"<svg/>", "b.xml": b"<a>" * 100})

    assert [(one.code, one.file, one.line) for one in outside.refusals] == [
        ("not_readable", "Annotations/a.xml", 5)
    ]
    assert len(outside.images[0].shapes) == 1
    assert [one.code for one in (*doctype.refusals, *broken.refusals)] == ["not_readable"] * 2
    assert broken.refusals[0].line == 2
    assert [one.file for one in other.refusals] == ["a.xml", "b.xml"]


YAML = b"path: .\nnames: {0: cat, 2: 'dog, big / small'}\n"


def yolo(text: str, yaml: bytes = YAML, **changes: Any) -> Any:
    files = {"data.yaml": yaml, "labels/a b ü.txt": text.encode(), "train.txt": b"./images/a.jpg"}
    return read_yolo(files, size_of=lambda name: (400, 200), **changes)


def test_yolo_rows_are_shares_of_the_picture() -> None:
    read = yolo("0 0.5 0.5 1 1\n\n2 0.25 0.5 0.5 0.25 0.75\n")

    assert read.refusals == ()
    assert read.images == (
        ReadImage(
            "labels/a b ü",
            400,
            200,
            (
                ReadShape("box", "cat", box(0, 0, 400, 200), line=1),
                ReadShape("box", "dog, big / small", box(0, 75, 200, 50), confidence=0.75, line=3),
            ),
        ),
    )


def test_an_edge_that_rounding_put_outside_is_put_back_and_any_other_is_refused() -> None:
    read = yolo("0 0.166667 0.5 0.333335 1\n0 0.166 0.5 0.34 1\n0 0.1 0.5 0.3 1\n")

    assert read.images[0].shapes[0].geometry["x"] == 0
    assert [(one.code, one.line) for one in read.refusals] == [
        ("outside_picture", 2),
        ("outside_picture", 3),
    ]


def test_yolo_outlines_turned_boxes_and_poses_are_read() -> None:
    ring = yolo("0 0 0 0.5 0 0.5 0.5 0 0")
    turned = yolo("0 0.5 0.25 0.75 0.5 0.5 0.75 0.25 0.5", task="obb")
    pose = b"names: [cat]\nkpt_shape: [2, 3]\nkpt_names: {0: [nose, tail]}\n"
    (found,) = yolo("0 0.5 0.5 1 1 0.25 0.5 1 0 0 0", pose).images[0].shapes

    assert ring.images[0].shapes[0].geometry["points"] == [[0, 0], [200, 0], [200, 100]]
    geometry = turned.images[0].shapes[0].geometry
    assert (geometry["center_x"], geometry["center_y"]) == (200, 100)
    assert geometry["width"] == pytest.approx(np.hypot(100, 50))
    assert geometry["angle_deg"] == pytest.approx(np.degrees(np.arctan2(50, 100)))
    assert found.geometry == {"points": {"nose": {"x": 100, "y": 100, "is_visible": False}}}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("0 0.5 0.5 1", "wrong_type"),
        ("0 a 0.5 1 1", "wrong_type"),
        ("0 nan 0.5 1 1", "not_finite"),
        ("1 0.5 0.5 1 1", "unknown_class"),
        ("0 0.5 0.5 0 1", "not_positive"),
        ("0 0.5 0.5 1 1 2", "out_of_range"),
    ],
)
def test_a_wrong_yolo_row_is_refused_with_its_line(row: str, code: str) -> None:
    read = yolo(f"0 0.5 0.5 1 1\n{row}", task="detect")

    assert [(one.code, one.file, one.line) for one in read.refusals] == [
        (code, "labels/a b ü.txt", 2)
    ]
    assert len(read.images[0].shapes) == 1


def test_a_box_among_outlines_is_refused_and_an_empty_file_is_an_empty_picture() -> None:
    mixed = yolo("0 0.5 0.5 1 1\n0 0 0 0.5 0 0.5 0.5")
    empty = yolo("")

    assert [(one.code, one.line) for one in mixed.refusals] == [("too_few_points", 1)]
    assert empty.images == (ReadImage("labels/a b ü", 400, 200),)


def test_a_label_file_without_its_picture_is_refused() -> None:
    read = read_yolo({"a.txt": b"0 0.5 0.5 1 1"}, size_of=lambda name: None)

    assert read.refusals == (
        LabelRefusal(
            "unknown_size", "The picture is not here, so its size is not known.", "a.txt", 1
        ),
    )


def test_names_of_classes_come_from_a_text_file_or_are_the_numbers() -> None:
    files = {"classes.txt": b"cat\ndog\n", "a.txt": b"1 0.5 0.5 1 1"}
    named = read_yolo(files, size_of=lambda name: (10, 10))
    plain = read_yolo({"a.txt": b"1 0.5 0.5 1 1"}, size_of=lambda name: (10, 10))
    wrong = read_yolo({"data.yaml": b"a: b"}, size_of=lambda name: None)

    assert [label.name for label in named.labels] == ["cat", "dog"]
    assert [label.name for label in plain.labels] == ["1"]
    assert wrong.refusals[0].code == "not_readable"


NESTED = b"a: &a [x, x]\nb: &b [*a, *a]\nnames: {0: *b}\n"


@pytest.mark.parametrize(
    "content",
    [
        NESTED,
        b"names: [[a, b]]",
        b"names: {0: }",
        b"names: {a: cat}",
        b"names: [a]\n#" + b"x" * (1 << 20),
        b"names: " + b"[" * 20_000,
    ],
)
def test_names_that_stand_for_more_than_they_say_are_refused(content: bytes) -> None:
    read = read_yolo({"data.yaml": content}, size_of=lambda name: (10, 10))

    assert [(one.code, one.file) for one in read.refusals] == [("not_readable", "data.yaml")]


def test_names_are_the_text_that_was_written() -> None:
    yaml = b"names: {0: 2026-99-99, 1: no, 2: 007}"
    read = read_yolo({"data.yaml": yaml, "a.txt": b""}, size_of=lambda name: (10, 10))

    assert [label.name for label in read.labels] == ["2026-99-99", "no", "007"]


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


def test_pictures_that_are_not_known_keep_their_places() -> None:
    files = {f"{name}.txt": b"0 0.5 0.5 1 1" for name in "abc"}
    read = read_yolo(files, size_of=lambda name: None if name == "b" else (10, 10))

    assert [(one.file_name, one.is_unread) for one in read.images] == [
        ("a", False),
        ("b", True),
        ("c", False),
    ]
