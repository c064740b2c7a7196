"""Questions left out and renamed, their options merged and dropped."""

from __future__ import annotations

from typing import Any

import pytest

from concord.documents import compile_schema, document_problems, schema_problems
from concord.question_changes import (
    OptionChange,
    QuestionChange,
    changed_answers,
    decided_answers,
    question_problem,
    with_changed_questions,
)


def question(key: str, kind: str, *options: str, **more: Any) -> dict[str, Any]:
    offered = [{"key": one, "name": one.title()} for one in options]
    own = {"options": offered} if options else {}
    return {"key": key, "text": f"{key}?", "type": kind, "required": True, **own, **more}


DEFINITION: dict[str, Any] = {
    "version": 1,
    "labels": [],
    "questions": [
        question("state", "choice", "good", "fair", "poor", is_ordered=True,
                 tolerance={"kind": "steps", "value": 1}),
        question("animal", "choice", "cat", "kitten", "dog"),
        question("seen", "choices", "sun", "lamp", "fire"),
        question("note", "text"),
    ],
}  # fmt: skip
CHANGES = {
    "state": QuestionChange(options={"fair": OptionChange(into="good")}),
    "animal": QuestionChange("Which?", options={"kitten": OptionChange(into="cat", name="x")}),
    "seen": QuestionChange(
        options={"lamp": OptionChange(into="fire"), "sun": OptionChange(is_dropped=True)}
    ),
    "note": QuestionChange(is_dropped=True),
}


def test_the_schema_afterwards_is_one_and_takes_the_answers_afterwards() -> None:
    changes = {**CHANGES, "seen": QuestionChange(options={"lamp": OptionChange(into="fire")})}
    answers = {"state": "fair", "animal": "kitten", "seen": ["lamp", "sun", "fire"], "note": "a"}

    definition = with_changed_questions(DEFINITION, changes)
    changed = changed_answers(answers, changes)

    assert question_problem(DEFINITION, changes) is None
    assert schema_problems(definition) == ()
    assert changed == {"state": "good", "animal": "cat", "seen": ["fire", "sun"]}
    document = {"version": 1, "is_nothing_here": False, "shapes": [], "answers": changed}
    schema = compile_schema(definition)
    assert document_problems(document, schema=schema, width_px=9, height_px=9) == ()
    assert schema.questions["animal"].name == "Which?"
    assert schema.questions["state"].tolerance is None


def test_no_option_gets_the_name_of_another_that_is_left() -> None:
    named_dog = {"cat": OptionChange(name="dog")}
    freed = {**named_dog, "dog": OptionChange(into="cat")}

    assert question_problem(DEFINITION, {"animal": QuestionChange(options=named_dog)}) is not None
    assert question_problem(DEFINITION, {"animal": QuestionChange(options=freed)}) is None


def test_what_is_only_an_option_that_goes_is_no_answer_any_more() -> None:
    assert changed_answers({"seen": ["sun"]}, CHANGES) == {}
    assert changed_answers({"seen": []}, CHANGES) == {"seen": []}
    assert not with_changed_questions(DEFINITION, CHANGES)["questions"][2]["required"]


def test_merged_options_may_be_likelier_together_than_the_answer_was() -> None:
    posterior = {"cat": 0.3, "kitten": 0.3, "dog": 0.4}
    sure = {"animal": {"value": "dog", "probability": 0.4, "posterior": posterior}}

    answers, confidence = decided_answers({"animal": "dog"}, sure, CHANGES)

    assert answers == {"animal": "cat"}
    assert confidence["animal"]["posterior"] == pytest.approx({"cat": 0.6, "dog": 0.4})
    assert (confidence["animal"]["value"], confidence["animal"]["probability"]) == ("cat", 0.6)


def test_what_has_no_probabilities_is_said_in_the_options_afterwards() -> None:
    settled = {"animal": {"value": "kitten", "probability": 1.0, "posterior": None}}

    assert decided_answers({"animal": "kitten"}, settled, CHANGES) == (
        {"animal": "cat"},
        {"animal": {"value": "cat", "probability": 1.0, "posterior": None}},
    )


def test_what_people_settled_is_not_decided_anew() -> None:
    posterior = {"cat": 0.3, "kitten": 0.3, "dog": 0.4}
    sure = {
        value: {"animal": {"value": value, "probability": posterior[value], "posterior": posterior}}
        for value in posterior
    }

    found = {
        value: decided_answers({"animal": value}, sure[value], CHANGES, is_settled=True)
        for value in posterior
    }

    assert [answers["animal"] for answers, _ in found.values()] == ["cat", "cat", "dog"]
    said = [confidence["animal"] for _, confidence in found.values()]
    assert [(one["value"], one["probability"]) for one in said] == [
        ("cat", 0.6), ("cat", 0.6), ("dog", 0.4),
    ]  # fmt: skip
    assert all(one["posterior"] == pytest.approx({"cat": 0.6, "dog": 0.4}) for one in said)


