"""Keeps the children running, and ends them all together.

One loop in one thread: look at each child, start the ended ones again after a pause that grows,
until a signal asks for the end. Whatever leaves the `with` block, no child remains.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local import child
from deploy.local.child import Child, Command
from deploy.local.console import say
from deploy.local.errors import DidNotStart, StepFailed
from deploy.local.paths import Home
from deploy.local.signals import EndRequested

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
STEADY_AFTER_SECONDS = 60.0
"""A child that lived this long is healthy: its next end counts as the first one."""
LOG_KEPT_BYTES = 10_000_000


@dataclass
class Supervised:
    """A child with its history. `due_at` is when it is started again (monotonic), if it ended."""

    child: Child
    started_at: float
    restarts: int = 0
    ends_in_a_row: int = 0
    due_at: float | None = None


class Supervisor:
    """The children of one Guildmark, in the order in which they were started."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.supervised: dict[str, Supervised] = {}
        self.on_change: Callable[[], None] = lambda: None
        self._steps: list[Child] = []

    def start(self, command: Command) -> Child:
        """Start a child that is to stay."""
        log = self.home.log_of(command.name)
        _set_aside_if_long(log)
        started = child.start(command, children_lock=self.home.children_lock, log=log)
        self.supervised[command.name] = Supervised(started, time.monotonic())
        return started

    def run_step(self, what: str, command: Command, *, log: Path | None) -> None:
        """Run a child to its end while the others go on; refuses when it fails."""
        if log:
            log.unlink(missing_ok=True)  # what an earlier run said would only confuse
        code = self.exit_code_of(command, log=log)
        if code != 0:
            raise StepFailed(what, code, log)

    def exit_code_of(self, command: Command, *, log: Path | None) -> int:
        """Run a child to its end while the others go on."""
        return self.end_of_step(self.begin_step(command, log=log))

    def begin_step(self, command: Command, *, log: Path | None) -> Child:
        """Start a child that ends by itself; `end_of_step` waits for it."""
        step = child.start(command, children_lock=self.home.children_lock, log=log)
        self._steps.append(step)
        return step

    def end_of_step(self, step: Child) -> int:
        """The exit code of a child that ends by itself, once it has; the others go on."""
        while (code := step.exit_code()) is None:
            self.look_after_children()
            time.sleep(0.03)
        step.ask_to_stop()
        self._steps.remove(step)
        return code

    def wait_until(
        self, name: str, is_ready: Callable[[Child], bool], *, within_seconds: float
    ) -> None:
        """Keep everything running until this child is ready; give up in time, with its log."""
        deadline = time.monotonic() + within_seconds
        while not is_ready(self.supervised[name].child):
            if time.monotonic() > deadline:
                raise DidNotStart(name, within_seconds, self.home.log_of(name))
            self.look_after_children()
            time.sleep(0.03)

    def look_after_children(self) -> None:
        """Note who ended, start again who is due, and tell `on_change` if there was any."""
        changed = [self._look_after(one) for one in self.supervised.values()]
        if any(changed):
            self.on_change()

    def _look_after(self, one: Supervised) -> bool:
        now = time.monotonic()
        if one.due_at is None:
            code = one.child.exit_code()
            if code is None:
                return False
            self._plan_restart(one, code, now)
            return True
        if now < one.due_at:
            return False
        command = one.child.command
        log = self.home.log_of(command.name)
        one.child = child.start(command, children_lock=self.home.children_lock, log=log)
        one.started_at, one.due_at = now, None
        one.restarts += 1
        return True

    def _plan_restart(self, one: Supervised, code: int, now: float) -> None:
        one.child.ask_to_stop()
        if now - one.started_at > STEADY_AFTER_SECONDS:
            one.ends_in_a_row = 0
        pause = restart_pause_seconds(one.ends_in_a_row)
        one.ends_in_a_row += 1
        one.due_at = now + pause
        name = one.child.command.name
        say(
            f"{name} ended (exit code {code}); starting it again in {pause:g} s. "
            f"Log: {self.home.log_of(name)}"
        )

    def stop_all(self, last: tuple[str, ...]) -> None:
        """End every child: first those that use the database and the broker, then these."""
        self.on_change = lambda: None
        first = [one.child for name, one in self.supervised.items() if name not in last]
        _stop([*self._steps, *first])
        _stop([self.supervised[name].child for name in last if name in self.supervised])
        self.supervised.clear()
        self._steps.clear()


@contextmanager
def supervising(home: Home, *, last: tuple[str, ...]) -> Iterator[Supervisor]:
    """A supervisor whose children are all gone when the block is left, however it is left.

    Only who asks for the end is told that it takes a moment: what else ends has said its last word.
    """
    supervisor = Supervisor(home)
    try:
        yield supervisor
    except EndRequested:
        if supervisor.supervised:
            say("Stopping ...")
        raise
    finally:
        supervisor.stop_all(last)


def restart_pause_seconds(ends_in_a_row: int) -> float:
    """How long to wait before the next start: 0.5, 1, 2, 4, ... at most 30 seconds."""
    pause: float = FIRST_PAUSE_SECONDS * 2.0 ** min(ends_in_a_row, 10)
    return min(pause, LONGEST_PAUSE_SECONDS)


def _stop(children: list[Child]) -> None:
    for one in children:
        one.ask_to_stop()
    for one in children:
        one.wait_until_ended()


def _set_aside_if_long(log: Path) -> None:
    """Keep one earlier log, so that logs do not fill the disk."""
    if log.exists() and log.stat().st_size > LOG_KEPT_BYTES:
        log.replace(log.with_suffix(".log.1"))
