"""Several choices, option by option: learnt, calibrated, reported, and asked on for."""

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
    consolidate,
    fit_project,
    merge_schemas,
    starting_model,
)
from guildmark.consensus.findings import figures_of_people, parts_of
from guildmark.consensus.findings.rule_inputs import Work
from tests.factories.work import NOW

OPTIONS = ("wet", "dark", "old")
PEOPLE = 9


def _nothing() -> None:
    """No progress to report."""


@pytest.fixture(scope="module")
def schema() -> Schema:
    """One question of which several options may be so."""
    options = [{"key": key, "name": key.title()} for key in OPTIONS]
    asked = {"key": "how", "text": "How is it?", "type": "choices", "required": True}
    return compile_schema({"labels": [], "questions": [{**asked, "options": options}]})


def _said(chosen: set[str]) -> Document:
    return Document(False, (), {"how": [key for key in OPTIONS if key in chosen]})


def _asked(first: int, count: int, *, answers: int, is_gold: bool = False) -> list[TaskVotes]:
    """Each person sees each option with a share of their own, from .55 to .97."""
    rng = np.random.default_rng(first)
    share = np.linspace(0.55, 0.97, PEOPLE)
    tasks = []
    for number in range(first, first + count):
        truth = {key for key in OPTIONS if rng.random() < 0.4}
        votes = tuple(
            Vote(
                number * 100 + place,
                who,
                _said({key for key in OPTIONS if (key in truth) == (rng.random() < share[who])}),
            )
            for place, who in enumerate(sorted(rng.permutation(PEOPLE)[:answers].tolist()))
        )
        known = _said(truth) if is_gold else None
        tasks.append(TaskVotes(number, 640, 480, votes, known=known))
    return tasks


def _task(*said: tuple[int, set[str]]) -> TaskVotes:
    votes = tuple(Vote(place, who, _said(chosen)) for place, (who, chosen) in enumerate(said))
    return TaskVotes(99_999, 640, 480, votes)


@pytest.fixture(scope="module")
def learnt(schema: Schema) -> ProjectModel:
    """A fit that is held against gold."""
    tasks, gold = _asked(0, 200, answers=4), _asked(1000, 40, answers=5, is_gold=True)
    model = fit_project([*tasks, *gold], schema)
    trust = calibrate(tasks, gold, schema, Plan(), model, on_step=_nothing)
    return ProjectModel.from_json(json.loads(json.dumps(replace(model, trust=trust).to_json())))


def test_one_careful_person_outweighs_two_who_guess(schema: Schema, learnt: ProjectModel) -> None:
    label = consolidate(_task((8, {"wet"}), (0, {"dark"}), (1, {"dark"})), schema, learnt)

    assert label.document["answers"] == {"how": ["wet"]}
    assert label.method not in ("answers by voting", "answers by majority")


def test_each_option_has_a_calibrated_confidence_and_the_task_a_stopping_one(
    schema: Schema, learnt: ProjectModel
) -> None:
    everybody = [(who, {"wet", "old"}) for who in range(4, PEOPLE)]

    label = consolidate(_task(*everybody), schema, learnt)

    found = label.confidence["answers"]["how"]
    assert label.document["answers"] == {"how": ["wet", "old"]}
    assert set(found["options"]) == set(OPTIONS)
    assert found["options"]["wet"]["chosen"] > 0.9
    assert found["options"]["dark"]["chosen"] < 0.1
    assert found["calibration"] == {"is_calibrated": True, "gold_count": 40}
    assert found["probability"] == label.stopping_confidence == label.lowest_confidence
    assert label.confidence["is_calibrated"]


def test_two_who_contradict_each_other_are_not_enough_to_stop(
    schema: Schema, learnt: ProjectModel
) -> None:
    label = consolidate(_task((3, {"wet"}), (4, set())), schema, learnt)

    assert label.stopping_confidence is not None
    assert label.stopping_confidence < 0.95
    assert label.is_disputed


def test_a_tied_option_is_not_chosen_and_says_so(schema: Schema) -> None:
    label = consolidate(_task((0, {"wet", "old"}), (1, {"old"})), schema, starting_model(schema))

    options = label.confidence["answers"]["how"]["options"]
    assert label.document["answers"] == {"how": ["old"]}
    assert {key: one["is_tie"] for key, one in options.items()} == {
        "wet": True,
        "dark": False,
        "old": False,
    }
    assert label.is_disputed
    assert label.stopping_confidence is None


def test_an_option_that_the_last_fit_did_not_know_is_voted_on(learnt: ProjectModel) -> None:
    options = [{"key": key, "name": key.title()} for key in (*OPTIONS, "new")]
    asked = {"key": "how", "text": "How is it?", "type": "choices", "required": True}
    newer = compile_schema({"labels": [], "questions": [{**asked, "options": options}]})
    said = Document(False, (), {"how": ["new"]})
    task = TaskVotes(1, 640, 480, (Vote(1, 1, said), Vote(2, 2, said)))

    assert consolidate(task, newer, learnt).document["answers"] == {"how": ["new"]}


