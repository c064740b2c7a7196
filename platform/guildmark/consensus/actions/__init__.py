"""The writers of the consensus app.

What computes is imported by its module, `refreshing` or `running`, so that a web process which
only asks for a fit imports no arithmetic.
"""

from guildmark.consensus.actions.adjudicating import (
    ask_others,
    begin_adjudication,
    cancel,
    expire_adjudications,
    release,
    reopen,
    return_to_author,
    settle,
)
from guildmark.consensus.actions.failing import (
    forget_failure,
    judge_again,
    note_failure,
    note_given_up,
    take_due_failures,
    take_forgotten,
    tidy_failures,
)
from guildmark.consensus.actions.known import put_known_label
from guildmark.consensus.actions.requesting import (
    cancel_run,
    request_due_runs,
    request_nightly_runs,
    request_run,
    request_warm_run,
)
from guildmark.consensus.actions.verdicts import Settlement, Source

__all__ = [
    "Settlement",
    "Source",
    "ask_others",
    "begin_adjudication",
    "cancel",
    "cancel_run",
    "expire_adjudications",
    "forget_failure",
    "judge_again",
    "note_failure",
    "note_given_up",
    "put_known_label",
    "release",
    "reopen",
    "request_due_runs",
    "request_nightly_runs",
    "request_run",
    "request_warm_run",
    "return_to_author",
    "settle",
    "take_due_failures",
    "take_forgotten",
    "tidy_failures",
]
