"""The supervisor with small real children: they are kept running, and end with it."""

import os
import signal
import sys
import textwrap
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from deploy.local import child
from deploy.local.child import Child, Command
from deploy.local.errors import DidNotStart, StepFailed
from deploy.local.paths import Home
from deploy.local.supervisor import Supervisor, restart_pause_seconds, supervising

SLEEP = "import time; time.sleep(600)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
FAMILY = """
    import subprocess, sys, time
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    time.sleep(600)
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "state")
    made.prepare()
    return made


def python(name: str, code: str, grace_seconds: float = 6.0) -> Command:
    arguments = [sys.executable, "-c", textwrap.dedent(code)]
    return Command(name, arguments, dict(os.environ), grace_seconds=grace_seconds)


def comes_true(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_children_end_with_the_block_also_when_it_fails(home: Home) -> None:
    pids: list[int] = []

    with pytest.raises(ZeroDivisionError):
        _fail_with_two_children(home, pids)

    assert len(pids) == 2
    assert [psutil.pid_exists(pid) for pid in pids] == [False, False]


def _fail_with_two_children(home: Home, pids: list[int]) -> None:
    with supervising(home, last=()) as supervisor:
        pids += [supervisor.start(python(name, SLEEP)).pid or 0 for name in ("one", "two")]
        assert [psutil.pid_exists(pid) for pid in pids] == [True, True]
        raise ZeroDivisionError


def test_a_child_gives_way_together_with_its_session(home: Home) -> None:
    """Niceness alone says nothing where Linux shares the processors out by sessions."""
    autogroup, said = Path("/proc/self/autogroup"), home.state / "said"
    told = "import os, pathlib; print(os.nice(0)); group = pathlib.Path('/proc/self/autogroup')"
    told += "; print(group.read_text().split()[-1] if group.exists() else 'none')"
    own = os.nice(0)

    with supervising(home, last=()) as supervisor:
        for niceness in (0, 7):
            command = replace(python("polite", told), niceness=niceness)
            assert supervisor.exit_code_of(command, log=said) == 0

    groups = ["0", "7"] if autogroup.exists() else ["none", "none"]
    assert said.read_text().split() == [str(own), groups[0], str(own + 7), groups[1]]


def test_a_child_that_ignores_the_polite_signal_ends_after_its_grace(home: Home) -> None:
    with supervising(home, last=()) as supervisor:
        deaf = supervisor.start(python("deaf", DEAF, grace_seconds=0.3))
        time.sleep(0.3)  # until it has stopped listening
        began = time.monotonic()

    assert not psutil.pid_exists(deaf.pid or 0)
    assert 0.3 <= time.monotonic() - began < 3


def test_an_ended_child_is_started_again_and_its_family_is_gone(home: Home) -> None:
    with supervising(home, last=()) as supervisor:
        first = supervisor.start(python("family", FAMILY))
        process = psutil.Process(first.pid)
        assert comes_true(lambda: len(process.children()) == 1)
        grandchild = process.children()[0]

        os.kill(process.pid, signal.SIGKILL)

        assert comes_true(lambda: not grandchild.is_running())
        assert comes_true(lambda: _has_successor(supervisor, first))
        assert supervisor.supervised["family"].restarts == 1
        assert supervisor.supervised["family"].child.exit_code() is None


def _has_successor(supervisor: Supervisor, first: Child) -> bool:
    supervisor.look_after_children()
    return supervisor.supervised["family"].child.pid != first.pid


def test_a_killed_watchdog_takes_its_child_along(home: Home) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux tells a child of its parent's death")
    with supervising(home, last=()) as supervisor:
        one = supervisor.start(python("one", SLEEP))

        one.watchdog.kill()

        assert comes_true(lambda: not psutil.pid_exists(one.pid or 0))


def test_a_lost_lifeline_ends_the_child_without_a_word_from_the_supervisor(home: Home) -> None:
    """What a kill -9 of the supervisor comes down to: the system closes its end of the pipe."""
    one = child.start(python("one", SLEEP), children_lock=home.children_lock, log=None)
    assert one.lifeline is not None

    os.close(one.lifeline)

    assert one.wait_until_ended() != 0
    assert not psutil.pid_exists(one.pid or 0)


def test_a_failing_step_is_named_with_the_end_of_its_log(home: Home) -> None:
    command = python("step", "import sys; print('two and two'); sys.exit(3)")

    with (
        supervising(home, last=()) as supervisor,
        pytest.raises(StepFailed, match=r"Counting failed \(exit code 3\)[^$]*two and two"),
    ):
        supervisor.run_step("Counting", command, log=home.log_of("step"))


def test_a_child_that_never_gets_ready_is_given_up_with_its_log(home: Home) -> None:
    slow = "import time; print('still thinking', flush=True); time.sleep(600)"

    with supervising(home, last=()) as supervisor:
        supervisor.start(python("slow", slow))
        assert comes_true(lambda: "thinking" in home.log_of("slow").read_text())

        with pytest.raises(DidNotStart, match=r"slow was not ready after 0 s[^$]*still thinking"):
            supervisor.wait_until("slow", lambda started: False, within_seconds=0.1)


def test_the_pause_before_a_restart_grows_to_half_a_minute() -> None:
    pauses = [restart_pause_seconds(ends) for ends in (0, 1, 2, 3, 6, 1000)]

    assert pauses == [0.5, 1, 2, 4, 30, 30]
