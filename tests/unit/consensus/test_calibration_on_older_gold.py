"""Calibration asks gold nothing that its known answer could not say."""

from dataclasses import replace
from typing import Any

import pytest

from concord.documents import Document, Schema, Shape, compile_schema
from guildmark.consensus.consolidation import Plan, TaskVotes, Vote, fit_project
from guildmark.consensus.consolidation.evidence import Evidence, gather_evidence
from guildmark.consensus.doubt import ATTRIBUTES, EXISTS, LABELS

STATES = ("good", "bad")


def _schema(*keys: str, kind: str = "box", states: tuple[str, ...] = STATES) -> Schema:
    state = {
        "key": "state",
        "name": "State",
        "type": "choice",
        "required": False,
        "options": [{"key": one, "name": one} for one in states],
    }
    labels = [
        {"key": key, "name": key, "color": "#AA0000", "kind": kind, "attributes": [state]}
        for key in keys
    ]
    return compile_schema({"labels": labels, "questions": []})


NEW = _schema("coin", "button", states=(*STATES, "worn"))


def _box(at: float, label: str, state: str = "good", kind: str = "box") -> Shape:
    place: dict[str, Any] = {"x": at, "y": 10.0, "width": 20.0, "height": 20.0}
    return Shape(f"s{at:.0f}", kind, label, place, {"state": state})


def _task(
    number: int,
    *shapes: Shape,
    known: tuple[Shape, ...] | None = None,
    known_schema: Schema | None = None,
    offered: Schema = NEW,
) -> TaskVotes:
    """Three people say the same."""
    said = Document(False, shapes, {})
    votes = tuple(Vote(number * 10 + who, who, said, offered) for who in range(3))
    truth = None if known is None else Document(not known, known, {})
    return TaskVotes(number, 200, 200, votes, known=truth, known_schema=known_schema)


def _evidence(*gold: TaskVotes, schema: Schema = NEW) -> Evidence:
    tasks = [_task(number, _box(10, "coin"), _box(100, "button")) for number in range(4)]
    model = fit_project([*tasks, *gold], schema)
    return gather_evidence(tasks, gold, schema, Plan(), model, on_step=lambda: None)


def _gold(known_schema: Schema | None, *known: Shape, said: tuple[Shape, ...]) -> list[TaskVotes]:
    return [_task(100 + n, *said, known=known, known_schema=known_schema) for n in range(2)]


OLD, WORN = _schema("coin"), _schema("coin", states=(*STATES, "worn"))


@pytest.mark.parametrize(
    ("known_schema", "measured"),
    [(OLD, [1.0] * 2), (NEW, [0.0, 0.0, 1.0, 1.0]), (None, [0.0, 0.0, 1.0, 1.0])],
    ids=["older", "of today", "unknown"],
)
def test_a_shape_that_older_gold_had_no_label_for_is_not_held_to_be_no_shape(
    known_schema: Schema | None, measured: list[float]
) -> None:
    both = (_box(10, "coin"), _box(100, "button"))

    found = _evidence(*_gold(known_schema, both[0], said=both))

    assert sorted(one.measured for one in found.rates[EXISTS]) == measured


def test_what_older_gold_calls_otherwise_for_lack_of_a_label_is_no_wrong_name() -> None:
    said = (_box(10, "coin"), _box(100, "button"))
    known = (said[0], _box(100, "coin"))

    older, newer = (
        _evidence(*_gold(schema, *known, said=said)).guesses[LABELS] for schema in (OLD, NEW)
    )

    assert (len(older), len(newer)) == (2, 4)


def test_what_people_had_no_label_for_is_no_name_they_missed() -> None:
    gold = [
        _task(
            100 + n,
            _box(10, "coin"),
            known=(_box(10, "button"),),
            known_schema=NEW,
            offered=OLD,
        )
        for n in range(2)
    ]

    found = _evidence(*gold)

    assert [one.measured for one in found.rates[EXISTS]] == [1.0, 1.0]
    assert LABELS not in found.guesses


def test_a_label_that_is_drawn_otherwise_now_is_not_held_to_be_no_shape() -> None:
    ring = {"points": [[10.0, 10.0], [30.0, 10.0], [30.0, 30.0], [10.0, 30.0]], "holes": []}
    known = Shape("r", "polygon", "coin", ring, {})
    outlined = _schema("coin", "button", kind="polygon")

    found = _evidence(*_gold(outlined, known, said=(_box(10, "coin"),)))

    assert EXISTS not in found.rates


def test_a_label_that_some_drew_otherwise_is_not_held_to_be_no_shape() -> None:
    """It could only be drawn by those who answered last."""
    ring = {"points": [[10.0, 10.0], [30.0, 10.0], [30.0, 30.0], [10.0, 30.0]], "holes": []}
    drawn = Shape("s", "polygon", "coin", ring, {})
    outlined = _schema("coin", "button", kind="polygon")
    tasks = [
        _task(100 + n, drawn, known=(drawn,), known_schema=outlined, offered=outlined)
        for n in range(2)
    ]
    first = [replace(task.votes[0], document=Document(True, (), {}), schema=OLD) for task in tasks]
    gold = [
        replace(task, votes=(earlier, *task.votes[1:]))
        for task, earlier in zip(tasks, first, strict=True)
    ]
    of_today = _evidence(*tasks, schema=outlined)

    found = _evidence(*gold, schema=outlined)

    assert [one.measured for one in of_today.rates[EXISTS]] == [1.0, 1.0]
    assert EXISTS not in found.rates


@pytest.mark.parametrize(("known_schema", "count"), [(OLD, 0), (NEW, 2)], ids=["older", "of today"])
def test_an_option_that_older_gold_did_not_have_is_no_wrong_attribute(
    known_schema: Schema, count: int
) -> None:
    said = (_box(10, "coin", "worn"),)

    found = _evidence(*_gold(known_schema, _box(10, "coin", "good"), said=said))

    assert len(found.guesses.get(ATTRIBUTES, [])) == count


@pytest.mark.parametrize(
    ("offered", "count"),
    [([OLD] * 3, 0), ([OLD, WORN, WORN], 0), ([WORN] * 3, 2)],
    ids=["nobody had it", "one had it not", "all had it"],
)
def test_an_option_that_people_did_not_have_is_no_attribute_they_missed(
    offered: list[Schema], count: int
) -> None:
    gold = [
        replace(task, votes=_under(offered, task))
        for task in _gold(WORN, _box(10, "coin", "worn"), said=(_box(10, "coin", "good"),))
    ]

    found = _evidence(*gold)

    assert len(found.guesses.get(ATTRIBUTES, [])) == count


def _under(schemas: list[Schema], task: TaskVotes) -> tuple[Vote, ...]:
    pairs = zip(task.votes, schemas, strict=True)
    return tuple(replace(vote, schema=schema) for vote, schema in pairs)


def test_an_attribute_of_another_type_is_no_wrong_one() -> None:
    said = (_box(10, "coin", "good"),)
    known = Shape("r", "box", "coin", said[0].geometry, {"state": True})

    found = _evidence(*_gold(None, known, said=said))

    assert ATTRIBUTES not in found.guesses
