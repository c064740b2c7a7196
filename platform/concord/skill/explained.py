"""Do right answers explain that two people are alike?

Where most people are wrong, those who are right meet against the majority, and without a known
answer that looks like the same mistake. A model that has learnt who knows (`concord.classes`)
expects them to agree; of people who repeat each other it does not expect as much.

Imports SciPy: for workers, not for the web process.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtrc

from concord.classes import ClassModel, resolve_class
from concord.classes.backing import LEAST_CLASSES
from concord.skill.collusion import ALPHA, Chosen, Couple, Pair

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
    looked at. A model without confusions knows nobody, and changes nothing. With two classes it
    takes those who repeat each other for able (see `concord.classes.backing`), so nobody is let
    off by it. Time grows with the things that these pairs share.
    """
    if not model.confusions or len(model.classes) < LEAST_CLASSES:
        return list(pairs)
    return [
        replace(one, corrected=1.0)
        if one.corrected < ALPHA and _tail((one.first, one.second), things, model) >= EXPLAINED
        else one
        for one in pairs
    ]


def _tail(couple: Couple, things: Collection[Chosen], model: ClassModel) -> float:
    """The chance that the two say the same as often as they do, or more often."""
    number = {key: index for index, key in enumerate(model.classes)}
    both = _meeting(couple, model)
    shared, same, expected = 0, 0, 0.0
    for one in things:
        first, second = (one.by_person.get(person) for person in couple)
        if first not in number or second not in number:
            continue
        shared += 1
        same += first == second
        expected += float(both @ _right(one, model))
    if not same:
        return 1.0
    return float(bdtrc(same - 1, shared, min(1.0, expected / shared)))


def _meeting(couple: Couple, model: ClassModel) -> NDArray[np.float64]:
    """(true classes,): the chance that both say the same."""
    first, second = (model.confusions.get(str(one), model.population) for one in couple)
    chances: NDArray[np.float64] = (first * second).sum(axis=1)
    return chances


def _right(one: Chosen, model: ClassModel) -> NDArray[np.float64]:
    """(classes,): how probable each is to be right."""
    if one.known in model.classes:
        return np.array([float(key == one.known) for key in model.classes])
    given = {str(person): name for person, name in one.by_person.items() if name in model.classes}
    return np.array(list(resolve_class(model, given).probabilities.values()))
