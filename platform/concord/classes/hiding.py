"""Labels that are hidden from a fit, to see how well it foretells them.

What is hidden follows from the numbers of items and people alone: the same project makes the same
choices.
"""

from __future__ import annotations

import numpy as np

from concord.classes.votes import Booleans, Floats, Integers, Votes

HIDDEN_SHARE = 0.05


def masks_of(votes: Votes, *, enough: int, least: int, most: int) -> list[Booleans]:
    """What is hidden, (votes,) each: as often as it takes for `enough` labels, between `least`
    and `most` times; less often where nothing can be hidden."""
    wanted = int(np.ceil(enough / (HIDDEN_SHARE * max(1, len(votes.items)))))
    masks = [_hidden(votes, repeat) for repeat in range(min(most, max(least, wanted)))]
    return [mask for mask in masks if mask.any()]


def sample(votes: Votes, most: int) -> Votes:
    """The votes on whole items, as many as hold about `most`."""
    share = most / max(len(votes.items), most)
    return votes.only(lot(votes.items, np.zeros_like(votes.items), 0) <= share)


def _hidden(votes: Votes, repeat: int) -> Booleans:
    """(votes,): True for a twentieth, but for items that nothing would be left of."""
    is_hidden = lot(votes.items, votes.annotators, repeat + 1) < HIDDEN_SHARE
    left = np.bincount(votes.items[~is_hidden], minlength=votes.item_count)
    chosen: Booleans = is_hidden & (left[votes.items] > 0)
    return chosen


def lot(items: Integers, annotators: Integers, repeat: int) -> Floats:
    """A number in [0, 1) for each pair, as if by lot: SplitMix64 (Steele, Lea and Flood 2014)."""
    with np.errstate(over="ignore"):  # arithmetic modulo 2**64 is what is meant
        state = items.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        state ^= annotators.astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
        state += np.uint64(repeat * 0x165667B19E3779F9 % 2**64)
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        state ^= state >> np.uint64(31)
    lots: Floats = (state >> np.uint64(11)).astype(np.float64) / 2.0**53
    return lots
