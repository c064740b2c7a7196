"""How far careful answers lie apart, and how often each person gives one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: Number by annotator, by item.
Table = Mapping[str, Mapping[str, float]]

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


def gaps(items: Iterable[Mapping[str, float]]) -> tuple[Floats, Floats]:
    """Differences (n,) between answers to the same item, with weights (n,).

    Each item weighs half as much as it has answers, however many pairs those make.
    """
    found: list[Floats] = []
    weights: list[Floats] = []
    for given in items:
        numbers = np.sort(np.array(list(given.values()), dtype=np.float64))
        if len(numbers) < 2:
            continue
        if len(numbers) > MOST_COMPARED:
            numbers = numbers[np.linspace(0, len(numbers) - 1, MOST_COMPARED).astype(np.int64)]
        first, second = np.triu_indices(len(numbers), k=1)
        found.append(numbers[second] - numbers[first])
        weights.append(np.full(len(first), 1.0 / (len(numbers) - 1)))
    if not found:
        return np.zeros(0), np.zeros(0)
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


def careful_rates(
    table: Table, known: Mapping[str, float], *, error: float, width: float
) -> tuple[dict[str, float], float]:
    """By annotator the rate of careful answers, held towards the population's, and that.

    Items that one person answered and whose truth is unknown say nothing. Each truth is taken for
    one of the numbers given, each as probable as the answers make it.
    """
    items = {key: of for key, of in sorted(table.items()) if len(of) > 1 or key in known}
    people = sorted({who for of in items.values() for who in of})
    number = {who: index for index, who in enumerate(people)}
    groups = _by_size(items, known, number)
    rates, population = np.full(len(people), _HELD_RATE), _HELD_RATE
    asked = np.zeros(len(people))
    for _ in range(_ROUNDS):
        right, asked = np.zeros(len(people)), np.zeros(len(people))
        for who, distances in groups:
            np.add.at(right, who, _careful(distances, rates[who], error, width))
            np.add.at(asked, who, 1.0)
        population = (right.sum() + _HELD_BY * _HELD_RATE) / (asked.sum() + _HELD_BY)
        rates = (right + _HELD_BY * population) / (asked + _HELD_BY)
        rates = np.minimum(np.maximum(rates, _LEAST_RATE), _MOST_RATE)
    return dict(zip(people, rates.tolist(), strict=True)), float(population)


#: Annotators (m, k), and the distances (m, c, k) of their answers from the candidates for truth.
Group = tuple[NDArray[np.int64], Floats]


def _by_size(items: Table, known: Mapping[str, float], number: Mapping[str, int]) -> list[Group]:
    """Items of as many answers together: they are worked out at once."""
    found: dict[tuple[int, bool], list[tuple[list[int], Floats]]] = defaultdict(list)
    for key, of in items.items():
        order = sorted(of)
        numbers = np.array([of[who] for who in order], dtype=np.float64)
        truths = np.array([known[key]]) if key in known else numbers
        distances = np.abs(truths[:, None] - numbers[None, :])
        found[len(order), key in known].append(([number[who] for who in order], distances))
    return [
        (np.array([who for who, _ in group]), np.array([distances for _, distances in group]))
        for _, group in sorted(found.items())
    ]


def _careful(distances: Floats, rates: Floats, error: float, width: float) -> Floats:
    """P(careful) of each answer (m, k), over the candidates for the truth."""
    near = rates[:, None, :] * np.exp(-0.5 * (distances / error) ** 2) / np.sqrt(2.0 * np.pi)
    either = near + (1.0 - rates[:, None, :]) * error / width
    logs = np.log(either).sum(axis=2)
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    found: Floats = np.einsum("mc,mck->mk", weights, near / either)
    return found
