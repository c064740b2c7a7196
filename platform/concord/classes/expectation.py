"""The two halves of every EM here: posteriors from rates, and expected counts from posteriors.

The answers are one sparse matrix sorted by item; rows are worked on in blocks that stay in the
processor's cache, which is most of the difference between seconds and a minute.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from concord.classes.fit import UNKNOWN, clamp
from concord.classes.votes import Floats, Integers, Votes, normalise, vote_matrix, vote_shares

#: Numbers of a block of log-likelihoods: 512 KB.
_BLOCK_CELLS = 65_536


class AnswerMatrix:
    """The votes of a project, with the true class of gold items held fast.

    `gold` (items,) int64 holds the true class or UNKNOWN.
    """

    def __init__(self, votes: Votes, gold: Integers | None = None) -> None:
        self.votes = votes
        self.gold = gold
        matrix = vote_matrix(votes)
        self._by_answer = matrix.T
        step = max(1, _BLOCK_CELLS // votes.class_count)
        self._blocks = [
            (first, _rows(matrix, first, min(first + step, votes.item_count)))
            for first in range(0, votes.item_count, step)
        ]

    def first_posteriors(self) -> Floats:
        """The shares of the votes, and certainty where the class is known: (items, classes)."""
        return clamp(vote_shares(self.votes), self.gold)

    def counts(self, posteriors: Floats) -> Floats:
        """How often each annotator is expected to have called `true` `given`:
        (annotators, true, given), contiguous."""
        votes = self.votes
        cells = self._by_answer @ posteriors
        shape = (votes.annotator_count, votes.class_count, votes.class_count)
        return np.ascontiguousarray(cells.reshape(shape).transpose(0, 2, 1))

    def update(
        self, posteriors: Floats, log_rates: Floats, log_priors: Floats
    ) -> tuple[float, float]:
        """Write new `posteriors` over the old; (log-likelihood, largest move of any of them).

        `log_rates` (annotators, true, given) and `log_priors` (classes,) may hold -inf. The
        likelihood of an item of known class is that of this class alone. Time grows with votes *
        classes.
        """
        classes = self.votes.class_count
        by_answer = np.ascontiguousarray(log_rates.transpose(0, 2, 1)).reshape(-1, classes)
        log_likelihood, move = 0.0, 0.0
        for first, block in self._blocks:
            log_joint = block @ by_answer
            log_joint += log_priors
            rows = slice(first, first + len(log_joint))
            self._hold_gold(log_joint, rows)
            fresh, evidence = normalise(log_joint)
            log_likelihood += float(evidence.sum())
            old = posteriors[rows]
            np.subtract(old, fresh, out=old)
            move = max(move, float(np.abs(old, out=old).max()))
            old[:] = fresh
        return log_likelihood, move

    def _hold_gold(self, log_joint: Floats, rows: slice) -> None:
        if self.gold is None:
            return
        gold = self.gold[rows]
        known = np.flatnonzero(gold != UNKNOWN)
        kept = log_joint[known, gold[known]]
        log_joint[known] = -np.inf
        log_joint[known, gold[known]] = kept


def _rows(matrix: sparse.csr_array, first: int, end: int) -> sparse.csr_array:
    """Some rows of a matrix, sharing its numbers."""
    low, high = int(matrix.indptr[first]), int(matrix.indptr[end])
    parts = (matrix.data[low:high], matrix.indices[low:high], matrix.indptr[first : end + 1] - low)
    return sparse.csr_array(parts, shape=(end - first, matrix.shape[1]))
