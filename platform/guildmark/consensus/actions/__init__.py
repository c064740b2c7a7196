"""The writers of the consensus app.

What computes is imported by its module, `refreshing` or `running`, so that a web process which
only asks for a fit imports no arithmetic.
"""

from guildmark.consensus.actions.requesting import (
    cancel_run,
    request_due_runs,
    request_nightly_runs,
    request_run,
    request_warm_run,
)

__all__ = [
    "cancel_run",
    "request_due_runs",
    "request_nightly_runs",
    "request_run",
    "request_warm_run",
]
