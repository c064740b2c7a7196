"""When known answers come: the schedule of `work/sql/gold.sql`, with the usual share of 0.10."""

from __future__ import annotations

import numpy as np

SHARE = 0.10
#: Up to so many claims, the share is multiplied by this.
STEPS = ((20, 3.5), (60, 2.0), (200, 1.0))
LATER = 0.5


def gap(claims: int, rng: np.random.Generator) -> int:
    """Ordinary claims until the next check, as `work_gold_gap` draws them."""
    factor = next((factor for until, factor in STEPS if claims < until), LATER)
    mean = 1 / min(0.5, SHARE * factor) - 1
    return max(1, round((0.5 + rng.random()) * mean))


def tasks_at(checks: int, rng: np.random.Generator) -> list[int]:
    """How many tasks somebody has been given at their 1st, 2nd, .. check."""
    found, claims = [], 0
    for _ in range(checks):
        claims += gap(claims, rng) + 1
        found.append(claims)
    return found
