"""Many figures and their intervals from one resampling of images."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from concord.agreement.ratings import Floats, Integers
from concord.measure import Measure, undefined
from concord.sentences import Sentence

if TYPE_CHECKING:
    from scipy import sparse

#: Below this many images that carry it, a number would be taken for more than it is.
LEAST_IMAGES = 30
NO_PAIRS = "No item was answered by two people."
FEW_ANSWERED = "Fewer than {least} items were answered by two people."

#: Totals and weights worked on at once: some 32 MB each.
_CELLS_AT_A_TIME = 4_000_000
_MOST_AT_A_TIME = 64
#: Drawing counts by kind of image beats drawing images when a kind has at least so many.
_IMAGES_OF_A_KIND = 8

#: Parts and wholes, each (draws,): a figure is part / whole, undefined where the whole is 0.
Quotient = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class Resampling:
    """How intervals are made: percentile bootstrap over images (Efron 1979).

    The same seed gives the same intervals. `least_images` is how many images must carry a
    figure.
    """

    seed: int
    resamples: int = 1000
    probability: float = 0.95
    least_images: int = LEAST_IMAGES

    def __post_init__(self) -> None:
        """Refuse what gives no interval."""
        if self.resamples < 2 or not 0 < self.probability < 1:
            raise ValueError("An interval needs two resamples and a probability between 0 and 1.")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number made of totals over images.

    `quotient` takes totals (draws, columns). `n` is the number of images that carry it, and
    `few` says of how many at `least` there are too few. The reasons for there being none:
    `otherwise` where the whole is 0, `without` where n is.
    """

    quotient: Callable[[Floats], Quotient]
    otherwise: str
    n: int
    without: str = NO_PAIRS
    few: str = FEW_ANSWERED


def measure_figures(
    rows: sparse.csr_array, figures: Sequence[Figure], by: Resampling
) -> tuple[Measure, ...]:
    """Each figure with its interval, all from the same resamples.

    `rows` (images, columns) float64 holds what each image adds to the totals; images that add
    nothing are left out. A resample for which a figure is undefined is left out; where that is
    most of them there is no interval. The order of images changes nothing.
    """
    kinds, counts = _kinds(rows)
    found = [figure.quotient((counts @ kinds)[None, :]) for figure in figures]
    if all(_refusal(figure, made, by) for figure, made in zip(figures, found, strict=True)):
        drawn: list[list[Quotient]] = [[] for _ in figures]
    else:
        totals = list(_totals(kinds, counts, by))
        drawn = [[figure.quotient(part) for part in totals] for figure in figures]
    return tuple(
        _measure(figure, made, parts, by)
        for figure, made, parts in zip(figures, found, drawn, strict=True)
    )


def _refusal(figure: Figure, found: Quotient, by: Resampling) -> str | None:
    if figure.n == 0:
        return figure.without
    if not found[1][0] > 0:
        return figure.otherwise
    if figure.n < by.least_images:
        return Sentence(figure.few, least=by.least_images)
    return None


def _measure(figure: Figure, found: Quotient, parts: Sequence[Quotient], by: Resampling) -> Measure:
    refusal = _refusal(figure, found, by)
    if refusal is not None:
        return undefined(refusal, n=figure.n)
    value = float(found[0][0] / found[1][0])
    part = np.concatenate([part for part, _ in parts])
    whole = np.concatenate([whole for _, whole in parts])
    values = part[whole > 0] / whole[whole > 0]
    if len(values) * 2 < by.resamples:
        return Measure(value, n=figure.n)
    tail = (1.0 - by.probability) / 2.0
    lower, upper = np.quantile(values, [tail, 1.0 - tail]).tolist()
    return Measure(value, lower=lower, upper=upper, n=figure.n)


def _kinds(rows: sparse.csr_array) -> tuple[sparse.csr_array, Integers]:
    """Images that add the same once, and how many there are of each, in an order of their own.

    Images of one kind are exchangeable, so drawing kinds is drawing images. Kinds are told apart
    by one random projection: two that collide, one chance in 10^6 for 50,000 kinds, would stand
    for each other.
    """
    rows.sum_duplicates()
    answered = rows[np.flatnonzero(np.diff(rows.indptr))]
    signature = answered @ np.random.default_rng(0).random(rows.shape[1])
    _, first, counts = np.unique(signature, return_index=True, return_counts=True)
    return answered[first], counts.astype(np.int64)


def _totals(kinds: sparse.csr_array, counts: Integers, by: Resampling) -> Iterator[Floats]:
    """The totals of every resample, (draws, columns) at a time."""
    rng = np.random.default_rng(by.seed)
    columns = kinds.T.tocsr()
    are_few = len(counts) * _IMAGES_OF_A_KIND <= int(counts.sum())
    totals = _totals_of_kinds if are_few else _totals_of_images
    at_a_time = max(1, min(_MOST_AT_A_TIME, _CELLS_AT_A_TIME // max(1, *kinds.shape)))
    for start in range(0, by.resamples, at_a_time):
        yield totals(columns, counts, min(at_a_time, by.resamples - start), rng)


def _totals_of_kinds(
    columns: sparse.csr_array, counts: Integers, draws: int, rng: np.random.Generator
) -> Floats:
    """(draws, columns), drawing how often each kind comes among as many images as there are."""
    images = int(counts.sum())
    weights = rng.multinomial(images, counts / images, size=draws).astype(np.float64)
    totals: Floats = (columns @ np.ascontiguousarray(weights.T)).T
    return totals


def _totals_of_images(
    columns: sparse.csr_array, counts: Integers, draws: int, rng: np.random.Generator
) -> Floats:
    """(draws, columns), drawing images. One resample after the other: its weights stay in the
    processor's cache, which halves the time of 50,000 images."""
    images, kinds = int(counts.sum()), len(counts)
    kind_of = np.repeat(np.arange(kinds), counts)
    totals = np.empty((draws, columns.shape[0]), dtype=np.float64)
    for total in totals:
        chosen = rng.integers(0, images, images, dtype=np.int32)
        drawn = chosen if kinds == images else kind_of[chosen]
        total[:] = columns @ np.bincount(drawn, minlength=kinds).astype(np.float64)
    return totals
