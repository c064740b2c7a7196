"""How much of somebody's work is accepted, at best."""

from __future__ import annotations

from collections.abc import Sequence

from concord.rules.about import About, Operator, Seen
from concord.rules.gold_bound import PROBABILITY
from concord.rules.observation import Observation
from concord.skill.bounds import wilson_upper
from concord.skill.speed import Crowd


def compute(seen: Sequence[Observation], _crowd: Crowd | None) -> float:
    """The one-sided 95 % upper bound of the share of accepted work, in [0, 1].

    Values are 1 (accepted) or 0 (rejected). Work that waits for a decision is no observation.
    """
    return wilson_upper(round(sum(one.value for one in seen)), len(seen), probability=PROBABILITY)


ABOUT = About(
    key="acceptance_share",
    name="Upper bound of the share of accepted work",
    unit="share",
    lowest=0.0,
    highest=1.0,
    observation="decisions on work",
    needs="Work of the person that was accepted or rejected.",
    undefined="With fewer decisions than the rule asks for.",
    last=(5, 200),
    least=(5, 200),
    operator=Operator.BELOW,
    seen=Seen.ASSIGNMENT,
    is_ground_alone=True,
    compute=compute,
)
