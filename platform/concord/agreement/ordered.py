"""Krippendorff's alpha for labels that have an order, or are numbers."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from concord.agreement.bootstrap import Quotient
from concord.agreement.nominal import below_chance
from concord.agreement.ratings import Floats, Integers, Ratings
from concord.agreement.statistics import Columns, Runs, add_up, pairs_within

if TYPE_CHECKING:
    from scipy import sparse

#: Relative distances of all pairs of so many values are still a small table.
MOST_VALUES = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """The numbers that labels stand for, and what stands where behind the nominal columns.

    `values` (labels,) float64, increasing. One column for the observed disagreement by
    distance, one by relative distance, then one for each pair of labels `low` < `high` (cells,)
    that somebody gave to one unit.
    """

    values: Floats
    low: Integers
    high: Integers
    at: Columns

    @property
    def distance(self) -> int:
        return self.at.width

    @property
    def relative_distance(self) -> int:
        return self.at.width + 1

    @property
    def coincidences(self) -> slice:
        return slice(self.at.width + 2, self.at.width + 2 + len(self.low))


def ordered_rows(ratings: Ratings, runs: Runs, values: Floats) -> tuple[Scale, sparse.csr_array]:
    """The columns that `Scale` names, without the nominal ones before them.

    Quadratic in the different labels of one unit. Raises ValueError for values that do not
    increase from label to label, or are not one for each.
    """
    if len(values) != len(ratings.classes) or not (np.diff(values) > 0).all():
        raise ValueError("There is one value for each label, each above the one before.")
    first, second = pairs_within(runs.unit)
    low, high = runs.label[first], runs.label[second]
    # Both orders of a pair of labels together.
    met = 2.0 * runs.count[first] * runs.count[second] / (runs.size[first] - 1.0)
    apart = values[high] - values[low]
    cells, cell = np.unique(low * max(1, len(values)) + high, return_inverse=True)
    image = ratings.images[runs.unit[first]]
    rows = add_up(
        [
            (image, np.zeros(len(image), dtype=np.int64), met * apart**2),
            (image, np.ones(len(image), dtype=np.int64), met * _relative(values, low, high)),
            (image, 2 + cell, met),
        ],
        shape=(ratings.image_count, 2 + len(cells)),
    )
    scale = Scale(values, *np.divmod(cells, max(1, len(values))), Columns(len(values)))
    return scale, rows


def ordinal_alpha(totals: Floats, scale: Scale) -> Quotient:
    """Alpha where labels have an order: a disagreement weighs by the ratings it passes over.

    Source: Krippendorff 2011, section D, the ordinal metric: the sum of the numbers of ratings
    from one label to the other, half of either end, squared. That is the distance of mid-ranks.
    """
    ratings = totals[:, scale.at.ratings]
    ranks = np.cumsum(ratings, axis=1) - ratings / 2.0
    steps = ranks[:, scale.high] - ranks[:, scale.low]
    observed = (totals[:, scale.coincidences] * steps**2).sum(axis=1)
    return below_chance(observed, _spread(ratings, ranks), ratings.sum(axis=1))


def interval_alpha(totals: Floats, scale: Scale) -> Quotient:
    """Alpha where differences of values mean something: squared differences.

    Shift and scale of the values change nothing. Source: Krippendorff 2011, section D.
    """
    ratings = totals[:, scale.at.ratings]
    expected = _spread(ratings, np.broadcast_to(scale.values, ratings.shape))
    return below_chance(totals[:, scale.distance], expected, ratings.sum(axis=1))


def ratio_alpha(totals: Floats, scale: Scale) -> Quotient:
    """Alpha where values have a true zero: ((a - b) / (a + b)) squared, 0 for two zeros.

    Scale of the values changes nothing. Values are not negative, and no more than MOST_VALUES.
    Source: Krippendorff 2011, section D.
    """
    ratings = totals[:, scale.at.ratings]
    number = np.arange(len(scale.values))
    distances = _relative(scale.values, number[:, None], number[None, :])
    expected = ((ratings @ distances) * ratings).sum(axis=1)
    return below_chance(totals[:, scale.relative_distance], expected, ratings.sum(axis=1))


def metric_alpha(totals: Floats, scale: Scale, distances: Floats) -> Quotient:
    """Alpha by any `distances` (labels, labels) in [0, 1], symmetric and 0 for equal labels.

    Labels are no more than MOST_VALUES. Source: Krippendorff 2011, section D.
    """
    ratings = totals[:, scale.at.ratings]
    apart = distances[scale.low, scale.high]
    observed = totals[:, scale.coincidences] @ apart
    expected = ((ratings @ distances) * ratings).sum(axis=1)
    return below_chance(observed, expected, ratings.sum(axis=1))


def masi_distances(sets: Sequence[Collection[Hashable]]) -> Floats:
    """How far sets lie apart, (sets, sets): 1 - Jaccard * monotonicity, in [0, 1].

    Monotonicity is 1 for equal sets, 2/3 where one holds the other, 1/3 where they merely overlap
    and 0 where they share nothing; two empty sets are equal. Source: Passonneau 2006, "Measuring
    Agreement on Set-valued Items (MASI) for Semantic and Pragmatic Annotation".
    """
    found = np.zeros((len(sets), len(sets)))
    for row, first in enumerate(map(set, sets)):
        for column, second in enumerate(map(set, sets)):
            found[row, column] = 1.0 - _masi(first, second)
    return found


def _masi(first: set[Hashable], second: set[Hashable]) -> float:
    if first == second:
        return 1.0
    both = len(first & second)
    if not both:
        return 0.0
    monotonicity = 2 / 3 if first <= second or second <= first else 1 / 3
    return monotonicity * both / len(first | second)


def _relative(values: Floats, first: Integers, second: Integers) -> Floats:
    """Squared relative distances of values by their numbers; 0 for two zeros."""
    total = values[first] + values[second]
    share = np.zeros_like(total)
    np.divide(values[first] - values[second], total, out=share, where=total != 0)
    return share**2


def _spread(ratings: Floats, scores: Floats) -> Floats:
    """Summed squared differences of the scores over ordered pairs of ratings: (draws,).

    Both (draws, labels). Exactly 0 where all ratings are one label.
    """
    n = ratings.sum(axis=1)
    mean = np.zeros_like(n)
    np.divide((ratings * scores).sum(axis=1), n, out=mean, where=n > 0)
    spread = 2.0 * n * (ratings * (scores - mean[:, None]) ** 2).sum(axis=1)
    return np.where((ratings > 0).sum(axis=1) > 1, spread, 0.0)
