"""Is one more label of this item worth its price?

Stop when what a wrong result would cost, times its calibrated probability, is below the cost of
one more label. This is the bound of Wald's sequential test (1945, "Sequential Tests of
Statistical Hypotheses") with its price named; on real crowds, looking ahead at what one, two or
three more labels would change saved nothing (docs/decisions/0010).

Plain Python: the queue asks this at every submit.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

Outcome = Literal["ask", "stop", "adjudicate"]
Reason = Literal[
    "too_few",  # fewer labels than the least
    "too_unsure",  # an error costs more than a label
    "audited",  # sure enough, and asked on to see whether that was right
    "sure_enough",  # a label costs more than the error it could find
    "limit_reached",  # the hard cap, or the fixed number where nothing is calibrated
]


@dataclass(frozen=True, slots=True)
class StoppingRule:
    """What a label and an error cost, in one unit above 0, and the bounds on labels per item.

    No item stops before `least_labels` or goes beyond `most_labels`. While confidences are not
    calibrated every item gets `fixed_labels`. `audit_share` of the items, in [0, 1], are asked
    up to `most_labels` whatever is known of them.
    """

    label_cost: float
    error_cost: float
    fixed_labels: int
    most_labels: int
    least_labels: int = 2
    audit_share: float = 0.03

    def __post_init__(self) -> None:
        """Refuse a price of nothing, bounds out of order and a share that is none."""
        if not (self.label_cost > 0 and self.error_cost > 0):
            raise ValueError("A label and an error cost more than nothing.")
        if not 1 <= self.least_labels <= self.fixed_labels <= self.most_labels:
            raise ValueError("Least, fixed and most labels rise in this order, from 1.")
        if not 0 <= self.audit_share <= 1:
            raise ValueError("A share lies between 0 and 1.")

    @property
    def target_confidence(self) -> float:
        """From this calibrated confidence on an item is done; 0 where errors cost less than a
        label. In [0, 1)."""
        return max(0.0, 1.0 - self.label_cost / self.error_cost)


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with an item, and why: `adjudicate` hands it to a person who decides."""

    outcome: Outcome
    reason: Reason


def decide(item: str, confidence: float | None, labels: int, rule: StoppingRule) -> Decision:
    """What to do with the item of this id after `labels` labels that count.

    `confidence` in [0, 1] is the calibrated probability of the winner (for shapes the least
    certain one's), None where there is no calibration. The same item always gets the same
    answer to the same numbers. Uncalibrated items are not adjudicated here: nothing says how
    sure they are.
    """
    if confidence is None:
        return _decide_uncalibrated(labels, rule)
    if not 0 <= confidence <= 1:
        raise ValueError("A confidence lies between 0 and 1.")
    if labels < rule.least_labels:
        return Decision("ask", "too_few")
    is_sure = confidence >= rule.target_confidence
    if labels >= rule.most_labels:
        return Decision("stop" if is_sure else "adjudicate", "limit_reached")
    if not is_sure:
        return Decision("ask", "too_unsure")
    if is_audited(item, rule.audit_share):
        return Decision("ask", "audited")
    return Decision("stop", "sure_enough")


def is_audited(item: str, share: float) -> bool:
    """Whether the item of this id is one of the `share` that is asked up to the limit.

    Decided by a hash of the id alone, so nothing learnt later and nobody's wish changes it. Of
    audited items one knows what stopping early would have said and what all labels say: the
    reliability curve of the first against the second is the check on the calibration.
    """
    number = int.from_bytes(blake2b(item.encode(), digest_size=8).digest(), "big")
    return number < share * 2**64


def _decide_uncalibrated(labels: int, rule: StoppingRule) -> Decision:
    if labels < rule.fixed_labels:
        return Decision("ask", "too_few")
    return Decision("stop", "limit_reached")
