"""How many labels, how much money and how much time a project still takes.

Plain numbers in and out: no database here, and no arithmetic library.
"""

from guildmark.consensus.forecasting.labels import BatchTasks, TaskGroup, expect_labels
from guildmark.consensus.forecasting.pace import Pace, expect_hours, pace_of

__all__ = ["BatchTasks", "Pace", "TaskGroup", "expect_hours", "expect_labels", "pace_of"]
