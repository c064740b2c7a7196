"""Who is killed while an installer runs leaves none behind."""

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
INSTALLS = """
import sys
from deploy.local import packages
packages._run("Installing", [sys.executable, "-c", sys.argv[1], sys.argv[2]])
"""
ROOT = Path(__file__).resolve().parents[3]


def is_alive(pid: int) -> bool:
    """Whether there is such a process, and it has not ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.is_file() and stat.read_text().rsplit(")", 1)[1].split()[0] == "Z")


def test_an_installer_ends_with_who_was_killed_beside_it(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    setup = subprocess.Popen([sys.executable, "-c", INSTALLS, SLEEPS, str(told)], cwd=ROOT)
    assert comes_true(lambda: told.is_file() and told.read_text().endswith(" "), 20.0)
    installer = int(told.read_text())
    assert is_alive(installer)

    setup.send_signal(signal.SIGKILL)
    setup.wait()

    assert comes_true(lambda: not is_alive(installer), 10.0)


def test_an_installer_that_fails_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StepFailed):
        packages._run("Installing", [sys.executable, "-c", "raise SystemExit('no such package')"])

    assert "no such package" in capsys.readouterr().err
