"""Refusals with values in them, in the language of the request."""

import pytest
from django.utils.translation import override

from concord.documents import compile_schema, document_problems
from concord.sentences import Sentence
from guildmark.collection.models import Asset
from guildmark.core.errors import FieldProblem, StateConflict
from guildmark.core.models import Operation
from guildmark.core.problems import problem_body
from guildmark.core.said import told
from guildmark.core.states import STATE_WORDS, state_word
from guildmark.quality.models import Appeal, GoldContest, GoldItem
from guildmark.releases.models import Release
from guildmark.work.models import Assignment, Batch, Task


def test_what_is_wrong_with_a_drawing_is_said_in_spanish_with_its_numbers() -> None:
    message = Sentence("One image may hold at most {most} shapes.", most=5000)
    refusal = StateConflict(errors=(FieldProblem("/shapes", "too_many", message),))

    with override("es"):
        body = problem_body(refusal)

    assert body["errors"][0]["message"] == "Una imagen puede tener como máximo 5000 formas."
    assert refusal.errors[0].message == "One image may hold at most 5000 shapes."


@pytest.mark.parametrize(
    ("least", "said"),
    [
        (1, "Se espera «Moneda» al menos una vez."),
        (2000, "Se espera «Moneda» al menos 2,000 veces."),
    ],
)
def test_how_many_of_a_label_are_expected_is_said_in_spanish(least: int, said: str) -> None:
    label = {"key": "coin", "name": "Moneda", "color": "#30C7D2", "kind": "box"}
    schema = compile_schema(
        {"version": 1, "labels": [label | {"min_count": least}], "questions": []}
    )
    empty = {"version": 1, "is_nothing_here": False, "answers": {}, "shapes": [{"label": "other"}]}

    problems = document_problems(empty, schema=schema, width_px=10, height_px=10)

    (few,) = (one for one in problems if one.code == "too_few_shapes")
    with override("es"):
        assert told(few.message) == said


def test_a_state_is_said_in_the_language_of_the_request() -> None:
    with override("es"):
        said = [state_word("saturated"), state_word("unheard_of")]

    assert said == ["respondido por suficientes personas", "unheard_of"]


def test_every_state_a_refusal_can_name_has_words() -> None:
    states = {
        *Task.State.values, *Batch.State.values, *Assignment.State.values, *Asset.State.values,
        *Release.State.values, *Operation.State.values, *Appeal.State.values,
        *GoldItem.State.values, *GoldContest.State.values,
    }  # fmt: skip

    assert states - {*STATE_WORDS} == set()
