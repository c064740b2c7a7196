"""The root script: it has to work where nothing else does."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[3] / "guildmark"


def test_it_is_small_and_may_be_run() -> None:
    assert os.access(SCRIPT, os.X_OK)
    assert len(SCRIPT.read_text().splitlines()) < 120


PRETENDING = """
import runpy, sys
sys.version_info = (3, 10, 13)
runpy.run_path(sys.argv[1], run_name="__main__")
"""


def test_an_old_python_that_finds_no_newer_one_gets_a_sentence(tmp_path: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", PRETENDING, str(SCRIPT)],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 1
    assert "needs Python 3.11 to 3.14, and none was found (this is Python 3.10)" in finished.stderr


HANDING_OVER = """
import os, runpy, sys
os.execvpe = lambda command, arguments, environment: print(*environment, sep="\\n")
runpy.run_path(sys.argv[1], run_name="__main__")
"""


def test_what_an_interpreter_was_told_is_not_handed_on() -> None:
    foreign = {"PYTHONDONTWRITEBYTECODE": "1", "KEPT": "1"}

    finished = subprocess.run(
        [sys.executable, "-c", HANDING_OVER, str(SCRIPT)],
        env=foreign,
        capture_output=True,
        text=True,
        check=True,
    )

    assert {*foreign} & {*finished.stdout.split()} == {"KEPT"}


def test_it_is_written_in_what_the_oldest_python_reads() -> None:
    """No test machine has a Python 2.7: the words it would stumble over are looked for."""
    text = SCRIPT.read_text()

    assert "from __future__ import print_function" in text
    assert [word for word in ('f"', "f'", " -> ", ":=", "async ") if word in text] == []


def test_help_needs_no_environment() -> None:
    finished = subprocess.run(
        [sys.executable, str(SCRIPT), "--help"], capture_output=True, text=True, check=False
    )

    assert finished.returncode == 0
    for verb in ("demo", "up", "down", "status", "test", "check", "shell", "bench"):
        assert f"    {verb} " in finished.stdout


def test_a_taken_port_is_refused_before_anything_is_installed(tmp_path: Path) -> None:
    shutil.copy(SCRIPT, tmp_path)
    shutil.copytree(SCRIPT.parent / "deploy", tmp_path / "deploy")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        finished = subprocess.run(
            [sys.executable, str(tmp_path / "guildmark"), "up", "--port", port],
            capture_output=True,
            text=True,
            check=False,
        )

    assert finished.returncode == 1
    assert f"Port {port} is taken" in finished.stderr
    assert not (tmp_path / ".venv").exists()
