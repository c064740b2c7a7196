"""Whether somebody's answers are more like another person's than honest work explains."""

from __future__ import annotations

from collections.abc import Sequence

from concord.rules.about import About, Operator, Seen
from concord.rules.observation import Observation
from concord.skill.speed import Crowd


def compute(seen: Sequence[Observation], _crowd: Crowd | None) -> float:
    """The newest p-value of the person's likest pair, corrected for all pairs, in [0, 1].

    A value is what `concord.skill.collusion` gives for the pair that is least explained by
    chance: how likely a pair that far from it is, anywhere among honest people.
    """
    return seen[-1].value


ABOUT = About(
    key="pair_similarity",
    name="Chance of answers so like another person's",
    unit="probability",
    lowest=0.0,
    highest=1.0,
    observation="fits",
    needs="A fit of the project, and pictures that two people both answered.",
    undefined="Before the first fit, and where nobody shares enough pictures with the person.",
    last=None,
    least=(1, 1),
    operator=Operator.BELOW,
    seen=Seen.FIT,
    is_ground_alone=True,
    compute=compute,
)
