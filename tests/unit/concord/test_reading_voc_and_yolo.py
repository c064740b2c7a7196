"""Labels in Pascal VOC and YOLO as shapes of ours, and what is refused, with its place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from concord.formats.reading import (
    LabelRefusal,
    ReadImage,
    ReadShape,
    read_voc,
    read_yolo,
)
from tests.unit.concord.foreign_labels import box

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


def test_pictures_that_are_not_known_keep_their_places() -> None:
    files = {f"{name}.txt": b"0 0.5 0.5 1 1" for name in "abc"}
    read = read_yolo(files, size_of=lambda name: None if name == "b" else (10, 10))

    assert [(one.file_name, one.is_unread) for one in read.images] == [
        ("a", False),
        ("b", True),
        ("c", False),
    ]
