"""Predictions as a file for each picture: YOLO text and masks as PNG, as our exports have them."""

import io
from typing import Any

import numpy as np
import orjson
import pytest
from PIL import Image

from concord.documents import Document, Shape, compile_schema
from concord.formats import Head, ReleasedItem
from concord.formats.predictions import Target, TargetImage, archives, content
from concord.formats.predictions.archives import (
    IndexPicture,
    read_mask_predictions,
    read_yolo_predictions,
)
from concord.formats.predictions.content import NotRead, TooManyPredictions
from concord.formats.predictions.object_pictures import read_object_predictions
from concord.formats.reading import LabelRefusal
from concord.geometry.rle import encode
from tests.unit.concord.exporting import exported

Json = dict[str, Any]
SKELETON = {"points": [{"key": "nose", "name": "Nose"}, {"key": "tail", "name": "Tail"}]}
RING = {"points": [[1.0, 1.0], [50.0, 2.0], [20.0, 40.0]], "holes": []}
POSE = {
    "points": {
        "nose": {"x": 10.0, "y": 20.0, "is_visible": True},
        "tail": {"x": 30.0, "y": 40.0, "is_visible": True},
    }
}
GEOMETRIES: dict[str, Json] = {
    "box": {"x": 10.0, "y": 20.0, "width": 30.0, "height": 20.0},
    "polygon": RING,
    "keypoints": POSE,
}
TASKS = {"box": "yolo_detect", "polygon": "yolo_segment", "keypoints": "yolo_pose"}


def schema_of(kind: str, **more: object) -> Json:
    """Two labels of a kind, so that numbers have to be led back."""
    labels = [
        {"key": key, "name": key.title(), "color": color, "kind": kind, **more}
        for key, color in (("first", "#30C7D2"), ("second", "#F5109B"))
    ]
    return {"version": 1, "labels": labels, "questions": []}


def item(definition: Json, *shapes: Shape, name: str = "images/train/a.jpg") -> ReleasedItem:
    return ReleasedItem(
        key="1", file_name=name, width_px=100, height_px=80,
        document=Document(not shapes, shapes, {}), sha256=None,
    )  # fmt: skip


def target_of(definition: Json) -> Target:
    images = [
        TargetImage(["images/train/a.jpg", "a.jpg", "twin.jpg"], 100, 80),
        TargetImage(["images/val/b.jpg", "b.jpg", "twin.jpg"], 50, 40),
    ]
    return Target(images, compile_schema(definition))


@pytest.mark.parametrize("kind", ["box", "polygon", "keypoints"])
@pytest.mark.parametrize("has_names", [True, False], ids=["named", "numbered"])
@pytest.mark.parametrize("score", ["", " 0.75"], ids=["unscored", "scored"])
def test_our_own_yolo_is_read_by_names_or_by_numbers(
    kind: str, has_names: bool, score: str
) -> None:
    more = {"skeleton": {**SKELETON, "edges": []}} if kind == "keypoints" else {}
    definition = schema_of(kind, **more)
    shape = Shape("s1", kind, "second", GEOMETRIES[kind], {})
    files = exported(TASKS[kind], Head(definition, {}), [item(definition, shape)])
    texts = {
        path: content.replace(b"\n", f"{score}\n".encode()) if "labels/" in path else content
        for path, content in files.items()
        if path.endswith(".txt") or (has_names and path.endswith(".yaml"))
    }

    read = read_yolo_predictions(texts, target_of(definition))

    ((predicted,),) = read.shapes.values()
    assert (read.count, list(read.shapes), read.refused) == (1, [0], 0)
    assert (predicted.shape.kind, predicted.shape.label) == (kind, "second")
    assert predicted.score == (0.75 if score else None)
    if kind == "box":
        assert predicted.shape.geometry == pytest.approx(GEOMETRIES["box"], abs=1e-4)
    elif kind == "polygon":
        assert np.allclose(predicted.shape.geometry["points"], RING["points"], atol=1e-4)
    else:
        nose = predicted.shape.geometry["points"]["nose"]
        assert (nose["x"], nose["y"]) == pytest.approx((10, 20), abs=1e-4)


def test_boxes_of_yolo_may_reach_past_the_edge_as_those_of_other_formats() -> None:
    read = read_yolo_predictions(
        {"a.txt": b"0 0.01 0.5 0.2 0.1 0.9\n"}, target_of(schema_of("box"))
    )

    ((predicted,),) = read.shapes.values()
    assert predicted.shape.geometry["x"] == pytest.approx(-9.0)


def test_what_yolo_text_cannot_say_is_refused_with_its_file_and_line() -> None:
    files = {
        "preds/a.txt": b"0 0.5 0.5 0.2 0.1 0.9\n7 0.5 0.5 0.2 0.1 0.9\n0 0.5 0.5 0.2 0.1\n",
        "twin.txt": b"0 0.5 0.5 0.2 0.1 0.9\n",
        "elsewhere.txt": b"",
    }

    read = read_yolo_predictions(files, target_of(schema_of("box")))

    assert read.count == 1
    assert {(one.code, one.file, one.line) for one in read.refusals} == {
        ("unknown_class", "preds/a.txt", 2),
        ("wrong_score", "preds/a", 3),
        ("unknown_size", "twin.txt", 1),
        ("unknown_size", "elsewhere.txt", 1),
    }


