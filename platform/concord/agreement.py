"""Do people agree with one another? Undefined is a value with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from concord.documents import Shape
from concord.measure import Measure, undefined
from concord.scoring import match_shapes

#: Below this many items answered by two or more, a number would be taken for more than it is.
LEAST_ITEMS = 30

#: The labels of one item, one for each person who answered it.
Labels = Sequence[Hashable]
#: The shapes of one item, one tuple for each person who answered it; an empty one for "nothing".
Drawn = Sequence[tuple[Shape, ...]]

Thing = TypeVar("Thing")

_NO_PAIRS = "No item was answered by two people."


def percent_agreement(items: Sequence[Labels]) -> Measure:
    """The mean share of pairs of people that agree, over items with two answers or more.

    In [0, 1]; `n` is the number of those items. Each item counts the same. Undefined without
    such an item. Source: Fleiss 1971, equation 2 and its mean, for any number of raters.
    """
    shares = [_agreeing_pairs(Counter(labels)) for labels in items if len(labels) > 1]
    if not shares:
        return undefined(_NO_PAIRS, n=0)
    return Measure(float(np.mean(shares)), n=len(shares))


def krippendorff_alpha(items: Sequence[Labels]) -> Measure:
    """Krippendorff's alpha for nominal data, any number of people, with gaps.

    1 is agreement, 0 what chance would give, below 0 less; `n` is the number of items answered
    twice or more. Undefined without such an item, and where all answers are the same label:
    there is then nothing to disagree about. Source: Krippendorff 2011, "Computing
    Krippendorff's Alpha-Reliability", section C, from the coincidence matrix.
    """
    units = [Counter(labels) for labels in items if len(labels) > 1]
    if not units:
        return undefined(_NO_PAIRS, n=0)
    totals: Counter[Hashable] = Counter()
    observed = 0.0
    for unit in units:
        totals.update(unit)
        size = unit.total()
        observed += sum(count * (size - count) for count in unit.values()) / (size - 1)
    size = totals.total()
    expected = sum(count * (size - count) for count in totals.values()) / (size - 1)
    if not expected:
        return undefined("All answers are the same label.", n=len(units))
    return Measure(1.0 - observed / expected, n=len(units))


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike the drawings of one image are.

    `f1` is the mean of 2 TP / (all shapes) over pairs of people, 1 for two empty answers, and
    None when only one person answered; `iou` has the IoU of every pair of matched shapes.
    """

    f1: float | None
    iou: tuple[float, ...]


def compare_drawings(drawn: Drawn, *, iou_threshold: float = 0.5) -> Comparison:
    """Match everybody's shapes of one image with everybody else's, without regard to labels.

    Do it once for each image; the measures below and their intervals reuse it.
    """
    shares: list[float] = []
    iou: list[float] = []
    for first, second in combinations(drawn, 2):
        pairs = match_shapes(first, second, iou_threshold=iou_threshold)
        drawn_shapes = len(first) + len(second)
        shares.append(2 * len(pairs) / drawn_shapes if drawn_shapes else 1.0)
        iou += [pair.iou for pair in pairs]
    return Comparison(f1=float(np.mean(shares)) if shares else None, iou=tuple(iou))


def pairwise_iou_agreement(images: Sequence[Comparison]) -> Measure:
    """Mean IoU of the shapes that two people both drew; matched pairs all count the same.

    Between the threshold of the matching and 1. `n` is the number of images that have such a
    pair; undefined without any.
    """
    values = [iou for image in images for iou in image.iou]
    if not values:
        return undefined("No two people drew the same object.", n=0)
    return Measure(float(np.mean(values)), n=sum(bool(image.iou) for image in images))


def pairwise_f1(images: Sequence[Comparison]) -> Measure:
    """How far two people draw the same objects: the mean over images, each counting the same.

    In [0, 1]. `n` is the number of images that two people answered; undefined without any.
    """
    values = [image.f1 for image in images if image.f1 is not None]
    if not values:
        return undefined(_NO_PAIRS, n=0)
    return Measure(float(np.mean(values)), n=len(values))


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


def _agreeing_pairs(counts: Counter[Hashable]) -> float:
    size = counts.total()
    return sum(count * (count - 1) for count in counts.values()) / (size * (size - 1))


def _resampled(items: Sequence[Thing], rng: np.random.Generator) -> list[Thing]:
    chosen: NDArray[np.int64] = rng.integers(0, len(items), len(items))
    return [items[index] for index in chosen]
