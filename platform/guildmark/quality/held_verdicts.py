"""Whether a label was right, as far as others than who judged it have decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from concord.difference import document_difference
from guildmark.quality.figures import Json
from guildmark.work.models import Verdict

#: Two outlines that overlap so much are the same: a fit moves a label by less from day to day.
SAME_OUTLINE = 0.98


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The label that a reviewer settled, and when."""

    document: Json
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """What was said of a label, and what others say: `is_right` None where nobody does."""

    verdict: Verdict
    is_right: bool | None
    is_by_reviewer: bool

    @property
    def is_accept(self) -> bool:
        """Whether it was found right."""
        return self.verdict.outcome == Verdict.Outcome.ACCEPT


def held(verdicts: Sequence[Verdict], reviewed: Reviewed | None) -> list[Held]:
    """The verdicts on the labels of one task, each without its own word.

    A label was right where the one that a reviewer settled afterwards is the same; where none did,
    where more than half of the others who judged the same label accepted it. Others are asked in
    the same round, or in a later one when the author handed the same in again. Undecided where
    nobody else said, or as many for as against.
    """
    return [_held(one, verdicts, reviewed) for one in verdicts]


def _held(one: Verdict, verdicts: Sequence[Verdict], reviewed: Reviewed | None) -> Held:
    label = one.subject.document
    if reviewed is not None and reviewed.at >= one.given_at:
        return Held(one, is_same_label(label, reviewed.document), is_by_reviewer=True)
    others = [
        other.outcome == Verdict.Outcome.ACCEPT
        for other in verdicts
        if other.pk != one.pk
        and (other.subject_id == one.subject_id or is_same_label(label, other.subject.document))
    ]
    doubled = 2 * sum(others)
    return Held(
        one, None if doubled == len(others) else doubled > len(others), is_by_reviewer=False
    )


def is_same_label(label: Json, other: Json) -> bool:
    """Whether nothing was added, taken away, renamed or moved from one to the other."""
    found = document_difference(label, other)
    changes = (found.added, found.removed, found.relabelled, found.answers, found.attributes)
    return not any(changes) and all(moved >= SAME_OUTLINE for moved in found.moved)