def test_yolo_text_of_several_kinds_is_refused_whole() -> None:
    definition = schema_of("box")
    definition["labels"][0]["kind"] = "polygon"

    with pytest.raises(NotRead, match="one kind"):
        read_yolo_predictions({"a.txt": b""}, target_of(definition))


SEMANTIC = schema_of("mask", is_semantic=True)


def half() -> Shape:
    """The left half of the picture of 100 x 80."""
    pixels = np.ones((80, 50), dtype=np.bool_)
    geometry = {"x": 0, "y": 0, "width": 50, "height": 80, "counts": encode(pixels)}
    return Shape("s1", "mask", "second", geometry, {})


def test_our_own_semantic_masks_are_read_by_their_numbers_and_by_their_colours() -> None:
    numbers = np.full((80, 100), 255, dtype=np.uint8)
    numbers[:, :50] = 1
    colours = np.zeros((80, 100, 3), dtype=np.uint8)
    colours[:, :50] = (0xF5, 0x10, 0x9B)
    wide = np.where(numbers == 255, 65_535, 1).astype(np.uint16)

    for pixels in (numbers, wide, colours):
        read = read_mask_predictions(
            [IndexPicture("masks/train/a.png", pixels)], target_of(SEMANTIC)
        )
        ((predicted,),) = read.shapes.values()
        assert (read.count, read.refused, predicted.score) == (1, 0, None)
        assert (predicted.shape.label, predicted.shape.geometry) == ("second", half().geometry)


def test_masks_that_say_nothing_of_a_picture_are_refused_one_by_one() -> None:
    empty = np.full((80, 100), 255, dtype=np.uint8)
    unknown = empty.copy()
    unknown[3, 4] = 9
    coloured = np.zeros((40, 50, 3), dtype=np.uint8)
    coloured[0, 0] = (1, 2, 3)
    pictures: list[IndexPicture | LabelRefusal] = [
        IndexPicture("a.png", empty),
        IndexPicture("sub/a.png", empty),
        IndexPicture("b.png", empty),
        IndexPicture("twin.png", empty),
        IndexPicture("val/b.png", coloured),
        LabelRefusal("damaged_picture", "It is damaged.", "c.png"),
    ]

    read = read_mask_predictions(pictures, target_of(SEMANTIC))

    assert read.count == 0
    assert [(one.code, one.file) for one in read.refusals] == [
        ("duplicate_image", "sub/a.png"),
        ("size_differs", "b.png"),
        ("unknown_image", "twin.png"),
        ("unknown_class", "val/b.png"),
        ("damaged_picture", "c.png"),
    ]
    assert "#010203" in str(read.refusals[3].message)
    (refused,) = read_mask_predictions(
        [IndexPicture("a.png", unknown)], target_of(SEMANTIC)
    ).refusals
    assert refused.message == "9 stands for no label."


def test_objects_that_are_told_apart_do_not_come_as_a_picture_of_classes() -> None:
    with pytest.raises(NotRead, match="share a picture out"):
        read_mask_predictions([], target_of(schema_of("mask")))
    mixed = schema_of("mask", is_semantic=True)
    mixed["labels"][1]["is_semantic"] = False
    pixels = np.full((80, 100), 1, dtype=np.uint8)

    (refused,) = read_mask_predictions([IndexPicture("a.png", pixels)], target_of(mixed)).refusals

    assert refused.code == "wrong_kind"


def test_text_of_too_many_lines_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def read_all(*_: object, **__: object) -> None:
        raise AssertionError("it is read")

    monkeypatch.setattr(archives, "MOST_PREDICTIONS", 2)
    monkeypatch.setattr(archives, "read_yolo", read_all)

    with pytest.raises(TooManyPredictions):
        read_yolo_predictions(
            {"a.txt": b"0 0.5 0.5 0.2 0.2\r\n" * 2, "b.txt": b"0 0.5 0.5 0.2 0.2\r"},
            target_of(schema_of("box")),
        )


def _objects(*rows: Json) -> dict[str, bytes]:
    return {"objects/train/a.json": orjson.dumps({"objects": rows})}


def _numbered(highest: int, kind: type) -> Any:  # an array of either type
    """Object 0 at the left, object 7 below it in two parts."""
    pixels: Any = np.full((80, 100), highest, dtype=kind)  # Any: see above
    pixels[:10, :20] = 0
    pixels[20:30, 5:10] = 7
    pixels[20:25, 50:60] = 7
    return pixels


