"""Whether somebody's verdicts tell right labels from wrong ones, at best."""

from __future__ import annotations

from collections.abc import Sequence

from concord.rules.about import About, Operator, Seen
from concord.rules.gold_bound import PROBABILITY
from concord.rules.observation import Observation
from concord.skill.discernment import ONE_KIND, Verdicts, discernment_upper
from concord.skill.speed import Crowd


def verdicts_of(seen: Sequence[Observation]) -> Verdicts:
    """The four counts of a window; what was decided of no label is left out."""
    right = [one.value for one in seen if one.expected == 1]
    wrong = [one.value for one in seen if one.expected == 0]
    return Verdicts(len(right), round(sum(right)), len(wrong), round(sum(wrong)))


def compute(seen: Sequence[Observation], _crowd: Crowd | None) -> float | None:
    """The one-sided 95 % upper bound of the discernment, in [-1, 1]: `discernment_upper`.

    A value is 1 (accepted) or 0 (rejected, or corrected), and what is expected 1 where others
    found the label right, 0 where they found it wrong. Whoever says the same of every label has
    0, also where nearly all labels are right: a share of verdicts as others decided would call
    them good. None where all labels were of one kind.
    """
    return discernment_upper(verdicts_of(seen), probability=PROBABILITY)


ABOUT = About(
    key="verdict_skill",
    name="Upper bound of how verdicts tell right labels from wrong",
    unit="difference of shares",
    lowest=-1.0,
    highest=1.0,
    observation="verdicts on labels",
    needs="Labels of which a reviewer, or most of the other verifiers, said something too.",
    undefined="With fewer such verdicts than the rule asks for, and while all labels were right, "
    "or all wrong. One verdict a label is held against nothing but a reviewer's decision.",
    last=(20, 200),
    least=(20, 200),
    operator=Operator.BELOW,
    seen=Seen.SUBMISSION,
    is_ground_alone=True,
    compute=compute,
    without=ONE_KIND,
)
