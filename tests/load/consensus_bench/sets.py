"""Crowds to measure on: real ones from files, and made-up ones from a seed."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from concord.classes import UNKNOWN, ClassAnswer, Votes

ROOT = Path(__file__).resolve().parents[3]
Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class CrowdSet:
    """Votes and the true class of each item, UNKNOWN where there is none."""

    name: str
    votes: Votes
    truth: Integers

    def answers(self) -> list[ClassAnswer]:
        """The votes by name; names sort as numbers do."""
        rows = zip(self.votes.items, self.votes.annotators, self.votes.labels, strict=True)
        return [
            ClassAnswer(f"i{item:08}", f"a{who:06}", f"c{label:04}") for item, who, label in rows
        ]

    def classes(self) -> list[str]:
        """The names of the classes."""
        return [f"c{number:04}" for number in range(self.votes.class_count)]


def sample_folder() -> Path:
    """Where samples of all sorts lie: GUILDMARK_SAMPLES, else `shared/data` beside the checkout."""
    return Path(os.environ.get("GUILDMARK_SAMPLES") or ROOT.parent / "shared" / "data")


def samples(given: Path | None) -> Path:
    """The folder of the real sets."""
    folder = given or sample_folder() / "crowd"
    return folder / "crowd" if (folder / "crowd").is_dir() else folder


def real_sets(folder: Path) -> Iterator[CrowdSet]:
    """Every set below the folder, by name."""
    for path in sorted(folder.glob("*/labels.csv")):
        yield _read(path.parent)


def _read(folder: Path) -> CrowdSet:
    with (folder / "labels.csv").open(newline="") as file:
        given = {(row["item"], row["annotator"]): row["label"] for row in csv.DictReader(file)}
    with (folder / "truth.csv").open(newline="") as file:
        truth = {row["item"]: row["label"] for row in csv.DictReader(file)}
    items = sorted({item for item, _ in given})
    annotators = sorted({annotator for _, annotator in given})
    classes = sorted({*given.values(), *truth.values()})
    item_number, person_number, number = _numbers(items), _numbers(annotators), _numbers(classes)
    votes = Votes(
        items=np.array([item_number[item] for item, _ in given], dtype=np.int64),
        annotators=np.array([person_number[who] for _, who in given], dtype=np.int64),
        labels=np.array([number[label] for label in given.values()], dtype=np.int64),
        item_count=len(items),
        annotator_count=len(annotators),
        class_count=len(classes),
    )
    known = [number[truth[item]] if item in truth else UNKNOWN for item in items]
    return CrowdSet(folder.name, votes, np.array(known, dtype=np.int64))


def _numbers(keys: Sequence[str]) -> dict[str, int]:
    return {key: index for index, key in enumerate(keys)}


#: How much skill helps on a hard item, how often somebody repeats another, and how much more skill
#: somebody able has.
HARD, ECHOED, ABLE = 0.2, 0.8, 2.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a made-up crowd is like.

    Somebody of `skill` (mean and spread, a logarithm of odds) sees the truth; `bias` is the
    spread of people's own liking for classes, `shared_bias` that of everybody's; `spam` and
    `constant` are the shares of those who guess, and of those who always say one thing; `twin`
    the mean attraction of one wrong class that the item looks like, to all alike. `contrary` is the
    share of those who see the truth and say something else; `hard` that of items on which skill
    helps a fifth as much; `echo` that of people who mostly repeat what one of them says, so that
    their mistakes are one mistake; `able` that of people who see much more, and are not taken in
    by what an item looks like.
    """

    items: int
    people: int
    per_item: int
    classes: int = 2
    skill: tuple[float, float] = (1.5, 0.7)
    bias: float = 0.3
    shared_bias: float = 0.0
    spam: float = 0.0
    constant: float = 0.0
    twin: float = 0.0
    contrary: float = 0.0
    hard: float = 0.0
    echo: float = 0.0
    able: float = 0.0
    shares: tuple[float, ...] = field(default=())


