"""How many labels and verdicts, how much money and how much time a project still takes.

Plain numbers in and out: no database here, and no arithmetic library.
"""

from concord.stopping import BatchTasks, TaskGroup, expect_labels
from guildmark.consensus.forecasting.pace import Pace, expect_hours, pace_of
from guildmark.consensus.forecasting.verdicts import Rounds, expect_verdicts

__all__ = [
    "BatchTasks",
    "Pace",
    "Rounds",
    "TaskGroup",
    "expect_hours",
    "expect_labels",
    "expect_verdicts",
    "pace_of",
]
