"""Who ends `./guildmark test` ends what its tests have started, too."""

import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local import left_running
from deploy.local.paths import ROOT, Home

#: Holds a state folder and says so after a moment, as a Guildmark does that has just begun.
STARTS = """
import os, pathlib, sys, time
from deploy.local import instance
from deploy.local.paths import Home
home = Home(pathlib.Path(sys.argv[1]))
with instance.only_one(home):
    print("begun", flush=True)
    time.sleep(0.2)
    instance.write_state(home, instance.InstanceState(os.getpid(), "", False, (), {}))
    time.sleep(60)
"""


def test_what_has_only_begun_to_start_is_ended_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes, home = tmp_path / "notes", Home(tmp_path / "state")
    notes.mkdir()
    home.prepare()
    monkeypatch.setenv(left_running.VARIABLE, str(notes))

    left_running.note(home.state)
    begun = subprocess.Popen(
        [sys.executable, "-c", STARTS, str(home.state)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    with begun:
        assert begun.stdout is not None
        begun.stdout.readline()
        left_running.end_all(notes)

        assert begun.wait(5) != 0


def test_what_was_noted_and_has_ended_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(left_running.VARIABLE, str(tmp_path))

    left_running.note(tmp_path / "state")
    left_running.end_all(tmp_path)


def test_nothing_is_noted_where_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(left_running.VARIABLE, raising=False)

    left_running.note(Path("/nowhere"))
