"""Which TCP ports are free on this machine."""

import fcntl
import os
import socket
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from deploy.local.errors import NoFreePort, PortTaken

HOST = "127.0.0.1"
SEARCH_WIDTH = 50


def is_free(port: int) -> bool:
    """Whether nobody listens on the port, on this address or on all of them."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as client:
        client.settimeout(0.5)
        if client.connect_ex((HOST, port)) == 0:
            return False
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        # Without it, connections of a server stopped a moment ago would count as a listener.
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind((HOST, port))
        except OSError:
            return False
    return True


def any_free() -> int:
    """A port the system says is free now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        server.bind((HOST, 0))
        port: int = server.getsockname()[1]
        return port


def kept_or_new(kept: int | None) -> int:
    """The port of the last time if it is still free, so that notes about it stay true."""
    return kept if kept is not None and is_free(kept) else any_free()


@dataclass(frozen=True)
class HeldPort:
    """A free port that no other Guildmark of this person takes before we listen on it."""

    number: int
    lock: IO[bytes]

    def close(self) -> None:
        """Let it go; safe to call twice."""
        self.lock.close()


def hold_exactly(port: int) -> HeldPort:
    """The port a person asked for, or a refusal."""
    held = _try_to_hold(port)
    if held is None:
        raise PortTaken(port)
    return held


def hold_first_free_from(first: int) -> HeldPort:
    """The first free port from here on."""
    for port in range(first, first + SEARCH_WIDTH):
        held = _try_to_hold(port)
        if held is not None:
            return held
    raise NoFreePort(first, first + SEARCH_WIDTH - 1)


def _try_to_hold(port: int) -> HeldPort | None:
    """Two that start at the same moment both see a free port; the lock is had by one."""
    path = Path(tempfile.gettempdir()) / f"guildmark-{os.geteuid()}-port-{port}.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    lock = os.fdopen(descriptor, "rb")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    if not is_free(port):
        lock.close()
        return None
    return HeldPort(port, lock)
