"""Numbers, several options, and options with an order: against a plain computation."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.documents import Document, Schema, compile_schema
from concord.evaluation.images import Doubt, EvaluatedImage, PredictedAnswer
from concord.evaluation.report import evaluate

OPTIONS = ("none", "rain", "snow")
STATES = ("good", "fair", "poor", "bad")


def _options(keys: Sequence[str]) -> list[dict[str, str]]:
    return [{"key": key, "name": key.title()} for key in keys]


def _schema(*, relative: float | None = 0.1, steps: float | None = 1) -> Schema:
    """Three questions: a number right up to a share, several options, and four in an order."""
    number = None if relative is None else {"value": relative, "is_relative": True}
    order = None if steps is None else {"value": steps, "is_relative": False}
    return compile_schema(
        {
            "version": 1,
            "labels": [],
            "questions": [
                {"key": "many", "text": "How many?", "type": "number", "required": False,
                 "tolerance": number},
                {"key": "weather", "text": "Weather?", "type": "choices", "required": False,
                 "options": _options(OPTIONS)},
                {"key": "state", "text": "State?", "type": "choice", "required": False,
                 "options": _options(STATES), "is_ordered": True, "tolerance": order},
            ],
        }
    )  # fmt: skip


def _image(truth: Mapping[str, Any], said: Mapping[str, Any]) -> EvaluatedImage:
    document = Document(is_nothing_here=False, shapes=(), answers=dict(truth))
    answers = {
        key: PredictedAnswer(tuple(value) if isinstance(value, list) else value, None)
        for key, value in said.items()
    }
    return EvaluatedImage(10, 10, document, (), answers)


def _values(part: Mapping[str, Any], *names: str) -> list[float | None]:
    return [part[name]["value"] for name in names]


def test_yes_or_no_is_a_question_with_two_options_and_all_four_counts() -> None:
    question = {"key": "sharp", "text": "Sharp?", "type": "boolean", "required": False}
    schema = compile_schema({"version": 1, "labels": [], "questions": [question]})
    pairs = [(True, True), (True, False), (False, False), (False, False), (True, None)]
    images = [
        replace(
            _image({"sharp": truth}, {}),
            answers={} if said is None else {"sharp": PredictedAnswer(said, 0.75)},
        )
        for truth, said in pairs
    ]

    found = evaluate(images, schema)

    (part,) = found.report["questions"]
    counts = ("true_positives", "false_positives", "false_negatives", "true_negatives")
    names = ("key", "name", *counts)
    assert [tuple(one[name] for name in names) for one in part["options"]] == [
        ("true", "Yes", 1, 0, 2, 2), ("false", "No", 2, 1, 0, 2),
    ]  # fmt: skip
    assert part["confusion"] == [[1, 1, 1], [0, 2, 0]]
    assert part["accuracy"]["value"] == 0.6
    assert [dict(one.wrong) for one in found.images] == [
        {"answers": []}, {"answers": ["sharp=true", "sharp=false"]}, {"answers": []},
        {"answers": []}, {"answers": ["sharp=true"]},
    ]  # fmt: skip


def test_numbers_are_right_within_the_tolerance_and_wrong_where_nothing_was_said() -> None:
    images = [
        _image({"many": 10}, {"many": 11}),
        _image({"many": 10}, {"many": 8.5}),
        _image({"many": 0}, {"many": 0}),
        _image({"many": 4}, {}),
        _image({}, {"many": 7}),
    ]

    found = evaluate(images, _schema())

    (part,) = found.report["numbers"]
    assert (part["key"], part["images"], part["missing"]) == ("many", 4, 1)
    assert part["tolerance"] == {"value": 0.1, "is_relative": True}
    names = ("within", "mean_absolute_error", "root_mean_square_error", "mean_error")
    assert _values(part, *names) == pytest.approx(
        [2 / 4, 2.5 / 3, math.sqrt((1 + 2.25) / 3), (1 - 1.5) / 3]
    )
    assert part["within"]["lower"] is None
    assert [one.wrong_answers for one in found.images] == [0, 1, 0, 1, 0]


def test_without_a_tolerance_only_the_very_number_is_right() -> None:
    images = [_image({"many": 10}, {"many": 10.0}), _image({"many": 10}, {"many": 10.5})]

    (part,) = evaluate(images, _schema(relative=None)).report["numbers"]

    assert (part["tolerance"], part["within"]["value"]) == (None, 0.5)


def test_several_options_count_one_by_one_and_as_a_set() -> None:
    images = [
        _image({"weather": ["rain", "snow"]}, {"weather": ["snow", "rain"]}),
        _image({"weather": ["rain"]}, {"weather": ["snow"]}),
        _image({"weather": []}, {"weather": []}),
        _image({"weather": []}, {}),
        _image({"weather": ["rain"]}, {}),
    ]

    found = evaluate(images, _schema())

    (part,) = found.report["several"]
    four = ("true_positives", "false_positives", "false_negatives", "true_negatives")
    counts = {one["key"]: [one[name] for name in four] for one in part["options"]}
    assert counts == {"none": [0, 0, 0, 5], "rain": [1, 0, 2, 2], "snow": [1, 1, 0, 3]}
    none, rain, snow = part["options"]
    assert _values(rain, "precision", "recall", "f1") == pytest.approx([1.0, 1 / 3, 0.5])
    assert _values(snow, "precision", "recall", "f1") == pytest.approx([0.5, 1.0, 2 / 3])
    assert none["f1"]["value"] is None
    assert _values(part, "exact", "micro_f1", "macro_f1") == pytest.approx(
        [2 / 5, 4 / 7, (0.5 + 2 / 3) / 2]
    )
    assert (part["images"], part["missing"]) == (5, 2)
    assert [one.wrong_answers for one in found.images] == [0, 1, 0, 1, 1]


def test_options_with_an_order_are_right_some_steps_away() -> None:
    images = [
        _image({"state": "good"}, {"state": "fair"}),
        _image({"state": "good"}, {"state": "poor"}),
        _image({"state": "bad"}, {"state": "bad"}),
        _image({"state": "bad"}, {}),
    ]

    found, strict = (evaluate(images, _schema(steps=steps)) for steps in (1, None))

    (part,), (exact,) = found.report["questions"], strict.report["questions"]
    assert _values(part, "accuracy", "within", "mean_steps") == pytest.approx([1 / 4, 1 / 2, 1.0])
    assert (part["tolerated_steps"], exact["tolerated_steps"]) == (1, 0)
    assert exact["within"]["value"] == exact["accuracy"]["value"] == 1 / 4
    assert [one.wrong_answers for one in found.images] == [0, 1, 0, 1]
    assert [one.wrong_answers for one in strict.images] == [1, 1, 0, 1]


def test_a_question_that_the_model_was_not_asked_is_left_out() -> None:
    found = evaluate([_image({"many": 3, "weather": ["rain"]}, {})], _schema())

    assert (found.report["numbers"], found.report["several"]) == ([], [])
    assert found.images[0].wrong_answers == 0


_WEATHER = st.lists(st.sampled_from(OPTIONS), unique=True, max_size=3)
_SAID = st.fixed_dictionaries({}, optional={
    "many": st.integers(-50, 50), "weather": _WEATHER, "state": st.sampled_from(STATES),
})  # fmt: skip


@given(rows=st.lists(st.tuples(_SAID, _SAID), min_size=1, max_size=12))
def test_any_answers_come_to_what_a_plain_count_says(
    rows: list[tuple[dict[str, Any], dict[str, Any]]],
) -> None:
    report = evaluate([_image(*row) for row in rows], _schema(), with_intervals=False).report

    numbers = [(truth["many"], said.get("many")) for truth, said in rows if "many" in truth]
    if any(said is not None for _, said in numbers):
        (part,) = report["numbers"]
        near = [
            said is not None and abs(said - true) <= 0.1 * abs(true) + 1e-9
            for true, said in numbers
        ]
        off = [abs(said - true) for true, said in numbers if said is not None]
        assert part["within"]["value"] == pytest.approx(sum(near) / len(near))
        assert part["mean_absolute_error"]["value"] == pytest.approx(np.mean(off))
    else:
        assert report["numbers"] == []

    sets = [(set(truth["weather"]), said.get("weather")) for truth, said in rows
            if "weather" in truth]  # fmt: skip
    if any(said is not None for _, said in sets):
        (part,) = report["several"]
        same = [said is not None and set(said) == true for true, said in sets]
        assert part["exact"]["value"] == pytest.approx(sum(same) / len(same))
        for one in part["options"]:
            hits = sum(one["key"] in true and one["key"] in (said or []) for true, said in sets)
            assert one["true_positives"] == hits
    states = [(truth["state"], said.get("state")) for truth, said in rows if "state" in truth]
    if any(said is not None for _, said in states):
        (part,) = report["questions"]
        near = [
            said is not None and abs(STATES.index(said) - STATES.index(true)) <= 1
            for true, said in states
        ]
        assert part["within"]["value"] == pytest.approx(sum(near) / len(near))


def test_intervals_hold_the_value_and_two_models_are_drawn_alike() -> None:
    rng = np.random.default_rng(4)
    truth: list[dict[str, Any]] = [
        {"many": int(many), "weather": ["rain"] if many % 2 else [], "state": STATES[many % 4]}
        for many in rng.integers(1, 60, 40)
    ]
    noisy = [
        {**one, "many": one["many"] + int(off), "weather": ["rain"] if off > 1 else []}
        for one, off in zip(truth, rng.integers(-9, 9, 40), strict=True)
    ]

    models = [
        evaluate([_image(*row) for row in zip(truth, said, strict=True)], _schema())
        for said in (noisy, truth)
    ]

    first, second = models
    for name, kind in (("within", "numbers"), ("mean_absolute_error", "numbers"),
                       ("exact", "several"), ("macro_f1", "several")):  # fmt: skip
        figure = first.report[kind][0][name]
        assert figure["lower"] < figure["value"] < figure["upper"]
    assert set(first.draws) == set(second.draws)
    assert {len(one) for one in first.draws.values()} == {1000}
    assert (np.asarray(second.draws["many:within"]) == 1.0).all()
    assert "state:within" in first.draws


def test_errors_where_people_disagreed_are_told_apart_of_numbers_and_sets_too() -> None:
    said: list[tuple[dict[str, Any], dict[str, Any], float]] = [
        ({"many": 10, "weather": ["rain"]}, {"many": 20, "weather": ["snow"]}, 0.5),
        ({"many": 10, "weather": ["rain"]}, {"many": 20, "weather": ["rain", "snow"]}, 1.0),
        ({"many": 10, "weather": []}, {"many": 10}, 0.9),
    ]
    images = [
        replace(_image(truth, given), doubt=Doubt(answers=dict.fromkeys(truth, sure)))
        for truth, given, sure in said
    ]

    found = evaluate(images, _schema())

    numbers, several = (found.report[name][0]["noise"] for name in ("numbers", "several"))
    assert (numbers["errors"], numbers["unsure_errors"]) == (2, 1)
    assert (several["errors"], several["unsure_errors"]) == (3, 2)
    assert numbers["accuracy_ceiling"]["value"] == pytest.approx(0.8)
    assert [one.wrong["answers"] for one in found.images] == [
        ["many", "weather=rain", "weather=snow"],
        ["many", "weather=rain", "weather=snow"],
        [],
    ]
