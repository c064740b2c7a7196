"""Is somebody much quicker or slower than the others?"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from concord.measure import Measure, undefined
from concord.sentences import Sentence

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


@dataclass(frozen=True, slots=True)
class Crowd:
    """Where people are, to compare one with: a middle and a spread around it."""

    middle: float
    spread: float
    people: int


def log_seconds(task: Task) -> float:
    """The logarithm of the seconds for each object; an empty answer counts as one object."""
    return math.log(task.seconds / max(1, task.objects))


def measure_crowd(tasks: Mapping[Person, Sequence[Task]]) -> Crowd:
    """Middle and median absolute deviation of people's medians of log(seconds / objects).

    Over people of LEAST_TASKS tasks or more; both are 0 where there is nobody.
    """
    return _crowd(_medians(tasks))


def _medians(tasks: Mapping[Person, Sequence[Task]]) -> dict[Person, float]:
    return {
        person: median(map(log_seconds, done))
        for person, done in tasks.items()
        if len(done) >= LEAST_TASKS
    }


def _crowd(logs: Mapping[Person, float]) -> Crowd:
    middle = median(logs.values()) if logs else 0.0
    spread = median(abs(log - middle) for log in logs.values()) if logs else 0.0
    return Crowd(middle, spread, len(logs))


def measure_speeds(tasks: Mapping[Person, Sequence[Task]]) -> Mapping[Hashable, Speed]:
    """Everybody's speed among all.

    z = 0.6745 (x - median) / MAD, with x a person's median of log(seconds / objects), median and
    MAD over people of LEAST_TASKS tasks or more. Logarithms make twice as quick and twice as
    slow equally far. Undefined below LEAST_TASKS, below LEAST_PEOPLE such people, and where the
    MAD is 0: half of the people then are equally quick. Source: Iglewicz and Hoaglin 1993, "How
    to detect and handle outliers", the modified z-score.
    """
    logs = _medians(tasks)
    crowd = _crowd(logs)
    return {person: _speed(logs.get(person), len(done), crowd) for person, done in tasks.items()}


def _speed(log: float | None, n: int, crowd: Crowd) -> Speed:
    if log is None:
        few = undefined(Sentence("Fewer than {least} tasks.", least=LEAST_TASKS), n=n)
        return Speed(few, few)
    seconds = Measure(math.exp(log), n=n)
    if crowd.people < LEAST_PEOPLE:
        reason = Sentence("Fewer than {least} people to compare with.", least=LEAST_PEOPLE)
        return Speed(seconds, undefined(reason, n=n))
    if crowd.spread == 0:
        return Speed(seconds, undefined("Half of the people are equally quick.", n=n))
    return Speed(seconds, Measure(NORMAL_MAD * (log - crowd.middle) / crowd.spread, n=n))
