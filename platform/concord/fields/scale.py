"""How far careful answers lie apart, and how often each person gives one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

#: Of more answers to one item than this, differences between neighbours in size stand for all.
MOST_COMPARED = 30
#: What the population's rate of careful answers is held to, and one person's to the population.
_HELD_RATE, _HELD_BY = 0.8, 5.0
_ROUNDS = 4
_LEAST_RATE, _MOST_RATE = 0.05, 0.999
#: A careless answer lies anywhere in a range at least so many careful errors wide.
_LEAST_WIDTH = 20.0
#: The median difference of two answers of normal error 1, and one that they never reach.
_MEDIAN_GAP, _FAR = 0.6745 * 2**0.5, 4.0 * 2**0.5
_TRIMS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """Numbers that people gave: `items`, `people` (int64) and `numbers` (float64), all (n,).

    Each person gives one number to an item. `truths` (items,) are the known numbers, NaN where
    none is; `person_count` is how many people there are.
    """

    items: Integers
    people: Integers
    numbers: Floats
    truths: Floats
    person_count: int

    def of_size(self, chosen: NDArray[np.bool_], *by: NDArray[np.generic]) -> Iterator[Integers]:
        """The rows (m, k) of chosen items (items,) that have k answers, for each k there is.

        In rising order of the items, and within one in the order of the keys `by`.
        """
        order = np.lexsort((*by, self.items))
        counts = np.bincount(self.items, minlength=len(self.truths))
        firsts = np.cumsum(counts) - counts
        for size in np.unique(counts[chosen]).tolist():
            if size:
                here = np.flatnonzero(chosen & (counts == size))
                yield order[firsts[here, None] + np.arange(size)]


def gaps(given: Given) -> tuple[Floats, Floats]:
    """Differences (n,) between answers to the same item, with weights (n,).

    Each item weighs half as much as it has answers, however many pairs those make.
    """
    found: list[Floats] = [np.zeros(0)]
    weights: list[Floats] = [np.zeros(0)]
    everything = np.ones(len(given.truths), dtype=np.bool_)
    for rows in given.of_size(everything, given.numbers):
        numbers = given.numbers[rows]
        if numbers.shape[1] > MOST_COMPARED:
            places = np.linspace(0, numbers.shape[1] - 1, MOST_COMPARED).astype(np.int64)
            numbers = numbers[:, places]
        first, second = np.triu_indices(numbers.shape[1], k=1)
        between = (numbers[:, second] - numbers[:, first]).ravel()
        found.append(between)
        weights.append(np.full(len(between), 1.0 / max(numbers.shape[1] - 1, 1)))
    return np.concatenate(found), np.concatenate(weights)


def error_of(differences: Floats, weights: Floats) -> float:
    """The standard deviation of one careful answer; `differences` (n,) of two are not empty.

    By the median of the differences, of which those that no two careful answers lie apart are
    left out in turn: a tenth of careless answers spoils nearly a fifth of all pairs.
    """
    error = median_of(differences, weights) / _MEDIAN_GAP
    for _ in range(_TRIMS):
        kept = differences <= _FAR * error
        error = median_of(differences[kept], weights[kept]) / _MEDIAN_GAP
    return error


def median_of(values: Floats, weights: Floats) -> float:
    """The lower weighted median; `values` (n,) is not empty."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    middle = int(np.searchsorted(reached, reached[-1] / 2 * (1 - 1e-12)))
    return float(values[order][middle])


def wanted_width(numbers: Floats, error: float) -> float:
    """The range in which careless answers lie: nine tenths of all, at least 20 errors."""
    low, high = np.quantile(numbers, [0.05, 0.95])
    return max(float(high - low), _LEAST_WIDTH * error)


def careful_rates(given: Given, *, error: float, width: float) -> tuple[Floats, float]:
    """The rate of careful answers of each person (people,), held towards the population's, and
    that. NaN of who answered nothing that says something.

    Items that one person answered and whose truth is unknown say nothing. Each truth is taken for
    one of the numbers given, each as probable as the answers make it.
    """
    groups = list(_groups(given))
    rates, population = np.full(given.person_count, _HELD_RATE), _HELD_RATE
    asked = np.zeros(given.person_count)
    for _ in range(_ROUNDS):
        right, asked = np.zeros(given.person_count), np.zeros(given.person_count)
        for who, distances in groups:
            np.add.at(right, who, _careful(distances, rates[who], error, width))
            np.add.at(asked, who, 1.0)
        population = (right.sum() + _HELD_BY * _HELD_RATE) / (asked.sum() + _HELD_BY)
        rates = (right + _HELD_BY * population) / (asked + _HELD_BY)
        rates = np.minimum(np.maximum(rates, _LEAST_RATE), _MOST_RATE)
    rates[asked == 0.0] = np.nan
    return rates, float(population)


#: Annotators (m, k), and the distances (m, c, k) of their answers from the candidates for truth.
Group = tuple[Integers, Floats]


def _groups(given: Given) -> Iterator[Group]:
    """Items of as many answers together: they are worked out at once."""
    is_known = ~np.isnan(given.truths)
    counts = np.bincount(given.items, minlength=len(given.truths))
    for chosen in (is_known, ~is_known & (counts > 1)):
        for rows in given.of_size(chosen, given.people):
            numbers = given.numbers[rows]
            truths = numbers
            if chosen is is_known:
                truths = given.truths[given.items[rows[:, :1]]]
            yield given.people[rows], np.abs(truths[:, :, None] - numbers[:, None, :])


def _careful(distances: Floats, rates: Floats, error: float, width: float) -> Floats:
    """P(careful) of each answer (m, k), over the candidates for the truth."""
    near = rates[:, None, :] * np.exp(-0.5 * (distances / error) ** 2) / np.sqrt(2.0 * np.pi)
    either = near + (1.0 - rates[:, None, :]) * error / width
    logs = np.log(either).sum(axis=2)
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    found: Floats = np.einsum("mc,mck->mk", weights, near / either)
    return found
