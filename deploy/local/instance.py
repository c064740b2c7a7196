"""Whether a Guildmark runs on this state folder, and what it says about itself.

A lock held for the supervisor's life is the truth: the system lets it go with the process, however
that ends. So a state file left behind is recognised as stale without guessing from process ids,
which come round again.
"""

import fcntl
import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from deploy.local.errors import EarlierChildrenRemain, RunsAlready
from deploy.local.paths import Home

CHILDREN_END_WITHIN_SECONDS = 12.0
ENDS_WITHIN_SECONDS = 30.0
LOOKERS_PASS_WITHIN_TRIES = 10


@dataclass(frozen=True)
class ProcessState:
    """One line of `./guildmark status`."""

    name: str
    pid: int | None
    port: int | None
    restarts: int


@dataclass(frozen=True)
class InstanceState:
    """What the supervisor writes down for other commands. `environment` holds secrets."""

    pid: int
    address: str
    is_ready: bool
    processes: tuple[ProcessState, ...]
    environment: dict[str, str]


def write_state(home: Home, state: InstanceState) -> None:
    """Replace the state file in one step; readable for its owner only."""
    unfinished = home.state_file.with_suffix(".new")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(state), file, indent=1)
    unfinished.rename(home.state_file)


def running(home: Home) -> InstanceState | None:
    """The state of the Guildmark that runs here, or None. A stale file counts as None."""
    if not _is_locked(home.instance_lock):
        return None
    try:
        read = json.loads(home.state_file.read_text())
    except FileNotFoundError:
        return None
    processes = tuple(ProcessState(**process) for process in read.pop("processes"))
    return InstanceState(**read, processes=processes)


@contextmanager
def only_one(home: Home) -> Iterator[None]:
    """Be the one Guildmark of this state folder, or refuse naming the one that is."""
    with home.instance_lock.open("a") as lock:
        if not _take_patiently(lock):
            state = running(home)
            raise RunsAlready(
                state.address if state else "its address, soon", state.pid if state else 0
            )
        home.state_file.unlink(missing_ok=True)
        _wait_for_earlier_children(home)
        try:
            yield
        finally:
            home.state_file.unlink(missing_ok=True)


def end(home: Home, running: InstanceState) -> None:
    """What runs on this folder has ended, politely or not, when this comes back."""
    with suppress(ProcessLookupError):  # it ended by itself, just now
        os.kill(running.pid, signal.SIGTERM)
        if not wait_until_ended(home, ENDS_WITHIN_SECONDS):
            # Its children hold the other ends of its pipes and end by themselves.
            os.kill(running.pid, signal.SIGKILL)
            wait_until_ended(home, ENDS_WITHIN_SECONDS)


def wait_until_ended(home: Home, seconds: float) -> bool:
    """Whether the Guildmark of this folder ends in time."""
    deadline = time.monotonic() + seconds
    while _is_locked(home.instance_lock):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _wait_for_earlier_children(home: Home) -> None:
    """Each child holds a share of a lock. After a supervisor's kill, they need a moment to end."""
    deadline = time.monotonic() + CHILDREN_END_WITHIN_SECONDS
    with home.children_lock.open("a") as lock:
        while not _take(lock, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise EarlierChildrenRemain
            time.sleep(0.05)


def is_starting(home: Home) -> bool:
    """Whether somebody holds this folder who has not written down yet who it is."""
    return _is_locked(home.instance_lock) and not home.state_file.exists()


def _is_locked(path: Path) -> bool:
    if not path.exists():
        return False
    with path.open("a") as lock:
        return not _take(lock, fcntl.LOCK_SH)


def _take_patiently(lock: IO[str]) -> bool:
    """Another command that only looks holds the lock for an instant; that is not a refusal."""
    for _ in range(LOOKERS_PASS_WITHIN_TRIES):
        if _take(lock, fcntl.LOCK_EX):
            return True
        time.sleep(0.03)
    return False


def _take(lock: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
