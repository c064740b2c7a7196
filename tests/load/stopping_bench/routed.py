"""Adaptive stopping where the next label comes from whoever at hand would tell most.

Items begin in ten waves, gold in the first, with one label each from whoever comes. Then go rounds
of a fit, a calibration on the gold (which the fit is not told) and one more label wherever the
rule asks, two at least. Of those who answered the item in the set and were not asked yet, it is
asked of the one whose answer has most information on this item: on its calibrated posterior, by
everybody's confusions so far. Counted is as in `bench stopping`. The product takes who comes, so
this says what choosing would save.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from concord.calibration import fit_calibration
from concord.classes import Fit, fit_hierarchical
from concord.classes.votes import Booleans, Floats, Integers
from concord.skill import information_bits
from concord.stopping import StoppingRule
from tests.load.stopping_bench.draws import (
    GOLD,
    TOLERANCE,
    Draw,
    asked,
    final_accuracy,
    labels_needed,
    rule_for,
)

#: What an error costs in labels; less than elsewhere, as fewer labels do.
ERROR_COSTS = (2.0, 2.3, 2.6, 3.0, 3.6)
WAVES = 10


def needed(name: str, draws: Sequence[Draw], target: float) -> float | None:
    """Labels per item for the accuracy `target`; prints a line for every cost of an error."""
    curve = []
    for cost in ERROR_COSTS:
        found, labels = np.mean([replay(draw, rule_for(cost)) for draw in draws], axis=0)
        curve.append((float(found), float(labels)))
        print(f"{name:8s} {cost:10.1f} {found:9.4f} {labels:13.3f}   with routing", flush=True)  # noqa: T201 -- a command
    return labels_needed(target, curve)


def replay(draw: Draw, rule: StoppingRule) -> tuple[float, float]:
    """(accuracy, labels per item) when the rule has stopped every item."""
    available = np.bincount(draw.votes.items, minlength=draw.votes.item_count)
    waves = draw.turn * WAVES // len(draw.turn)
    waves[draw.gold] = 0
    counts = np.zeros(len(waves), dtype=np.int64)
    is_open = np.ones(len(waves), dtype=np.bool_)
    fit: Fit | None = None
    wave = 0
    while is_open.any():
        is_begun = waves <= wave
        counts = np.maximum(counts, np.minimum(is_begun, available))
        if wave == 0:
            is_asked = is_begun & (counts < available)
        else:
            begin = None if fit is None else fit.posteriors
            fit = fit_hierarchical(draw.first(counts), start=begin, tolerance=TOLERANCE)
            calibration = fit_calibration(fit.posteriors[draw.gold], draw.truth[draw.gold])
            posteriors = calibration.apply(fit.posteriors)
            is_open &= ~is_begun | (asked(posteriors, counts, rule) & (counts < available))
            is_asked = is_open & is_begun
            draw = _led(draw, counts, is_asked, fit.confusions, posteriors)
        counts = counts + is_asked
        wave += 1
    return final_accuracy(draw, counts), (int(counts.sum()) + GOLD) / len(counts)


def _led(
    draw: Draw, counts: Integers, is_asked: Booleans, confusions: Floats, posteriors: Floats
) -> Draw:
    """The order in which whoever tells most comes next, where somebody is asked; of several the
    one who would have come first."""
    votes = draw.votes
    left = np.flatnonzero(is_asked[votes.items] & (draw.rank >= counts[votes.items]))
    items = votes.items[left]
    bits = information_bits(confusions[votes.annotators[left]], posteriors[items])
    by_bits = left[np.lexsort((draw.rank[left], -bits, items))]
    by_rank = left[np.lexsort((draw.rank[left], items))]
    is_first = np.diff(np.sort(items), prepend=-1) > 0
    telling, standing = by_bits[is_first], by_rank[is_first]
    rank = draw.rank.copy()
    rank[standing] = rank[telling]
    rank[telling] = counts[votes.items[telling]]
    return replace(draw, rank=rank)
