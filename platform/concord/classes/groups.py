"""People who answer alike beyond what right answers explain, and their answers counted once.

Of a group the answers to one item that say the same weigh as one, in what is learnt and in what is
judged: whoever repeats another adds nothing. Groups are numbers by annotator, ALONE for everybody
else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from concord.classes.votes import Floats, Integers, Votes

#: The group of somebody who is in none.
ALONE = -1


def once(votes: Votes, groups: Integers | None) -> Votes:
    """The same votes with weights: those of one group (annotators,) for one class of one item are
    one vote together, in equal parts. The weights that the votes had are not kept."""
    if groups is None:
        return votes
    of = groups[votes.annotators]
    grouped = np.flatnonzero(of != ALONE)
    if not len(grouped):
        return votes
    cells = (votes.items[grouped] * (int(groups.max()) + 1) + of[grouped]) * votes.class_count
    _, cell, count = np.unique(
        cells + votes.labels[grouped], return_inverse=True, return_counts=True
    )
    weights = np.ones(len(votes.items), dtype=np.float64)
    weights[grouped] = 1.0 / count[cell]
    return replace(votes, weights=weights)


def weights_once(answers: Mapping[str, str], groups: Mapping[str, int]) -> dict[str, float]:
    """By annotator, what their answer to one item weighs."""
    said = {who: (groups[who], label) for who, label in answers.items() if who in groups}
    count = Counter(said.values())
    return {who: 1.0 / count[said[who]] if who in said else 1.0 for who in answers}


def named(groups: Integers, annotators: Sequence[str]) -> dict[str, int]:
    """By name of those who are in one, the group."""
    members = np.flatnonzero(groups != ALONE).tolist()
    return {annotators[person]: int(groups[person]) for person in members}


def weighted_mean(values: Floats, votes: Votes) -> float:
    """The mean of a number for each vote, by weight."""
    return float(np.average(values, weights=votes.weights))