ORDERED = {
    "state": {
        "value": "fair",
        "probability": 0.95,
        "also_right": ["good", "poor"],
        "posterior": {"good": 0.15, "fair": 0.5, "poor": 0.35},
    }
}


@pytest.mark.parametrize(
    ("goes", "value", "probability"),
    [
        ({"good": OptionChange(is_dropped=True)}, "fair", 0.5),
        ({"poor": OptionChange(into="good")}, "fair", 0.5),
        ({"fair": OptionChange(into="good")}, "good", 0.65),
    ],
)
def test_an_answer_that_is_tolerated_no_more_is_as_sure_as_exactly_it(
    goes: dict[str, OptionChange], value: str, probability: float
) -> None:
    changes = {"state": QuestionChange(options=goes)}

    answers, confidence = decided_answers({"state": "fair"}, ORDERED, changes)

    assert "tolerance" not in with_changed_questions(DEFINITION, changes)["questions"][0]
    assert answers == {"state": value}
    said = confidence["state"]
    assert (said["value"], said["also_right"]) == (value, [])
    assert said["probability"] == pytest.approx(probability) == said["posterior"][value]


def test_names_alone_change_no_answer_and_nothing_of_how_sure_it_is() -> None:
    renamed = {"state": QuestionChange(options={"fair": OptionChange(name="Middling")})}

    assert "tolerance" in with_changed_questions(DEFINITION, renamed)["questions"][0]
    assert decided_answers({"state": "fair"}, ORDERED, renamed) == ({"state": "fair"}, ORDERED)


def test_of_several_choices_the_likelier_of_merged_ones_counts() -> None:
    options = {"sun": {"chosen": 0.9}, "lamp": {"chosen": 0.8}, "fire": {"chosen": 0.2}}
    sure = {
        "seen": {
            "value": ["sun", "lamp"],
            "probability": 0.2,
            "posterior": None,
            "options": options,
        },
        "note": {"value": "a", "probability": 1.0, "posterior": None},
    }  # fmt: skip

    answers, confidence = decided_answers({"seen": ["sun", "lamp"], "note": "a"}, sure, CHANGES)

    assert answers == {"seen": ["fire"]}
    assert set(confidence) == {"seen"}
    assert confidence["seen"]["options"] == {"fire": {"chosen": 0.8}}
    assert confidence["seen"]["probability"] == 0.8


@pytest.mark.parametrize(
    ("posterior", "value", "was_tied", "is_tied"),
    [
        ({"cat": 0.4, "kitten": 0.4, "dog": 0.2}, "cat", True, False),
        ({"cat": 0.25, "kitten": 0.25, "dog": 0.5}, "dog", False, True),
    ],
)
def test_a_tie_is_one_of_the_options_afterwards(
    posterior: dict[str, float], value: str, *, was_tied: bool, is_tied: bool
) -> None:
    sure = {"value": value, "probability": posterior[value], "posterior": posterior}

    answers, confidence = decided_answers(
        {"animal": value}, {"animal": {**sure, "is_tie": was_tied}}, CHANGES
    )

    assert answers == {"animal": value}
    assert confidence["animal"]["is_tie"] == is_tied


@pytest.mark.parametrize("was_tied", [False, True])
def test_an_answer_that_a_merge_does_not_touch_is_as_it_was_decided(*, was_tied: bool) -> None:
    posterior = {"cat": 0.05, "kitten": 0.1, "dog": 0.4, "bird": 0.45}
    sure = {"value": "dog", "probability": 0.4, "posterior": posterior, "is_tie": was_tied}

    answers, confidence = decided_answers({"animal": "dog"}, {"animal": sure}, CHANGES)

    assert answers == {"animal": "dog"}
    said = confidence["animal"]
    assert (said["value"], said["probability"], said["is_tie"]) == ("dog", 0.4, was_tied)


@pytest.mark.parametrize(("into", "is_tied"), [("fair", False), ("poor", True)])
def test_the_middle_of_an_order_stays_tied_until_it_gains_more_than_half(
    into: str, *, is_tied: bool
) -> None:
    posterior = {"good": 0.1, "fair": 0.52, "poor": 0.38}
    sure = {"value": "fair", "probability": 0.52, "posterior": posterior, "is_tie": True}
    changes = {"state": QuestionChange(options={"good": OptionChange(into=into)})}

    _, confidence = decided_answers(
        {"state": "fair"}, {"state": {**sure, "also_right": []}}, changes
    )

    assert confidence["state"]["is_tie"] == is_tied
