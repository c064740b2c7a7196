"""How sure is an agreement? Intervals by resampling items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from concord.measure import Measure, undefined

#: Below this many items answered by two or more, a number would be taken for more than it is.
LEAST_ITEMS = 30

Thing = TypeVar("Thing")


def with_interval(
    measure: Callable[[Sequence[Thing]], Measure],
    items: Sequence[Thing],
    *,
    seed: int,
    resamples: int = 500,
    probability: float = 0.95,
    least_items: int = LEAST_ITEMS,
) -> Measure:
    """`measure(items)` with a percentile interval by resampling items (Efron 1979).

    The same seed gives the same interval. Undefined when fewer than `least_items` items carry
    the measure, or when the measure is; resamples for which it is undefined are left out, and
    the interval is missing if that is most of them.
    """
    found = measure(items)
    if found.value is None:
        return found
    carrying = min(found.n if found.n is not None else len(items), len(items))
    if carrying < least_items:
        return undefined(f"Fewer than {least_items} items were answered by two people.", n=found.n)
    rng = np.random.default_rng(seed)
    values = [
        value
        for _ in range(resamples)
        if (value := measure(_resampled(items, rng)).value) is not None
    ]
    if len(values) * 2 < resamples:
        return found
    tail = (1.0 - probability) / 2.0
    lower, upper = np.quantile(values, [tail, 1.0 - tail]).tolist()
    return Measure(found.value, lower=lower, upper=upper, n=found.n)


def _resampled(items: Sequence[Thing], rng: np.random.Generator) -> list[Thing]:
    chosen: NDArray[np.int64] = rng.integers(0, len(items), len(items))
    return [items[index] for index in chosen]
