"""Agreement on each answer to a question, and of each person with the rest."""

from collections.abc import Callable
from typing import Any

import pytest

from concord.documents import Document, Schema, compile_schema
from guildmark.consensus.agreement import measure_all
from guildmark.consensus.consolidation import (
    Judged,
    TaskVotes,
    Vote,
    consolidate_all,
    starting_model,
)

IMAGES = 120
KINDS = ("cat", "dog", "fox")
#: What somebody answers about an image.
Says = Callable[[int, int], dict[str, str | bool]]


def _schema(kinds: tuple[str, ...] = KINDS) -> Schema:
    options = [{"key": key, "name": key.title()} for key in kinds]
    kind = {"key": "kind", "text": "Which?", "type": "choice", "required": False}
    asleep = {"key": "asleep", "text": "Asleep?", "type": "boolean", "required": False}
    return compile_schema({"labels": [], "questions": [{**kind, "options": options}, asleep]})


def _measured(schema: Schema, says: Says) -> dict[str, Any]:  # JSON
    tasks = [
        TaskVotes(
            number,
            640,
            480,
            tuple(
                Vote(number * 10 + who, who, Document(False, (), dict(says(number, who))))
                for who in range(3)
            ),
        )
        for number in range(IMAGES)
    ]
    labels = consolidate_all(tasks, schema, starting_model(schema))
    judged = [Judged(task, label) for task, label in zip(tasks, labels, strict=True)]
    return measure_all(judged, schema, on_step=lambda: None)


def _mixes_two_up(number: int, who: int) -> dict[str, str | bool]:
    """Everybody knows a cat; the last person calls a fox a dog and a dog a fox."""
    kind = KINDS[number % 3]
    swapped = {"dog": "fox", "fox": "dog"}.get(kind, kind)
    return {"kind": swapped if who == 2 else kind, "asleep": True}


def test_each_answer_has_its_own_agreement_so_that_the_one_not_shared_is_seen() -> None:
    kind, asleep = _measured(_schema(), _mixes_two_up)["questions"]

    found = {one["key"]: one["value"] for one in kind["options"]}
    assert list(found) == list(KINDS)
    assert [one["name"] for one in kind["options"]] == ["Cat", "Dog", "Fox"]
    assert found["cat"] == 1
    assert max(found["dog"], found["fox"]) < kind["value"] < 1
    assert asleep["options"] == []


def test_of_two_answers_neither_is_measured_apart() -> None:
    two = KINDS[:2]
    kind, _ = _measured(_schema(two), lambda number, _: {"kind": two[number % 2]})["questions"]

    assert kind["options"] == []


def test_a_person_is_compared_over_every_question_with_options() -> None:
    people = _measured(_schema(), _mixes_two_up)["annotators"]

    # Of six answers to three images the last person differs in two, from both others.
    assert [round(one["answers"]["value"], 3) for one in people] == [0.833, 0.833, 0.667]
    assert all(one["classes"]["undefined_reason"] for one in people)
    assert all(one["shapes"]["undefined_reason"] for one in people)


def test_each_two_people_are_compared_and_who_mixes_two_up_differs_from_both() -> None:
    pairs = _measured(_schema(), _mixes_two_up)["pairs"]

    assert (pairs["people"], pairs["of"], list(pairs["respects"])) == ([0, 1, 2], 3, ["answers"])
    found = {(one, other): value for one, other, value, *_ in pairs["respects"]["answers"]}
    assert found == {(0, 1): 1, (0, 2): pytest.approx(2 / 3), (1, 2): pytest.approx(2 / 3)}
    assert {n for *_, n in pairs["respects"]["answers"]} == {IMAGES}
