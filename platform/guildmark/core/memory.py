"""How long Python looks for memory that can be used again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: New objects, as a look for rings counts them; Python's own number is 700.
RARELY = 20_000


@contextmanager
def collected_later() -> Iterator[None]:
    """Inside, objects that refer to each other in a ring stay until the end.

    For work that reads hundreds of thousands of objects and keeps them all: each look for rings
    goes past every one of them, finds none, and takes as long as the work itself.
    """
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


@contextmanager
def collected_rarely() -> Iterator[None]:
    """Inside, Python looks for rings after many more new objects than else: some megabytes of them.

    For work that makes objects without rings, keeps them for a while and lets them go.
    """
    before = gc.get_threshold()
    gc.set_threshold(max(RARELY, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
