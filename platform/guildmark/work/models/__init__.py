"""Batches, tasks, assignments, submissions, verdicts, and what is kept of deleted projects.

The protocol is written down in `docs/decisions/0002-queue.md`. Claim, submit and give-back are
SQL functions installed by migrations of this app and called by `actions`.
"""

from guildmark.work.models.assignments import Assignment, Draft, Submission
from guildmark.work.models.batches import Audience, Batch, OverlapChange
from guildmark.work.models.kept import KeptEarning
from guildmark.work.models.seats import Progress, Seat
from guildmark.work.models.suggestions import Assist, Suggestion
from guildmark.work.models.tasks import Task
from guildmark.work.models.verdicts import Return, Subject, Verdict

__all__ = [
    "Assignment",
    "Assist",
    "Audience",
    "Batch",
    "Draft",
    "KeptEarning",
    "OverlapChange",
    "Progress",
    "Return",
    "Seat",
    "Subject",
    "Submission",
    "Suggestion",
    "Task",
    "Verdict",
]
