"""How often somebody can at best be right, going by checks against known answers."""

from __future__ import annotations

from collections.abc import Sequence

from concord.rules.about import About, Operator, Seen
from concord.rules.observation import Observation
from concord.skill.bounds import wilson_upper
from concord.skill.speed import Crowd

#: Of all people who are right so often, one in twenty shows fewer right answers than this.
PROBABILITY = 0.95


def compute(seen: Sequence[Observation], _crowd: Crowd | None) -> float:
    """The one-sided 95 % upper bound (Wilson 1927) of the share of right answers, in [0, 1].

    A value is how much of one check was right, in [0, 1]: the objects of a picture, not the picture
    as a whole, of which nearly every one with many objects has something wrong. A picture still
    counts as one, as what is in it is seen at one glance: however much its parts hang together,
    such values scatter no more than right and wrong do. A share alone would condemn people for bad
    luck: under 60 % of 10 answers remove half of those who are right 80 % of the time.
    """
    return wilson_upper(sum(one.value for one in seen), len(seen), probability=PROBABILITY)


ABOUT = About(
    key="gold_upper_bound",
    name="Upper bound of the accuracy on checks",
    unit="share",
    lowest=0.0,
    highest=1.0,
    observation="checks",
    needs="Answers to hidden known answers that are trusted.",
    undefined="With fewer checks than the rule asks for.",
    last=(5, 200),
    least=(5, 200),
    operator=Operator.BELOW,
    seen=Seen.SUBMISSION,
    is_ground_alone=True,
    compute=compute,
)
