"""How alike are the labels that several people gave to the same items?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np

from concord.measure import Measure, undefined

#: The labels of one item, one for each person who answered it.
Labels = Sequence[Hashable]

NO_PAIRS = "No item was answered by two people."


def percent_agreement(items: Sequence[Labels]) -> Measure:
    """The mean share of pairs of people that agree, over items with two answers or more.

    In [0, 1]; `n` is the number of those items. Each item counts the same. Undefined without
    such an item. Source: Fleiss 1971, equation 2 and its mean, for any number of raters.
    """
    shares = [_agreeing_pairs(Counter(labels)) for labels in items if len(labels) > 1]
    if not shares:
        return undefined(NO_PAIRS, n=0)
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
        return undefined(NO_PAIRS, n=0)
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


def _agreeing_pairs(counts: Counter[Hashable]) -> float:
    size = counts.total()
    return sum(count * (count - 1) for count in counts.values()) / (size * (size - 1))