@pytest.mark.parametrize(("highest", "kind"), [(255, np.uint8), (65_535, np.uint16)])
def test_objects_are_read_by_their_numbers_and_the_note_beside_them(
    highest: int, kind: type
) -> None:
    notes = _objects(
        {"number": 7, "label": "second", "score": 0.5},
        {"number": 0, "label": "First", "score": 0.25},
        {"number": 9, "label": "first", "score": 0.1},
    )
    picture = IndexPicture("instances/train/a.png", _numbered(highest, kind))

    masks = read_object_predictions([picture], notes, target_of(schema_of("mask")))
    boxes = read_object_predictions([picture], notes, target_of(schema_of("box")))

    (first, second) = masks.shapes[0]
    assert (first.shape.label, first.score, first.shape.geometry) == (
        "first", 0.25,
        {"x": 0, "y": 0, "width": 20, "height": 10, "counts": encode(np.ones((10, 20), bool))},
    )  # fmt: skip
    assert (second.shape.label, second.score) == ("second", 0.5)
    assert [one.shape.geometry for one in boxes.shapes[0]] == [
        {"x": 0.0, "y": 0.0, "width": 20.0, "height": 10.0},
        {"x": 5.0, "y": 20.0, "width": 55.0, "height": 10.0},
    ]
    assert (masks.count, masks.refused, boxes.refused) == (2, 0, 0)


def test_our_own_instances_come_back() -> None:
    definition = schema_of("mask")
    shapes = (
        Shape("s0", "mask", "second", half().geometry, {}),
        Shape("s1", "mask", "first", {**half().geometry, "x": 50}, {}),
    )
    files = exported("png_instance", Head(definition), [item(definition, *shapes)])
    with Image.open(io.BytesIO(files["instances/train/a.png"])) as image:
        picture = IndexPicture("instances/train/a.png", np.asarray(image).astype(np.uint16))
    notes = {path: text for path, text in files.items() if path.startswith("objects/")}

    read = read_object_predictions([picture], notes, target_of(definition))

    assert [(one.shape.label, one.shape.geometry) for one in read.shapes[0]] == [
        (shape.label, shape.geometry) for shape in shapes
    ]


@pytest.mark.parametrize(
    ("notes", "code"),
    [
        ({}, "not_readable"),
        ({"objects/train/a.json": b"no JSON"}, "not_readable"),
        ({"objects/train/a.json": b"[]"}, "not_readable"),
        ({"objects/train/a.json": b'{"objects": 3}'}, "not_readable"),
        (_objects("first"), "not_readable"),  # type: ignore[arg-type]  # as a file may have it
        (_objects({"number": True, "label": "first"}), "not_readable"),
        (_objects({"number": 0}), "not_readable"),
        (_objects({"number": 0, "label": "third"}), "unknown_class"),
        (_objects({"number": 0, "label": "first", "score": 2}), "wrong_score"),
        (_objects({"number": 0, "label": "first"}), "unknown_class"),
        (
            _objects({"number": 0, "label": "first"}, {"number": 7, "label": "first", "score": 1}),
            "wrong_score",
        ),
        (
            _objects(*({"number": number, "label": "first"} for number in (0, 7, 7))),
            "duplicate_id",
        ),
        (
            {
                **_objects(*({"number": number, "label": "first"} for number in (0, 7))),
                "a.json": _objects({"number": 0, "label": "second"})["objects/train/a.json"],
            },
            "duplicate_image",
        ),
    ],
)
def test_objects_that_nothing_explains_are_refused(notes: dict[str, bytes], code: str) -> None:
    picture = IndexPicture("a.png", _numbered(255, np.uint8))

    read = read_object_predictions([picture], notes, target_of(schema_of("mask")))

    assert [one.code for one in read.refusals] == [code]
    assert (read.count, dict(read.shapes)) == (0, {})


def test_a_picture_of_too_many_objects_adds_none_and_decides_nothing_about_scores(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(content, "MOST_OF_A_PICTURE", 1)
    rows = ({"number": number, "label": "first"} for number in (0, 7))
    notes = {
        **_objects(*rows),
        "objects/b.json": orjson.dumps(
            {"objects": [{"number": 0, "label": "first", "score": 0.5}]}
        ),
    }
    one = np.full((40, 50), 255, dtype=np.uint8)
    one[:5, :5] = 0
    pictures = [IndexPicture("a.png", _numbered(255, np.uint8)), IndexPicture("b.png", one)]

    read = read_object_predictions(pictures, notes, target_of(schema_of("mask")))

    assert [(refusal.code, refusal.file) for refusal in read.refusals] == [("too_many", "a.png")]
    assert [len(read.shapes.get(place, ())) for place in (0, 1)] == [0, 1]


def test_objects_in_colours_or_of_another_kind_are_refused() -> None:
    notes = _objects({"number": 0, "label": "first"}, {"number": 7, "label": "first"})
    colours = IndexPicture("a.png", np.zeros((80, 100, 3), np.uint8))
    numbers = IndexPicture("a.png", _numbered(255, np.uint8))

    (coloured,) = read_object_predictions([colours], notes, target_of(SEMANTIC)).refusals
    (drawn,) = read_object_predictions([numbers], notes, target_of(schema_of("polygon"))).refusals

    assert (coloured.code, drawn.code) == ("wrong_type", "wrong_kind")
