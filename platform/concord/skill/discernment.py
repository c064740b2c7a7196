"""Do somebody's verdicts tell right labels from wrong ones?"""

from __future__ import annotations

import math
from dataclasses import dataclass

from concord.measure import Measure, undefined
from concord.skill.bounds import check_counts, wilson_lower, wilson_upper

#: Two one-sided bounds of 97.5 % make an interval of 95 %.
ONE_SIDED = 0.975
ONE_KIND = "It needs labels that others found right, and labels that they found wrong."


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What somebody said of labels, held against what others decided of them.

    Of `right` labels that others found right they accepted `right_accepted`, and of `wrong` ones
    `wrong_accepted`: whole numbers from 0.
    """

    right: int
    right_accepted: int
    wrong: int
    wrong_accepted: int

    def __post_init__(self) -> None:
        """Refuse counts that cannot be."""
        check_counts(self.right_accepted, self.right)
        check_counts(self.wrong_accepted, self.wrong)

    @property
    def n(self) -> int:
        """How many labels there were."""
        return self.right + self.wrong

    @property
    def as_decided(self) -> int:
        """How many verdicts are as others decided."""
        return self.right_accepted + self.wrong - self.wrong_accepted

    @property
    def by_one_word(self) -> int:
        """How many would be, of somebody who says the same of every label: the base rate."""
        return max(self.right, self.wrong)


def estimate_discernment(verdicts: Verdicts) -> Measure:
    """The share of right labels accepted minus that of wrong ones, in [-1, 1], with 95 % bounds.

    1 never errs, 0 is whoever says the same of everything, or answers by lot, however many labels
    are right: the informedness of two classes (Youden 1950). Below 0 somebody accepts wrong labels
    rather than right ones. `n` is the number of labels. Undefined where all of them are of one
    kind: then nothing tells a careful verifier from one who does not look.
    """
    if not verdicts.right or not verdicts.wrong:
        return undefined(ONE_KIND, n=verdicts.n)
    turned = Verdicts(
        verdicts.wrong, verdicts.wrong_accepted, verdicts.right, verdicts.right_accepted
    )
    return Measure(
        verdicts.right_accepted / verdicts.right - verdicts.wrong_accepted / verdicts.wrong,
        lower=-_upper(turned, ONE_SIDED),
        upper=_upper(verdicts, ONE_SIDED),
        n=verdicts.n,
    )


def discernment_upper(verdicts: Verdicts, *, probability: float = 0.95) -> float | None:
    """The one-sided upper bound of `estimate_discernment`; None where that is undefined.

    The hybrid of two score intervals (Newcombe 1998, "Interval estimation for the difference
    between independent proportions", method 10). A spammer who has seen few wrong labels has a
    high bound: one who accepts everything is at 0.35 after 5 wrong labels, at 0.21 after 10.
    """
    if not verdicts.right or not verdicts.wrong:
        return None
    return _upper(verdicts, probability)


def _upper(of: Verdicts, probability: float) -> float:
    """delta + sqrt((u1 - p1)^2 + (p2 - l2)^2), of the two shares that are accepted."""
    first, second = of.right_accepted / of.right, of.wrong_accepted / of.wrong
    up = wilson_upper(of.right_accepted, of.right, probability=probability) - first
    down = second - wilson_lower(of.wrong_accepted, of.wrong, probability=probability)
    return first - second + math.hypot(up, down)
