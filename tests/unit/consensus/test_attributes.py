"""The attributes of shapes: by skill, with what is known of each, and disputed where tied."""

import json
from dataclasses import replace

import numpy as np
import pytest

from concord.documents import Answer, Document, Schema, Shape, compile_schema
from guildmark.consensus.consolidation import (
    Plan,
    ProjectModel,
    TaskVotes,
    Vote,
    calibrate,
    consolidate,
    fit_project,
    model,
    starting_model,
)
from guildmark.consensus.doubt import ATTRIBUTES
from guildmark.consensus.findings import report_of
from guildmark.consensus.queries.fitted import calibrations

PEOPLE = 8


def _nothing() -> None:
    """No progress to report."""


@pytest.fixture(scope="module")
def schema() -> Schema:
    """Two kinds of thing, with an attribute of each type."""
    sides = [{"key": key, "name": key.title()} for key in ("heads", "tails", "rim")]
    signs = [{"key": key, "name": key.title()} for key in ("worn", "bent")]
    attributes = [
        {"key": "side", "name": "Side", "type": "choice", "required": False, "options": sides},
        {"key": "signs", "name": "Signs", "type": "choices", "required": False, "options": signs},
        {"key": "year", "name": "Year", "type": "number", "required": False},
    ]
    label = {"name": "Coin", "color": "#AA0000", "kind": "box"}
    return compile_schema(
        {
            "labels": [
                {**label, "key": "coin", "attributes": attributes},
                {**label, "key": "button"},
            ],
            "questions": [],
        }
    )


def _drawn(off: float = 0.0, label: str = "coin", **attributes: Answer) -> Document:
    geometry = {"x": 50.0 + off, "y": 50.0, "width": 40.0, "height": 40.0}
    return Document(False, (Shape("s0", "box", label, geometry, attributes),), {})


def _task(*said: tuple[int, Document], number: int = 99_999) -> TaskVotes:
    votes = tuple(Vote(number * 10 + at, who, drawn) for at, (who, drawn) in enumerate(said))
    return TaskVotes(number, 640, 480, votes)


def _named(first: int, count: int, *, is_gold: bool = False) -> list[TaskVotes]:
    """Four of eight people name the thing and its side, from .55 right to .98."""
    rng = np.random.default_rng(first)
    share = np.linspace(0.55, 0.98, PEOPLE)
    tasks = []
    for number in range(first, first + count):
        truth, side = ("coin", "button")[rng.integers(2)], ("heads", "tails")[rng.integers(2)]
        said = []
        for who in sorted(rng.permutation(PEOPLE)[:4].tolist()):
            is_right = rng.random() < share[who]
            label = truth if is_right else {"coin": "button", "button": "coin"}[truth]
            seen = side if rng.random() < share[who] else {"heads": "tails", "tails": "heads"}[side]
            drawn = _drawn(
                float(rng.normal()), label, **({"side": seen} if label == "coin" else {})
            )
            said.append((who, drawn))
        task = _task(*said, number=number)
        known = _drawn(0.0, truth, **({"side": side} if truth == "coin" else {}))
        places = {(str(vote.submission_id), "s0"): truth for vote in task.votes}
        tasks.append(replace(task, known=known, known_labels=places) if is_gold else task)
    return tasks


@pytest.fixture(scope="module")
def learnt(schema: Schema) -> ProjectModel:
    """A fit that is held against gold."""
    tasks, gold = _named(0, 120), _named(1000, 40, is_gold=True)
    model = fit_project([*tasks, *gold], schema)
    trust = calibrate(tasks, gold, schema, Plan(), model, on_step=_nothing)
    return ProjectModel.from_json(json.loads(json.dumps(replace(model, trust=trust).to_json())))


def test_what_everybody_says_is_kept_with_how_sure_it_is(schema: Schema) -> None:
    said = [(who, _drawn(side="heads", signs=["worn"], year=1920.0)) for who in range(3)]

    label = consolidate(_task(*said), schema, starting_model(schema))

    (shape,) = label.document["shapes"]
    found = label.confidence["shapes"][shape["id"]]["attributes"]
    assert shape["attributes"] == {"side": "heads", "signs": ["worn"], "year": 1920.0}
    assert {key: (one["value"], one["is_tie"]) for key, one in found.items()} == {
        "side": ("heads", False),
        "signs": (["worn"], False),
        "year": (1920.0, False),
    }
    assert found["side"]["probability"] == pytest.approx(5.5**3 / (5.5**3 + 2))
    assert found["side"]["calibration"] == {"is_calibrated": False, "gold_count": 0}
    assert not label.is_disputed


