"""Labels that people gave to items, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
#: Rows of so few classes are gone through column by column: the library's way along short rows
#: takes two to ten times as long. Adding, it keeps an order of its own from 8 on.
_SHORT, _SHORT_TO_ADD = 16, 7


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """Who called what how: three int64 arrays of shape (votes,), in any order.

    `items[v]` in [0, item_count), `annotators[v]` in [0, annotator_count), `labels[v]` in
    [0, class_count). An item without votes is allowed; one person may vote for one item several
    times, and each vote then counts. `weights` (votes,), above 0, says how much; None: one each.
    """

    items: Integers
    annotators: Integers
    labels: Integers
    item_count: int
    annotator_count: int
    class_count: int
    weights: Floats | None = None

    def __post_init__(self) -> None:
        """Refuse arrays of different length, and numbers outside their range."""
        if not len(self.items) == len(self.annotators) == len(self.labels):
            raise ValueError("Items, annotators and labels must be of one length.")
        if self.class_count < 1:
            raise ValueError("There must be at least one class.")
        for values, count in (
            (self.items, self.item_count),
            (self.annotators, self.annotator_count),
            (self.labels, self.class_count),
        ):
            if len(values) and not 0 <= values.min() <= values.max() < count:
                raise ValueError("A number lies outside its range.")

    def only(self, chosen: Booleans | Integers) -> Votes:
        """The votes marked True or numbered in `chosen`, over the same items, people, classes."""
        return Votes(
            self.items[chosen],
            self.annotators[chosen],
            self.labels[chosen],
            self.item_count,
            self.annotator_count,
            self.class_count,
            None if self.weights is None else self.weights[chosen],
        )


def vote_matrix(votes: Votes) -> sparse.csr_array:
    """Weights of votes: (items, annotators * classes), float64, sparse, one row an item.

    Sums are taken in the order of the columns, so that the order of the votes changes no bit.
    """
    shape = (votes.item_count, votes.annotator_count * votes.class_count)
    columns = votes.annotators * votes.class_count + votes.labels
    weights = votes.weights
    if weights is None:
        weights = np.ones(len(columns), dtype=np.float64)
    if max(*shape, len(columns)) < 2**31:  # half the memory, and a large project is mostly this
        cells = (votes.items.astype(np.int32), columns.astype(np.int32))
        matrix = sparse.csr_array((weights, cells), shape=shape)
    else:
        matrix = sparse.csr_array((weights, (votes.items, columns)), shape=shape)
    matrix.sum_duplicates()
    return matrix


def vote_counts(votes: Votes) -> Floats:
    """How many votes each class of each item has, by weight: (items, classes), float64."""
    cells = votes.items * votes.class_count + votes.labels
    counts = np.bincount(cells, votes.weights, votes.item_count * votes.class_count)
    return counts.reshape(votes.item_count, votes.class_count).astype(np.float64)


def vote_shares(votes: Votes) -> Floats:
    """Shares of the votes by class: (items, classes); all classes alike where nobody voted."""
    counts = vote_counts(votes)
    totals = counts.sum(axis=1, keepdims=True)
    silent = totals[:, 0] == 0
    counts[silent] = 1.0
    totals[silent] = votes.class_count
    counts /= totals
    return counts


def shares_of_equals(counts: Floats, accuracy: float) -> Floats:
    """Probabilities of the classes (..., classes) by their counts of votes, were everybody right
    with the same probability and else wrong in all ways alike. No better than chance is chance;
    nobody is right more than 99 times of 100."""
    classes = counts.shape[-1]
    right = min(0.99, max(1.0 / classes, accuracy))
    log_odds = counts * np.log(right * (classes - 1) / (1.0 - right))
    weights = np.exp(log_odds - log_odds.max(axis=-1, keepdims=True))
    probabilities: Floats = weights / weights.sum(axis=-1, keepdims=True)
    return probabilities


def normalise(log_joint: Floats) -> tuple[Floats, Floats]:
    """Rows of log p(class, votes) -> (posteriors (items, classes), log p(votes) (items,)).

    -inf means impossible; a row in which everything is impossible does not occur in EM, whose
    parameters give every item seen a positive likelihood. `log_joint` is written over.
    """
    largest = _over_classes(np.maximum, log_joint, _SHORT)
    np.subtract(log_joint, largest, out=log_joint)
    weights = np.exp(log_joint, out=log_joint)
    totals = _over_classes(np.add, weights, _SHORT_TO_ADD)
    np.divide(weights, totals, out=weights)
    return weights, (largest + np.log(totals))[:, 0]


def _over_classes(reduce: np.ufunc, rows: Floats, short: int) -> Floats:
    """(items, 1)."""
    if rows.shape[1] > short:
        whole: Floats = reduce.reduce(rows, axis=1, keepdims=True)
        return whole
    found = rows[:, 0].copy()
    for column in range(1, rows.shape[1]):
        reduce(found, rows[:, column], out=found)
    return found[:, None]
