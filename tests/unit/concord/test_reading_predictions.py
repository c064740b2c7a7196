"""Predictions are read row by row; what cannot be used is refused with its line."""

import io
import json
from typing import Any

import pytest

from concord.documents import compile_schema
from concord.evaluation.images import PredictedAnswer
from concord.formats.predictions import (
    ReadPredictions,
    Target,
    TargetImage,
    content,
    read_predictions,
    streams,
)
from concord.formats.predictions.content import NotRead

SCHEMA = {
    "version": 1,
    "labels": [
        {"key": "coin", "name": "Coin", "color": "#30C7D2", "kind": "box"},
        {"key": "face", "name": "Face", "color": "#A0DB2C", "kind": "mask"},
        {
            "key": "hand",
            "name": "Hand",
            "color": "#F5109B",
            "kind": "keypoints",
            "skeleton": {
                "points": [{"key": "thumb", "name": "Thumb"}, {"key": "wrist", "name": "Wrist"}],
                "edges": [],
            },
        },
    ],
    "questions": [
        {
            "key": "light",
            "text": "Light",
            "type": "choice",
            "required": True,
            "options": [{"key": "day", "name": "Day"}, {"key": "night", "name": "Night"}],
        }
    ],
}
IMAGES = [
    TargetImage(["images/000000_a.jpg", "a.jpg", "twin.jpg"], 100, 80),
    TargetImage(["images/000001_b.jpg", "b.jpg", "twin.jpg"], 50, 40),
]


