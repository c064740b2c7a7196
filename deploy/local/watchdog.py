"""Runs one command for as long as the supervisor holds the other end of a pipe.

Started as a script: `python watchdog.py OPTIONS -- COMMAND...`, standard library only, its
standard input the reading end of a pipe. End of file there means "stop", whether the supervisor
asked for it by closing its end or was killed and could ask for nothing: so the way that matters
most is the way that is used every day, on Linux and macOS alike.

Stopping: the polite signal to the command, after the grace period the same to its whole process
group, then SIGKILL to the group. The group is ended too when the command ends by itself, so that
no child of a killed child remains. PostgreSQL's children leave the group and watch their parent.
"""

import argparse
import contextlib
import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1
LAST_WORDS_SECONDS = 1.0
AUTOGROUP = Path("/proc/self/autogroup")


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--stop-signal", type=int, default=int(signal.SIGTERM))
    parser.add_argument("--hard-signal", type=int, default=int(signal.SIGKILL))
    parser.add_argument("--grace-seconds", type=float, default=6.0)
    parser.add_argument("--niceness", type=int, default=0)
    parser.add_argument("--lock", type=Path, required=True)
    parser.add_argument("--report-fd", type=int, required=True)
    parser.add_argument("--user", type=int)
    parser.add_argument("--group", type=int)
    parser.add_argument("command", nargs="+")
    return parser.parse_args(arguments)


def death_signal(stop_signal: int) -> Callable[[], None] | None:
    """On Linux: also have the kernel stop the command if this watchdog itself is killed."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return lambda: library.prctl(PR_SET_PDEATHSIG, stop_signal, 0, 0, 0)


def give_way(niceness: int) -> None:
    """The process, and what it starts later.

    Where Linux puts every session into a scheduling group of its own, niceness counts only within
    the group: there the group gives way too.
    """
    os.nice(niceness)
    with contextlib.suppress(OSError):
        AUTOGROUP.write_text(str(niceness))


def start(options: argparse.Namespace) -> subprocess.Popen[bytes]:
    """The command in a session of its own, so that a terminal's Ctrl-C reaches the supervisor only.

    subprocess changes the account before the function of `death_signal` runs; the other way round
    the kernel would forget the signal.
    """

    def begin() -> None:
        """In the new session, before the command."""
        if stops_with_us is not None:
            stops_with_us()
        if options.niceness:
            give_way(options.niceness)

    stops_with_us = death_signal(options.stop_signal)
    return subprocess.Popen(
        options.command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        user=options.user,
        group=options.group,
        extra_groups=[] if options.user is not None else None,
        preexec_fn=begin,  # noqa: PLW1509 - no thread runs yet
    )


def signal_group(group: int, number: int) -> None:
    """To whoever remains of the group; nobody remaining is what one hopes for."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def stop(child: subprocess.Popen[bytes], options: argparse.Namespace) -> None:
    """Polite, then firm, then final."""
    with contextlib.suppress(ProcessLookupError):
        child.send_signal(options.stop_signal)
    if ends_within(child, options.grace_seconds):
        return
    signal_group(child.pid, options.hard_signal)
    if ends_within(child, LAST_WORDS_SECONDS):
        return
    signal_group(child.pid, signal.SIGKILL)


def ends_within(child: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def stop_at_end_of_input(child: subprocess.Popen[bytes], options: argparse.Namespace) -> None:
    while os.read(0, 1024):
        pass
    stop(child, options)


def main() -> int:
    options = parse(sys.argv[1:])
    # A signal must not end the watchdog before what it watches. Not SIG_IGN: the command would
    # inherit that and become deaf to the polite signal.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda signum, frame: None)
    # Held until the end: a new supervisor waits for it before it starts anything.
    with options.lock.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        child = start(options)
        # A supervisor that is gone already reads no report; its closed pipe stops the command.
        with contextlib.suppress(BrokenPipeError):
            os.write(options.report_fd, f"{child.pid}\n".encode())
        os.close(options.report_fd)
        threading.Thread(target=stop_at_end_of_input, args=(child, options), daemon=True).start()
        code = child.wait()
        signal_group(child.pid, signal.SIGKILL)
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
