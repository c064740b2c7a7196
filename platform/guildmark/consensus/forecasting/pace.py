"""How quickly answers come in, and when the last one will.

Counted in blocks of an hour, or of a day once there are enough days: so nights, and the days
nobody works, are part of it. A block far above the usual is cut to what is far: one busy evening
does not make a week.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev

from django.utils.translation import gettext as _

from concord.measure import Measure, undefined

#: So many answers and blocks are the least from which a pace is told.
LEAST_ANSWERS = 20
LEAST_BLOCKS = 4
#: From so many days on a block is a day.
DAYS_FROM = 4
HOURS_OF_A_DAY = 24
#: Answers come in bursts, so blocks say less than as many independent ones.
REACH = 2.0
#: What lies so many deviations above the middle is cut. 1.4826 makes a median deviation a
#: standard deviation (Hampel 1974).
FAR = 3.0 * 1.4826
SILENT_HOURS = 48


@dataclass(frozen=True, slots=True)
class Pace:
    """Answers an hour with bounds; `lower` may be 0. `answers` is how many it rests on."""

    value: float
    lower: float
    upper: float
    answers: int


def pace_of(per_hour: Sequence[int]) -> Pace | str:
    """The pace from the counts of the last hours, the oldest first; or why there is none.

    Hours before the first answer are no part of it.
    """
    first = next((index for index, count in enumerate(per_hour) if count), None)
    if first is None:
        return "Nobody had answered before this hour."
    hours = list(per_hour[first:])
    answers = sum(hours)
    if len(hours) >= SILENT_HOURS and not sum(hours[-SILENT_HOURS:]):
        return "Nobody has answered for two days."
    size = HOURS_OF_A_DAY if len(hours) >= DAYS_FROM * HOURS_OF_A_DAY else 1
    blocks = [float(sum(hours[end - size : end])) for end in range(len(hours), size - 1, -size)]
    if answers < LEAST_ANSWERS or len(blocks) < LEAST_BLOCKS:
        return _(
            "Not enough is known. Answers: {answers}, hours: {hours}; it takes {least_answers} in "
            "{least_hours}."
        ).format(
            answers=answers, hours=len(hours), least_answers=LEAST_ANSWERS, least_hours=LEAST_BLOCKS
        )
    kept = _without_bursts(blocks)
    mean, reach = fmean(kept), REACH * stdev(kept) / math.sqrt(len(kept))
    return Pace(mean / size, max(0.0, mean - reach) / size, (mean + reach) / size, answers)


def _without_bursts(blocks: Sequence[float]) -> list[float]:
    middle = median(blocks)
    deviation = median([abs(count - middle) for count in blocks])
    if not deviation:
        return list(blocks)
    return [min(count, middle + FAR * deviation) for count in blocks]


def expect_hours(labels: Measure, pace: Pace | str) -> Measure:
    """Hours until so many labels have come in; `n` is the answers the pace rests on.

    The upper bound is None where the pace may be nothing at all.
    """
    if isinstance(pace, str):
        return undefined(pace)
    if labels.value is None or labels.lower is None or labels.upper is None:
        return undefined(labels.reason or "It is not known how many labels are needed.")
    if not pace.value:
        return undefined("Hardly anybody answers: nobody can say when it ends.")
    return Measure(
        labels.value / pace.value,
        lower=labels.lower / pace.upper,
        upper=labels.upper / pace.lower if pace.lower else None,
        n=pace.answers,
    )
