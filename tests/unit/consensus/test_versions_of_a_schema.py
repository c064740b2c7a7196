"""Answers of older versions of a schema: what is no answer any more says nothing, and breaks
nothing."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from concord.documents import Answer, Document, Field, Schema, Shape, compile_schema
from guildmark.consensus.agreement import measure_all
from guildmark.consensus.consolidation import (
    Consolidated,
    Judged,
    Plan,
    TaskVotes,
    Vote,
    calibrate,
    columns_of,
    consolidate,
    fit_on,
    fit_project,
    merge_schemas,
    starting_model,
)
from guildmark.consensus.findings import likest_pairs, parts_of, report_of

SAID: Mapping[str, tuple[Answer, ...]] = {
    "choice": ("good", "bad"),
    "choices": (["good"], ["good", "bad"], []),
    "text": ("good", "A line."),
    "number": (3.0, 40.0),
    "boolean": (True, False),
}
KINDS = list(SAID)


def _marks(before: str, after: str) -> list[pytest.MarkDecorator]:
    """Each becomes the next and the one before, in a circle; all others only in a long run."""
    apart = (KINDS.index(after) - KINDS.index(before)) % len(KINDS)
    return [] if apart in {1, len(KINDS) - 1} else [pytest.mark.slow]


CHANGES = [pytest.param(*pair, marks=_marks(*pair)) for pair in permutations(KINDS, 2)]


def _field(kind: str, *options: str, is_ordered: bool = False) -> dict[str, Any]:  # JSON
    made: dict[str, Any] = {"key": "state", "type": kind, "required": False}
    if kind in ("choice", "choices"):
        keys = options or ("good", "bad")
        made["options"] = [{"key": key, "name": key.title()} for key in keys]
    if is_ordered:
        made |= {"is_ordered": True, "tolerance": None}
    return made


def _asks(field: dict[str, Any]) -> Schema:
    """The field as a question."""
    return compile_schema({"labels": [], "questions": [{**field, "text": "How is it?"}]})


def _has(field: dict[str, Any]) -> Schema:
    """The field as an attribute."""
    label = {"key": "coin", "name": "Coin", "color": "#AA0000", "kind": "box"}
    attributes = [{**field, "name": "State"}]
    return compile_schema({"labels": [{**label, "attributes": attributes}], "questions": []})


def _drawn(said: Answer) -> Document:
    geometry = {"x": 50.0, "y": 50.0, "width": 40.0, "height": 40.0}
    return Document(False, (Shape("s0", "box", "coin", geometry, {"state": said}),), {})


def _answered(said: Answer) -> Document:
    return Document(False, (), {"state": said})


def _task(number: int, schema: Schema, *said: Document) -> TaskVotes:
    votes = [Vote(number * 10 + who, who, one, schema) for who, one in enumerate(said)]
    return TaskVotes(number, 640, 480, tuple(votes))


def _labels(schema: Schema, *said: Document) -> Consolidated:
    return consolidate(_task(1, schema, *said), schema, starting_model(schema))


def test_an_option_that_an_ordered_attribute_has_no_more_stays_what_all_have_said() -> None:
    older = _has(_field("choice", "none", "light", "heavy", is_ordered=True))
    newer = _has(_field("choice", "none", "heavy", is_ordered=True))

    label = _labels(merge_schemas([newer, older]), _drawn("light"), _drawn("light"))

    assert label.document["shapes"][0]["attributes"] == {"state": "light"}


def test_of_an_attribute_whose_options_nobody_knows_nothing_is_said() -> None:
    newer = _has(_field("choice", "worn", "new", is_ordered=True))

    label = _labels(newer, _drawn("light"), _drawn("light"))

    assert label.document["shapes"][0]["attributes"] == {}
    assert not label.is_disputed


def test_a_question_that_became_another_is_open_where_only_the_old_one_was_answered() -> None:
    newer = _asks(_field("choices"))

    label = _labels(newer, _answered("A line."), _answered("Another."))

    assert label.document["answers"] == {}
    assert label.lowest_confidence == 1.0


def test_who_chose_one_has_not_chosen_among_several() -> None:
    older, newer = _asks(_field("choice")), _asks(_field("choices"))
    merged = merge_schemas([newer, older])
    votes = [_answered("good"), _answered(["good"]), _answered(["good"])]

    label = _labels(merged, *votes)

    assert label.document["answers"] == {"state": ["good"]}
    assert label.confidence["answers"]["state"]["probability"] == 1.0


def test_who_said_yes_has_given_no_number() -> None:
    newer = _asks(_field("number"))

    label = _labels(newer, _answered(True), _answered(4.0), _answered(4.0))

    assert label.document["answers"] == {"state": 4.0}
    assert label.confidence["answers"]["state"]["probability"] > 0.5


@pytest.mark.parametrize(("before", "after"), CHANGES)
@pytest.mark.parametrize("place", ["question", "attribute"])
def test_whatever_a_field_was_before_it_is_fitted_measured_and_described(
    before: str, after: str, place: str
) -> None:
    asks, says = (_asks, _answered) if place == "question" else (_has, _drawn)
    older, newer = asks(_field(before)), asks(_field(after))
    merged = merge_schemas([newer, older])
    tasks = [
        _task(number, schema, *(says(said[(number + who) % len(said)]) for who in range(3)))
        for number in range(60)
        for schema, said in [((older, SAID[before]), (newer, SAID[after]))[number % 2]]
    ]
    gold = [
        replace(one, task_id=one.task_id + 1000, known=one.votes[0].document, known_schema=schema)
        for one in tasks[:24]
        for schema in [one.votes[0].schema]
    ]

    model = fit_project([*tasks, *gold], merged)
    trust = calibrate(tasks, gold, merged, Plan(), model, on_step=lambda: None)
    model = replace(model, trust=trust)
    judged = [Judged(task, consolidate(task, merged, model)) for task in tasks]
    columns = columns_of([*tasks, *gold], merged, model, marks={})
    again = fit_on(columns, merged, Plan(), model)
    agreement = measure_all(judged, merged, on_step=lambda *_: None)
    report = report_of(parts_of(judged, gold, merged, model), merged, model)
    likest_pairs(tasks, gold, merged, {})

    settled = [_settled(one, place) for one in judged]
    assert all(_now(merged, place).takes(one) for one in settled[1::2])
    assert all(one is None or _now(merged, place).takes(one) for one in settled[::2])
    assert again.questions.keys() == model.questions.keys()
    assert agreement
    assert report


def _settled(one: Judged, place: str) -> Any:  # a JSON value
    document = one.label.document
    found = document["answers"] if place == "question" else document["shapes"][0]["attributes"]
    return found.get("state")


def _now(schema: Schema, place: str) -> Field:
    fields = schema.questions if place == "question" else schema.labels["coin"].attributes
    return fields["state"]