RECIPES = {
    "few items, many people, biased": Recipe(
        108, 39, 39, skill=(1.2, 0.8), bias=1.2, shared_bias=0.5, twin=0.7
    ),
    "ten a item, some guess": Recipe(800, 164, 10, skill=(2.0, 1.0), bias=0.4, spam=0.15, twin=0.5),
    "twenty an item, five classes": Recipe(
        300, 110, 20, 5, skill=(1.6, 0.7), bias=0.4, shared_bias=0.4, spam=0.1, twin=1.0
    ),
    "six an item, five classes": Recipe(
        300, 461, 6, 5, skill=(1.8, 0.7), shared_bias=0.4, twin=0.6
    ),
    "faces: few people, four classes": Recipe(
        584, 27, 9, 4, skill=(1.5, 0.4), bias=0.5, shared_bias=0.3, twin=0.7
    ),
    "skewed, four classes": Recipe(
        333, 269, 9, 4, skill=(1.7, 0.7), bias=0.4, shared_bias=0.5, twin=0.4,
        shares=(0.6, 0.15, 0.15, 0.1),
    ),
    "skewed to nine in ten": Recipe(
        4000, 57, 5, 3, skill=(2.0, 0.8), bias=0.5, twin=0.6, shares=(0.9, 0.07, 0.03)
    ),
    "two an item": Recipe(1500, 120, 2, 3, spam=0.15, twin=0.4),
    "three an item, few each": Recipe(400, 200, 3, 4, spam=0.1, twin=0.5),
    "three an item, one class liked": Recipe(
        3000, 176, 3, skill=(1.6, 0.8), bias=1.0, constant=0.05, shares=(0.12, 0.88)
    ),
    "spammers": Recipe(600, 60, 7, 3, skill=(1.8, 0.8), spam=0.2, constant=0.25),
    "ten classes, four an item": Recipe(700, 44, 4, 10, skill=(2.5, 0.8), twin=1.2),
    "forty classes": Recipe(1500, 80, 5, 40, skill=(3.5, 0.8), shared_bias=0.3, twin=1.5),
    "everybody alike": Recipe(400, 50, 5, 3, skill=(1.5, 0.05), bias=0.0, twin=1.2),
    "tiny": Recipe(60, 10, 4, 3),
    "one in five contrary": Recipe(800, 60, 6, spam=0.05, contrary=0.2),
    "contrary, four classes": Recipe(600, 50, 7, 4, skill=(1.8, 0.7), contrary=0.15),
    "contrary, skewed to 19 in 20": Recipe(2000, 60, 5, contrary=0.1, shares=(0.95, 0.05)),
    "half the items hard": Recipe(1000, 80, 5, 3, skill=(2.2, 0.7), hard=0.5),
    "hard, and they look like others": Recipe(
        600, 90, 7, 5, skill=(2.2, 0.7), twin=1.0, hard=0.3, spam=0.1
    ),
    "three people see everything": Recipe(500, 3, 3, 4, skill=(2.0, 0.6), bias=0.4),
    "a third repeat one of them": Recipe(800, 45, 7, 3, echo=0.33),
    "a fifth repeat one, five classes": Recipe(500, 70, 9, 5, skill=(1.8, 0.7), echo=0.2),
    "a hundred classes": Recipe(1200, 60, 3, 100, skill=(4.0, 0.8), twin=1.5),
    "an able minority": Recipe(1000, 70, 7, 5, skill=(2.0, 0.3), twin=0.8, able=0.15),
}  # fmt: skip


def made_up_sets(seed: int) -> Iterator[CrowdSet]:
    """One crowd of each recipe."""
    for index, (name, recipe) in enumerate(RECIPES.items()):
        yield make(name, recipe, np.random.default_rng([seed, index]))


def make(name: str, recipe: Recipe, rng: np.random.Generator) -> CrowdSet:
    """A crowd; people share the work unequally, as they do."""
    classes = recipe.classes
    shares = recipe.shares or (1.0 / classes,) * classes
    truth = rng.choice(classes, recipe.items, p=shares).astype(np.int64)
    diligence = np.log(rng.pareto(1.5, recipe.people) + 0.05)
    lots = -(diligence + rng.gumbel(size=(recipe.items, recipe.people)))
    annotators = np.argsort(lots, axis=1)[:, : recipe.per_item].ravel()
    items = np.repeat(np.arange(recipe.items), recipe.per_item)
    scores = _scores(recipe, truth, rng)
    labels = _said(scores(items, annotators), rng)
    if recipe.echo:
        labels = _echoed(recipe, scores, items, annotators, labels, rng)
    votes = Votes(items, annotators, labels, recipe.items, recipe.people, classes)
    return CrowdSet(name, votes, truth)


def _said(scores: Floats, rng: np.random.Generator) -> Integers:
    said: Integers = (scores + rng.gumbel(size=scores.shape)).argmax(axis=1)
    return said


def _echoed(
    recipe: Recipe,
    scores: Callable[[Integers, Integers], Floats],
    items: Integers,
    annotators: Integers,
    labels: Integers,
    rng: np.random.Generator,
) -> Integers:
    """The same votes, where some people mostly say what the first of them would say."""
    is_among = rng.random(recipe.people) < recipe.echo
    first = np.full(recipe.items, int(is_among.argmax()))
    heard = _said(scores(np.arange(recipe.items), first), rng)
    repeats = is_among[annotators] & (rng.random(len(items)) < ECHOED)
    return np.where(repeats, heard[items], labels)


def _scores(
    recipe: Recipe, truth: Integers, rng: np.random.Generator
) -> Callable[[Integers, Integers], Floats]:
    """What draws each person to each class of each item: (votes, classes), logarithms."""
    people, classes = recipe.people, recipe.classes
    skill = np.maximum(rng.normal(*recipe.skill, people), 0.0)
    liking = rng.normal(0.0, 1.0, (people, classes)) * recipe.bias
    liking = liking + rng.normal(0.0, 1.0, (1, classes)) * recipe.shared_bias
    skill[rng.random(people) < recipe.spam] = 0.0
    is_constant = rng.random(people) < recipe.constant
    skill[is_constant] = 0.0
    liking[is_constant] = 0.0
    liking[is_constant, rng.integers(0, classes, int(is_constant.sum()))] = 6.0
    if recipe.contrary:
        skill[rng.random(people) < recipe.contrary] *= -1.0
    ease = np.ones(len(truth))
    if recipe.hard:
        ease[rng.random(len(truth)) < recipe.hard] = HARD
    twin = (truth + rng.integers(1, classes, len(truth))) % classes
    pull = rng.exponential(recipe.twin, len(truth)) if recipe.twin else np.zeros(len(truth))
    lured = np.sqrt(np.abs(skill))
    if recipe.able:
        is_able = rng.random(people) < recipe.able
        skill[is_able] += ABLE
        lured[is_able] = 0.0

    def scores(items: Integers, annotators: Integers) -> Floats:
        found: Floats = liking[annotators].copy()
        rows = np.arange(len(items))
        found[rows, truth[items]] += skill[annotators] * ease[items]
        found[rows, twin[items]] += pull[items] * lured[annotators]
        return found

    return scores
