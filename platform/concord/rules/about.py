"""What a statistic is, for those who choose one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from concord.rules.observation import Observation
from concord.skill.speed import Crowd

#: From the values in a window, and the crowd where it is needed, to a value; None where they
#: cannot be compared with anything.
Compute = Callable[[Sequence[Observation], Crowd | None], float | None]


class Operator(StrEnum):
    """Which side of the threshold is the wrong one."""

    BELOW = "below"
    AT_LEAST = "at_least"


class Seen(StrEnum):
    """What the key of an observation is the id of."""

    SUBMISSION = "submission"
    ASSIGNMENT = "assignment"
    FIT = "fit"


@dataclass(frozen=True, slots=True)
class About:
    """A statistic: its unit and range, what it is computed from, and when it is undefined.

    `observation` is what is counted in its window, in the plural, and `seen` what it was seen on.
    `operator` is the side of a threshold that is worse: the other would stop those who do well.
    `last` is the range of a
    window's length, None where the statistic looks at everything there is. `least` is the range
    of the smallest number that is judged. `is_ground_alone` is false for what is never by itself
    the reason of a limit on somebody. `without` says why `compute` found no value in enough
    observations.
    """

    key: str
    name: str
    unit: str
    lowest: float | None
    highest: float | None
    observation: str
    needs: str
    undefined: str
    last: tuple[int, int] | None
    least: tuple[int, int]
    operator: Operator
    seen: Seen
    is_ground_alone: bool
    compute: Compute
    without: str = "There is no crowd to compare with."
