"""How often somebody can at best agree with the labels that others helped to make."""

from __future__ import annotations

from collections.abc import Sequence

from concord.rules.about import About, Operator, Seen
from concord.rules.gold_bound import PROBABILITY
from concord.rules.observation import Observation
from concord.skill.bounds import wilson_upper
from concord.skill.speed import Crowd


def compute(seen: Sequence[Observation], _crowd: Crowd | None) -> float:
    """The one-sided 95 % upper bound of the share of decisions as the label has them, in [0, 1].

    A value is the share of one submission, in [0, 1]. A submission counts as one: its decisions
    are made on one picture and are not independent. The sum is rounded to whole submissions,
    upwards at the half.
    """
    agreed = min(len(seen), int(sum(one.value for one in seen) + 0.5))
    return wilson_upper(agreed, len(seen), probability=PROBABILITY)


ABOUT = About(
    key="consensus_agreement",
    name="Upper bound of the agreement with labels",
    unit="share",
    lowest=0.0,
    highest=1.0,
    observation="judged submissions",
    needs="A fit of the project: submissions of tasks whose label is computed.",
    undefined="With fewer judged submissions than the rule asks for.",
    last=(10, 200),
    least=(10, 200),
    operator=Operator.BELOW,
    seen=Seen.SUBMISSION,
    is_ground_alone=True,
    compute=compute,
)
