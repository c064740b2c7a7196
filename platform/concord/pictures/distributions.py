"""How a measure is spread over a set of pictures."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 24
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class Distribution:
    """Counts between rising edges (one more than counts), and the 5, 25, 50, 75, 95 % values.

    The first and the last edge are the least and the largest value: every value is in a bin. A
    value on an inner edge counts above it.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    quantiles: tuple[float, ...]


def distribution(values: NDArray[np.float64], *, is_log: bool = False) -> Distribution | None:
    """24 bins over `(pictures,)` finite values; None without any. One bin where all are equal.

    Inner edges lie between the 1 % and the 99 % value, so that one odd picture does not squeeze
    the others into a bin; with `is_log` they are spaced by ratio, which asks for positive values
    in between.
    """
    if values.size == 0:
        return None
    least, largest = float(values.min()), float(values.max())
    quantiles = tuple(float(value) for value in np.quantile(values, QUANTILES))
    if least == largest:
        return Distribution((least, largest), (int(values.size),), quantiles)
    low, high = (float(value) for value in np.quantile(values, (0.01, 0.99)))
    if low == high:
        low, high = least, largest
    spaced = np.geomspace if is_log and low > 0 else np.linspace
    inner = spaced(low, high, BINS + 1)[1:-1]
    edges = np.unique(np.concatenate([[least], inner, [largest]]))
    counts, _ = np.histogram(values, bins=edges)
    return Distribution(
        tuple(float(edge) for edge in edges), tuple(int(count) for count in counts), quantiles
    )
