"""Small crowds, where a model may lose to plain votes: real sets cut down, and made-up ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from concord.classes import UNKNOWN, Votes, vote
from tests.load.consensus_bench.measure import accuracy
from tests.load.consensus_bench.sets import CrowdSet, Integers, Recipe, make

MOST_VOTES = 2_000
LEAST_VOTES = 30
#: Made-up crowds of whom fewer, or more, are right together teach nothing about real ones.
USUAL_ACCURACY = (0.55, 0.95)
_TRIES = 20


def small_sets(real: Sequence[CrowdSet], seed: int, count: int) -> Iterator[CrowdSet]:
    """Sets of three classes or more and fewer than 2,000 answers; every third is made up."""
    large = [crowd for crowd in real if crowd.votes.class_count > 2]
    for index in range(count):
        rng = np.random.default_rng([seed, index])
        crowd = _cut(large[int(rng.integers(len(large)))], rng) if index % 3 else _made_up(rng)
        if crowd.votes.class_count > 2 and LEAST_VOTES <= len(crowd.votes.items) < MOST_VOTES:
            yield CrowdSet(f"{index:03} {crowd.name}", crowd.votes, crowd.truth)


def _cut(crowd: CrowdSet, rng: np.random.Generator) -> CrowdSet:
    """Fewer items, people and answers an item; sometimes two classes in one, or one made rare."""
    votes = crowd.votes
    wanted = int(np.exp(rng.uniform(np.log(60), np.log(450))))
    per_item, share = int(rng.choice([3, 4, 5, 7, 10])), float(rng.choice([1.0, 1.0, 0.6, 0.4]))
    becomes = np.arange(votes.class_count)
    if rng.random() < 0.25:
        one, other = rng.choice(votes.class_count, 2, replace=False)
        becomes[one] = other
    truth = np.where(crowd.truth == UNKNOWN, UNKNOWN, becomes[crowd.truth])
    chance = np.where(truth == UNKNOWN, 0.0, 1.0)
    if rng.random() < 1 / 3:
        chance[truth == rng.choice(np.unique(truth[truth != UNKNOWN]))] *= 0.25
    items = np.flatnonzero(rng.random(len(truth)) < chance)
    items = rng.permutation(items)[:wanted]
    people = np.flatnonzero(rng.random(votes.annotator_count) < share)
    kept = np.flatnonzero(np.isin(votes.items, items) & np.isin(votes.annotators, people))
    kept = _first_of_each(votes.items, rng.permutation(kept), per_item)
    labels = becomes[votes.labels[kept]]
    return _numbered(crowd.name, votes.items[kept], votes.annotators[kept], labels, truth)


def _first_of_each(items: Integers, order: Integers, most: int) -> Integers:
    """Of some votes, in an order, the first `most` of each item."""
    seen: dict[int, int] = {}
    kept = []
    for index in order.tolist():
        item = int(items[index])
        seen[item] = seen.get(item, 0) + 1
        if seen[item] <= most:
            kept.append(index)
    return np.array(kept, dtype=np.int64)


def _numbered(
    name: str, items: Integers, people: Integers, labels: Integers, truth: Integers
) -> CrowdSet:
    """The set of some votes, with items, people and classes numbered anew from 0."""
    there, item = np.unique(items, return_inverse=True)
    who, person = np.unique(people, return_inverse=True)
    classes = np.unique(np.concatenate([labels, truth[there]]))
    votes = Votes(
        item.astype(np.int64),
        person.astype(np.int64),
        np.searchsorted(classes, labels).astype(np.int64),
        len(there),
        len(who),
        max(1, len(classes)),
    )
    return CrowdSet(name, votes, np.searchsorted(classes, truth[there]).astype(np.int64))


def _made_up(rng: np.random.Generator) -> CrowdSet:
    """People of unlike skill with likings, guessers among them, and items that look like others."""
    for _ in range(_TRIES):
        classes, per_item = int(rng.choice([3, 4, 4, 5, 7])), int(rng.choice([3, 5, 5, 7]))
        recipe = Recipe(
            items=int(np.exp(rng.uniform(np.log(60), np.log(400)))),
            people=int(np.exp(rng.uniform(np.log(12), np.log(120)))),
            per_item=per_item,
            classes=classes,
            skill=(float(rng.uniform(1.2, 2.8)), float(rng.uniform(0.2, 1.0))),
            bias=float(rng.choice([0.0, 0.3, 0.6, 1.2])),
            shared_bias=float(rng.choice([0.0, 0.3, 0.6])),
            spam=float(rng.choice([0.0, 0.0, 0.1, 0.25])),
            constant=float(rng.choice([0.0, 0.0, 0.05, 0.15])),
            twin=float(rng.choice([0.0, 0.5, 1.0, 1.5])),
            shares=tuple(rng.dirichlet(np.full(classes, rng.choice([1.5, 5.0, 50.0]))).tolist()),
        )
        crowd = make("made up", recipe, rng)
        low, high = USUAL_ACCURACY
        if low <= accuracy(vote(crowd.votes).shares, crowd.truth) <= high:
            break
    return crowd
