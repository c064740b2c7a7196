"""The coefficients as their authors write them: loops over pairs, nothing shared, slow.

`units` are lists of the labels that one unit was given. NaN where the formula divides by zero.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Sequence

Units = Sequence[Sequence[Hashable]]
Distance = Callable[[float, float], float]


def percent(units: Units) -> float:
    """The mean over units of the share of ordered pairs of raters that agree."""
    shares = []
    for labels in units:
        pairs = [
            first == second
            for i, first in enumerate(labels)
            for j, second in enumerate(labels)
            if i != j
        ]
        if pairs:
            shares.append(sum(pairs) / len(pairs))
    return sum(shares) / len(shares) if shares else math.nan


def label_shares(units: Units) -> Counter[Hashable]:
    """The mean over units of the share of each label."""
    shares: Counter[Hashable] = Counter()
    rated = [labels for labels in units if labels]
    for labels in rated:
        for label in labels:
            shares[label] += 1 / len(labels) / len(rated)  # type: ignore[assignment]  # a float
    return shares


def above_chance(observed: float, chance: float) -> float:
    return (observed - chance) / (1 - chance) if abs(1 - chance) > 1e-12 else math.nan


def fleiss_kappa(units: Units) -> float:
    shares = label_shares(units)
    return above_chance(percent(units), sum(share * share for share in shares.values()))


def gwet_ac1(units: Units, labels: int) -> float:
    if labels < 2:
        return math.nan
    shares = label_shares(units).values()
    return above_chance(percent(units), sum(p * (1 - p) for p in shares) / (labels - 1))


def alpha(units: Sequence[Sequence[float]], distance: Distance) -> float:
    """1 - D_o / D_e, over all pairs of values of a unit and over all pairs of values."""
    paired = [values for values in units if len(values) > 1]
    every = [value for values in paired for value in values]
    observed = sum(
        distance(first, second) / (len(values) - 1)
        for values in paired
        for first in values
        for second in values
    )
    expected = sum(distance(first, second) for first in every for second in every)
    return 1 - observed / (expected / (len(every) - 1)) if expected else math.nan


def nominal(first: float, second: float) -> float:
    return float(first != second)


def interval(first: float, second: float) -> float:
    return (first - second) ** 2


def ratio(first: float, second: float) -> float:
    return ((first - second) / (first + second)) ** 2 if first + second else 0.0


def ordinal(units: Sequence[Sequence[float]]) -> Distance:
    """The metric of the data: the values passed over, half of either end, squared."""
    counts = Counter(value for values in units if len(values) > 1 for value in values)

    def distance(first: float, second: float) -> float:
        low, high = min(first, second), max(first, second)
        if low == high:
            return 0.0
        passed = sum(count for value, count in counts.items() if low <= value <= high)
        return float((passed - (counts[low] + counts[high]) / 2) ** 2)

    return distance


def cohen_kappa(pairs: Sequence[tuple[int, int]], distances: Sequence[Sequence[float]]) -> float:
    """1 - observed / expected distance, for what two people called the same units."""
    observed = sum(distances[first][second] for first, second in pairs) / len(pairs)
    expected = (
        sum(distances[first][second] for first, _ in pairs for _, second in pairs) / len(pairs) ** 2
    )
    return 1 - observed / expected if expected else math.nan
