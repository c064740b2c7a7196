"""Whether somebody has become worse than they were."""

from __future__ import annotations

from collections.abc import Sequence

from concord.rules.about import About, Operator, Seen
from concord.rules.observation import Observation
from concord.skill.speed import Crowd


def compute(seen: Sequence[Observation], _crowd: Crowd | None) -> float:
    """How far the cumulative sum has come on its way to the alarm, in [0, 1]; 1 is the alarm.

    A value is the sum of Page's chart (1954) after a submission, divided by the chart's limit:
    see `concord.skill.drift`. The newest one counts.
    """
    return seen[-1].value


ABOUT = About(
    key="drift",
    name="Drift for the worse (CUSUM, 1 is the alarm)",
    unit="share of the limit",
    lowest=0.0,
    highest=1.0,
    observation="points of the chart",
    needs="A fit of the project, and 50 judged submissions or more of the person.",
    undefined="With fewer judged submissions, and where the first ones were mostly wrong already.",
    last=None,
    least=(1, 1),
    operator=Operator.AT_LEAST,
    seen=Seen.SUBMISSION,
    is_ground_alone=True,
    compute=compute,
)
