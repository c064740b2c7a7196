"""One choice on gold: nobody errs about an option that the known answer, or they, did not have."""

from dataclasses import replace

import pytest

from concord.documents import Document, Schema, compile_schema
from guildmark.consensus.consolidation import (
    Plan,
    ProjectModel,
    TaskVotes,
    Vote,
    columns_of,
    fit_on,
    fit_project,
    starting_model,
)
from guildmark.consensus.consolidation.evidence import gather_evidence
from guildmark.consensus.findings import parts_of

PEOPLE = 4
PLAN = Plan(method="dawid_skene")


def _schema(*options: str) -> Schema:
    made = [{"key": key, "name": key.title()} for key in options]
    asked = {"key": "how", "text": "How is it?", "type": "choice", "required": True}
    return compile_schema({"labels": [], "questions": [{**asked, "options": made}]})


OLD, NEW = _schema("good", "bad"), _schema("good", "bad", "worn")
NEWEST = {"said": "worn", "known": "good", "offered": NEW, "known_schema": OLD}
CORRECTED = {"said": "good", "known": "worn", "offered": OLD, "known_schema": NEW}
OF_TODAY = {"said": "worn", "known": "good", "offered": NEW, "known_schema": NEW}
UNKNOWN = {**OF_TODAY, "known_schema": None}


def _answer(option: str) -> Document:
    return Document(False, (), {"how": option})


def _task(number: int, *said: str, offered: Schema = NEW) -> TaskVotes:
    votes = [Vote(number * 10 + who, who, _answer(one), offered) for who, one in enumerate(said)]
    return TaskVotes(number, 640, 480, tuple(votes))


def _ordinary() -> list[TaskVotes]:
    said = ("good", "bad", "worn")
    return [_task(number, *[said[number % 3]] * PEOPLE) for number in range(30)]


def _gold(
    said: str, known: str, offered: Schema, known_schema: Schema | None, *, strangers: int = 2
) -> list[TaskVotes]:
    """Of ten known pictures the last two of all people say something else than is known."""
    right = [known if known in offered.questions["how"].options else said]
    others = [said] * strangers
    return [
        replace(
            _task(100 + n, *right * (PEOPLE - strangers), *others, offered=offered),
            known=_answer(known),
            known_schema=known_schema,
        )
        for n in range(10)
    ]


def _learnt(gold: list[TaskVotes]) -> list[ProjectModel]:
    """As a whole fit learns it, and as one that goes on from columns."""
    tasks = [*_ordinary(), *gold]
    columns = columns_of(tasks, NEW, starting_model(NEW), marks={})
    return [
        fit_project(tasks, NEW, PLAN),
        fit_on(columns, NEW, PLAN, starting_model(NEW)),
    ]


def _without_strangers(gold: list[TaskVotes]) -> list[TaskVotes]:
    return [replace(one, votes=one.votes[:2]) for one in gold]


def _rates(model: ProjectModel) -> list[object]:
    learnt = model.questions["how"]
    return [learnt.population.tolist(), learnt.priors.tolist(), learnt.to_json()]


@pytest.mark.parametrize(
    ("case", "teaches"),
    [(NEWEST, False), (OF_TODAY, True), (UNKNOWN, True)],
    ids=["older", "of today", "unknown"],
)
def test_who_names_an_option_that_came_after_the_known_answer_teaches_nothing(
    case: dict[str, object], teaches: bool
) -> None:
    gold = _gold(**case)  # type: ignore[arg-type]  # a row of the table

    learnt, others = _learnt(gold), _learnt(_without_strangers(gold))

    is_same = [_rates(one) for one in learnt] == [_rates(one) for one in others]
    strangers = dict.fromkeys((2, 3), 10.0) if teaches else {}
    assert is_same is not teaches
    assert _wrong_on(gold) == {0: 0.0, 1: 0.0} | strangers


def _wrong_on(gold: list[TaskVotes]) -> dict[int, float]:
    """By person, how many answers to gold the report counts as another class than the true one."""
    (part,) = parts_of([], gold, NEW, starting_model(NEW))
    return {who: float(counts.sum() - counts.trace()) for who, counts in part.counts.items()}


def test_who_could_not_name_what_is_known_since_teaches_nothing() -> None:
    gold = _gold(**CORRECTED)  # type: ignore[arg-type]  # a row of the table

    assert _wrong_on(gold) == {}
    assert [_rates(one) for one in _learnt(gold)] == [_rates(one) for one in _learnt([])]


@pytest.mark.parametrize(
    ("case", "strangers", "count"),
    [(NEWEST, PEOPLE, 0), (NEWEST, 1, 10), (CORRECTED, PEOPLE, 0), (OF_TODAY, PEOPLE, 10)],
    ids=["all say the newest", "one always says the newest", "corrected since", "of today"],
)
def test_confidence_is_not_held_against_what_could_not_be_known(
    case: dict[str, object], strangers: int, count: int
) -> None:
    gold = _gold(**case, strangers=strangers)  # type: ignore[arg-type]  # as above
    model = fit_project([*_ordinary(), *gold], NEW)

    found = gather_evidence(_ordinary(), gold, NEW, PLAN, model, on_step=lambda: None)

    assert len(found.guesses.get("question:how", [])) == count
