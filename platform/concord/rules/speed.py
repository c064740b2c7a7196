"""How quick somebody is among the others, of late."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from concord.rules.about import About, Operator, Seen
from concord.rules.observation import Observation
from concord.skill.speed import LEAST_PEOPLE, NORMAL_MAD, Crowd


def compute(seen: Sequence[Observation], crowd: Crowd | None) -> float | None:
    """The robust z of the median of log(seconds per object); negative is quicker.

    A value is the logarithm for one submission. z = 0.6745 (median - middle) / spread, with the
    middle and the median absolute deviation of people's medians (Iglewicz and Hoaglin 1993). None
    without a crowd, with fewer than LEAST_PEOPLE in it, and where half of them are equally quick.
    """
    if crowd is None or crowd.people < LEAST_PEOPLE or crowd.spread == 0:
        return None
    return NORMAL_MAD * (median(one.value for one in seen) - crowd.middle) / crowd.spread


ABOUT = About(
    key="speed_z",
    name="Speed among the others (robust z)",
    unit="deviations",
    lowest=-20.0,
    highest=20.0,
    observation="timed submissions",
    needs=f"A fit of the project, and {LEAST_PEOPLE} people or more to compare with.",
    undefined="With too few people, too few timed submissions, or a crowd that is equally quick.",
    last=(10, 200),
    least=(10, 200),
    operator=Operator.BELOW,
    seen=Seen.SUBMISSION,
    is_ground_alone=False,
    compute=compute,
)
