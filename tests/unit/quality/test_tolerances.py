"""A schema's tolerances hold for hidden gold, for the quiz and for practice alike."""

from typing import Any

import pytest

from concord.documents import compile_schema
from concord.scoring import Marks
from guildmark.projects.models import Project, SchemaVersion
from guildmark.quality.judging import judge
from guildmark.quality.models import GoldItem
from guildmark.training.scoring import Answered, score_attempt, score_practice
from guildmark.work.models import Submission


def _definition(*, tolerated: bool) -> dict[str, Any]:
    """How many, right by a tenth; and how it is, right by a step; or both to the letter."""
    options = [{"key": key, "name": key.title()} for key in ("good", "fair", "poor")]
    number = {"value": 0.1, "is_relative": True} if tolerated else None
    steps = {"value": 1, "is_relative": False} if tolerated else None
    return {
        "version": 1,
        "labels": [],
        "questions": [
            {"key": "many", "text": "How many?", "type": "number", "required": True,
             "tolerance": number},
            {"key": "state", "text": "How is it?", "type": "choice", "required": True,
             "options": options, "is_ordered": True, "tolerance": steps},
        ],
    }  # fmt: skip


def _document(many: float, state: str) -> dict[str, Any]:
    answers = {"many": many, "state": state}
    return {"version": 1, "is_nothing_here": False, "shapes": [], "answers": answers}


KNOWN = _document(50, "good")
CASES = pytest.mark.parametrize(
    ("said", "tolerated", "right"),
    [
        (_document(50, "good"), False, {"many": True, "state": True}),
        (_document(54, "fair"), False, {"many": False, "state": False}),
        (_document(54, "fair"), True, {"many": True, "state": True}),
        (_document(56, "poor"), True, {"many": False, "state": False}),
    ],
)


@CASES
def test_gold(said: dict[str, Any], tolerated: bool, right: dict[str, bool]) -> None:
    submission = Submission(
        document=said,
        project=Project(),
        schema_version=SchemaVersion(definition=_definition(tolerated=tolerated)),
    )

    score = judge(submission, GoldItem(reference=KNOWN, reference_version=1))

    assert score["details"]["questions"] == right
    assert score["is_right"] is all(right.values())


@CASES
def test_quiz_and_practice(said: dict[str, Any], tolerated: bool, right: dict[str, bool]) -> None:
    schema = compile_schema(_definition(tolerated=tolerated))

    attempt = score_attempt([Answered(1, reference=KNOWN, document=said)], schema, Marks())
    practice = score_practice(KNOWN, said, schema, Marks())

    assert attempt["questions"][0]["answers"] == practice["answers"] == right
    assert attempt["is_passed"] is practice["is_passed"] is all(right.values())
