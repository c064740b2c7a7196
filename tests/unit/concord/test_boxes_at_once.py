"""Boxes in COCO results are read many at once, and say the same as row by row."""

import io
import json
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.documents import compile_schema
from concord.formats.predictions import ReadPredictions, Target, content, read_predictions, reading
from concord.formats.predictions.content import TargetImage

SCHEMA = compile_schema(
    {
        "version": 1,
        "labels": [
            {"key": "coin", "name": "Coin", "color": "#30C7D2", "kind": "box"},
            {"key": "note", "name": "Note", "color": "#30C7D2", "kind": "polygon"},
        ],
        "questions": [],
    }
)
TARGET = Target([TargetImage((f"{name}.jpg",), 640, 480) for name in "abc"], SCHEMA)
ROW: dict[str, Any] = {"image_id": 2, "category_id": 1, "bbox": [1, 2.5, 30, 40], "score": 0.5}

#: Values that some program writes, right and wrong.
OTHERS: dict[str, list[Any]] = {
    "image_id": [0, 4, -1, True, "2", "a", 2.0, None, 10**30, [1]],
    "category_id": ["coin", "Coin", "1", 2, "note", 9, True, None, 1.0, [1], {}],
    "bbox": [
        *([1, 2, 3], [1, 2, 3, 4, 5], [1, 2, 0, 4], [1, 2, 3, -4], [1, 2, True, 4], "1234", None),
        *([1, 2, "3", 4], [1, 2, None, 4], [-5, -5, 3, 4], [1e9, 2, 3, 4], [10**400, 2, 3, 4]),
        *([1, 2, 3, 1e9], [[1], 2, 3, 4], {"x": 1}),
    ],
    "score": [0.0, 1.0, 0, 1, 1.01, -0.1, None, "", "0.5", True, [0.5]],
    "file_name": ["a.jpg", "nothing.jpg", "", None],
}


def _read(rows: object, *, is_at_once: bool = True) -> ReadPredictions:
    file = io.BytesIO(json.dumps(rows).encode())
    if is_at_once:
        return read_predictions("coco", file, TARGET)
    with mock.patch.object(reading, "add_sound_boxes", return_value=False):
        return read_predictions("coco", file, TARGET)


def test_boxes_in_order_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_add_coco", mock.Mock(side_effect=AssertionError))
    rows = [ROW | {"image_id": number} for number in (1, 1, 3, 2, 3)]

    read = _read(rows)

    assert (read.count, read.refused) == (5, 0)
    ids = {place: [one.shape.id for one in shapes] for place, shapes in read.shapes.items()}
    assert ids == {0: ["p1", "p2"], 1: ["p4"], 2: ["p3", "p5"]}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in OTHERS.items() for value in values]
)
def test_one_row_of_another_kind_is_read_as_row_by_row(name: str, value: object) -> None:
    rows = [ROW, ROW | {name: value}, ROW | {"image_id": 3}]

    assert _read(rows) == _read(rows, is_at_once=False)


@pytest.mark.parametrize("name", ROW)
def test_a_row_without_something_is_read_as_row_by_row(name: str) -> None:
    rows = [ROW, {key: value for key, value in ROW.items() if key != name}]

    assert _read(rows) == _read(rows, is_at_once=False)


_SIDE = st.one_of(st.integers(-5, 700), st.floats(-5, 700))
_ROWS = st.fixed_dictionaries(
    {
        "image_id": st.integers(0, 4),
        "category_id": st.sampled_from([1, 1, 1, "coin", 2]),
        "bbox": st.lists(_SIDE, min_size=4, max_size=4),
        "score": st.one_of(st.floats(0, 1), st.just(1)),
    }
)


@settings(max_examples=60)
@given(st.lists(_ROWS, max_size=8))
def test_any_rows_are_read_as_row_by_row(rows: list[dict[str, Any]]) -> None:
    assert _read(rows) == _read(rows, is_at_once=False)


def test_limits_of_a_file_and_of_a_picture_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MOST_OF_A_PICTURE", 2)
    rows = [ROW] * 3

    assert _read(rows) == _read(rows, is_at_once=False)
    assert (_read(rows).count, _read(rows).refused) == (2, 1)

    monkeypatch.setattr(content, "MOST_PREDICTIONS", 2)
    for is_at_once in (True, False):
        with pytest.raises(content.TooManyPredictions):
            _read([ROW | {"image_id": number} for number in (1, 2, 3)], is_at_once=is_at_once)


def test_scores_are_all_there_or_none_is_across_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("concord.formats.predictions.streams.BLOCK_BYTES", 200)
    rows = [{key: value for key, value in ROW.items() if key != "score"}] * 4 + [ROW] * 8

    read = _read(rows)

    assert read == _read(rows, is_at_once=False)
    assert (read.count, read.refused) == (4, 8)
