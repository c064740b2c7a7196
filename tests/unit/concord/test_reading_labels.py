"""Labels in our own lines as they were, and what ties shapes together in every format."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest

from concord.documents import Document, Shape, render_document
from concord.documents.check import tie_problems
from concord.formats import EXPORTERS
from concord.formats.predictions.as_labels import read_shape_lines
from concord.formats.predictions.tables import read_table
from concord.formats.reading import (
    document_of,
    read_lossless,
)
from tests.unit.concord.foreign_labels import box
from tests.unit.concord.test_exported_kinds import DOCUMENT, GEOMETRIES, HEAD, export


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
