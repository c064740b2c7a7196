"""Who finds what, who draws for nothing, who draws looser than the others, and how steadily."""

import math
from typing import Any

import numpy as np
import pytest

from concord.documents import Document, Schema, Shape, compile_schema
from guildmark.consensus.consolidation import (
    Judged,
    TaskVotes,
    Vote,
    consolidate,
    fit_project,
    measurable,
)
from guildmark.consensus.findings import (
    figures_of_people,
    parts_of,
    report_of,
    with_drawing,
)
from guildmark.consensus.findings.drawing import DrawnCounts
from guildmark.consensus.findings.rule_inputs import Work
from tests.factories.work import NOW

Json = dict[str, Any]  # what is stored of people
#: Each draws all objects but: the one looser by a tenth of the size on each side, unsteady, one
#: misses two of five, one draws for nothing on every other picture.
CAREFUL, ALIKE, LOOSE, UNSTEADY, BLIND, SEEING = range(6)
SIZE = 60.0


def _schema(kind: str) -> Schema:
    label: Json = {"key": "thing", "name": "Thing", "color": "#AA0000", "kind": kind}
    if kind == "keypoints":
        points = [{"key": key, "name": key} for key in "ab"]
        label["skeleton"] = {"points": points, "edges": []}
    asked = {"key": "many", "text": "How many?", "type": "number", "required": True}
    return compile_schema({"labels": [label], "questions": [asked]})


def _geometry(kind: str, x: float, y: float, size: float) -> Json:
    """A shape of this size in the middle of a place."""
    half = size / 2
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    corners = [[x + one * half, y + other * half] for one, other in signs]
    oriented = {"center_x": x, "center_y": y, "angle_deg": 0.0}
    marks = {
        key: {"x": a, "y": b, "is_visible": True}
        for key, (a, b) in zip("ab", corners, strict=False)
    }
    shown: dict[str, Json] = {
        "box": {"x": x - half, "y": y - half, "width": size, "height": size},
        "rotated_box": {**oriented, "width": size, "height": size},
        "ellipse": {**oriented, "radius_x": half, "radius_y": half},
        "polygon": {"points": corners, "holes": []},
        "polyline": {"points": corners[:2]},
        "keypoints": {"points": marks},
    }
    return shown[kind]


def _tasks(kind: str) -> list[TaskVotes]:
    rng = np.random.default_rng(4)
    tasks = []
    for number in range(40):
        truth = [(60.0 + 140 * place, 80.0 + 150 * (place % 2)) for place in range(4)]
        votes = []
        for who in range(6):
            seen = truth if who != BLIND else [one for one in truth if rng.random() < 0.6]
            off = 0.08 if who == UNSTEADY else 0.01
            places = [
                (
                    x + SIZE * rng.normal(0, off),
                    y + SIZE * rng.normal(0, off),
                    SIZE * (1.2 if who == LOOSE else 1.0),
                )
                for x, y in seen
            ]
            if who == SEEING and number % 2:
                places.append((float(rng.uniform(60, 600)), 420.0, SIZE))
            shapes = tuple(
                Shape(f"s{at}", kind, "thing", _geometry(kind, *place), {})
                for at, place in enumerate(places)
            )
            many = 4 + (7 if who == BLIND and number % 3 == 0 else 0)
            votes.append(
                Vote(
                    number * 10 + who,
                    who,
                    Document(False, shapes, {"many": float(many + number % 9)}),
                )
            )
        tasks.append(TaskVotes(number, 640, 480, tuple(votes)))
    return tasks


def _people(kind: str) -> dict[int, Json]:
    schema, tasks = _schema(kind), _tasks(kind)
    model = fit_project(tasks, schema)
    counts = DrawnCounts(schema)
    judged = [Judged(one, measurable(consolidate(one, schema, model))) for one in tasks]
    counts.add(judged)
    work = {
        vote.submission_id: Work(vote.annotator_id, NOW, 5.0, 4)
        for one in tasks
        for vote in one.votes
    }
    figures = figures_of_people(judged, [], work, {}, price_minor=0)
    found = with_drawing(figures, counts, schema, model)
    return {who: one.details for who, one in found.items()}


def test_who_finds_little_and_who_draws_for_nothing_are_told_apart() -> None:
    people = {who: one["drawing"] for who, one in _people("box").items()}

    finds = {who: one["finds"]["value"] for who, one in people.items()}
    alarms = {who: one["alarms"]["value"] for who, one in people.items()}
    assert min(finds, key=finds.__getitem__) == BLIND
    assert finds[BLIND] == pytest.approx(0.6, abs=0.1)
    assert finds[CAREFUL] > 0.9
    assert max(alarms, key=alarms.__getitem__) == SEEING
    assert alarms[SEEING] > 1 > alarms[CAREFUL]
    assert people[SEEING]["for_nothing_count"] == 20
    assert people[SEEING]["alarms"]["n"] == 180
    assert people[CAREFUL]["finds"]["n"] == people[CAREFUL]["found_count"] == 160
    assert people[BLIND]["found_count"] < 110
    assert 0.6 < people[CAREFUL]["crowd_finds"] < 1.0


