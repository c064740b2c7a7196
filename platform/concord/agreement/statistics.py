"""What each image adds to the totals that all coefficients are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from concord.agreement.ratings import Floats, Integers, Ratings

if TYPE_CHECKING:
    from scipy import sparse


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """How often each unit was called each label, where it was: arrays (runs,) by unit and label.

    `size` is how many people rated the unit.
    """

    unit: Integers
    label: Integers
    count: Floats
    size: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What stands where in the totals, for `classes` labels.

    Units rated at all; units rated twice or more ("paired"); of these, the sum of the shares of
    pairs of people that agree, and all their ratings. For each label: the sum over rated units of
    its share; its ratings of paired units; and those of them that other ratings of the unit
    contradict, each counted by the share of the others that do.
    """

    classes: int

    units = 0
    paired = 1
    agreeing = 2
    all_ratings = 3

    @property
    def shares(self) -> slice:
        return slice(4, 4 + self.classes)

    @property
    def ratings(self) -> slice:
        return slice(4 + self.classes, 4 + 2 * self.classes)

    @property
    def contradicted(self) -> slice:
        return slice(4 + 2 * self.classes, self.width)

    @property
    def width(self) -> int:
        return 4 + 3 * self.classes


def runs_of(ratings: Ratings) -> Runs:
    """Ratings counted. Linear but for a sort."""
    width = max(1, len(ratings.classes))
    cells, counts = np.unique(ratings.units * width + ratings.labels, return_counts=True)
    unit, label = np.divmod(cells, width)
    sizes = np.bincount(ratings.units, minlength=len(ratings.images))
    return Runs(unit, label, counts.astype(np.float64), sizes[unit].astype(np.float64))


def pairs_within(groups: Integers) -> tuple[Integers, Integers]:
    """All pairs of places i < j with the same group, for `groups` (n,) in increasing order."""
    followers = np.searchsorted(groups, groups, side="right") - np.arange(len(groups)) - 1
    first = np.repeat(np.arange(len(groups)), followers)
    start = np.repeat(np.cumsum(followers) - followers, followers)
    return first, first + 1 + np.arange(len(first)) - start


def nominal_rows(ratings: Ratings, runs: Runs) -> sparse.csr_array:
    """By image the sums that `Columns` names: (images, columns)."""
    at = Columns(len(ratings.classes))
    image = ratings.images[runs.unit]
    others = runs.size - 1.0
    paired = others > 0
    sizes = np.bincount(ratings.units, minlength=len(ratings.images))
    rated = np.flatnonzero(sizes > 0)
    again = np.flatnonzero(sizes > 1)
    one, count, label = image[paired], runs.count[paired], runs.label[paired]
    agreeing = count * (count - 1.0) / (runs.size[paired] * others[paired])
    contradicted = count * (runs.size[paired] - count) / others[paired]
    return add_up(
        [
            (ratings.images[rated], np.full(len(rated), at.units), np.ones(len(rated))),
            (ratings.images[again], np.full(len(again), at.paired), np.ones(len(again))),
            (one, np.full(len(one), at.agreeing), agreeing),
            (one, np.full(len(one), at.all_ratings), count),
            (image, at.shares.start + runs.label, runs.count / runs.size),
            (one, at.ratings.start + label, count),
            (one, at.contradicted.start + label, contradicted),
        ],
        shape=(ratings.image_count, at.width),
    )


def add_up(
    parts: Sequence[tuple[Integers, Integers, Floats]], *, shape: tuple[int, int]
) -> sparse.csr_array:
    """The sums of (row, column, value) entries, sparse; each part three arrays (entries,)."""
    from scipy import sparse  # noqa: PLC0415 -- spares the web process the import

    rows, columns, values = (np.concatenate(column) for column in zip(*parts, strict=True))
    added = sparse.csr_array((values, (rows, columns)), shape=shape)
    added.sum_duplicates()
    return added
