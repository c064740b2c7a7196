"""The writers of the consensus app."""

from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.actions.running import (
    cancel_run,
    fitted,
    refit,
    request_due_runs,
    request_run,
)

__all__ = ["cancel_run", "fitted", "refit", "refresh_task", "request_due_runs", "request_run"]