def test_the_confusions_of_each_option_are_reported_and_tell_people_apart(
    schema: Schema,
) -> None:
    tasks = _asked(0, 200, answers=4)
    model = fit_project(tasks, schema)
    judged = [Judged(task, consolidate(task, schema, model)) for task in tasks]
    work = {
        vote.submission_id: Work(vote.annotator_id, NOW, 5.0, 1)
        for task in tasks
        for vote in task.votes
    }

    parts = parts_of(judged, [], schema, model)
    people = figures_of_people(judged, parts, work, {}, price_minor=1)

    assert [part.name for part in parts] == [
        "How is it?: Wet",
        "How is it?: Dark",
        "How is it?: Old",
    ]
    assert {part.question for part in parts} == {parts[0].name.split(": ")[0]}
    assert [part.option for part in parts] == [part.name.split(": ")[1] for part in parts]
    assert parts[0].total.sum() == pytest.approx(800)
    assert people[0].information_bits["value"] < people[PEOPLE - 1].information_bits["value"]


def _schema_of(*options: str) -> Schema:
    made = [{"key": key, "name": key.title()} for key in options]
    asked = {"key": "how", "text": "How is it?", "type": "choices", "required": True}
    return compile_schema({"labels": [], "questions": [{**asked, "options": made}]})


OLDER, NEWER = _schema_of(*OPTIONS), _schema_of(*OPTIONS, "new")


def _offered(schema: Schema, *said: tuple[int, set[str]]) -> TaskVotes:
    """Everybody was offered what the schema has."""
    votes = [
        Vote(place, who, Document(False, (), {"how": sorted(chosen)}), schema)
        for place, (who, chosen) in enumerate(said)
    ]
    return TaskVotes(99_999, 640, 480, tuple(votes))


def test_who_was_never_offered_an_option_does_not_deny_it() -> None:
    older = _offered(OLDER, (0, {"wet"}), (1, {"wet"}))
    newer = _offered(NEWER, (2, {"wet", "new"}))

    label = consolidate(
        replace(older, votes=(*older.votes, *newer.votes)), NEWER, starting_model(NEWER)
    )

    found = label.confidence["answers"]["how"]["options"]
    assert label.document["answers"] == {"how": ["wet", "new"]}
    assert {key: one["chosen"] for key, one in found.items()} == {
        "wet": 1,
        "dark": 0,
        "old": 0,
        "new": 1,
    }


def test_of_an_option_that_nobody_was_offered_nothing_is_said() -> None:
    label = consolidate(_offered(OLDER, (0, {"wet"}), (1, {"wet"})), NEWER, starting_model(NEWER))

    assert label.document["answers"] == {"how": ["wet"]}
    assert set(label.confidence["answers"]["how"]["options"]) == set(OPTIONS)


def test_answers_from_before_an_option_teach_nothing_about_it() -> None:
    """Neither what people said, nor what was known to be so."""
    before = [replace(one, votes=_with(OLDER, one)) for one in _asked(0, 60, answers=4)]
    gold = [
        replace(one, votes=_with(OLDER, one), known_schema=OLDER)
        for one in _asked(1000, 40, answers=5, is_gold=True)
    ]
    model = fit_project([*before, *gold], NEWER)
    trust = calibrate(before, gold, NEWER, Plan(), model, on_step=_nothing)
    judged = [Judged(task, consolidate(task, NEWER, model)) for task in before]

    parts = parts_of(judged, gold, NEWER, model)

    assert trust.mark("question:how/wet") == {"is_calibrated": True, "gold_count": 40}
    assert trust.mark("question:how/new") == {"is_calibrated": False, "gold_count": 0}
    assert [part.name for part in parts if not part.total.sum()] == ["How is it?: New"]


def test_an_option_that_nobody_was_offered_keeps_no_task_from_stopping(
    learnt: ProjectModel,
) -> None:
    said = [(who, {"wet", "old"}) for who in range(4, PEOPLE)]

    older = consolidate(_offered(OLDER, *said), NEWER, learnt)
    newer = consolidate(_offered(NEWER, *said), NEWER, learnt)

    assert older.stopping_confidence is not None
    assert older.stopping_confidence == older.confidence["answers"]["how"]["probability"]
    assert older.stopping_confidence > 0.9
    assert newer.stopping_confidence is None


def test_a_question_that_nobody_was_asked_keeps_no_task_from_stopping(
    learnt: ProjectModel,
) -> None:
    more = [
        {"key": "count", "text": "How many?", "type": "number", "required": True},
        {"key": "old", "text": "Is it old?", "type": "boolean", "required": True},
    ]
    asking = compile_schema({"labels": [], "questions": more})
    merged = merge_schemas([asking, OLDER])
    said = [(who, {"wet", "old"}) for who in range(4, PEOPLE)]

    before = consolidate(_offered(OLDER, *said), merged, learnt).stopping_confidence
    among = consolidate(_offered(merged, *said), merged, learnt).stopping_confidence

    assert (before is None, among) == (False, None)


def _with(schema: Schema, task: TaskVotes) -> tuple[Vote, ...]:
    return tuple(replace(vote, schema=schema) for vote in task.votes)
