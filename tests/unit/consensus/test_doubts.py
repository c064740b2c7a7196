"""What a reviewer is shown as the doubt is what the engine disputed the label for."""

from dataclasses import replace

import pytest

from concord.calibration import Calibration
from concord.documents import Answer, Document, Schema, Shape, compile_schema
from guildmark.consensus.consolidation import (
    Consolidated,
    Plan,
    ProjectModel,
    TaskVotes,
    Vote,
    consolidate,
    starting_model,
)
from guildmark.consensus.consolidation.trust import Trust
from guildmark.consensus.doubt import ATTRIBUTES, LABELS, question_part
from guildmark.consensus.models import ConsensusResult
from guildmark.consensus.queries.weakest import Decided, in_doubt

PLAN = Plan(target_confidence=0.99, disputed_below=0.7)


@pytest.fixture(scope="module")
def schema() -> Schema:
    """Something of every kind that can be in doubt."""
    options = [{"key": key, "name": key.title()} for key in ("one", "two", "three")]
    side = {"key": "side", "name": "Side", "type": "choice", "required": False, "options": options}
    label = {"color": "#AA0000", "kind": "box", "attributes": [side]}
    asked = {"text": "Which?", "required": False}
    return compile_schema(
        {
            "labels": [
                {**label, "key": "coin", "name": "Coin"},
                {**label, "key": "button", "name": "Button"},
            ],
            "questions": [
                {**asked, "key": "which", "type": "choice", "options": options},
                {**asked, "key": "all", "type": "choices", "options": options},
                {**asked, "key": "many", "type": "number"},
            ],
        }
    )


def _calibrated(schema: Schema) -> ProjectModel:
    """As one that is held against gold, which moves no confidence."""
    even = Calibration("temperature", 40, "", temperature=1.0)
    parts = [LABELS, ATTRIBUTES, question_part("which")]
    parts += [question_part(f"all/{key}") for key in ("one", "two", "three")]
    trust = Trust({}, dict.fromkeys(parts, even))
    return replace(starting_model(schema), trust=trust)


def _task(*documents: Document) -> TaskVotes:
    votes = tuple(Vote(who, who, document) for who, document in enumerate(documents, start=1))
    return TaskVotes(1, 640, 480, votes)


def _shown(label: str = "coin", **attributes: Answer) -> Document:
    geometry = {"x": 50.0, "y": 50.0, "width": 40.0, "height": 40.0}
    return Document(False, (Shape("s0", "box", label, geometry, attributes),), {})


def _said(**answers: Answer) -> Document:
    return Document(False, (), answers)


def _in_doubt(label: Consolidated) -> list[Decided]:
    stored = ConsensusResult(
        document=label.document, confidence=label.confidence, left_out=label.left_out
    )
    return in_doubt(stored, PLAN.lines)


CASES = {
    "all alike": [_shown(side="one")] * 3,
    "one of two saw it": [_shown(), Document(True, (), {})],
    "names differ": [_shown(), _shown(), _shown("button")],
    "names are tied": [_shown(), _shown("button")],
    "attributes differ": [_shown(side=one) for one in ("one", "one", "two", "three")],
    "attributes are tied": [_shown(side=one) for one in ("one", "two")],
    "answers differ": [_said(which=one) for one in ("one", "one", "one", "two")],
    "answers are alike": [_said(which="one")] * 3,
    "several differ": [_said(all=one) for one in (["one"], ["one"], ["one", "two"])],
    "a number is a guess": [_said(many=one) for one in (1.0, 50.0, 900.0)],
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("is_calibrated", [True, False])
def test_there_is_a_doubt_exactly_where_the_label_is_disputed(
    schema: Schema, name: str, is_calibrated: bool
) -> None:
    model = _calibrated(schema) if is_calibrated else starting_model(schema)

    label = consolidate(_task(*CASES[name]), schema, model, PLAN)

    assert bool(_in_doubt(label)) == label.is_disputed


def test_the_cases_tell_the_rules_apart(schema: Schema) -> None:
    disputed = {
        name: [
            consolidate(_task(*said), schema, model, PLAN).is_disputed
            for model in (starting_model(schema), _calibrated(schema))
        ]
        for name, said in CASES.items()
    }

    assert disputed == {
        "all alike": [False, False],
        "one of two saw it": [True, True],
        "names differ": [True, True],
        "names are tied": [True, True],
        "attributes differ": [False, False],
        "attributes are tied": [True, True],
        "answers differ": [False, True],
        "answers are alike": [False, False],
        "several differ": [True, True],
        "a number is a guess": [False, False],
    }
