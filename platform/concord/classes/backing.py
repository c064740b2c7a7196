"""Does it mean anything that two people agree? What others say of it tells.

Where two people look for themselves, what they agree on is borne out by others more often than what
only one of them says. Where one repeats the other, it is hardly more than one word. People who know
what most do not are alike as well; but when they differ, one of them is wrong, and alone.
"""

from __future__ import annotations

import numpy as np

from concord.classes.groups import ALONE
from concord.classes.votes import Booleans, Floats, Integers, Votes

#: Fewer comparisons within the groups say nothing.
_LEAST_COMPARED = 30
#: Beyond the two most frequent classes there are so many of the answers: with two classes, whoever
#: differs names the other one, and that tells nothing.
_LEAST_BEYOND = 0.05


def has_third(counts: Floats) -> bool:
    """Whether answers, counted by class (classes,), are about more than two classes: options that
    (nearly) nobody gives are none. False where nobody answered."""
    beyond = np.sort(counts)[:-2].sum()
    return bool(beyond > 0 and beyond >= _LEAST_BEYOND * counts.sum())


def unbacked(
    votes: Votes, groups: Integers, beside: tuple[Integers, Integers]
) -> tuple[float, float]:
    """How much less agreement within the groups (annotators,) says than that of their members with
    people who are in none, and the standard error: a difference of two ratios, what others say of
    answers that differ by what they say of those that agree. (0, infinite) where nothing is known.

    Others are who is in no group, without the two; what they say of an answer is the share of them
    who gave it. Each member counts with others as much as within the group. `beside` are the pairs
    of votes for one item (see `alike.side_by_side`). Errors are those of items, whose comparisons
    hang together (a sandwich, by the delta method). Time grows with the pairs.
    """
    if not has_third(np.bincount(votes.labels, minlength=votes.class_count).astype(np.float64)):
        return 0.0, np.inf
    pairs = _Compared(votes, groups, beside)
    if int(pairs.is_within.sum()) < _LEAST_COMPARED:
        return 0.0, np.inf
    within = pairs.least_within()
    across = pairs.ratio(pairs.weights_across())
    if within is None or across is None:
        return 0.0, np.inf
    return within[0] - across[0], float(np.sqrt(np.square(within[1] - across[1]).sum()))


class _Compared:
    """Pairs of answers to one item, of which one at least is a member's."""

    def __init__(self, votes: Votes, groups: Integers, beside: tuple[Integers, Integers]) -> None:
        one, other = beside
        mine, theirs = groups[votes.annotators[one]], groups[votes.annotators[other]]
        is_within = (mine == theirs) & (mine != ALONE)
        is_across = (mine == ALONE) != (theirs == ALONE)
        kept = np.flatnonzero(is_within | is_across)
        one, other = one[kept], other[kept]
        said = np.zeros((votes.item_count, votes.class_count))
        is_other = groups[votes.annotators] == ALONE
        np.add.at(said, (votes.items[is_other], votes.labels[is_other]), 1.0)
        outside = np.where(is_other[one], one, other)
        # Without the one of the two who is among the others.
        own = is_across[kept].astype(np.float64)
        items = votes.items[one]
        totals = said.sum(axis=1)[items] - own
        self._is_known = totals > 0
        backed = np.zeros(len(one))
        for one_of_two in (votes.labels[one], votes.labels[other]):
            backed += said[items, one_of_two] - own * (votes.labels[outside] == one_of_two)
        self._backing = backed / (2.0 * np.maximum(totals, 1.0))
        self._is_same = votes.labels[one] == votes.labels[other]
        self._items = items
        self._item_count = votes.item_count
        self._people = votes.annotators[one], votes.annotators[other]
        self._is_member = groups != ALONE
        self.is_within: Booleans = is_within[kept] & self._is_known

    def weights_across(self) -> Floats:
        """(pairs,): so that each member has in all what they have within."""
        one, other = self._people
        count = len(self._is_member)
        within = self.is_within.astype(np.float64)
        wanted = np.bincount(one, within, count) + np.bincount(other, within, count)
        member = np.where(self._is_member[one], one, other)
        across = (self._is_member[one] != self._is_member[other]) & self._is_known
        there = np.bincount(member, across, count)
        weights: Floats = across * (wanted / np.maximum(there, 1.0))[member]
        return weights

    def least_within(self) -> tuple[float, Floats] | None:
        """`ratio` within the groups. 1 at least, and without an error, where they never differ, or
        others say nothing for what they agree on and something for what one of them says; None
        where others say nothing for either."""
        weights = self.is_within.astype(np.float64)
        found = self.ratio(weights)
        differing = weights * ~self._is_same
        if found is None and (not differing.any() or (differing * self._backing).any()):
            return 1.0, np.zeros(self._item_count)
        return found

    def ratio(self, weights: Floats) -> tuple[float, Floats] | None:
        """What others say of answers that differ by what they say of those that agree, and what
        each item adds to its error (items,); None where none differ or agree."""
        differing, agreeing = weights * ~self._is_same, weights * self._is_same
        if not differing.sum() or not (agreeing * self._backing).sum():
            return None
        of_one = float(np.average(self._backing, weights=differing))
        of_both = float(np.average(self._backing, weights=agreeing))
        ratio = of_one / of_both
        rows = differing * (self._backing - of_one) / (differing.sum() * of_both)
        rows -= ratio * agreeing * (self._backing - of_both) / (agreeing.sum() * of_both)
        parts: Floats = np.bincount(self._items, rows, self._item_count).astype(np.float64)
        return ratio, parts
