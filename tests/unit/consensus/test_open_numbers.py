"""Open numbers: how near is the same, how sure the middle one is, and when nobody is troubled."""

import json
from dataclasses import replace

import numpy as np
import pytest

from concord.documents import Document, Schema, compile_schema
from guildmark.consensus.consolidation import (
    Judged,
    Plan,
    ProjectModel,
    TaskVotes,
    Vote,
    calibrate,
    columns_of,
    consolidate,
    fit_project,
    starting_model,
    state,
    tasks_that_moved,
)
from guildmark.consensus.doubt import question_part
from guildmark.consensus.findings import report_of
from guildmark.consensus.findings.decisions import shares
from guildmark.consensus.queries.fitted import all_calibrated

PEOPLE = 8
MANY = question_part("many")


def _nothing() -> None:
    """No progress to report."""


@pytest.fixture(scope="module")
def schema() -> Schema:
    """One question of numbers."""
    asked = {"key": "many", "text": "How many?", "type": "number", "required": True}
    return compile_schema({"labels": [], "questions": [asked]})


def _said(number: float) -> Document:
    return Document(False, (), {"many": number})


def _counted(first: int, count: int, *, answers: int, is_gold: bool = False) -> list[TaskVotes]:
    """Counts up to 60, mostly one off; the first two people often count something else."""
    rng = np.random.default_rng(first)
    tasks = []
    for number in range(first, first + count):
        truth = float(rng.integers(5, 60))
        votes = []
        for place, who in enumerate(sorted(rng.permutation(PEOPLE)[:answers].tolist())):
            is_wild = rng.random() < (0.5 if who < 2 else 0.05)
            said = rng.integers(0, 80) if is_wild else truth + rng.integers(-1, 2)
            votes.append(Vote(number * 100 + place, who, _said(float(said))))
        known = _said(truth) if is_gold else None
        tasks.append(TaskVotes(number, 640, 480, tuple(votes), known=known))
    return tasks


def _task(*said: float, first: int = 2) -> TaskVotes:
    votes = tuple(Vote(place, first + place, _said(number)) for place, number in enumerate(said))
    return TaskVotes(99_999, 640, 480, votes)


@pytest.fixture(scope="module")
def learnt(schema: Schema) -> ProjectModel:
    """A fit that is held against gold."""
    tasks, gold = _counted(0, 150, answers=3), _counted(1000, 40, answers=5, is_gold=True)
    model = fit_project([*tasks, *gold], schema)
    trust = calibrate(tasks, gold, schema, Plan(), model, on_step=_nothing)
    return ProjectModel.from_json(json.loads(json.dumps(replace(model, trust=trust).to_json())))


def test_numbers_one_apart_say_the_same_and_nobody_is_troubled(
    schema: Schema, learnt: ProjectModel
) -> None:
    task = _task(10.0, 11.0, 12.0)

    label = consolidate(task, schema, learnt)

    (*held,) = shares([Judged(task, label)])
    assert label.document["answers"] == {"many": 11.0}
    assert not label.is_disputed
    assert label.lowest_confidence > 0.9
    assert [one.right for one in held] == [1, 1, 1]


def test_a_number_far_from_the_others_is_wrong_and_changes_little(
    schema: Schema, learnt: ProjectModel
) -> None:
    task = _task(20.0, 21.0, 70.0)

    label = consolidate(task, schema, learnt)

    assert label.document["answers"] == {"many": 21.0}
    assert [one.right for one in shares([Judged(task, label)])] == [1, 1, 0]


def test_the_confidence_is_held_against_gold(schema: Schema, learnt: ProjectModel) -> None:
    label = consolidate(_task(30.0, 31.0, 30.0), schema, learnt)

    found = label.confidence["answers"]["many"]
    assert learnt.trust.mark(MANY) == {"is_calibrated": True, "gold_count": 40}
    assert found["calibration"]["is_calibrated"]
    assert found["tolerance"] == pytest.approx(2 * (learnt.numbers["many"].error or 0))
    assert label.stopping_confidence == found["probability"] > 0.9


def test_the_report_says_how_near_is_near_enough_and_what_the_confidence_is_worth(
    schema: Schema, learnt: ProjectModel
) -> None:
    untaught = fit_project(_counted(0, 5, answers=1), schema)

    report = report_of([], schema, learnt)
    (found,) = report["numbers"]
    (unknown,) = report_of([], schema, untaught)["numbers"]

    assert (report["attributes"], found["key"], found["name"]) == (None, "many", "How many?")
    assert (found["is_said"], found["is_from_gold"]) == (False, True)
    assert found["tolerance"] == 2 * found["error"] > 0
    assert 0.6 < found["careful"] < 1.0
    assert found["calibration"]["gold_count"] == 40
    assert found["calibration"]["curve"]
    assert all_calibrated(report)
    assert (unknown["tolerance"], unknown["error"], unknown["careful"]) == (None, None, None)
    assert not all_calibrated(report_of([], schema, untaught))


def test_two_far_apart_are_not_enough_to_stop(schema: Schema, learnt: ProjectModel) -> None:
    label = consolidate(_task(5.0, 40.0), schema, learnt)

    assert label.stopping_confidence is not None
    assert label.stopping_confidence < 0.95
    assert label.is_disputed


def test_before_anything_is_learnt_shares_alone_dispute_nothing(schema: Schema) -> None:
    label = consolidate(_task(10.0, 11.0, 12.0), schema, starting_model(schema))

    assert not label.is_disputed
    assert label.confidence["answers"]["many"]["is_guess"]
    assert label.stopping_confidence is None


def test_the_schema_says_how_far_apart_numbers_say_the_same() -> None:
    asked = {"key": "many", "text": "How many?", "type": "number", "required": True}
    schemas = [
        compile_schema({"labels": [], "questions": [{**asked, "tolerance": tolerance}]})
        for tolerance in (None, {"value": 9, "is_relative": False})
    ]
    models = [fit_project(_counted(0, 60, answers=3), one) for one in schemas]
    task = _task(20.0, 22.0, 28.0)

    learnt, told = (
        consolidate(task, one, model) for one, model in zip(schemas, models, strict=True)
    )

    sure = told.confidence["answers"]["many"]
    assert (sure["tolerance"], sure["is_tolerance_set"]) == (9.0, True)
    assert learnt.confidence["answers"]["many"]["is_tolerance_set"] is False
    assert sure["probability"] > learnt.confidence["answers"]["many"]["probability"]
    right = [[one.right for one in shares([Judged(task, label)])] for label in (learnt, told)]
    assert right[1] == [1, 1, 1] != right[0]


def test_a_middle_that_goes_to_another_answer_has_moved_however_little_the_weights_did(
    schema: Schema,
) -> None:
    learnt = fit_project(_counted(1, 150, answers=3), schema)
    task = _task(20, 21, 22)  # by the people 2, 3 and 4

    def known(last: float) -> ProjectModel:
        careful = {"2": 0.9, "3": 0.7, "4": last}
        return replace(learnt, numbers={"many": replace(learnt.numbers["many"], careful=careful)})

    before, after = known(0.79405), known(0.79415)
    kept = columns_of([task], schema, before, marks={})

    said = [consolidate(task, schema, one, Plan()).document["answers"] for one in (before, after)]
    assert said == [{"many": 20.0}, {"many": 21.0}]
    assert tasks_that_moved(kept, state(kept, schema, after), by=0.5).tolist() == [True]
    assert tasks_that_moved(kept, state(kept, schema, before), by=0.0).tolist() == [False]
