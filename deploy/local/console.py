"""What the person sees: one line when a step begins, its time when it ends."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str) -> None:
    """One line, at once, also when the output is a file or a pipe."""
    print(text, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what begins, then how long it took. A failure leaves the line open for its sentence."""
    began = time.monotonic()
    sys.stdout.write(f"  {what} ... ")
    sys.stdout.flush()
    try:
        yield
    except BaseException:
        sys.stdout.write("stopped\n")
        sys.stdout.flush()
        raise
    say(f"{time.monotonic() - began:.1f} s")
