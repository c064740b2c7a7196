"""Worker agreement with aggregate: votes weighted by how often somebody is with the majority.

As in crowd-kit and Appen's aggregation: one round, no iteration.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from concord.classes.votes import Floats, Votes
from concord.classes.voting import vote


@dataclass(frozen=True, slots=True, eq=False)
class Weighted:
    """Posteriors (items, classes) summing to 1 along the classes, and a weight for each of the
    annotators; `stranger` is the weight of somebody never seen."""

    posteriors: Floats
    weights: Floats
    stranger: float


def fit_wawa(votes: Votes) -> Weighted:
    """Weights in [0, 1]: the share of somebody's votes that are with the majority of their item.

    A vote for one of k tied classes counts 1 / k. Somebody without a vote weighs what the mean
    of all votes does. An item whose voters all weigh 0 has the plain shares of its votes. The
    order of the votes changes nothing but rounding. Needs a vote.
    """
    if not len(votes.items):
        raise ValueError("Agreement needs a vote.")
    is_best = vote(votes).is_best
    agreed = is_best[votes.items, votes.labels] / is_best.sum(axis=1)[votes.items]
    given = np.bincount(votes.annotators, minlength=votes.annotator_count)
    mean = float(agreed.mean())
    weights = np.full(votes.annotator_count, mean)
    total = np.bincount(votes.annotators, weights=agreed, minlength=votes.annotator_count)
    np.divide(total, given, out=weights, where=given > 0)
    return Weighted(weighted_shares(votes, weights), weights, mean)


def weighted_shares(votes: Votes, weights: Floats) -> Floats:
    """Shares of weighted votes (items, classes); see fit_wawa for what weighs nothing."""
    classes = votes.class_count
    cells = votes.items * classes + votes.labels
    size = votes.item_count * classes
    heavy = np.bincount(cells, weights=weights[votes.annotators], minlength=size)
    plain = np.bincount(cells, minlength=size).astype(np.float64)
    heavy, plain = heavy.reshape(-1, classes), plain.reshape(-1, classes)
    weighs_nothing = heavy.sum(axis=1) == 0
    heavy[weighs_nothing] = plain[weighs_nothing]
    heavy[heavy.sum(axis=1) == 0] = 1.0
    result: Floats = heavy / heavy.sum(axis=1, keepdims=True)
    return result
