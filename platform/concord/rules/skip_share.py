"""How much of what somebody was given they skipped, at the least."""

from __future__ import annotations

from collections.abc import Sequence

from concord.rules.about import About, Operator, Seen
from concord.rules.gold_bound import PROBABILITY
from concord.rules.observation import Observation
from concord.skill.bounds import wilson_lower
from concord.skill.speed import Crowd


def compute(seen: Sequence[Observation], _crowd: Crowd | None) -> float:
    """The one-sided 95 % lower bound of the share of skipped tasks, in [0, 1].

    Values are 1 (skipped) or 0 (answered). Tasks given back and leases that ran out say nothing
    of choosing, and are no observation.
    """
    return wilson_lower(round(sum(one.value for one in seen)), len(seen), probability=PROBABILITY)


ABOUT = About(
    key="skip_share",
    name="Lower bound of the share of skipped tasks",
    unit="share",
    lowest=0.0,
    highest=1.0,
    observation="tasks skipped or answered",
    needs="Tasks that the person skipped or answered.",
    undefined="With fewer tasks than the rule asks for.",
    last=(5, 200),
    least=(5, 200),
    operator=Operator.AT_LEAST,
    seen=Seen.ASSIGNMENT,
    is_ground_alone=True,
    compute=compute,
)
