"""What quality rules read of a person: the newest answers, and what the fit says of each."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from concord.skill import Crowd, Task, log_seconds
from guildmark.consensus.consolidation import Json
from guildmark.consensus.findings.decisions import Share

#: Rules look no further back than this.
MOST_ANSWERS = 200


@dataclass(frozen=True, slots=True)
class Work:
    """A submission as work: when it came, how long it took, and how much it says."""

    annotator_id: int
    submitted_at: datetime
    seconds: float
    objects: int

    @property
    def task(self) -> Task | None:
        """For its speed; None where no time was measured."""
        return Task(self.seconds, self.objects) if self.seconds > 0 else None


@dataclass(frozen=True, slots=True)
class DriftPoint:
    """How far the sum of the chart has come on its way to the alarm, after a submission."""

    submission_id: int
    at: datetime
    share_of_limit: float


def rule_inputs(
    own: Mapping[int, Work],
    held: Sequence[Share],
    drift: Sequence[DriftPoint],
    crowd: Crowd,
    pair: Json | None,
) -> Json:
    """As `AnnotatorFigures.rule_inputs`: the newest MOST_ANSWERS, in the order of time.

    `answers` are [submission id, moment, share of its decisions as the label has them or null,
    logarithm of the seconds per object or null]; `drift` [submission id, moment, share of the
    limit].
    """
    judged = {one.submission_id: one.right / one.count for one in held if one.count}
    order = sorted(own.items(), key=lambda one: (one[1].submitted_at, one[0]))
    return {
        "crowd": asdict(crowd),
        "answers": [
            [
                submission_id,
                one.submitted_at.isoformat(),
                judged.get(submission_id),
                log_seconds(one.task) if one.task else None,
            ]
            for submission_id, one in order[-MOST_ANSWERS:]
        ],
        "drift": [
            [one.submission_id, one.at.isoformat(), one.share_of_limit]
            for one in drift[-MOST_ANSWERS:]
        ],
        "pair": pair,
    }
