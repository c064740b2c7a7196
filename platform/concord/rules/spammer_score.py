"""Whether answers depend on what there is to see, at best."""

from __future__ import annotations

from collections.abc import Sequence

from concord.rules.about import About, Operator, Seen
from concord.rules.observation import Observation
from concord.skill.speed import Crowd


def compute(seen: Sequence[Observation], _crowd: Crowd | None) -> float:
    """The newest upper bound of the spammer score (Raykar and Yu 2012), in [0, 1].

    A value is the upper bound of the 90 % interval that a fit gives. 0 is who answers the same
    whatever is there, 1 who never errs, and who always errs the same way.
    """
    return seen[-1].value


ABOUT = About(
    key="spammer_score",
    name="Upper bound of the spammer score",
    unit="score",
    lowest=0.0,
    highest=1.0,
    observation="fits",
    needs="A fit of the project, two classes or more, and 20 labels or more of the person.",
    undefined="Before the first fit, with one class, and with too few labels of the person.",
    last=None,
    least=(1, 1),
    operator=Operator.BELOW,
    seen=Seen.FIT,
    is_ground_alone=True,
    compute=compute,
)
