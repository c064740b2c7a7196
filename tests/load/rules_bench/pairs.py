"""Honest crowds and crowds with copiers in them: who is accused of answering alike?

Boxes: people draw with noise of their own size (1.5 to 4 px a corner, some with 0.7), miss objects,
and answer as many pictures as the overlap gives them. Classes: everybody errs in their own way,
every fifth person reads one class as another throughout, and a tenth of the pictures mislead half
of the people to the same wrong class. A copier gives another person's answer for a share of the
pictures both have, with a jitter of up to half a pixel.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from concord.classes import ClassAnswer, ClassModel, fit_classes
from concord.skill.collusion import (
    ALPHA,
    Chosen,
    Couple,
    Drawn,
    compare_chosen,
    compare_drawn,
    judge_pairs,
)
from concord.skill.explained import without_explained
from concord.skill.likeness import Outline

PEOPLE, PICTURES, OVERLAP, CLASSES = 40, 1500, 3, 4
PAIRS = 3
COPIED_SHARES = (0.5, 1.0)
#: A known answer is met by everybody who comes to it, so wrong ones show there.
CHECKS = 60
Rng = np.random.Generator
Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@dataclass(frozen=True)
class Outcome:
    """What became of one crowd."""

    honest: int
    falsely_accused: int
    copying: int
    found: int


def measure(crowds: int, seed: int) -> list[dict[str, float | str]]:
    """By kind of answer and share copied."""
    rows: list[dict[str, float | str]] = []
    for kind, run in (("boxes", _boxes), ("classes", _classes)):
        for share in (0.0, *COPIED_SHARES):
            outcomes = [
                run(np.random.default_rng((seed, number)), share) for number in range(crowds)
            ]
            honest = sum(one.honest for one in outcomes)
            copying = sum(one.copying for one in outcomes)
            rows.append(
                {
                    "answers": kind,
                    "copied": share,
                    "crowds": crowds,
                    "honest_pairs": honest,
                    "falsely_accused": sum(one.falsely_accused for one in outcomes),
                    "crowds_with_false": sum(one.falsely_accused > 0 for one in outcomes),
                    "copying_pairs": copying,
                    "found": sum(one.found for one in outcomes),
                }
            )
    return rows


def _outcome(found: Iterable[Couple], judged: int, copiers: set[Couple]) -> Outcome:
    accused = set(found)
    return Outcome(
        judged - len(copiers), len(accused - copiers), len(copiers), len(accused & copiers)
    )


def _who(rng: Rng) -> list[np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Who answers each picture. Copiers of a pair sit beside each other and share a third."""
    return [rng.choice(PEOPLE, OVERLAP, replace=False) for _ in range(PICTURES)]


def _couples(share: float) -> set[Couple]:
    return {(2 * number, 2 * number + 1) for number in range(PAIRS)} if share else set()


def _boxes(rng: Rng, share: float) -> Outcome:
    copiers = _couples(share)
    noise = np.where(rng.random(PEOPLE) < 0.1, 0.7, rng.uniform(1.5, 4.0, PEOPLE))
    pictures = []
    for key, people in enumerate(_who(rng)):
        truth = rng.uniform(20, 600, (rng.integers(1, 5), 4))
        answers = {int(one): _drawn(truth, noise[one], rng) for one in people}
        _copy(answers, copiers, share, rng)
        pictures.append(Drawn(key, {one: _outlines(boxes) for one, boxes in answers.items()}))
    # Copiers are often sent to the same pictures: that is how they come to copy.
    pictures += _together_drawn(copiers, noise, share, rng)
    pairs = judge_pairs(compare_drawn(pictures))
    return _outcome(
        ((one.first, one.second) for one in pairs if one.corrected < ALPHA),
        PEOPLE * (PEOPLE - 1) // 2,
        copiers,
    )


def _together_drawn(copiers: set[Couple], noise: Floats, share: float, rng: Rng) -> list[Drawn]:
    made = []
    for number, couple in enumerate(sorted(copiers)):
        for key in range(30):
            truth = rng.uniform(20, 600, (rng.integers(1, 5), 4))
            people = [*couple, int(rng.integers(2 * PAIRS, PEOPLE))]
            answers = {one: _drawn(truth, noise[one], rng) for one in people}
            _copy(answers, {couple}, share, rng)
            made.append(
                Drawn(
                    10_000 + 100 * number + key,
                    {one: _outlines(boxes) for one, boxes in answers.items()},
                )
            )
    return made


def _drawn(truth: Floats, noise: float, rng: Rng) -> Floats:
    seen = truth[rng.random(len(truth)) < 0.95]
    drawn: Floats = seen + rng.normal(0, noise, seen.shape)
    return drawn


def _copy(answers: dict[int, Floats], copiers: set[Couple], share: float, rng: Rng) -> None:
    for first, second in copiers:
        if first in answers and second in answers and rng.random() < share:
            shape = answers[first].shape
            answers[second] = answers[first] + rng.uniform(-0.5, 0.5, shape)


def _outlines(boxes: Floats) -> list[Outline]:
    return [Outline("box", "thing", tuple(box)) for box in boxes.tolist()]


def _classes(rng: Rng, share: float) -> Outcome:
    copiers = _couples(share)
    confusions = [_confusion(rng) for _ in range(PEOPLE)]
    things = []
    for key, people in enumerate(_who(rng)):
        things.append(Chosen(key, _said(people.tolist(), confusions, copiers, share, rng)[1]))
    for key in range(CHECKS):
        order = rng.permutation(PEOPLE).tolist()
        truth, said = _said(order, confusions, copiers, share, rng)
        things.append(Chosen(10_000 + key, said, known=truth))
    pairs = judge_pairs(compare_chosen(things))
    return _outcome(
        (
            (one.first, one.second)
            for one in without_explained(pairs, things, _fitted(things))
            if one.corrected < ALPHA
        ),
        PEOPLE * (PEOPLE - 1) // 2,
        copiers,
    )


def _fitted(things: list[Chosen]) -> ClassModel:
    """The consensus of the crowd, as a project's fit makes it."""
    answers = (
        ClassAnswer(str(one.key), str(person), given)
        for one in things
        for person, given in one.by_person.items()
    )
    classes = [str(number) for number in range(CLASSES)]
    gold = {str(one.key): one.known for one in things if one.known is not None}
    return fit_classes(answers, classes=classes, gold=gold)


def _confusion(rng: Rng) -> Floats:
    """Right 70 to 95 % of the time; every fifth person reads class 0 as class 1."""
    right = rng.uniform(0.7, 0.95)
    wrong = rng.dirichlet(np.full(CLASSES - 1, 2.0), CLASSES) * (1 - right)
    matrix = np.full((CLASSES, CLASSES), 0.0)
    for row in range(CLASSES):
        matrix[row] = np.insert(wrong[row], row, right)
    if rng.random() < 0.2:
        matrix[0, [0, 1]] = matrix[0, [1, 0]]
    return matrix


def _said(
    people: list[int], confusions: list[Floats], copiers: set[Couple], share: float, rng: Rng
) -> tuple[str, dict[int, str]]:
    truth = int(rng.integers(CLASSES))
    lure = (truth + 1) % CLASSES if rng.random() < 0.1 else None
    said: dict[int, str] = {}
    for one in people:
        given = int(rng.choice(CLASSES, p=confusions[one][truth]))
        if lure is not None and rng.random() < 0.5:
            given = lure
        said[one] = str(given)
    for first, second in copiers:
        if first in said and second in said and rng.random() < share:
            said[second] = said[first]
    return str(truth), said