def read(format_key: str, content: object) -> ReadPredictions:
    """A file of text, or of JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    target = Target(IMAGES, compile_schema(SCHEMA))
    return read_predictions(format_key, io.BytesIO(text.encode()), target)


def box(**changes: Any) -> dict[str, Any]:
    """A row of COCO results."""
    return {"image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4], "score": 0.5, **changes}


def test_coco_results_are_read_by_number_or_name() -> None:
    found = read("coco", [box(), box(image_id=None, file_name="b.jpg", category_id="coin")])

    assert {place: len(rows) for place, rows in found.shapes.items()} == {0: 1, 1: 1}
    (first,) = found.shapes[0]
    assert first.shape.geometry == {"x": 1, "y": 2, "width": 3, "height": 4}
    assert (first.shape.label, first.score, found.count, found.refused) == ("coin", 0.5, 2, 0)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"image_id": 3}, "unknown_image"),
        ({"image_id": 0}, "unknown_image"),
        ({"file_name": "twin.jpg"}, "unknown_image"),
        ({"category_id": 9}, "unknown_class"),
        ({"score": 1.5}, "wrong_score"),
        ({"score": True}, "wrong_score"),
        ({"score": None}, "wrong_score"),
        ({"bbox": [1, 2, 0, 4]}, "zero_area"),
        ({"bbox": [1, 2, 3]}, "wrong_type"),
        ({"bbox": [1, 2, 1e300, 4]}, "wrong_type"),
        ({"category_id": 2}, "wrong_kind"),
        ({"category_id": 3, "keypoints": [1, 2]}, "wrong_type"),
        ({"category_id": 2, "segmentation": {"size": [80, 100], "counts": "??"}}, "invalid_rle"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_line(
    changes: dict[str, Any], code: str
) -> None:
    text = json.dumps([box(), box(**changes), box()]).replace("}, {", "},\n{")

    found = read("coco", text)

    assert [(one.code, one.line) for one in found.refusals] == [(code, 2)]
    assert found.count == 2


def test_boxes_and_keypoints_may_reach_past_the_edge_and_nothing_is_cut_off() -> None:
    points = [-3, 4, 0, 120, 8, 2]
    found = read("coco", [box(bbox=[-2, -2, 200, 10]), box(category_id=3, keypoints=points)])

    coin, hand = (one.shape for one in found.shapes[0])
    assert coin.geometry["x"] == -2
    assert hand.geometry["points"]["thumb"] == {"x": -3, "y": 4, "is_visible": True}


def test_masks_come_as_run_length_code() -> None:
    runs = {"size": [80, 100], "counts": [10, 5, 8000 - 15]}

    (mask,) = read("coco", [box(category_id=2, segmentation=runs)]).shapes[0]

    assert (mask.shape.kind, mask.shape.geometry["height"]) == ("mask", 5)


@pytest.mark.parametrize(
    ("size", "counts", "code"),
    [
        ([40, 50], [10, 5, 2000 - 15], "size_differs"),
        ([100, 80], [10, 5, 8000 - 15], "size_differs"),
        ([1000, 3_000_000], [0, 3_000_000_000], "out_of_range"),
        ([80, 10**400], [0, 80 * 10**400], "out_of_range"),
    ],
)
def test_a_mask_of_another_size_than_its_picture_is_refused(
    size: list[int], counts: list[int], code: str
) -> None:
    row = box(category_id=2, segmentation={"size": size, "counts": counts})

    found = read("coco", [row])

    assert (found.count, [one.code for one in found.refusals]) == (0, [code])


def test_rows_are_found_whatever_the_blocks_they_arrive_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = json.dumps([box(file_name="a.jpg", note="é ] } ,"), box()], ensure_ascii=False, indent=1)
    monkeypatch.setattr(streams, "BLOCK_BYTES", 3)

    assert read("coco", text).count == 2


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"image_id": 1}', "[{,}]", "no", '[{"a": "'])
def test_what_is_no_list_of_objects_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(NotRead):
        read("coco", text)


def test_bytes_that_are_no_text_are_refused() -> None:
    target = Target(IMAGES, compile_schema(SCHEMA))

    with pytest.raises(NotRead, match="UTF-8"):
        read_predictions("jsonl", io.BytesIO(b"\xff\xfe\x00"), target)


def test_lines_hold_shapes_and_answers_of_a_picture() -> None:
    coin = {"label": "Coin", "geometry": {"x": 1, "y": 1, "width": 2, "height": 2}, "score": 0.4}
    rows = [
        {"file_name": "a.jpg", "shapes": [coin], "answers": {}},
        {"image_id": 2, "answers": {"light": {"option": "night", "score": 0.8}}},
        {"image_id": 1, "answers": {"light": "day"}},
        {"image_id": 1, "shapes": 3},
    ]
    text = "\n".join(json.dumps(row) for row in rows) + "\nnot json\n"

    found = read("jsonl", text)

    assert found.shapes[0][0].score == 0.4
    assert found.answers == {1: {"light": PredictedAnswer("night", 0.8)}}
    assert [(one.line, one.code) for one in found.refusals] == [
        (3, "wrong_score"),
        (4, "wrong_type"),
        (5, "not_readable"),
    ]


def test_classes_come_as_a_table() -> None:
    text = "file_name,answer,score\na.jpg,Day,0.9\nb.jpg,dusk,0.9\na.jpg,night,0.1\n"

    found = read("csv", text)

    assert found.answers == {0: {"light": PredictedAnswer("day", 0.9)}}
    assert [(one.line, one.code) for one in found.refusals] == [
        (3, "unknown_class"),
        (4, "second_answer"),
    ]


def test_a_line_that_is_no_csv_is_named() -> None:
    text = "file_name,answer\na.jpg,day\nb.jpg,n\right\n"

    with pytest.raises(NotRead, match="Line 3 is not CSV"):
        read("csv", text)


MORE: list[dict[str, Any]] = [
    {"key": "many", "text": "How many?", "type": "number", "required": False},
    {
        "key": "weather",
        "text": "Weather?",
        "type": "choices",
        "required": False,
        "options": [{"key": "rain", "name": "It rains"}, {"key": "snow", "name": "It snows"}],
    },
    {"key": "sharp", "text": "Sharp?", "type": "boolean", "required": False},
    {"key": "said", "text": "What else?", "type": "text", "required": False},
]


def _read_more(format_key: str, text: str, questions: list[dict[str, Any]]) -> ReadPredictions:
    target = Target(IMAGES, compile_schema({**SCHEMA, "questions": questions}))
    return read_predictions(format_key, io.BytesIO(text.encode()), target)


def test_numbers_and_several_options_are_answers_beside_those_with_a_score() -> None:
    rows: list[dict[str, Any]] = [
        {"file_name": "a.jpg", "answers": {
            "light": {"option": "day", "score": 0.9}, "many": 12, "weather": ["It snows", "rain"],
        }},
        {"file_name": "b.jpg", "answers": {
            "many": {"value": 2.5, "score": 0.3}, "weather": {"options": []},
            "light": {"option": "night", "score": 0.8},
        }},
    ]  # fmt: skip
    questions: Any = [*SCHEMA["questions"], *MORE]  # type: ignore[misc]  # a list, as written above

    found = _read_more("jsonl", "\n".join(map(json.dumps, rows)), questions)

    assert found.refusals == []
    assert found.answers == {
        0: {
            "light": PredictedAnswer("day", 0.9),
            "many": PredictedAnswer(12.0, None),
            "weather": PredictedAnswer(("rain", "snow"), None),
        },
        1: {
            "light": PredictedAnswer("night", 0.8),
            "many": PredictedAnswer(2.5, None),
            "weather": PredictedAnswer((), None),
        },
    }
    assert found.count == 6


NO_NUMBERS: tuple[object, ...] = (True, "x", [1], None, 1e16, {"value": {}})


@pytest.mark.parametrize(
    ("question", "said", "code"),
    [
        *(("many", one, "wrong_type") for one in NO_NUMBERS),
        ("weather", 3, "wrong_type"),
        ("weather", ["rain", "hail"], "unknown_class"),
        ("weather", [["rain"]], "unknown_class"),
        ("weather", None, "wrong_type"),
        ("sharp", "perhaps", "wrong_type"),
        ("sharp", 2, "wrong_type"),
        ("sharp", 1.0, "wrong_type"),
        ("sharp", None, "wrong_type"),
        ("said", "x", "unknown_question"),
        ("nothing", 1, "unknown_question"),
    ],
)
def test_what_is_no_answer_to_its_question_is_refused(
    question: str, said: object, code: str
) -> None:
    text = json.dumps({"file_name": "a.jpg", "answers": {question: said}})

    found = _read_more("jsonl", text, MORE)

    assert [one.code for one in found.refusals] == [code]
    assert found.answers == {}


def test_a_table_holds_numbers_and_several_options_in_a_cell() -> None:
    text = (
        "file_name,question,answer\na.jpg,many,12.5\na.jpg,weather,rain|It snows\n"
        "b.jpg,weather,\nb.jpg,many,nan\n"
    )
    only = "file_name,answer\na.jpg,7\n"

    found, alone = _read_more("csv", text, MORE), _read_more("csv", only, MORE[:1])

    assert found.answers == {
        0: {
            "many": PredictedAnswer(12.5, None),
            "weather": PredictedAnswer(("rain", "snow"), None),
        },
        1: {"weather": PredictedAnswer((), None)},
    }
    assert [(one.line, one.code) for one in found.refusals] == [(5, "wrong_type")]
    assert alone.answers == {0: {"many": PredictedAnswer(7.0, None)}}


@pytest.mark.parametrize(
    ("said", "known"),
    [(True, True), ("true", True), ("Yes", True), (1, True), (" False", False), ("0", False)],
)
def test_yes_and_no_are_read_as_they_are_written(said: object, known: bool) -> None:
    row = {"file_name": "a.jpg", "answers": {"sharp": {"value": said, "score": 0.8}}}
    table = f"file_name,answer,score\na.jpg,{said},0.8\n"

    found = _read_more("jsonl", json.dumps(row), MORE)
    alone = _read_more("csv", table, [MORE[0], MORE[2]])

    assert found.answers == alone.answers == {0: {"sharp": PredictedAnswer(known, 0.8)}}


def test_a_file_without_scores_is_read_as_one() -> None:
    rows = [{key: value for key, value in box().items() if key != "score"} for _ in range(2)]

    found = read("coco", rows)

    assert [one.score for one in found.shapes[0]] == [None, None]


@pytest.mark.parametrize("number", ["²", "٣", "1.0", " 1", "-1"])
def test_a_number_that_is_only_called_a_digit_is_no_image(number: str) -> None:
    found = read("coco", [box(image_id=number), box()])

    assert found.count == 1
    assert [one.code for one in found.refusals] == ["unknown_image"]


@pytest.mark.parametrize("option", [["day"], {"day": 1}, {"option": {"option": "day"}}, None])
def test_an_answer_that_is_no_word_is_refused_and_the_next_picture_read(option: object) -> None:
    rows = [
        {"file_name": "a.jpg", "answers": {"light": {"option": option, "score": 0.5}}},
        {"file_name": "b.jpg", "answers": {"light": {"option": "day", "score": 0.5}}},
    ]

    found = read("jsonl", "\n".join(map(json.dumps, rows)))

    assert (found.count, len(found.refusals)) == (1, 1)


def test_more_predictions_than_a_picture_may_have_are_refused_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(content, "MOST_OF_A_PICTURE", 2)

    found = read("coco", [box(), box(), box(), box(image_id=2)])

    assert found.count == 3
    assert [(one.code, one.line) for one in found.refusals] == [("too_many", 1)]


@pytest.mark.parametrize("digits", [400, 5000])
@pytest.mark.parametrize("named", ["image_id", "category_id"])
def test_a_number_of_thousands_of_digits_is_refused_like_any_other_wrong_one(
    named: str, digits: int
) -> None:
    found = read("coco", [box(), box(**{named: "9" * digits})])

    assert found.count == 1
    (refused,) = found.refusals
    assert refused.code in {"unknown_image", "unknown_class"}
    assert len(refused.message) < 200


def test_a_label_that_there_is_not_is_not_said_to_be_of_a_release() -> None:
    """Predictions are held against gold too."""
    (refused,) = read("coco", [box(category_id="cat")]).refusals

    assert refused.message == "There is no label “cat”."


def test_what_no_database_holds_is_not_repeated_from_the_file() -> None:
    (refused,) = read("coco", [box(category_id="c\0at")]).refusals

    assert refused.message == "There is no label “c\ufffdat”."
