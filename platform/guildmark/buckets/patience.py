"""Asking a bucket once more where the trouble may pass."""

import time
from collections.abc import Callable
from typing import TypeVar

from guildmark.core.asking import AskRefused

PAUSES_SECONDS = (0.5, 2.0)
#: What took longer before it failed would only do so again.
LATE_SECONDS = 30.0
#: What may be better a moment later.
PASSING = frozenset({"url_unreachable", "url_too_slow", "bucket_busy", "bucket_status"})

T = TypeVar("T")


def patiently(ask: Callable[[], T]) -> T:
    """Ask again after a pause, twice, where it failed early and may pass. Raises AskRefused."""
    for pause in PAUSES_SECONDS:
        began = time.monotonic()
        try:
            return ask()
        except AskRefused as refused:
            if refused.code not in PASSING or time.monotonic() - began > LATE_SECONDS:
                raise
        time.sleep(pause)
    return ask()


def seconds_of_patience(seconds: float) -> float:
    """How long `patiently` takes at most, where asking once takes so long."""
    early = min(seconds, LATE_SECONDS)
    return len(PAUSES_SECONDS) * early + sum(PAUSES_SECONDS) + seconds
