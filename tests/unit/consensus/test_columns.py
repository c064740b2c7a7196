"""What fits keep of answers: taken apart, put together and stored without loss."""

import numpy as np
import pytest

from concord.documents import Document, Schema, Shape, compile_schema
from guildmark.consensus.consolidation import (
    Columns,
    ProjectModel,
    TaskVotes,
    Vote,
    columns,
    columns_of,
    fit_on,
    fit_project,
    joined,
    state,
    tasks_that_moved,
)
from guildmark.consensus.consolidation.content import DEFAULT_PLAN

LABELS = ("coin", "button")


@pytest.fixture(scope="module")
def schema() -> Schema:
    """Boxes of two labels, a choice and several choices."""
    options = [{"key": key, "name": key.title()} for key in ("red", "blue")]
    asked = {"required": False, "options": options}
    return compile_schema(
        {
            "labels": [
                {"key": key, "name": key.title(), "color": "#AA0000", "kind": "box"}
                for key in LABELS
            ],
            "questions": [
                {**asked, "key": "one", "text": "Which?", "type": "choice"},
                {**asked, "key": "all", "text": "Which of them?", "type": "choices"},
            ],
        }
    )


def _tasks(first: int, count: int) -> list[TaskVotes]:
    """Three of nine people each, the first of whom err often; some see nothing."""
    rng = np.random.default_rng(first)
    tasks = []
    for number in range(first, first + count):
        votes = []
        for at, who in enumerate(sorted(rng.choice(9, 3, replace=False).tolist())):
            errs = rng.random() < (0.4 if who < 3 else 0.05)
            label = LABELS[(number + errs) % 2]
            place = {"x": 50.0 + rng.normal(), "y": 50.0, "width": 40.0, "height": 40.0}
            shapes = () if rng.random() < 0.1 else (Shape("s", "box", label, place, {}),)
            answers = {"one": "red" if (number + errs) % 3 else "blue", "all": ["red"] * (who % 2)}
            votes.append(Vote(10 * number + at, who, Document(not shapes, shapes, answers)))
        tasks.append(TaskVotes(number, 640, 480, tuple(votes)))
    return tasks


@pytest.fixture(scope="module")
def model(schema: Schema) -> ProjectModel:
    """What was learnt of the first tasks."""
    return fit_project(_tasks(1, 200), schema)


def _same(one: Columns, other: Columns) -> bool:
    return one.tables.keys() == other.tables.keys() and all(
        np.array_equal(column, other.tables[name][key])
        for name, table in one.tables.items()
        for key, column in table.items()
    )


def test_parts_put_together_are_the_columns_of_all(schema: Schema, model: ProjectModel) -> None:
    tasks = _tasks(1, 60)
    whole = columns_of(tasks, schema, model, marks={})
    parts = [columns_of(some, schema, model, marks={}) for some in (tasks[:20], tasks[20:])]

    assert _same(joined(parts), whole)
    assert _same(Columns.from_bytes(whole.to_bytes()), whole)
    assert _same(whole.only(whole.task_ids <= 20), parts[0])


def test_what_a_later_part_says_of_a_task_holds(schema: Schema, model: ProjectModel) -> None:
    tasks = _tasks(1, 10)
    again = [TaskVotes(one.task_id, 640, 480, one.votes[:1]) for one in tasks[:4]]
    before, after = (columns_of(some, schema, model, marks={}) for some in (tasks, again))

    found = joined([before, after])

    assert sorted(found.task_ids.tolist()) == list(range(1, 11))
    votes = dict(zip(found.task_ids, found.tables["tasks"]["votes"], strict=True))
    assert [votes[number] for number in range(1, 11)] == [1] * 4 + [3] * 6
    assert len(found.tables["looked"]["of"]) == 4 + 18


def test_a_fit_of_columns_is_a_fit_of_the_answers(schema: Schema, model: ProjectModel) -> None:
    tasks = _tasks(1, 230)
    kept = columns_of(tasks, schema, model, marks={})

    on = fit_on(kept, schema, DEFAULT_PLAN, model)
    whole = fit_project(tasks, schema, start=model)

    found, wanted = state(kept, schema, on), state(kept, schema, whole)
    assert not tasks_that_moved(found, wanted, by=1e-3).any()
    assert tasks_that_moved(kept, found, by=1e-4).any()  # the thirty more have taught something
    rates = [one.shapes.existence.sensitivity for one in (on, whole)]
    assert rates[0] == pytest.approx(rates[1], abs=1e-3)


def test_what_another_release_kept_is_not_read(
    schema: Schema, model: ProjectModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = columns_of(_tasks(1, 3), schema, model, marks={}).to_bytes()
    monkeypatch.setattr(columns, "VERSION", columns.VERSION + 1)

    with pytest.raises(columns.OtherColumns):
        Columns.from_bytes(stored)


def test_nothing_is_columns_too(schema: Schema, model: ProjectModel) -> None:
    silent = [TaskVotes(1, 640, 480, (Vote(1, 1, Document(True, (), {})),))]

    found = columns_of(silent, schema, model, marks={1: 7})

    assert found.tables["tasks"]["mark"].tolist() == [7]
    assert len(found.tables["clusters"]["of"]) == 0
    assert _same(state(Columns.from_bytes(found.to_bytes()), schema, model), found)
    assert tasks_that_moved(found, found, by=0.0).tolist() == [False]
