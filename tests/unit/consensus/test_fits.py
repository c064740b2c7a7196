"""Fits of a project without its database: cold, warm, and held against gold."""

import json
from dataclasses import replace

import numpy as np
import pytest

from concord.documents import Document, Schema, Shape, compile_schema
from guildmark.consensus.consolidation import (
    Judged,
    Plan,
    ProjectModel,
    TaskVotes,
    Vote,
    calibrate,
    consolidate,
    fit_project,
    measurable,
    starting_model,
)
from guildmark.consensus.doubt import EXISTS, EXPECTED_IOU, question_part
from guildmark.consensus.findings import (
    Work,
    figures_of_people,
    parts_of,
    report_of,
)
from guildmark.consensus.findings.parts import Part
from tests.factories.work import NOW

CLASSES = ("brick", "grass", "sand")
KIND = question_part("kind")
PEOPLE = 12


def _nothing() -> None:
    """No progress to report."""


@pytest.fixture(scope="module")
def question() -> Schema:
    """A schema of one question."""
    options = [{"key": key, "name": key.title()} for key in CLASSES]
    asked = {"key": "kind", "text": "Which?", "type": "choice", "required": True}
    return compile_schema({"labels": [], "questions": [{**asked, "options": options}]})


@pytest.fixture(scope="module")
def boxes() -> Schema:
    """A schema of one label."""
    label = {"key": "coin", "name": "Coin", "color": "#AA0000", "kind": "box"}
    return compile_schema({"labels": [label], "questions": []})


def _answer(kind: str) -> Document:
    return Document(is_nothing_here=False, shapes=(), answers={"kind": kind})


def _asked(first: int, count: int, *, answers: int, is_gold: bool = False) -> list[TaskVotes]:
    """Tasks of one question; each person is right with a share of their own, from .5 to .9."""
    rng = np.random.default_rng(first)
    share = np.linspace(0.5, 0.9, PEOPLE)
    tasks = []
    for number in range(first, first + count):
        truth = int(rng.integers(3))
        people = sorted(rng.permutation(PEOPLE)[:answers].tolist())
        said = [truth if rng.random() < share[who] else int(rng.integers(3)) for who in people]
        votes = tuple(
            Vote(number * 100 + place, who, _answer(CLASSES[label]))
            for place, (who, label) in enumerate(zip(people, said, strict=True))
        )
        known = _answer(CLASSES[truth]) if is_gold else None
        tasks.append(TaskVotes(number, 640, 480, votes, known=known))
    return tasks


def _coin(place: int, x: float, y: float) -> Shape:
    size = {"width": 40.0, "height": 40.0}
    return Shape(f"s{place}", "box", "coin", {"x": x, "y": y, **size}, {})


def _drawn(first: int, count: int, *, answers: int, is_gold: bool = False) -> list[TaskVotes]:
    """Pictures of four coins, of which everybody misses some and draws one for nothing."""
    rng = np.random.default_rng(first)
    tasks = []
    for number in range(first, first + count):
        truth = [_coin(place, 20 + 150 * place, 50 + 20 * place) for place in range(4)]
        votes = []
        for place, who in enumerate(sorted(rng.permutation(PEOPLE)[:answers].tolist())):
            seen = [one for one in truth if rng.random() < 0.7]
            shapes = [
                _coin(index, one.geometry["x"] + rng.normal(0, 2), one.geometry["y"])
                for index, one in enumerate(seen)
            ]
            if rng.random() < 0.3:
                shapes.append(_coin(9, float(rng.uniform(0, 600)), 300.0))
            votes.append(Vote(number * 100 + place, who, Document(not shapes, tuple(shapes), {})))
        known = Document(False, tuple(truth), {}) if is_gold else None
        tasks.append(TaskVotes(number, 640, 480, tuple(votes), known=known))
    return tasks


def _confidences(tasks: list[TaskVotes], schema: Schema, model: ProjectModel) -> list[float]:
    return [consolidate(task, schema, model).lowest_confidence for task in tasks]


def test_the_same_answers_give_the_same_bytes(question: Schema) -> None:
    tasks = _asked(0, 80, answers=3)

    first, second = (fit_project(tasks, question) for _ in range(2))

    assert json.dumps(first.to_json()) == json.dumps(second.to_json())


@pytest.mark.parametrize("method", ["auto", "dawid_skene", "one_coin", "glad", "majority"])
def test_a_warm_fit_is_within_a_thousandth_of_a_cold_one(question: Schema, method: str) -> None:
    # A warm fit keeps the method: of 160 tasks and of 170 the same one is chosen.
    tasks, plan = _asked(0, 170, answers=4), Plan(method=method)
    before = fit_project(tasks[:160], question, plan)

    cold = fit_project(tasks, question, plan)
    warm = fit_project(tasks, question, plan, start=before)

    assert warm.questions["kind"].method == cold.questions["kind"].method
    assert _confidences(tasks, question, warm) == pytest.approx(
        _confidences(tasks, question, cold), abs=1e-3
    )


def test_a_warm_fit_of_boxes_is_within_a_thousandth_of_a_cold_one(boxes: Schema) -> None:
    tasks = _drawn(0, 60, answers=4)
    before = fit_project(tasks[:55], boxes)

    cold, warm = fit_project(tasks, boxes), fit_project(tasks, boxes, start=before)

    assert _confidences(tasks, boxes, warm) == pytest.approx(
        _confidences(tasks, boxes, cold), abs=1e-3
    )


