"""One command under a watchdog: started, watched, stopped by closing a pipe."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.local.paths import ROOT

WATCHDOG = Path(__file__).with_name("watchdog.py")


@dataclass(frozen=True)
class Account:
    """A user that a command runs as, when it is not the one who started Guildmark."""

    user_id: int
    group_id: int


@dataclass(frozen=True)
class Command:
    """What to run, and how it wants to be stopped.

    `stop_signal` asks politely; `hard_signal` goes to the whole group after `grace_seconds`.
    `niceness`, 0 to 19, is how far it gives way to whatever else runs, as `nice -n`.
    """

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    folder: Path = ROOT
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    hard_signal: signal.Signals = signal.SIGKILL
    grace_seconds: float = 6.0
    niceness: int = 0


@dataclass
class Child:
    """A running command. Losing this object's pipe, by whatever way, ends the command."""

    command: Command
    watchdog: subprocess.Popen[bytes]
    lifeline: int | None
    pid: int | None

    def exit_code(self) -> int | None:
        """None while it runs."""
        return self.watchdog.poll()

    def ask_to_stop(self) -> None:
        """Close the pipe; the watchdog does the rest. Safe to call twice."""
        if self.lifeline is not None:
            os.close(self.lifeline)
            self.lifeline = None

    def wait_until_ended(self) -> int:
        return self.watchdog.wait()


def start(command: Command, *, children_lock: Path, log: Path | None) -> Child:
    """Start the command under a watchdog; its output goes to the log, or to the terminal."""
    reading, lifeline = os.pipe()
    report_reading, report_writing = os.pipe()
    output = log.open("ab") if log else None
    try:
        watchdog = subprocess.Popen(
            _watchdog_arguments(command, children_lock, report_writing),
            stdin=reading,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            cwd=command.folder,
            env=dict(command.environment),
            pass_fds=(report_writing,),
            start_new_session=True,
        )
    except BaseException:
        os.close(lifeline)
        os.close(report_reading)
        raise
    finally:
        os.close(reading)
        os.close(report_writing)
        if output:
            output.close()
    with os.fdopen(report_reading, "rb") as report:
        reported = report.readline().strip()
    return Child(command, watchdog, lifeline, int(reported) if reported else None)


def run_to_end(command: Command) -> tuple[int, str]:
    """The exit code of a command that ends by itself, and all that it said.

    Under a watchdog: it does not outlive who is killed while waiting for it.
    """
    with tempfile.TemporaryDirectory() as name:
        lock, log = Path(name) / "children", Path(name) / "said"
        step = start(command, children_lock=lock, log=log)
        try:
            code = step.wait_until_ended()
        finally:
            step.ask_to_stop()
            step.wait_until_ended()
        return code, log.read_text(errors="replace")


def _watchdog_arguments(command: Command, children_lock: Path, report_fd: int) -> list[str]:
    arguments = [sys.executable, "-I", "-S", str(WATCHDOG)]
    arguments += ["--lock", str(children_lock), "--report-fd", str(report_fd)]
    arguments += ["--stop-signal", str(int(command.stop_signal))]
    arguments += ["--hard-signal", str(int(command.hard_signal))]
    arguments += ["--grace-seconds", str(command.grace_seconds)]
    arguments += ["--niceness", str(command.niceness)]
    if command.account is not None:
        arguments += ["--user", str(command.account.user_id)]
        arguments += ["--group", str(command.account.group_id)]
    return [*arguments, "--", *command.arguments]