def test_a_tie_is_disputed_and_not_settled_by_the_order_of_the_schema(schema: Schema) -> None:
    label = consolidate(
        _task((1, _drawn(side="heads")), (2, _drawn(side="tails"))),
        schema,
        starting_model(schema),
    )

    (shape,) = label.document["shapes"]
    found = label.confidence["shapes"][shape["id"]]["attributes"]["side"]
    assert found["is_tie"]
    assert label.is_disputed
    assert label.lowest_confidence == found["probability"] < 0.5


def test_one_careful_person_outweighs_two_who_guess(schema: Schema, learnt: ProjectModel) -> None:
    careful, guess = _drawn(side="heads"), _drawn(side="tails")

    label = consolidate(_task((7, careful), (0, guess), (1, guess)), schema, learnt)

    assert label.document["shapes"][0]["attributes"] == {"side": "heads"}


def test_gold_says_how_far_attributes_are_to_be_believed(
    schema: Schema, learnt: ProjectModel
) -> None:
    said = [(who, _drawn(side="heads")) for who in (5, 6, 7)]

    label = consolidate(_task(*said), schema, learnt)

    (found,) = label.confidence["shapes"].values()
    assert learnt.trust.figures[ATTRIBUTES]["gold_count"] >= 10
    assert found["attributes"]["side"]["calibration"]["is_calibrated"]
    assert found["attributes"]["side"]["probability"] > 0.9
    report = report_of([], schema, learnt)
    assert report["attributes"] == learnt.trust.figures[ATTRIBUTES]
    assert report["attributes"] in calibrations(report)


def test_two_who_are_tied_are_asked_on(schema: Schema, learnt: ProjectModel) -> None:
    label = consolidate(_task((6, _drawn(side="heads")), (7, _drawn(side="tails"))), schema, learnt)

    assert label.stopping_confidence is not None
    assert label.stopping_confidence < 0.95


def _of_many_options(count: int) -> Schema:
    """One label with a choice of so many options."""
    options = [{"key": f"o{number}", "name": f"O {number}"} for number in range(count)]
    side = {"key": "side", "name": "Side", "type": "choice", "required": False, "options": options}
    label = {"key": "coin", "name": "Coin", "color": "#AA0000", "kind": "box"}
    return compile_schema({"labels": [{**label, "attributes": [side]}], "questions": []})


@pytest.mark.parametrize("options", [4, 10, 200])
@pytest.mark.parametrize("people", [1, 2])
def test_what_nobody_contradicts_troubles_no_reviewer(options: int, people: int) -> None:
    schema = _of_many_options(options)
    task = _task(*((who, _drawn(side="o1")) for who in range(people)))

    label = consolidate(task, schema, starting_model(schema))

    (found,) = label.confidence["shapes"].values()
    assert not label.is_disputed
    assert label.lowest_confidence >= min(
        found["exists"], found["attributes"]["side"]["probability"]
    )
    assert found["attributes"]["side"]["probability"] > 0.6


def test_what_is_not_held_against_gold_is_disputed_only_where_it_is_tied() -> None:
    schema = _of_many_options(3)
    said = ["o0", "o0", "o1", "o2"]
    plan = Plan(disputed_below=0.9)
    drawn = [(who, _drawn(side=side)) for who, side in enumerate(said)]

    label = consolidate(_task(*drawn), schema, starting_model(schema), plan)
    tied = consolidate(_task(*drawn, (4, _drawn(side="o1"))), schema, starting_model(schema), plan)

    (found,) = label.confidence["shapes"].values()
    assert found["exists"] > 0.9 > found["attributes"]["side"]["probability"]
    assert (label.is_disputed, tied.is_disputed) == (False, True)


def test_what_is_known_of_a_person_is_worked_out_once_and_only_where_it_counts(
    schema: Schema, learnt: ProjectModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(models: object, annotator: str) -> float:
        asked.append(annotator)
        return 0.5

    monkeypatch.setattr(model, "knowing_of", counted)
    fresh = replace(learnt)
    both = [(who, _drawn(side="heads", signs=["worn"])) for who in (1, 2)]
    nothing = [(who, Document(True, (), {})) for who in (3, 4)]

    for said in (both, both, nothing):
        consolidate(_task(*said), schema, fresh)

    assert asked == ["1", "2"]
