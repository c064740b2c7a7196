"""How sure is a share? The bounds that rules use."""

from __future__ import annotations

import math
from statistics import NormalDist


def wilson_upper(right: float, n: int, *, probability: float = 0.95) -> float:
    """The one-sided upper bound of a share (Wilson 1927): above it with 1 - `probability`.

    In [0, 1]. With n = 0 nothing is known, and the bound is 1. `right` may be a sum of parts in
    [0, 1], of which each counts as one: parts scatter less than yes and no of the same mean, so the
    bound is not too close then.
    """
    return _wilson(right, n, probability, 1.0)


def wilson_lower(right: float, n: int, *, probability: float = 0.95) -> float:
    """The one-sided lower bound of a share (Wilson 1927); 0 when n = 0."""
    return _wilson(right, n, probability, -1.0)


def _wilson(right: float, n: int, probability: float, sign: float) -> float:
    check_counts(right, n)
    if not 0.5 < probability < 1:
        raise ValueError("The probability of a one-sided bound lies between 0.5 and 1.")
    # Exact at the ends, where rounding would pass them; without answers both ends are met.
    if sign > 0 and right == n:
        return 1.0
    if sign < 0 and right == 0:
        return 0.0
    z = NormalDist().inv_cdf(probability)
    share = right / n
    middle = share + z * z / (2 * n)
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (middle + sign * spread) / (1 + z * z / n)


def check_counts(right: float, n: int) -> None:
    """Refuse counts that cannot be."""
    if not 0 <= right <= n:
        raise ValueError("There cannot be more right answers than answers, nor fewer than none.")
