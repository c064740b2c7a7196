"""Whatever happens to the supervisor, nothing of it remains, and the next start is clean."""

import os
import signal
from pathlib import Path

import psutil
import pytest

from deploy.local.instance import InstanceState, write_state
from deploy.local.paths import Home
from tests.service.running import Guildmark, remaining_after

pytestmark = pytest.mark.service


def test_a_killed_supervisor_leaves_nothing_and_the_next_start_is_quick(running: Guildmark) -> None:
    supervisor = running.supervisor()
    children = supervisor.children(recursive=True)
    assert {"postgres", "valkey-server"} <= {child.name() for child in children}

    os.kill(supervisor.pid, signal.SIGKILL)

    assert remaining_after(children, 10) == []

    # The state file is still there and names a process that is gone.
    assert running.read_state()["pid"] == supervisor.pid
    assert "not running" in running.command("status").stdout

    seconds = running.start()
    assert running.get("/readyz") == 200
    assert seconds < 20  # the goal is 6; a loaded machine must not make the test red

    second = [running.supervisor(), *running.supervisor().children(recursive=True)]
    finished = running.command("down")

    assert (finished.stdout.splitlines(), finished.returncode) == (["Stopped."], 0)
    assert remaining_after(second, 1) == []
    assert not (running.state / "run" / "state.json").exists()


def test_a_stale_state_file_that_names_a_living_process_is_not_believed(tmp_path: Path) -> None:
    guildmark = Guildmark(tmp_path)
    (tmp_path / "run").mkdir()
    stale = InstanceState(
        pid=os.getpid(), address="http://localhost:1", is_ready=True, processes=(), environment={}
    )
    write_state(Home(tmp_path), stale)

    finished = guildmark.command("down")

    assert finished.stdout == "Guildmark is not running here.\n"
    assert psutil.Process().is_running()
