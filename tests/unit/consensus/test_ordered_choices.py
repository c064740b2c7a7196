"""Choices whose options have an order: the middle one, what is near enough, ordinal agreement."""

from typing import Any

import pytest

from concord.documents import Document, Schema, compile_schema
from guildmark.consensus.agreement import measure_all
from guildmark.consensus.consolidation import (
    Consolidated,
    Judged,
    TaskVotes,
    Vote,
    consolidate,
    merge_schemas,
    starting_model,
)
from guildmark.consensus.findings.decisions import shares
from guildmark.consensus.votes import vote_on

ORDER = ("good", "fair", "poor", "bad")


def _schema(steps: int | None = None, order: tuple[str, ...] = ORDER, **more: object) -> Schema:
    asked: dict[str, Any] = {
        "key": "state",
        "text": "How is it?",
        "type": "choice",
        "required": True,
        "options": [{"key": key, "name": key.title()} for key in order],
        "is_ordered": True,
        "tolerance": {"value": steps, "is_relative": False} if steps else None,
        **more,
    }
    return compile_schema({"labels": [], "questions": [asked]})


def _task(*said: str, number: int = 1) -> TaskVotes:
    votes = tuple(
        Vote(number * 10 + at, at, Document(False, (), {"state": one}))
        for at, one in enumerate(said)
    )
    return TaskVotes(number, 640, 480, votes)


def _label(schema: Schema, *said: str) -> Consolidated:
    return consolidate(_task(*said), schema, starting_model(schema))


@pytest.mark.parametrize(
    ("said", "value"),
    [
        (("good", "poor", "bad"), "poor"),
        (("good", "good", "fair", "poor", "bad"), "fair"),
        (("bad", "bad", "good"), "bad"),
    ],
)
def test_the_label_is_the_middle_answer_not_the_most_frequent(
    said: tuple[str, ...], value: str
) -> None:
    label = _label(_schema(), *said)

    assert label.document["answers"] == {"state": value}
    assert label.confidence["answers"]["state"]["is_tie"] is False


def test_half_say_less_and_half_say_more_is_a_tie_unless_both_are_near_enough() -> None:
    apart, tolerated = _label(_schema(), "good", "fair"), _label(_schema(1), "good", "fair")
    far = _label(_schema(1), "good", "poor")

    ties = [one.confidence["answers"]["state"]["is_tie"] for one in (apart, tolerated, far)]
    assert ties == [True, False, True]
    assert [one.is_disputed for one in (apart, tolerated, far)] == [True, False, True]


def test_what_is_near_enough_counts_for_the_confidence_and_for_whoever_said_it() -> None:
    strict, loose = _schema(), _schema(1)
    said = ("good", "fair", "poor")

    exact, near = _label(strict, *said), _label(loose, *said)

    assert exact.lowest_confidence == pytest.approx(1 / 3)
    assert near.lowest_confidence == pytest.approx(1.0)
    assert near.confidence["answers"]["state"]["also_right"] == ["good", "poor"]
    right = [
        [one.right for one in shares([Judged(_task(*said), label)])] for label in (exact, near)
    ]
    assert right == [[0, 1, 0], [1, 1, 1]]


def test_without_an_order_the_most_frequent_wins_as_ever() -> None:
    schema = _schema(is_ordered=False)

    label = _label(schema, "good", "good", "bad", "bad", "bad")

    assert label.document["answers"] == {"state": "bad"}
    assert "also_right" not in label.confidence["answers"]["state"]


@pytest.mark.parametrize(
    ("newest", "older", "order"),
    [
        ("none medium heavy", "none light medium heavy", "none light medium heavy"),
        ("light heavy", "none light heavy", "none light heavy"),
        ("none light", "none light heavy worst", "none light heavy worst"),
        ("bad poor good", "good fair poor bad", "bad poor fair good"),
        ("good great", "good fair", "good fair great"),
    ],
    ids=["between", "before all", "behind all", "turned round", "another in its place"],
)
def test_the_newest_version_says_the_order_and_what_it_has_no_more_keeps_its_place(
    newest: str, older: str, order: str
) -> None:
    versions = [_schema(order=tuple(keys.split())) for keys in (newest, older)]

    merged = merge_schemas(versions)

    assert list(merged.questions["state"].options) == order.split()


def test_options_without_an_order_come_behind_once_they_are_gone() -> None:
    newest = _schema(order=("good", "bad"), is_ordered=False)

    merged = merge_schemas([newest, _schema(is_ordered=False)])

    assert list(merged.questions["state"].options) == ["good", "bad", "fair", "poor"]


def _ratings(pairs: list[tuple[str, str]], schema: Schema) -> dict[str, Any]:
    judged = []
    for number, said in enumerate(pairs):
        task = _task(*said, number=number + 1)
        judged.append(Judged(task, consolidate(task, schema, starting_model(schema))))
    found = measure_all(judged, schema, on_step=lambda *_: None)
    figure: dict[str, Any] = found["questions"][0]
    return figure


def test_agreement_goes_by_the_order_a_near_miss_is_a_small_one() -> None:
    near = [("good", "fair"), ("poor", "bad"), ("good", "good"), ("bad", "bad")] * 10
    far = [("good", "bad"), ("poor", "fair"), ("good", "good"), ("bad", "bad")] * 10

    by_order = [_ratings(pairs, _schema()) for pairs in (near, far)]
    without = _ratings(near, _schema(is_ordered=False))

    assert [one["kind"] for one in by_order] == ["ordered", "ordered"]
    assert by_order[0]["value"] > by_order[1]["value"] + 0.4
    assert without["value"] < by_order[0]["value"]


def test_attributes_and_their_numbers_go_by_the_schema_too() -> None:
    how = _schema(1).questions["state"]
    wide = compile_schema(
        {
            "labels": [],
            "questions": [
                {
                    "key": "wide",
                    "text": "How wide?",
                    "type": "number",
                    "required": False,
                    "tolerance": {"value": 0.1, "is_relative": True},
                }
            ],
        }
    ).questions["wide"]

    state = vote_on(how, ["good", "fair", "bad"])
    width = vote_on(wide, [10.0, 10.9, 14.0])

    assert (state.value, width.value) == ("fair", 10.9)
    assert [state.probability, width.probability] == pytest.approx([2 / 3, 2 / 3])
