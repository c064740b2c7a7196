"""Questions of a schema renamed or left out, their options renamed, merged or dropped, and answers
said in the new ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from concord.remapping import best_afterwards, name_problem
from concord.sentences import Sentence

Json = dict[str, Any]  # a checked definition, document or confidence: `Any` stands for its values

_LEAST_OPTIONS = 2
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class OptionChange:
    """What becomes of an option: another name, another option (`into`, its key), or nothing."""

    into: str | None = None
    name: str | None = None
    is_dropped: bool = False


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """What becomes of a question. `name` are the words people read, None for the old ones."""

    name: str | None = None
    is_dropped: bool = False
    options: Mapping[str, OptionChange] = field(default_factory=dict)


Changes = Mapping[str, QuestionChange]


def question_problem(definition: Json, changes: Changes) -> str | None:
    """Why questions cannot be changed so, in a sentence; None where they can."""
    questions = {one["key"]: one for one in definition["questions"]}
    for key, change in changes.items():
        if key not in questions:
            return Sentence('There is no question "{key}".', key=key)
        problem = None if change.is_dropped else _option_problem(questions[key], change)
        if problem is not None:
            return problem
    return None


def _option_problem(question: Json, change: QuestionChange) -> str | None:
    options = {one["key"] for one in question.get("options", ())}
    gone = _gone(change)
    for key, one in change.options.items():
        if key not in options:
            return Sentence(
                '"{question}" has no option "{key}".', question=question["text"], key=key
            )
        if one.into is not None and (one.into not in options or one.into in gone):
            return Sentence(
                'The option "{key}" is not there afterwards, so nothing can be merged into it.',
                key=one.into,
            )
    if options and len(options - gone) < _LEAST_OPTIONS:
        return Sentence(
            'At least two options of "{question}" must be left. Or leave the question out.',
            question=question["text"],
        )
    left = [one for one in question.get("options", ()) if one["key"] not in gone]
    return name_problem(left, {key: one.name for key, one in change.options.items()})


def with_changed_questions(definition: Json, changes: Changes) -> Json:
    """The schema afterwards.

    A question of which an option is dropped needs no answer any more, and one whose options are
    fewer has no tolerance: steps were counted over all of them.
    """
    kept = (
        _changed_question(one, changes.get(one["key"], QuestionChange()))
        for one in definition["questions"]
        if not changes.get(one["key"], QuestionChange()).is_dropped
    )
    return {**definition, "questions": list(kept)}


def _changed_question(question: Json, change: QuestionChange) -> Json:
    gone = _gone(change)
    changed = {**question, **({"text": change.name} if change.name else {})}
    if any(one.is_dropped for one in change.options.values()):
        changed["required"] = False
    if gone:
        changed.pop("tolerance", None)
    if "options" in question:
        changed["options"] = [
            {**one, **_new_name(change.options.get(one["key"]))}
            for one in question["options"]
            if one["key"] not in gone
        ]
    return changed


def _new_name(change: OptionChange | None) -> Json:
    return {"name": change.name} if change is not None and change.name else {}


def changed_answers(answers: Json, changes: Changes) -> Json:
    """What was answered, in the options afterwards; an answer of which nothing is left is gone."""
    found: Json = {}
    for key, value in answers.items():
        change = changes.get(key, QuestionChange())
        if change.is_dropped:
            continue
        if isinstance(value, list):
            chosen = list(dict.fromkeys(_afterwards(change, value)))
            if chosen or not value:
                found[key] = chosen
        elif isinstance(value, str) and change.options:
            for option in _afterwards(change, [value]):
                found[key] = option
        else:
            found[key] = value
    return found


def _afterwards(change: QuestionChange, options: list[str]) -> Iterator[str]:
    for option in options:
        one = change.options.get(option, OptionChange())
        if not one.is_dropped:
            yield one.into or option


def decided_answers(
    answers: Json, confidence: Json, changes: Changes, *, is_settled: bool = False
) -> tuple[Json, Json]:
    """The same of a consensus, with how sure it is: (answers, confidence by question).

    Of one option among several the probabilities of merged ones add up. Where this touches an
    answer (see `best_afterwards`) the likeliest option afterwards is the answer, and it is tied
    where several are, unless the options have an order or people settled the label (`is_settled`):
    then it is what the answer became. All others stay as they were decided. Of options with an
    order none is near enough any more where some go, as the schema tolerates no steps then. Of
    several options a merged one is as probable as the likelier of both, at the least, and the whole
    as its least sure option.
    """
    changed = changed_answers(answers, changes)
    sure: Json = {}
    for key, one in confidence.items():
        change = changes.get(key, QuestionChange())
        if change.is_dropped or (key in answers and key not in changed):
            continue
        if not _gone(change):
            sure[key] = one
            continue
        value = changed.get(key, one["value"])
        sure[key] = _changed_confidence(one, change, value, is_settled=is_settled)
        if key in changed:
            changed[key] = sure[key]["value"]
    return changed, sure


def _changed_confidence(
    sure: Json, change: QuestionChange, value: Any, *, is_settled: bool
) -> Json:
    """Of a question of which some options go; `value` is what its answer became."""
    found = {**sure, "value": value}
    if "also_right" in sure:
        found["also_right"] = []
    if "options" in sure:
        found |= _by_options(_merged_choices(sure["options"], change), value)
    if sure["posterior"] is None:
        return found
    posterior = _summed(sure["posterior"], change)
    found["posterior"] = posterior
    if value not in posterior:
        return found
    is_tie, before = sure.get("is_tie", False), sure["posterior"]
    anew = best_afterwards(before, posterior, sure["value"], value)
    if "also_right" in sure:  # the middle one of an order: surely, where it gained more than half
        gained = posterior[value] != before.get(sure["value"])
        is_tie = is_tie and not is_settled and not (gained and posterior[value] > _HALF)
    elif anew is not None:
        value, is_tie = (value, False) if is_settled else anew
    return {**found, "value": value, "probability": posterior[value], "is_tie": is_tie}


def _by_options(options: Json, value: Any) -> Json:
    """Of several options, each with how probable it is that it is one of the answer's."""
    if not options:
        return {"options": options}
    return {
        "options": options,
        "probability": min(
            one["chosen"] if key in value else 1.0 - one["chosen"] for key, one in options.items()
        ),
        "is_tie": any(one.get("is_tie", False) for one in options.values()),
    }


def _summed(posterior: Mapping[str, float], change: QuestionChange) -> dict[str, float]:
    found: dict[str, float] = {}
    for option, probability in posterior.items():
        for key in _afterwards(change, [option]):
            found[key] = min(1.0, found.get(key, 0.0) + probability)
    return found


def _merged_choices(options: Mapping[str, Json], change: QuestionChange) -> Json:
    found: Json = {}
    for option, one in options.items():
        for key in _afterwards(change, [option]):
            if key not in found or one["chosen"] > found[key]["chosen"]:
                found[key] = one
    return found


def _gone(change: QuestionChange) -> set[str]:
    return {key for key, one in change.options.items() if one.is_dropped or one.into is not None}