def test_what_is_missed_and_drawn_for_nothing_stands_in_the_matrix_of_one_label() -> None:
    schema, tasks = _schema("box"), _tasks("box")
    model = fit_project(tasks, schema)
    judged = [Judged(one, measurable(consolidate(one, schema, model))) for one in tasks]
    parts = parts_of(judged, [], schema, model)
    work = {
        vote.submission_id: Work(vote.annotator_id, NOW, 5.0, 4)
        for one in tasks
        for vote in one.votes
    }

    everybody = report_of(parts, schema, model)["parts"][0]["confusion"]
    people = {
        who: one.details["parts"][0]["confusion"]["background"]
        for who, one in figures_of_people(judged, parts, work, {}, price_minor=0).items()
    }

    drawn, missed = people[BLIND]["counts"][0]
    assert drawn + missed == pytest.approx(160)
    assert people[BLIND]["rates"][0][1] == pytest.approx(missed / 160, abs=0.01)
    assert missed > 50
    assert people[CAREFUL]["counts"] == [[pytest.approx(160), 0], [0, 0]]
    assert people[CAREFUL]["rates"][0][1] < 0.01
    assert people[SEEING]["counts"][1] == [20, 0]
    assert people[SEEING]["rates"][1] == [1, 0]
    assert everybody["rates"] is None
    assert everybody["background"]["counts"] == [
        [pytest.approx(6 * 160 - missed), pytest.approx(missed)],
        [20, 0],
    ]
    assert everybody["background"]["rates"][0][1] == pytest.approx(missed / 960)


@pytest.mark.parametrize(
    "kind", ["box", "rotated_box", "ellipse", pytest.param("polygon", marks=pytest.mark.slow)]
)
def test_who_draws_looser_than_the_others_is_told_by_how_much(kind: str) -> None:
    people = {who: one["drawing"]["kinds"] for who, one in _people(kind).items()}

    (loose,), (careful,), (unsteady,) = (people[who] for who in (LOOSE, CAREFUL, UNSTEADY))
    assert loose["kind"] == kind
    # Twice a tenth of the size is what it is larger by.
    assert loose["looseness"]["value"] == pytest.approx(0.1, abs=0.03)
    assert loose["looseness"]["lower"] > 0.05
    assert careful["looseness"]["lower"] < 0 < careful["looseness"]["upper"]
    assert careful["looseness"]["n"] == 160
    assert careful["scatter"]["value"] < 0.05 < unsteady["scatter"]["value"] < 0.15


@pytest.mark.parametrize("kind", ["polyline", "keypoints"])
def test_what_has_no_inside_is_neither_loose_nor_tight(kind: str) -> None:
    people = {who: one["drawing"]["kinds"] for who, one in _people(kind).items()}

    (careful,), (unsteady,) = people[CAREFUL], people[UNSTEADY]
    assert careful["looseness"]["value"] is None
    assert careful["looseness"]["undefined_reason"] == "A shape of this kind has no inside."
    assert careful["scatter"]["value"] < unsteady["scatter"]["value"]
    assert math.isfinite(unsteady["scatter"]["value"])


def test_who_mistypes_numbers_is_told_from_who_does_not() -> None:
    people = {who: one["numbers"] for who, one in _people("box").items()}

    (blind,), (careful,) = people[BLIND], people[CAREFUL]
    assert (blind["key"], blind["name"], blind["careful"]["n"]) == ("many", "How many?", 40)
    assert blind["careful"]["value"] < 0.8 < careful["careful"]["value"]
    assert blind["careful"]["value"] < blind["crowd_careful"] < careful["careful"]["value"]


def test_of_who_has_answered_nothing_that_was_judged_no_figure_is_made_up() -> None:
    schema = _schema("box")
    model = fit_project(_tasks("box"), schema)
    figures = figures_of_people([], [], {1: Work(77, NOW, 5.0, 0)}, {}, price_minor=0)

    found = with_drawing(figures, DrawnCounts(schema), schema, model)[77].details

    assert found["drawing"]["finds"]["value"] is None
    assert found["drawing"]["finds"]["undefined_reason"] == "There were no objects on the pictures."
    assert found["drawing"]["alarms"]["undefined_reason"] == "Nothing was drawn."
    assert (found["drawing"]["kinds"], found["numbers"]) == ([], [])
