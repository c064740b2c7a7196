"""Batches, tasks, assignments, submissions and verdicts."""

from guildmark.work.models.queue import (
    Assignment,
    Audience,
    Batch,
    Draft,
    Progress,
    Seat,
    Submission,
    Task,
)
from guildmark.work.models.verdicts import Return, Subject, Verdict

__all__ = [
    "Assignment",
    "Audience",
    "Batch",
    "Draft",
    "Progress",
    "Return",
    "Seat",
    "Subject",
    "Submission",
    "Task",
    "Verdict",
]
