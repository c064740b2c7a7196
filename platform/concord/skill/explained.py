"""Do right answers explain that two people are alike?

Where most people are wrong, those who are right meet against the majority, and without a known
answer that looks like the same mistake. A model that has learnt who knows (`concord.classes`)
expects them to agree; of people who repeat each other it does not expect as much, where it looked
for them and counts them once. Where it did not, or could not, it takes them for people who know.

Imports SciPy: for workers, not for the web process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtrc

from concord.classes import ClassModel, resolve_class
from concord.classes.backing import has_third
from concord.skill.collusion import ALPHA, Chosen, Pair, Person

#: Right answers explain what happens by chance so often, or more often, where they do all there is.
EXPLAINED = 0.01


def without_explained(
    pairs: Sequence[Pair], things: Collection[Chosen], model: ClassModel
) -> list[Pair]:
    """The same pairs, `corrected` 1 where right answers explain how often the two say the same.

    `things` is what they were compared on. What is right is the known class, else what `model`
    makes of everybody's answers; the chance that both say the same comes from both people's
    confusions under it: sum over classes of P(first says it) P(second says it), given what is
    right. The tail is binomial with the mean chance (Hoeffding 1956). Only pairs beyond ALPHA are
    looked at, and nobody is let off by a model that may have taken copying for knowledge (see
    `_tells`). Time grows with the things that these pairs share.
    """
    counts = Counter(said for one in things for said in one.by_person.values())
    if not _tells(model, counts):
        return list(pairs)
    crowd = _Crowd(things, model)
    return [
        replace(one, corrected=1.0)
        if one.corrected < ALPHA and crowd.tail(one.first, one.second) >= EXPLAINED
        else one
        for one in pairs
    ]


def _tells(model: ClassModel, counts: Counter[str]) -> bool:
    """Whether the model tells who repeats another from who knows.

    It has confusions, so it knows people at all; it looked for people who repeat each other (where
    a method is asked for by name, nobody does), and could judge those who are alike: others
    answered beside them, about more than two classes (see `concord.classes.backing`).
    """
    if not model.confusions or not model.choice:
        return False
    if model.grouped is not None and model.grouped.unbacked_error is None:
        return False
    return has_third(np.array([counts[key] for key in model.classes], dtype=np.float64))


class _Crowd:
    """What people said, and what is right by a model, worked out once where it is asked for."""

    def __init__(self, things: Collection[Chosen], model: ClassModel) -> None:
        self._things = tuple(things)
        self._model = model
        self._classes = frozenset(model.classes)
        self._known: dict[int, NDArray[np.float64]] = {}

    def tail(self, first: Person, second: Person) -> float:
        """The chance that the two say the same as often as they do, or more often."""
        both = self._meeting(first, second)
        shared, same, expected = 0, 0, 0.0
        for index, one in enumerate(self._things):
            said = one.by_person.get(first), one.by_person.get(second)
            if not self._classes.issuperset(said):
                continue
            shared += 1
            same += said[0] == said[1]
            expected += float(both @ self._right(index))
        if not same:
            return 1.0
        return float(bdtrc(same - 1, shared, min(1.0, expected / shared)))

    def _meeting(self, *couple: Person) -> NDArray[np.float64]:
        """(true classes,): the chance that both say the same."""
        model = self._model
        first, second = (model.confusions.get(str(one), model.population) for one in couple)
        chances: NDArray[np.float64] = (first * second).sum(axis=1)
        return chances

    def _right(self, index: int) -> NDArray[np.float64]:
        """(classes,): how probable each is to be right."""
        if index not in self._known:
            self._known[index] = _right(self._things[index], self._model)
        return self._known[index]


def _right(one: Chosen, model: ClassModel) -> NDArray[np.float64]:
    """(classes,): how probable each is to be right."""
    if one.known in model.classes:
        return np.array([float(key == one.known) for key in model.classes])
    given = {str(person): name for person, name in one.by_person.items() if name in model.classes}
    return np.array(list(resolve_class(model, given).probabilities.values()))
