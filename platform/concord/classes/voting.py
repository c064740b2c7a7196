"""One person, one vote."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.classes.votes import Floats, Votes, vote_counts, vote_shares

_NEARLY = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class VoteResult:
    """What was voted, per item.

    `shares` (items, classes) sum to 1 in each row, `is_best` (items, classes) marks the classes
    with most votes: several where there is a tie, none where nobody voted.
    """

    shares: Floats
    is_best: NDArray[np.bool_]

    @property
    def is_tied(self) -> NDArray[np.bool_]:
        """(items,): True where more than one class has the most votes."""
        tied: NDArray[np.bool_] = self.is_best.sum(axis=1) > 1
        return tied


def vote(votes: Votes) -> VoteResult:
    """Count the votes. A tie is reported as a tie, never broken by the order of the classes."""
    counts = vote_counts(votes)
    most = counts.max(axis=1, keepdims=True)
    # What counts once comes in parts, whose sum is one only nearly.
    is_best = (counts >= most - _NEARLY) & (most > 0)
    return VoteResult(shares=vote_shares(votes), is_best=is_best)
