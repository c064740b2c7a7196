"""Several connections at once: one holds what another waits for, or all ask the same."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection

Said = TypeVar("Said")

PATIENCE_SECONDS = 20.0
WAITING = """
    SELECT count(*) FROM pg_locks
    WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))
"""


def wait_until_somebody_waits_for_me() -> None:
    """Returns once another connection wants what this one holds."""
    until = time.monotonic() + PATIENCE_SECONDS
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
            time.sleep(0.01)
    raise AssertionError("nobody waits for me")


@contextmanager
def beside(job: Callable[[], object]) -> Iterator[Callable[[], None]]:
    """What begins the job on a connection of its own; it has ended when the block is left.

    Raises what the job raised, unless the block raised before.
    """
    errors: list[BaseException] = []

    def run() -> None:
        try:
            job()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    try:
        yield thread.start
    finally:
        if thread.ident is not None:
            thread.join()
    if errors:
        raise errors[0]


def at_once(number: int, ask: Callable[[int], Said]) -> list[Said]:
    """The answers to as many questions at the same moment, each on a connection of its own."""
    barrier = threading.Barrier(number)

    def one(index: int) -> Said:
        barrier.wait(timeout=PATIENCE_SECONDS)
        try:
            return ask(index)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def all_at_once(jobs: Sequence[Callable[[], object]]) -> list[object]:
    """What each job gives, all begun at the same moment; raises what one of them raised."""
    return at_once(len(jobs), lambda index: jobs[index]())
