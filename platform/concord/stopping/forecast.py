"""Labels still needed, from what the rule has decided so far.

How often the rule asked on after c labels is estimated as survival is (Kaplan and Meier 1958):
of the tasks that were judged with c labels, the share that went on. A task that is not judged yet
says nothing, so that tasks which stop early do not make the rest look cheap. Where nothing was
judged yet, a task is taken to get the usual number, and may get anything between least and most.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from concord.measure import Measure
from concord.skill.bounds import wilson_lower, wilson_upper

#: 90 % of a normal distribution lie within so many standard deviations.
NORMAL_90 = 1.645


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """`count` tasks of a batch that stand alike.

    `target` people were asked, of whom `counted` have answered. `has_ended`: nobody more is asked.
    """

    count: int
    counted: int
    target: int
    has_ended: bool


@dataclass(frozen=True, slots=True)
class BatchTasks:
    """The tasks of one batch, and how many people it asks; `least` and `most` of a fixed overlap
    are that number."""

    groups: Sequence[TaskGroup]
    least: int
    usual: int
    most: int

    @property
    def is_adaptive(self) -> bool:
        """Whether the rule decides."""
        return self.least < self.most


@dataclass(frozen=True, slots=True)
class _Share:
    """How often a task goes on after so many labels: what was seen, and its bounds."""

    value: float
    lower: float
    upper: float


def expect_labels(batch: BatchTasks) -> tuple[Measure, Measure]:
    """Labels still needed by the batch, and labels an item in all (`n`: items judged so far).

    Both with an interval that holds the unknown share of tasks that go on, and chance. Of a fixed
    overlap both are exact.
    """
    shares, judged = _shares(batch)
    waiting = [group for group in batch.groups if not group.has_ended]
    pending = sum(group.count * (group.target - group.counted) for group in waiting)
    most = sum(group.count * max(batch.most - group.counted, 0) for group in waiting)
    sums, variance = [0.0, 0.0, 0.0], 0.0
    for group in waiting:
        for index, chain in enumerate(_chains(shares, batch, group.target)):
            sums[index] += group.count * mean_of(chain)
        variance += group.count * variance_of(_chains(shares, batch, group.target)[0])
    spread = NORMAL_90 * math.sqrt(variance)
    labels = Measure(
        pending + sums[0],
        lower=max(float(pending), pending + sums[1] - spread),
        upper=min(float(max(most, pending)), pending + sums[2] + spread),
        n=sum(group.count for group in waiting),
    )
    value, lower, upper = (
        batch.least + mean_of(chain) for chain in _chains(shares, batch, batch.least)
    )
    return labels, Measure(value, lower=lower, upper=upper, n=judged)


def _shares(batch: BatchTasks) -> tuple[dict[int, _Share], int]:
    """By number of labels, how often a task went on; and how many were judged with the least."""
    shares, first = {}, 0
    for labels in range(batch.least, batch.most):
        went_on = sum(one.count for one in batch.groups if one.target > labels)
        stopped = sum(one.count for one in batch.groups if one.has_ended and one.target == labels)
        judged = went_on + stopped
        if labels == batch.least:
            first = judged
        is_usual = labels < batch.usual
        shares[labels] = _Share(
            value=went_on / judged if judged else float(is_usual),
            lower=wilson_lower(went_on, judged) if judged else 0.0,
            upper=wilson_upper(went_on, judged) if judged else 1.0,
        )
    return shares, first


Chain = list[float]


def _chains(
    shares: dict[int, _Share], batch: BatchTasks, labels: int
) -> tuple[Chain, Chain, Chain]:
    """P(at least 1, 2, .. labels more than `labels`): as seen, at the least, at the most."""
    steps = [shares[number] for number in range(max(labels, batch.least), batch.most)]
    return (
        tails_of([one.value for one in steps]),
        tails_of([one.lower for one in steps]),
        tails_of([one.upper for one in steps]),
    )


def tails_of(shares: Sequence[float]) -> Chain:
    """P(at least 1, 2, ..) where each step is taken with its share."""
    chain, so_far = [], 1.0
    for share in shares:
        so_far *= share
        chain.append(so_far)
    return chain


def mean_of(chain: Chain) -> float:
    """Of a count with these tails."""
    return sum(chain)


def variance_of(chain: Chain) -> float:
    """Of a count with these tails: E[N^2] is the sum of (2k - 1) P(N >= k)."""
    square = sum((2 * number - 1) * tail for number, tail in enumerate(chain, start=1))
    return square - mean_of(chain) ** 2
