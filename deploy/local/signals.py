"""Turns a request to end into an exception, so that every `finally` on the way out is run."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class EndRequested(BaseException):
    """Somebody pressed Ctrl-C, closed the terminal or ran `./guildmark down`.

    No Exception: nothing that handles errors may take it for one.
    """


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """Raise EndRequested at the first signal; further ones are ignored while things end."""

    def request_end(number: int, frame: FrameType | None) -> None:
        for signum in ENDING:
            signal.signal(signum, signal.SIG_IGN)
        raise EndRequested

    before = {number: signal.signal(number, request_end) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
