"""How often two people say the same, and how often right answers and usual mistakes explain it.

What is right is the known class, else what the *others* said, everybody's word alike: two people
cannot outvote a third. A pair that is alike more often than both their rates allow has something
in common besides the truth: one repeats the other, or both are right where most are wrong. Which
of these it is, agreement cannot tell (see `grouping`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.special import bdtrc

from concord.classes.families import Alike, Confusions
from concord.classes.fit import UNKNOWN
from concord.classes.groups import ALONE
from concord.classes.hiding import lot
from concord.classes.hierarchical import fit_roughly
from concord.classes.votes import Booleans, Floats, Integers, Votes, normalise

#: Fewer shared items than this, and a pair is not looked at.
LEAST_SHARED = 10
#: Of an item that more people answered, each is compared with so many of them on either side.
MOST_COMPARED = 20
#: Beyond what is expected, so much more of the shared items: less is no copying.
LEAST_EXCESS = 0.05
_ROUNDS = 5
#: Steps after which the population of rates hardly moves.
_SETTLING_STEPS = 20
#: Numbers that are worked on at a time: 8 MB.
_CELLS = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Couples:
    """Pairs with LEAST_SHARED items in common or more: each array is (pairs,).

    `alike` of `shared` items they called the same; `expected` is the sum of the chances.
    """

    first: Integers
    second: Integers
    shared: Integers
    alike: Floats
    expected: Floats


def compare(votes: Votes, gold: Integers | None = None) -> Couples:
    """All pairs of people. `gold` (items,) holds the true class or UNKNOWN.

    Time grows with the pairs of answers to one item, of which an answer has MOST_COMPARED at most
    on either side, times classes; and with pairs of people times classes squared.
    """
    one, other = side_by_side(votes)
    people = votes.annotator_count
    low = np.minimum(votes.annotators[one], votes.annotators[other])
    high = np.maximum(votes.annotators[one], votes.annotators[other])
    keys, couple, shared = np.unique(low * people + high, return_inverse=True, return_counts=True)
    is_judged = (shared >= LEAST_SHARED) & (keys // people != keys % people)
    kept = np.flatnonzero(is_judged[couple])
    one, other = one[kept], other[kept]
    couple = (np.cumsum(is_judged) - 1)[couple[kept]]
    keys, shared = keys[is_judged], shared[is_judged]
    same = (votes.labels[one] == votes.labels[other]).astype(np.float64)
    alike: Floats = np.bincount(couple, same, len(keys)).astype(np.float64)
    first, second = keys // people, keys % people
    others = _Others(votes, gold)
    truths = others.sums(couple, one, other, len(keys))
    expected = _meetings(truths, others.rates(), first, second)
    return Couples(first, second, shared.astype(np.int64), alike, expected)


def side_by_side(votes: Votes) -> tuple[Integers, Integers]:
    """Numbers of two votes for one item each, every pair once; see MOST_COMPARED."""
    lots = lot(votes.items, votes.annotators, 0)
    order = np.lexsort((lots, votes.items))
    items = votes.items[order]
    most = int(np.bincount(votes.items).max()) if len(items) else 0
    near = [np.flatnonzero(items[:-by] == items[by:]) for by in range(1, min(most, MOST_COMPARED))]
    one = [order[at] for at in near]
    other = [order[at + by] for by, at in enumerate(near, start=1)]
    empty = np.empty(0, dtype=np.int64)
    return np.concatenate([empty, *one]), np.concatenate([empty, *other])


class _Others:
    """What is right by everybody's word but somebody's own."""

    def __init__(self, votes: Votes, gold: Integers | None) -> None:
        self._votes = votes
        self._gold = gold
        fit = fit_roughly(votes, family=Alike, gold=gold)
        self._says = np.log(fit.confusions[-1]).T  # (given, true)
        cells = votes.items * votes.class_count + votes.labels
        counts = np.bincount(cells, minlength=votes.item_count * votes.class_count)
        self._joint = counts.reshape(votes.item_count, -1) @ self._says + np.log(fit.priors)

    def without(self, one: Integers, other: Integers | None = None) -> Floats:
        """(rows, classes): what the item of a vote is, without this vote and one `other`."""
        votes = self._votes
        items = votes.items[one]
        joint = self._joint[items] - self._says[votes.labels[one]]
        if other is not None:
            joint -= self._says[votes.labels[other]]
        if self._gold is not None:
            known = np.flatnonzero(self._gold[items] != UNKNOWN)
            joint[known] = -np.inf
            joint[known, self._gold[items[known]]] = 0.0
        return normalise(joint)[0]

    def rates(self) -> Floats:
        """(annotators, true, given), each drawn towards everybody's."""
        votes, classes = self._votes, self._votes.class_count
        cells = votes.annotators * classes + votes.labels
        everybody = np.arange(len(cells))
        sums = self.sums(cells, everybody, None, votes.annotator_count * classes)
        counts = np.ascontiguousarray(
            sums.reshape(votes.annotator_count, classes, classes).transpose(0, 2, 1)
        )
        family = Confusions(counts)
        for _ in range(_SETTLING_STEPS):
            family.learn(counts)
        return family.rates(counts)

    def sums(self, cells: Integers, one: Integers, other: Integers | None, count: int) -> Floats:
        """(count, classes): `without` of each row added up by its cell."""
        classes = self._votes.class_count
        found = np.zeros((count, classes))
        step = max(1, _CELLS // classes)
        for first in range(0, len(cells), step):
            rows = slice(first, first + step)
            right = self.without(one[rows], None if other is None else other[rows])
            for number in range(classes):
                found[:, number] += np.bincount(cells[rows], right[:, number], count)
        return found


def _meetings(truths: Floats, rates: Floats, first: Integers, second: Integers) -> Floats:
    """(pairs,): how many items both should call the same, of so many of each class (pairs,
    classes)."""
    found = np.empty(len(first))
    step = max(1, _CELLS // rates.shape[1] ** 2)
    for begin in range(0, len(first), step):
        rows = slice(begin, begin + step)
        both = np.einsum("pkg,pkg->pk", rates[first[rows]], rates[second[rows]])
        found[rows] = (truths[rows] * both).sum(axis=1)
    return found


def least_explained(couples: Couples, chance: float, *, is_corrected: bool) -> Booleans:
    """(pairs,) True where a pair is alike more often than by the chance of `chance`, of any pair
    (`is_corrected`, Holm 1979) or of this one.

    The chance of an item is multiplied by how much more often than expected all others are alike:
    some items mislead everybody. The tail is that of a binomial distribution with the mean chance,
    no less than that of unequal ones (Hoeffding 1956). Pairs that are found are taken out of the
    others, and these looked at again.
    """
    found = np.zeros(len(couples.first), dtype=np.bool_)
    for _ in range(_ROUNDS):
        values = _tails(couples, ~found)
        fresh = found | ((_holm(values) if is_corrected else values) < chance)
        if (fresh == found).all():
            break
        found = fresh
    return found


def _tails(couples: Couples, honest: Booleans) -> Floats:
    more = max(1.0, (couples.alike[honest].sum() + 1.0) / (couples.expected[honest].sum() + 1.0))
    chance = np.minimum(1.0, more * couples.expected / couples.shared)
    values = np.where(couples.alike > 0, bdtrc(couples.alike - 1, couples.shared, chance), 1.0)
    values[couples.alike / couples.shared - chance < LEAST_EXCESS] = 1.0
    tails: Floats = values
    return tails


def _holm(values: Floats) -> Floats:
    order = np.argsort(values, kind="stable")
    left = len(values) - np.arange(len(values))
    corrected = np.empty_like(values)
    corrected[order] = np.minimum(1.0, np.maximum.accumulate(values[order] * left))
    return corrected


def linked(couples: Couples, chosen: Booleans, people: int) -> Integers:
    """(people,): groups of all who hang together by the `chosen` pairs, numbered by their first
    member; ALONE for whom no pair has."""
    links = sparse.csr_array(
        (np.ones(int(chosen.sum())), (couples.first[chosen], couples.second[chosen])),
        shape=(people, people),
    )
    _, parts = connected_components(links, directed=False)
    is_group = np.bincount(parts)[parts] > 1
    groups = np.full(people, ALONE, dtype=np.int64)
    groups[is_group] = np.unique(parts[is_group], return_inverse=True)[1]
    return groups
