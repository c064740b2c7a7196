"""Exact Dawid-Skene as the paper writes it, with nothing clever: to compare with."""

from __future__ import annotations

import numpy as np

from concord.classes import Votes
from tests.load.consensus_bench.sets import Floats


def dawid_skene(votes: Votes, iterations: int) -> Floats:
    """Posteriors (items, classes) after so many rounds of equations 2.3 to 2.5."""
    items, people, classes = votes.item_count, votes.annotator_count, votes.class_count
    posteriors = np.zeros((items, classes))
    np.add.at(posteriors, (votes.items, votes.labels), 1.0)
    posteriors /= posteriors.sum(axis=1, keepdims=True)
    answer = votes.annotators * classes + votes.labels
    for _ in range(iterations):
        joint = np.empty((items, classes))
        for true in range(classes):
            counts = np.bincount(
                answer, weights=posteriors[votes.items, true], minlength=people * classes
            ).reshape(people, classes)
            totals = counts.sum(axis=1, keepdims=True)
            rates = np.where(totals > 0, counts / np.where(totals > 0, totals, 1.0), 1.0 / classes)
            with np.errstate(divide="ignore"):
                logarithms = np.log(rates).ravel()[answer]
                joint[:, true] = np.bincount(votes.items, weights=logarithms, minlength=items)
                joint[:, true] += np.log(posteriors[:, true].mean())
        joint -= joint.max(axis=1, keepdims=True)
        posteriors = np.exp(joint)
        posteriors /= posteriors.sum(axis=1, keepdims=True)
    return posteriors
