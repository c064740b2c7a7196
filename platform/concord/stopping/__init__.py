"""When is an item labelled often enough, and what will the rest cost? Plain Python."""

from concord.stopping.forecast import BatchTasks, TaskGroup, expect_labels
from concord.stopping.rule import Decision, Outcome, Reason, StoppingRule, decide, is_audited

__all__ = [
    "BatchTasks",
    "Decision",
    "Outcome",
    "Reason",
    "StoppingRule",
    "TaskGroup",
    "decide",
    "expect_labels",
    "is_audited",
]
