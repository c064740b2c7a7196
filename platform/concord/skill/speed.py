"""Is somebody much quicker or slower than the others?"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from concord.measure import Measure, undefined

#: Fewer tasks than this, and one long lunch decides.
LEAST_TASKS = 10
#: Fewer people than this are no crowd to compare with.
LEAST_PEOPLE = 5
#: Beyond this robust z somebody is an outlier (Iglewicz and Hoaglin 1993).
OUTLYING_Z = 3.5
#: The normal distribution's median absolute deviation, in standard deviations.
NORMAL_MAD = 0.6745

Person = Any  # anything hashable: a mapping's key type would have to be exactly Hashable


@dataclass(frozen=True, slots=True)
class Task:
    """How long somebody took, in seconds above 0, and what they drew or answered in it.

    `objects` is 0 for an empty answer: looking at a picture without anything takes the time of
    one object.
    """

    seconds: float
    objects: int

    def __post_init__(self) -> None:
        """Refuse what takes no time, and fewer objects than none."""
        if not self.seconds > 0 or self.objects < 0:
            raise ValueError("A task takes more than 0 seconds and has 0 objects or more.")


@dataclass(frozen=True, slots=True)
class Speed:
    """`seconds_per_object` is somebody's median; `robust_z` compares its logarithm with others.

    Negative is quicker. `n` is the number of tasks. Beyond +-OUTLYING_Z it is unusual, which is
    a reason to look and not a verdict.
    """

    seconds_per_object: Measure
    robust_z: Measure


def measure_speeds(tasks: Mapping[Person, Sequence[Task]]) -> Mapping[Hashable, Speed]:
    """Everybody's speed among all.

    z = 0.6745 (x - median) / MAD, with x a person's median of log(seconds / objects), median and
    MAD over people of LEAST_TASKS tasks or more. Logarithms make twice as quick and twice as
    slow equally far. Undefined below LEAST_TASKS, below LEAST_PEOPLE such people, and where the
    MAD is 0: half of the people then are equally quick. Source: Iglewicz and Hoaglin 1993, "How
    to detect and handle outliers", the modified z-score.
    """
    logs = {
        person: median(math.log(one.seconds / max(1, one.objects)) for one in done)
        for person, done in tasks.items()
        if len(done) >= LEAST_TASKS
    }
    middle = median(logs.values()) if logs else 0.0
    deviation = median(abs(log - middle) for log in logs.values()) if logs else 0.0
    return {
        person: _speed(logs.get(person), len(done), len(logs), middle, deviation)
        for person, done in tasks.items()
    }


def _speed(log: float | None, n: int, people: int, middle: float, deviation: float) -> Speed:
    if log is None:
        few = undefined(f"Fewer than {LEAST_TASKS} tasks.", n=n)
        return Speed(few, few)
    seconds = Measure(math.exp(log), n=n)
    if people < LEAST_PEOPLE:
        reason = f"Fewer than {LEAST_PEOPLE} people to compare with."
        return Speed(seconds, undefined(reason, n=n))
    if deviation == 0:
        return Speed(seconds, undefined("Half of the people are equally quick.", n=n))
    return Speed(seconds, Measure(NORMAL_MAD * (log - middle) / deviation, n=n))
