"""Which two people's answers are more alike than honest work explains."""

from collections.abc import Iterable, Mapping, Sequence

from concord.classes import ClassModel
from concord.documents import Schema
from concord.skill.collusion import (
    Chosen,
    Drawn,
    Pair,
    compare_chosen,
    compare_drawn,
    judge_pairs,
)
from concord.skill.explained import without_explained
from concord.skill.likeness import outlines
from guildmark.consensus.consolidation import Json, TaskVotes
from guildmark.consensus.consolidation.questions import class_of, class_questions

SHAPES = "shapes"
#: The newest tasks are looked at, so many of them.
MOST_TASKS = 20_000
#: Of the pictures on which two are alike, so many are named.
MOST_NAMED = 50


def likest_pairs(
    tasks: Iterable[TaskVotes],
    gold: Sequence[TaskVotes],
    schema: Schema,
    models: Mapping[str, ClassModel],
) -> dict[int, Json]:
    """By annotator, the pair of theirs that chance explains least; nobody without a pair.

    Shapes are compared on tasks, the answers to each question of classes on tasks and gold. Each
    of these is a family of tests of its own, and what it gives is corrected for their number.
    `models` are those of the questions, by key: a pair whose likeness right answers explain by its
    model is none.
    """
    newest = sorted(tasks, key=lambda one: one.task_id)[-MOST_TASKS:]
    families = {SHAPES: judge_pairs(compare_drawn(_drawn(newest)))} if schema.labels else {}
    for question in class_questions(schema):
        chosen = [*_chosen(newest, question.key), *_chosen(gold, question.key)]
        pairs = judge_pairs(compare_chosen(chosen))
        if question.key in models:
            pairs = without_explained(pairs, chosen, models[question.key])
        families[question.key] = pairs
    submissions = {
        (task.task_id, vote.annotator_id): vote.submission_id
        for task in (*newest, *gold)
        for vote in task.votes
    }
    found: dict[int, Json] = {}
    tested = sum(1 for pairs in families.values() if pairs)
    for what, pairs in families.items():
        for pair in pairs:
            for person, partner in ((pair.first, pair.second), (pair.second, pair.first)):
                said = _said(what, pair, person, partner, tested, submissions)
                if person not in found or _rank(said) < _rank(found[person]):
                    found[person] = said
    return found


def _rank(said: Json) -> tuple[float, float]:
    return said["value"], said["p_value"]


def _drawn(tasks: Iterable[TaskVotes]) -> Iterable[Drawn]:
    for task in tasks:
        yield Drawn(
            task.task_id, {vote.annotator_id: outlines(vote.document) for vote in task.votes}
        )


def _chosen(tasks: Iterable[TaskVotes], key: str) -> Iterable[Chosen]:
    for task in tasks:
        known = task.known.answers.get(key) if task.known else None
        yield Chosen(
            task.task_id,
            {
                vote.annotator_id: class_of(vote.document.answers[key])
                for vote in task.votes
                if key in vote.document.answers
            },
            class_of(known) if known is not None else None,
        )


def _said(
    what: str,
    pair: Pair,
    person: int,
    partner: int,
    families: int,
    submissions: Mapping[tuple[int, int], int],
) -> Json:
    return {
        "what": what,
        "partner_id": partner,
        "shared": pair.shared,
        "alike": pair.alike,
        "expected": pair.expected,
        "p_value": pair.p_value,
        "value": min(1.0, pair.corrected * families),
        "submission_ids": [submissions[key, person] for key in pair.keys[-MOST_NAMED:]],
    }
