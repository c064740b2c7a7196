"""A fit that goes on from an earlier one comes within a thousandth of a cold one, whatever people
were asked: every kind of shape with its labels and attributes, every type of question."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from concord.documents import Answer, Document, Schema, Shape, compile_schema
from guildmark.consensus.consolidation import (
    Plan,
    ProjectModel,
    TaskVotes,
    Vote,
    consolidate_all,
    fit_project,
)
from tests.unit.concord.shapes.kinds import DRAW, SIDE_PX

Json = dict[str, Any]
PEOPLE = 9
ANSWERS = 4
#: Of this many tasks in turn: each fit but the first goes on from the one before.
GROWING = (24, 30, 33)
SEEDS = range(3)
#: By name: with "auto" a warm fit keeps the choice of the first, and a cold one may make another.
PLAN = Plan(method="hierarchical")
SIDES, SIGNS = ("heads", "tails", "rim"), ("worn", "bent")
#: How often each person sees a thing as it is, and how far off they draw.
SHARE, CARE = np.linspace(0.55, 0.97, PEOPLE), np.linspace(0.05, 0.01, PEOPLE)


def _options(keys: Sequence[str]) -> list[Json]:
    return [{"key": key, "name": key.title()} for key in keys]


FIELDS: list[Json] = [
    {"key": "side", "type": "choice", "options": _options(SIDES)},
    {"key": "signs", "type": "choices", "options": _options(SIGNS)},
    {"key": "real", "type": "boolean"},
    {"key": "year", "type": "number"},
]


def _drawing_schema(kind: str, *, is_semantic: bool) -> Schema:
    skeleton = {"points": _options(("nose", "left_hip", "right_hip", "tip")), "edges": []}
    label = {"color": "#AA0000", "kind": kind, "is_semantic": is_semantic}
    label |= {"skeleton": skeleton} if kind == "keypoints" else {}
    attributes = [{**one, "name": one["key"], "required": False} for one in FIELDS]
    labels = [
        {**label, "key": key, "name": key, "attributes": attributes} for key in ("coin", "nut")
    ]
    return compile_schema({"labels": labels, "questions": []})


def _asking_schema() -> Schema:
    questions = [{**one, "text": one["key"], "required": False} for one in FIELDS]
    return compile_schema({"labels": [], "questions": questions})


class Crowd:
    """People who err by shares of their own, about one picture after the other."""

    def __init__(self, kind: str | None, seed: int) -> None:
        self.kind = kind
        self.rng = np.random.default_rng(seed)

    def tasks(self, count: int) -> list[TaskVotes]:
        """Four of them about each; of every fifth picture nothing is to be drawn."""
        return [self._task(number, is_there=number % 5 != 4) for number in range(count)]

    def _task(self, number: int, *, is_there: bool) -> TaskVotes:
        label, said = ("coin", "nut")[self.rng.integers(2)], self._truth()
        people = sorted(self.rng.permutation(PEOPLE)[:ANSWERS].tolist())
        votes = tuple(
            Vote(number * 10 + place, who, self._document(who, label, said, is_there=is_there))
            for place, who in enumerate(people)
        )
        return TaskVotes(number, SIDE_PX, SIDE_PX, votes)

    def _truth(self) -> dict[str, Answer]:
        signs: Answer = [one for one in SIGNS if self.rng.random() < 0.5]
        return {
            "side": SIDES[self.rng.integers(3)],
            "signs": signs,
            "real": bool(self.rng.random() < 0.7),
            "year": float(self.rng.integers(1900, 1950)),
        }

    def _document(
        self, who: int, label: str, truth: dict[str, Answer], *, is_there: bool
    ) -> Document:
        said = {key: self._said(who, key, truth[key]) for key in truth}
        if self.kind is None:
            return Document(False, (), said)
        if self._is_right(who) != is_there:
            return Document(True, (), {})
        called = label if self._is_right(who) else {"coin": "nut", "nut": "coin"}[label]
        geometry = DRAW[self.kind](self.rng, float(CARE[who]), 0.0)
        return Document(False, (Shape("s0", self.kind, called, geometry, said),), {})

    def _is_right(self, who: int) -> bool:
        return bool(self.rng.random() < SHARE[who])

    def _said(self, who: int, key: str, truth: Answer) -> Answer:
        other = self._truth()[key]
        return truth if self._is_right(who) else other


def _fitted(tasks: Sequence[TaskVotes], schema: Schema) -> tuple[ProjectModel, ProjectModel]:
    """Of all tasks: the cold fit, and the last of those that went on."""
    warm = None
    for count in GROWING:
        warm = fit_project(tasks[:count], schema, PLAN, start=warm)
    assert warm is not None
    return fit_project(tasks, schema, PLAN), warm


def _figures(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every number of a JSON value by where it stands, and every other value."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _figures(one, f"{path}.{key}")
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _figures(one, f"{path}.{place}")
    else:
        yield path, value


def _same(tasks: Sequence[TaskVotes], schema: Schema, *models: ProjectModel) -> None:
    cold, warm = (consolidate_all(tasks, schema, model) for model in models)
    for one, other in zip(cold, warm, strict=True):
        said, again = dict(_figures(one.confidence)), dict(_figures(other.confidence))
        assert again == pytest.approx(said, abs=1e-3)
        assert [shape["label"] for shape in one.document["shapes"]] == [
            shape["label"] for shape in other.document["shapes"]
        ]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", [*DRAW, "semantic"])
def test_a_warm_fit_of_what_is_drawn_is_the_cold_one(kind: str, seed: int) -> None:
    is_semantic = kind == "semantic"
    schema = _drawing_schema("mask" if is_semantic else kind, is_semantic=is_semantic)
    tasks = Crowd("mask" if is_semantic else kind, seed).tasks(GROWING[-1])

    cold, warm = _fitted(tasks, schema)

    assert cold.shapes.classes.method == warm.shapes.classes.method
    _same(tasks, schema, cold, warm)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_warm_fit_of_what_is_answered_is_the_cold_one(seed: int) -> None:
    schema = _asking_schema()
    tasks = Crowd(None, seed).tasks(GROWING[-1])

    cold, warm = _fitted(tasks, schema)

    assert {key: one.method for key, one in cold.questions.items()} == {
        key: one.method for key, one in warm.questions.items()
    }
    _same(tasks, schema, cold, warm)
