"""Whatever stands at any place of somebody else's file is read or refused, and never a fault."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.documents import compile_schema, document_problems
from concord.formats.predictions import PREDICTION_FORMATS, Target, TargetImage, read_predictions
from concord.formats.predictions.archives import IndexPicture, read_yolo_predictions
from concord.formats.predictions.as_labels import read_coco_results, read_shape_lines
from concord.formats.predictions.content import NotRead, TooManyPredictions
from concord.formats.predictions.object_pictures import read_object_predictions
from concord.formats.predictions.tables import read_table
from concord.formats.reading import (
    ReadLabels,
    document_of,
    read_coco,
    read_lossless,
    read_voc,
    read_yolo,
)
from guildmark.incoming.storable import storable
from tests.unit.concord.test_exported_kinds import DOCUMENT, GEOMETRIES, HEAD, export

#: JSON texts that one place of a file is replaced by.
WORDS = (
    *("null", "true", '""', '"a"', '"\\ud800"', '"a\\u0000{}"', "-1", "0", "1.5", "1e999", "NaN"),
    *("9" * 500, "9" * 5000, "[]", "{}", "[null]", "[[]]", '[{"a": 1}]', '{"a": null}'),
    *(
        "[" * 500 + "]" * 500,
        "[" * 1010 + "]" * 1010,
        '{"a":' * 2000 + "1" + "}" * 2000,
        '[1, 2, "x", null]',
    ),
)
#: The same where cells, XML or lines have text.
TEXTS = (
    "",
    "a",
    "-1",
    "1e999",
    "nan",
    "9" * 500,
    "[]",
    "{}",
    "null",
    "é\0{}",
    "=1+1",
    '"',
    "[" * 3000,
)
READ_APART = ("box", "polygon", "keypoints", "mask")
QUESTION = {
    "key": "light",
    "text": "Light",
    "type": "choice",
    "required": False,
    "options": [{"key": "day", "name": "Day"}, {"key": "night", "name": "Night"}],
}
DEFINITION = {**HEAD.definition, "questions": [QUESTION]}
SCHEMA = compile_schema(DEFINITION)
TARGET = Target([TargetImage(["a.jpg"], 60, 50)], SCHEMA)
POINTS = {"keypoints": ("nose", "left_eye", "right_eye")}
RUNS = {"size": [50, 60], "counts": [10, 5, 3000 - 15]}
COMMON = {"file_name": "a.jpg", "score": 0.5}
RESULTS = [
    {**COMMON, "category_id": "box", "bbox": [1, 2, 3, 4]},
    {**COMMON, "category_id": "mask", "segmentation": RUNS},
    {**COMMON, "category_id": "mask", "segmentation": {**RUNS, "counts": "04"}},
    {**COMMON, "category_id": "polygon", "segmentation": [[1, 1, 9, 1, 9, 9]]},
    {**COMMON, "category_id": "mask", "segmentation": [[1, 1, 9, 1, 9, 9], [11, 1, 19, 1, 19, 9]]},
    {**COMMON, "category_id": "keypoints", "keypoints": [1, 1, 2, 3, 3, 2, 4, 4, 2]},
    {"image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4], "score": 0.5},
]
SHAPES = [
    {"kind": kind, "label": kind, "geometry": geometry, "attributes": {"a": 1}, "score": 0.5}
    for kind, geometry in GEOMETRIES.items()
]
LINE = {"file_name": "a.jpg", "shapes": SHAPES, "answers": {"light": {"option": "day", "score": 1}}}


def size_of(name: str) -> tuple[int, int] | None:
    return (60, 50) if name.startswith("a") else None


def spoiled(value: Any) -> Iterator[Any]:
    """The JSON with a mark in place of each of its parts, one after the other."""
    yield "@@"
    if isinstance(value, dict):
        for key, part in value.items():
            yield from ({**value, key: one} for one in spoiled(part))
            yield {other: one for other, one in value.items() if other != key}
    elif isinstance(value, list):
        for at, part in enumerate(value):
            yield from ([*value[:at], one, *value[at + 1 :]] for one in spoiled(part))


def texts_of(value: Any) -> Iterator[bytes]:
    for one in spoiled(value):
        text = json.dumps(one)
        yield from (text.replace('"@@"', word).encode() for word in WORDS)


def require_sound(read: ReadLabels) -> None:
    """What was read can be kept, made a document of and judged; each refusal says its cause."""
    assert all(one.code and one.message for one in read.refusals)
    for image in storable(read).images:
        document = document_of(image, {label: label for label in SCHEMA.labels})
        document_problems(document, schema=SCHEMA, width_px=60, height_px=50)
        assert all(one.confidence is None or 0 <= one.confidence <= 1 for one in image.shapes)


def lines_of(data: bytes) -> Iterator[bytes]:
    return iter(data.splitlines())


def coco_file() -> Any:
    """Of each kind that is read in its own way one object, and no more: each place costs a file."""
    root = json.loads(export("coco", *(one for one in DOCUMENT.shapes if one.kind in READ_APART)))
    read = {one["category_id"] for one in root["annotations"]}
    root["categories"] = [one for one in root["categories"] if one["id"] in read]
    root["annotations"][0] |= {"score": 0.5, "attributes": {"a": 1}, "iscrowd": 0}
    return {key: root[key] for key in ("images", "categories", "annotations")}


def lossless(head: Any, line: Any) -> Iterator[bytes]:
    """Each with the other whole."""
    yield from (text + b"\n" + json.dumps(line).encode() for text in texts_of(head))
    yield from (json.dumps(head).encode() + b"\n" + text for text in texts_of(line))


def own_lines() -> Iterator[bytes]:
    head, line = map(json.loads, export("jsonl").splitlines())
    line["document"]["shapes"] = line["document"]["shapes"][-3:]
    head["schema"]["labels"] = head["schema"]["labels"][-3:]
    yield from lossless(head, line)


LABELS: dict[str, tuple[Callable[[], Iterator[bytes]], Callable[[bytes], ReadLabels]]] = {
    "coco": (lambda: texts_of(coco_file()), read_coco),
    "coco results": (
        lambda: texts_of(RESULTS),
        lambda data: read_coco_results(io.BytesIO(data), size_of=size_of, points=POINTS),
    ),
    "lines of shapes": (
        lambda: texts_of(LINE),
        lambda data: read_shape_lines(io.BytesIO(data), size_of=size_of),
    ),
    "our own lines": (own_lines, lambda data: read_lossless(lines_of(data))),
}


@pytest.mark.parametrize("form", LABELS)
def test_any_value_at_any_place_of_json_is_read_or_refused(form: str) -> None:
    files, read = LABELS[form]

    for data in files():
        require_sound(read(data))


@pytest.mark.parametrize(("form", "value"), [("coco", RESULTS), ("jsonl", LINE)])
def test_any_value_at_any_place_of_predictions_is_read_or_refused(form: str, value: Any) -> None:
    assert form in PREDICTION_FORMATS

    for data in texts_of(value):
        _read_predictions(form, data)


def _read_predictions(form: str, data: bytes) -> None:
    try:
        read = read_predictions(form, io.BytesIO(data), TARGET)
    except (NotRead, TooManyPredictions):
        return
    assert all(one.code and one.message for one in read.refusals)


TABLE = [
    "file_name,width_px,height_px,kind,label,x,y,width,height,geometry,confidence,attribute_a",
    "a.jpg,60,50,box,box,1,2,3,4,,0.5,1",
    'a.jpg,60,50,polygon,polygon,,,,,"{""points"": [[1, 1], [9, 1], [9, 9]], ""holes"": []}",0.5,1',
]
CLASSES = ["file_name,question,answer,score,class", "a.jpg,light,day,0.5,cat"]


@pytest.mark.parametrize("rows", [TABLE, CLASSES], ids=["shapes", "classes"])
def test_any_text_in_any_cell_is_read_or_refused(rows: list[str]) -> None:
    for row, line in enumerate(rows):
        cells = line.split(",")
        for column in range(len(cells)):
            for text in TEXTS:
                cell = '"' + text.replace('"', '""') + '"'
                changed = ",".join([*cells[:column], cell, *cells[column + 1 :]])
                data = "\n".join([*rows[:row], changed, *rows[row + 1 :]]).encode()
                require_sound(read_table(data))
                _read_predictions("csv", data)


VOC = """<?xml version="1.0" encoding="utf-8"?>
<annotation><filename>a.jpg</filename><size><width>60</width><height>50</height></size>
<object><name>box</name><difficult>0</difficult><bndbox><xmin>2</xmin><ymin>3</ymin>
<xmax>9</xmax><ymax>9</ymax></bndbox></object></annotation>"""


@pytest.mark.parametrize(
    "encoding",
    ["gb2312", "gbk", "big5", "euc-kr", "shift_jis", "klingon", "utf-7", "utf-16", "hex", "idna"],
)
def test_xml_in_any_encoding_is_read_or_refused_with_its_file(encoding: str) -> None:
    data = VOC.replace('"utf-8"', f'"{encoding}"').encode()

    read = read_voc({"a.xml": data, "b.xml": VOC.replace("a.jpg", "b.jpg").encode()})

    assert [one.file_name for one in read.images] == ["b.jpg"]
    assert [(one.code, one.file, one.line) for one in read.refusals] == [
        ("not_readable", "a.xml", 1)
    ]


def test_any_text_in_any_element_is_read_or_refused() -> None:
    for word in ("a.jpg", "60", "50", "box<", "0<", "2<", "9<", "</object>", "annotation"):
        for text in TEXTS:
            data = VOC.replace(word, f"{text}<" if word.endswith("<") else text, 1).encode()
            require_sound(read_voc({"a.xml": data}))


@pytest.mark.parametrize("task", ["detect", "segment", "obb", "pose", None])
def test_any_word_of_yolo_is_read_or_refused(task: str | None) -> None:
    rows = ("0 .5 .5 .2 .2", "0 .1 .1 .5 .1 .5 .5", "0 .1 .1 .5 .1 .5 .5 .1 .5 .9")
    yaml = "names: [box, b]\nkpt_shape: [1, 3]\nkpt_names: {0: [nose]}\n"
    for row in rows:
        words = row.split()
        for at in range(len(words)):
            for text in TEXTS:
                line = " ".join([*words[:at], text, *words[at + 1 :]])
                files = {"a.txt": line.encode(), "data.yaml": yaml.encode()}
                require_sound(read_yolo(files, size_of=size_of, task=task))
                _read_yolo_predictions(files)


def test_any_word_of_the_names_of_yolo_is_read_or_refused() -> None:
    yaml = "names: [box, b]\nkpt_shape: [1, 3]\nkpt_names: {0: [nose]}\n"
    for text in (*TEXTS, *WORDS):
        for word in ("[box, b]", "b]", "[1, 3]", "1,", "3]", "{0: [nose]}", "[nose]", "nose", yaml):
            content = yaml.replace(word, text + word[-1:].strip("b\n}se3"))
            files = {"a.txt": b"0 .5 .5 .2 .2", "data.yaml": content.encode("utf-8", "replace")}
            require_sound(read_yolo(files, size_of=size_of))


BOXES = {**DEFINITION, "labels": HEAD.definition["labels"][:1], "questions": []}


def _read_yolo_predictions(files: dict[str, bytes]) -> None:
    target = Target(TARGET.images, compile_schema(BOXES))
    try:
        read = read_yolo_predictions(files, target)
    except (NotRead, TooManyPredictions):
        return
    assert all(one.code and one.message for one in read.refusals)


PICTURE = IndexPicture("a.png", np.zeros((50, 60), np.uint8))
NOTE = {"objects": [{"number": 0, "label": "mask", "score": 0.5}]}


def test_any_value_at_any_place_of_a_note_is_read_or_refused() -> None:
    for data in texts_of(NOTE):
        read = read_object_predictions([PICTURE], {"objects/a.json": data}, TARGET)
        assert read.count + len(read.refusals) == 1


MARKED: dict[str, tuple[bytes, Callable[[bytes], object]]] = {
    "coco": (export("coco"), read_coco),
    "our own lines": (export("jsonl"), lambda data: read_lossless(lines_of(data))),
    "voc": (VOC.encode(), lambda data: read_voc({"a.xml": data})),
    "table": ("\n".join(TABLE).encode(), read_table),
    "yolo": (b"0 .5 .5 .2 .2", lambda data: read_yolo({"a.txt": data}, size_of=size_of)),
    "coco results": (json.dumps(RESULTS).encode(), LABELS["coco results"][1]),
    "lines of shapes": (json.dumps(LINE).encode(), LABELS["lines of shapes"][1]),
    "objects": (
        json.dumps(NOTE).encode(),
        lambda data: read_object_predictions([PICTURE], {"objects/a.json": data}, TARGET),
    ),
    "names": (b"names: [box]", lambda data: _yolo_of("data.yaml", data)),
    "classes": (b"box\nb", lambda data: _yolo_of("classes.txt", data)),
}


def _yolo_of(name: str, data: bytes) -> ReadLabels:
    return read_yolo({"a.txt": b"0 .5 .5 .2 .2", name: data}, size_of=size_of)


@pytest.mark.parametrize("form", MARKED)
def test_a_mark_before_the_text_changes_nothing(form: str) -> None:
    data, read = MARKED[form]

    assert read(codecs.BOM_UTF8 + data) == read(data)


@given(data=st.data())
def test_bytes_that_were_spoiled_anywhere_are_read_or_refused(data: st.DataObject) -> None:
    read = data.draw(st.sampled_from([*(read for _, read in LABELS.values()), read_table]))
    whole = data.draw(st.sampled_from([export("coco"), export("jsonl"), "\n".join(TABLE).encode()]))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    other = data.draw(
        st.one_of(st.binary(max_size=8), st.text('[]{}",:1e\n', max_size=8).map(str.encode))
    )

    changed = whole[:start] + other + whole[end:]

    require_sound(read(changed))
    require_sound(read_voc({"a.xml": changed}))
