"""How good are the questions of a test? Difficulty, discrimination, and who misses them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: Below so many answers a correlation is noise: of good questions (0.3) one in ten falls under 0.
MIN_ANSWERS = 20
#: As with gold: a known answer that over 40 % of at least 10 people miss is to be looked at.
MIN_PASSED = 10
MISSED_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """One question: `right` of `n` answers; of `passed_n` who passed, `passed_missed` missed it.

    `discrimination` in [-1, 1] is the correlation of being right here with the share right of the
    rest of one's test; None under `MIN_ANSWERS` answers, or where either does not vary.
    """

    n: int
    right: int
    discrimination: float | None
    passed_n: int
    passed_missed: int

    @property
    def is_suspicious(self) -> bool:
        """Missed by many who are good, or by those who are good more than by the others."""
        is_missed = self.passed_n >= MIN_PASSED and (
            self.passed_missed > MISSED_SHARE * self.passed_n
        )
        return is_missed or (self.discrimination is not None and self.discrimination < 0)


def item_statistics(
    right: NDArray[np.float64], has_passed: NDArray[np.bool_]
) -> list[ItemStatistics]:
    """`right`: (tests, questions), 1 right, 0 wrong, NaN not asked; `has_passed`: (tests,).

    Discrimination is the item-rest correlation (Henrysson 1963): the question itself is left out
    of the rest, which with short tests would make every question look good. Tests with no other
    question do not count for it. Cost: linear in the table.
    """
    asked = ~np.isnan(right)
    values = np.where(asked, right, 0.0)
    totals, counts = values.sum(axis=1), asked.sum(axis=1)
    return [
        _statistics(values[:, place], asked[:, place], totals, counts, has_passed)
        for place in range(right.shape[1])
    ]


def _statistics(
    values: NDArray[np.float64],
    asked: NDArray[np.bool_],
    totals: NDArray[np.float64],
    counts: NDArray[np.int_],
    has_passed: NDArray[np.bool_],
) -> ItemStatistics:
    by_passed = asked & has_passed
    usable = asked & (counts > 1)
    rest = (totals[usable] - values[usable]) / (counts[usable] - 1)
    return ItemStatistics(
        n=int(asked.sum()),
        right=int(values[asked].sum()),
        discrimination=_correlation(values[usable], rest),
        passed_n=int(by_passed.sum()),
        passed_missed=int(by_passed.sum() - values[by_passed].sum()),
    )


def _correlation(first: NDArray[np.float64], second: NDArray[np.float64]) -> float | None:
    if len(first) < MIN_ANSWERS or np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    return float(np.corrcoef(first, second)[0, 1])
