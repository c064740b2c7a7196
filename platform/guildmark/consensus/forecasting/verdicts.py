"""Verdicts still needed, from how often labels went back so far.

A label takes one round of verdicts, and another each time it went back to who drew it, at most
MOST_RETURNS times. The share of rounds that another one follows is seen in the labels that are
through, with Wilson's bounds; where none is, it may be anything.
"""

import math
from dataclasses import dataclass

from concord.measure import Measure
from concord.skill.bounds import wilson_lower, wilson_upper
from concord.stopping.forecast import NORMAL_90, mean_of, tails_of, variance_of

MOST_RETURNS = 2


@dataclass(frozen=True, slots=True)
class Rounds:
    """Verifying in one batch.

    `to_come` labels have no round yet, `under_way` have one that still wants `pending` verdicts.
    `through` labels are judged, after `taken` rounds together. `wanted` verdicts make a round, on
    the average.
    """

    wanted: float
    to_come: int
    under_way: int
    pending: int
    through: int
    taken: int


def expect_verdicts(rounds: Rounds) -> Measure:
    """Verdicts still needed; the interval holds the unknown share of returns, and chance.

    `n`: the labels that still take some.
    """
    again = rounds.taken - rounds.through
    is_known = rounds.taken > 0
    seen, least, most = (
        tails_of([share] * MOST_RETURNS)
        for share in (
            again / rounds.taken if is_known else 0.0,
            wilson_lower(again, rounds.taken) if is_known else 0.0,
            wilson_upper(again, rounds.taken) if is_known else 1.0,
        )
    )
    labels = rounds.to_come + rounds.under_way
    first = rounds.pending + rounds.wanted * rounds.to_come
    spread = NORMAL_90 * rounds.wanted * math.sqrt(labels * variance_of(seen))
    further = [rounds.wanted * labels * mean_of(tails) for tails in (seen, least, most)]
    return Measure(
        first + further[0],
        lower=max(float(first), first + further[1] - spread),
        upper=min(
            first + float(rounds.wanted * labels * MOST_RETURNS), first + further[2] + spread
        ),
        n=labels,
    )
