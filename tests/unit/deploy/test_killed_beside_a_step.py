"""Who is killed while an installer, a check or the set-up of PostgreSQL runs leaves none behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local import packages
from deploy.local.errors import StepFailed
from tests.service.running import comes_true

SLEEPS = "import os, sys, time; open(sys.argv[1], 'w').write(f'{os.getpid()} '); time.sleep(60)"
COMMAND = '[sys.executable, "-c", sys.argv[1], sys.argv[2]]'
#: Each waits for a command that sleeps.
WAITS = {
    "an installer": f"""
import sys
from deploy.local import packages
packages._run("Installing", {COMMAND})
""",
    "a check": f"""
import os, pathlib, sys
from deploy.local.paths import Home
from deploy.local.supervisor import supervising
from deploy.local.verbs import check
sleeping = check.Check("sleeps", lambda: check._faults({COMMAND}, pathlib.Path.cwd(), os.environ))
home = Home(pathlib.Path(sys.argv[2]).parent / "state")
home.prepare()
with supervising(home, last=()) as supervisor:
    check.run_all([sleeping], supervisor)
""",
    "setting up PostgreSQL": f"""
import sys
from deploy.local import postgres
postgres._run("Setting up", {COMMAND}, None)
""",
}
ROOT = Path(__file__).resolve().parents[3]


def is_alive(pid: int) -> bool:
    """Whether there is such a process, and it has not ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.is_file() and stat.read_text().rsplit(")", 1)[1].split()[0] == "Z")


@pytest.mark.parametrize("waits", WAITS.values(), ids=WAITS.keys())
def test_what_runs_ends_with_who_was_killed_beside_it(waits: str, tmp_path: Path) -> None:
    told = tmp_path / "pid"
    setup = subprocess.Popen([sys.executable, "-c", waits, SLEEPS, str(told)], cwd=ROOT)
    assert comes_true(lambda: told.is_file() and told.read_text().endswith(" "), 20.0)
    step = int(told.read_text())
    assert is_alive(step)

    setup.send_signal(signal.SIGKILL)
    setup.wait()

    assert comes_true(lambda: not is_alive(step), 10.0)


def test_an_installer_that_fails_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StepFailed):
        packages._run("Installing", [sys.executable, "-c", "raise SystemExit('no such package')"])

    assert "no such package" in capsys.readouterr().err
