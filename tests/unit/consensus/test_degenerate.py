"""Whatever people send, a whole fit makes labels, figures and reports of it, and never NaN."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from concord.documents import Document, Schema, Shape, compile_schema
from guildmark.consensus.agreement import measure_all
from guildmark.consensus.consolidation import (
    Judged,
    Plan,
    TaskVotes,
    Vote,
    calibrate,
    consolidate_all,
    fit_project,
    measurable,
)
from guildmark.consensus.findings import (
    Work,
    figures_of_people,
    likest_pairs,
    parts_of,
    report_of,
)
from tests.factories.work import NOW
from tests.unit.concord.shapes.kinds import DRAW, true_shape

Json = dict[str, Any]  # JSON: `Any` stands for its values
#: From the number of the task and the person to what they say.
Says = Callable[[int, int], Document]
EMPTY = Document(True, (), {})


def _shape(geometry: Json, kind: str = "box", label: str = "coin", key: str = "s0") -> Shape:
    return Shape(key, kind, label, geometry, {})


def _drew(*shapes: Shape, **answers: str) -> Document:
    return Document(not shapes and not answers, shapes, dict(answers))


def _box(x: float = 10.0, width: float = 20.0, height: float = 20.0) -> Json:
    return {"x": x, "y": 10.0, "width": width, "height": height}


def _polygon(*points: tuple[float, float]) -> Json:
    return {"points": [list(point) for point in points], "holes": []}


FLAT = _polygon((0, 0), (50, 50), (100, 100))
BOW_TIE = _polygon((0, 0), (100, 100), (100, 0), (0, 100))
SAYS: dict[str, Says] = {
    "nobody drew anything": lambda _, who: EMPTY,
    "all drew the same": lambda _, who: _drew(_shape(_box())),
    "one drew and two did not": lambda _, who: _drew(_shape(_box())) if who == 0 else EMPTY,
    "nobody meets anybody": lambda _, who: _drew(_shape(_box(x=200.0 * who))),
    "boxes without area": lambda _, who: _drew(_shape(_box(width=0.0)), _shape(_box(height=0.0))),
    "outlines without area": lambda _, who: _drew(_shape(FLAT, "polygon")),
    "outlines that cross themselves": lambda _, who: _drew(_shape(BOW_TIE, "polygon")),
    "another kind each": lambda _, who: _drew(
        _shape(true_shape(sorted(DRAW)[who]), sorted(DRAW)[who])
    ),
    "another label each": lambda _, who: _drew(_shape(_box(), label=("coin", "key")[who % 2])),
    "only answers": lambda _, who: _drew(what="x"),
    "another answer each": lambda task, who: _drew(what="xyz"[(task + who) % 3]),
    "one thing twice": lambda _, who: _drew(_shape(_box()), _shape(_box(), key="s1")),
}


@pytest.fixture(scope="module")
def schema() -> Schema:
    """Two labels, and a question that may be left."""
    about = {"color": "#AA0000", "kind": "box"}
    options = [{"key": key, "name": key} for key in "xyz"]
    question = {"key": "what", "text": "Which?", "type": "choice", "required": False}
    return compile_schema(
        {
            "labels": [{"key": key, "name": key, **about} for key in ("coin", "key")],
            "questions": [{**question, "options": options}],
        }
    )


def _asked(says: Says, *, tasks: int, people: int, first: int = 0) -> list[TaskVotes]:
    return [
        TaskVotes(
            number,
            640,
            480,
            tuple(Vote(number * 10 + who, who, says(number, who)) for who in range(people)),
        )
        for number in range(first, first + tasks)
    ]


def _whole_fit(tasks: list[TaskVotes], gold: list[TaskVotes], schema: Schema) -> Json:
    """What a fit of a project keeps, as the database takes it: NaN is no JSON."""
    plan = Plan()
    model = fit_project([*tasks, *gold], schema, plan)
    trust = calibrate(tasks, gold, schema, plan, model, on_step=lambda: None)
    model = replace(model, trust=trust)
    labels = consolidate_all(tasks, schema, model, plan)
    judged = [Judged(task, measurable(label)) for task, label in zip(tasks, labels, strict=True)]
    parts = parts_of(judged, gold, schema, model)
    work = {
        vote.submission_id: Work(vote.annotator_id, NOW, 5.0, len(vote.document.shapes))
        for task in (*tasks, *gold)
        for vote in task.votes
    }
    people = figures_of_people(
        judged, parts, work, likest_pairs(tasks, gold, schema, {}), price_minor=0
    )
    kept = {
        "model": model.to_json(),
        "labels": [
            [one.document, one.confidence, one.provenance, one.left_out, one.lowest_confidence]
            for one in labels
        ],
        "agreement": measure_all(judged, schema, on_step=lambda: None),
        "report": report_of(parts, schema, model),
        "people": {
            who: [one.agreement, one.information_bits, one.spammer_score, one.speed, one.details]
            for who, one in people.items()
        },
    }
    found: Json = json.loads(json.dumps(kept, allow_nan=False))
    return found


ALONE = ("nobody drew anything", "all drew the same", "another answer each")


@pytest.mark.parametrize(
    ("what", "people"), [*((what, 3) for what in SAYS), *((what, 1) for what in ALONE)]
)
def test_a_whole_fit_has_a_value_or_a_reason_for_everything(
    what: str, people: int, schema: Schema
) -> None:
    tasks = _asked(SAYS[what], tasks=31, people=people)
    known = tasks[0].votes[0].document
    gold = [
        replace(task, known=known)
        for task in _asked(SAYS[what], tasks=11, people=people, first=1000)
    ]

    kept = _whole_fit(tasks, gold, schema)

    assert len(kept["labels"]) == 31
    assert all(0.0 <= lowest <= 1.0 for *_, lowest in kept["labels"])
    for name in ("percent", "alpha", "mean_iou", "f1_50", "shape_alpha"):
        figure = kept["agreement"][name]
        assert (figure["value"] is None) == bool(figure["undefined_reason"])
    assert set(kept["people"]) == {str(who) for who in range(people)}


def test_a_fit_of_what_nobody_answered_is_nothing_but_reasons(schema: Schema) -> None:
    kept = _whole_fit([], [], schema)

    assert (kept["labels"], kept["people"]) == ([], {})
    assert kept["agreement"]["f1_50"]["undefined_reason"] == "No item was answered by two people."
    assert kept["report"]["parts"][0]["confusion"]["rates"] is None
