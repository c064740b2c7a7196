"""The web worker: gunicorn's threads, with new connections shared out evenly.

Workers wait for connections at one socket. The kernel wakes all of them, and the same one tends
to be first. As browsers keep their connections for a minute, that one soon held every one of
them: two workers on two cores answered as much as one (134 of 230 annotations a second).

Here a worker that holds more connections than another lets that one go first, for a moment.
"""

import mmap
import os
import struct
import time
from socket import socket

from gunicorn.workers.gthread import ThreadWorker

_SLOTS = 64
_SLOT = struct.Struct("=ii")  # process id, connections held
_PAUSE_SECONDS = 0.0005
_PATIENCE_SECONDS = 0.01  # a worker that is stuck must not keep a connection waiting

# Made in the master, before it forks: all its workers see the same memory.
_board = mmap.mmap(-1, _SLOTS * _SLOT.size)


class EvenWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """A `gthread` worker that takes a connection only if no other holds fewer."""

    _declined_since: float | None = None

    def accept(self, listener: socket) -> None:
        """Take the connection that waits, or leave it to a worker with fewer."""
        now = time.monotonic()
        if self._declined_since is None:
            self._declined_since = now
        if now - self._declined_since < _PATIENCE_SECONDS and self._another_holds_fewer():
            time.sleep(_PAUSE_SECONDS)
            return
        self._declined_since = None
        super().accept(listener)
        self._show()

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """One turn of the worker; afterwards the others see what it holds."""
        super().wait_for_and_dispatch_events(timeout)
        self._show()

    def _show(self) -> None:
        _SLOT.pack_into(_board, self._slot() * _SLOT.size, os.getpid(), self.nr_conns)

    def _slot(self) -> int:
        return int(self.age) % _SLOTS

    def _another_holds_fewer(self) -> bool:
        others = (
            (pid, held)
            for slot, (pid, held) in enumerate(_SLOT.iter_unpack(_board))
            if pid and slot != self._slot()
        )
        return any(held < self.nr_conns and _is_alive(pid) for pid, held in others)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
