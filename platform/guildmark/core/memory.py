"""How long Python looks for memory that can be used again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