def test_gold_calibrates_answers_and_does_not_calibrate_itself(question: Schema) -> None:
    tasks, gold = _asked(0, 150, answers=3), _asked(1000, 40, answers=8, is_gold=True)
    model = fit_project([*tasks, *gold], question)

    trust = calibrate(tasks, gold, question, Plan(), model, on_step=_nothing)

    found = trust.figures[KIND]
    assert trust.mark(KIND) == {"is_calibrated": True, "gold_count": 40}
    assert (found["kind"], sum(one["n"] for one in found["curve"])) == ("temperature", 40)
    # Told the truth, the fit would be certain of each.
    assert min(one["accuracy"] for one in found["curve_before"]) < 1
    assert found["error_after"]["value"] <= found["error_before"]["value"] + 0.02


def test_a_calibrated_label_says_by_how_much_gold_and_is_disputed_below_the_target(
    question: Schema,
) -> None:
    tasks, gold = _asked(0, 100, answers=3), _asked(1000, 20, answers=5, is_gold=True)
    model = fit_project([*tasks, *gold], question)
    trust = calibrate(tasks, gold, question, Plan(), model, on_step=_nothing)
    calibrated = ProjectModel.from_json(
        json.loads(json.dumps(replace(model, trust=trust).to_json()))
    )

    labels = [consolidate(task, question, calibrated) for task in tasks]

    assert all(label.confidence["is_calibrated"] for label in labels)
    assert labels[0].confidence["answers"]["kind"]["calibration"]["gold_count"] == 20
    assert [label.is_disputed for label in labels] == [
        label.lowest_confidence < 0.95 for label in labels
    ]
    assert {label.is_disputed for label in labels} == {True, False}


def test_without_gold_everything_stays_uncalibrated_and_says_why(question: Schema) -> None:
    tasks = _asked(0, 40, answers=3)
    model = fit_project(tasks, question)

    trust = calibrate(tasks, [], question, Plan(), model, on_step=_nothing)

    assert trust.mark(KIND) == {"is_calibrated": False, "gold_count": 0}
    assert trust.figures[KIND]["reason"] == "There are no gold items."
    assert trust.figures[KIND]["curve"] == []


def test_a_plan_without_calibration_is_kept_to(question: Schema) -> None:
    tasks, gold = _asked(0, 40, answers=3), _asked(1000, 20, answers=3, is_gold=True)
    model = fit_project([*tasks, *gold], question)

    trust = calibrate(
        tasks, gold, question, Plan(calibration_method="none"), model, on_step=_nothing
    )

    assert not trust.is_calibrated(KIND)


def test_gold_calibrates_that_boxes_exist_and_how_well_they_fit(boxes: Schema) -> None:
    tasks, gold = _drawn(0, 40, answers=3), _drawn(1000, 15, answers=5, is_gold=True)
    model = fit_project([*tasks, *gold], boxes)

    trust = calibrate(tasks, gold, boxes, Plan(), model, on_step=_nothing)

    assert trust.is_calibrated(EXISTS)
    assert trust.is_calibrated(EXPECTED_IOU)
    assert trust.figures[EXISTS]["gold_count"] > 40
    assert all(
        one["lower"] <= one["accuracy"] <= one["upper"]
        for one in trust.figures[EXPECTED_IOU]["curve"]
    )


def test_the_report_and_the_people_tell_a_careless_person_from_a_careful_one(
    question: Schema,
) -> None:
    tasks = _asked(0, 300, answers=4)
    model = fit_project(tasks, question)
    judged = [Judged(task, consolidate(task, question, model)) for task in tasks]
    work = {
        vote.submission_id: Work(vote.annotator_id, NOW, 5.0 + vote.annotator_id, 1)
        for task in tasks
        for vote in task.votes
    }

    parts = parts_of(judged, [], question, model)
    people = figures_of_people(judged, parts, work, {}, price_minor=8)
    (part,) = report_of(parts, question, model)["parts"]
    lean = [Judged(one.task, measurable(one.label)) for one in judged]
    again = parts_of(lean, [], question, model)

    assert figures_of_people(lean, again, work, {}, price_minor=8) == people
    assert report_of(again, question, model)["parts"] == [part]
    assert [one["key"] for one in part["classes"]] == list(CLASSES)
    assert any(one["is_chosen"] for one in part["candidates"])
    assert np.array(part["confusion"]["counts"]).sum() == pytest.approx(1200)
    careless, careful = people[0], people[PEOPLE - 1]
    assert careless.information_bits["value"] < careful.information_bits["value"]
    assert careless.agreement["upper"] < careful.agreement["lower"]
    assert careless.speed["value"] < 0 < careful.speed["value"]
    (detail,) = careful.details["parts"]
    cost = detail["information_per_cost"]["value"]
    assert cost == pytest.approx(detail["information_bits"]["value"] / 8)
    assert careful.drift_state in {"steady", "worse"}
    assert careful.details["drift"]["series"]


@pytest.mark.parametrize("people", [1, 20])
def test_what_everybody_says_together_is_summed_as_often_for_many_people_as_for_one(
    monkeypatch: pytest.MonkeyPatch, boxes: Schema, people: int
) -> None:
    (part,) = parts_of([], [], boxes, starting_model(boxes))
    assert part.background is not None
    size = len(part.classes)
    for person in range(people):
        part.counts[person], part.background[person] = np.eye(size), np.ones((2, size))
    work = {person: Work(person, NOW, 5.0, 1) for person in range(people)}
    sums = []
    total = vars(Part)["total"]

    def counted(part: Part) -> object:
        sums.append(part)
        return total.fget(part)

    monkeypatch.setattr(Part, "total", property(counted))

    found = figures_of_people([], [part], work, {}, price_minor=8)

    assert len(found) == people
    assert len(sums) == 3  # the population, the prior, and the share that is missed
