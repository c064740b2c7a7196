"""One order of a crowd's labels, what the rule says of it, and how right the end is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from concord.classes import UNKNOWN, Votes, fit_hierarchical, vote
from concord.classes.votes import Booleans, Floats, Integers
from concord.stopping import StoppingRule, decide
from tests.load.consensus_bench.measure import accuracy

GOLD = 40
FIXED = 5
MOST = 10
#: Fits between rounds only choose what is asked next.
TOLERANCE = 1e-3


@dataclass(frozen=True)
class Draw:
    """One order of the labels: `rank` (votes,) is a label's place among its item's, `turn`
    (items,) an item's place among all."""

    votes: Votes
    truth: Integers
    rank: Integers
    gold: Integers
    turn: Integers

    @property
    def rest(self) -> Integers:
        """Items on which accuracy is measured: those of known truth that are not gold."""
        return np.setdiff1d(np.flatnonzero(self.truth != UNKNOWN), self.gold)

    def first(self, counts: Integers) -> Votes:
        """The first `counts[i]` labels of each item i."""
        kept = self.rank < counts[self.votes.items]
        return self.votes.only(kept)


def drawn(votes: Votes, truth: Integers, seed: int) -> Draw:
    """The labels of each item shuffled, and 40 gold items."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(votes.items))
    order = order[np.argsort(votes.items[order], kind="stable")]
    items = votes.items[order]
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - np.searchsorted(items, items)
    gold = rng.permutation(np.flatnonzero(truth != UNKNOWN))[:GOLD]
    return Draw(votes, truth, rank, gold, rng.permutation(votes.item_count))


def rule_for(error_cost: float, audit_share: float = 0.0) -> StoppingRule:
    """A label costs 1."""
    return StoppingRule(1.0, error_cost, FIXED, MOST, audit_share=audit_share)


def asked(posteriors: Floats, counts: Integers, rule: StoppingRule) -> Booleans:
    """(items,) bool: where the rule wants one more label."""
    confidence = posteriors.max(axis=1).tolist()
    rows = zip(confidence, counts.tolist(), strict=True)
    return np.array(
        [decide(str(item), *row, rule).outcome == "ask" for item, row in enumerate(rows)]
    )


def final_accuracy(draw: Draw, counts: Integers) -> float:
    """Of the items that are not gold, after a fit that is told the gold."""
    gold = np.full(len(draw.truth), UNKNOWN, dtype=np.int64)
    gold[draw.gold] = draw.truth[draw.gold]
    fit = fit_hierarchical(draw.first(counts), gold=gold, tolerance=TOLERANCE)
    return accuracy(fit.posteriors[draw.rest], draw.truth[draw.rest])


def fixed_accuracy(draw: Draw) -> float:
    """Of five votes on each item that is not gold."""
    counts = np.full(draw.votes.item_count, FIXED)
    shares = vote(draw.first(counts)).shares
    return accuracy(shares[draw.rest], draw.truth[draw.rest])


def labels_needed(target: float, curve: Sequence[tuple[float, float]]) -> float | None:
    """Labels per item where the curve of (accuracy, labels) passes `target`; None beside it."""
    accuracies, labels = (np.array(column) for column in zip(*sorted(curve), strict=True))
    if not accuracies[0] <= target <= accuracies[-1]:
        return None
    return float(np.interp(target, accuracies, labels))
