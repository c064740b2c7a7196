"""Checks run two at a time, each of them one command after the other."""

import os
import sys
from pathlib import Path

import pytest

from deploy.local.paths import Home
from deploy.local.supervisor import supervising
from deploy.local.verbs.check import Check, Steps, _faults, run_all

#: Says that it is there, and waits for somebody else to say so.
MEETS = """
import pathlib, sys, time
mine, other = map(pathlib.Path, sys.argv[1:])
mine.touch()
until = time.monotonic() + 20
while not other.exists():
    assert time.monotonic() < until, "nobody came"
    time.sleep(0.01)
"""


def python(code: str, *arguments: Path) -> Steps:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return _faults(command, Path.cwd(), os.environ)


def checked(folder: Path, *checks: Check) -> int:
    home = Home(folder / "state")
    home.prepare()
    with supervising(home, last=()) as supervisor:
        return run_all([*checks], supervisor)


def test_two_run_at_a_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = tmp_path / "one", tmp_path / "other"

    code = checked(
        tmp_path,
        Check("waits for the other", lambda: python(MEETS, one, other)),
        Check("waits for the one", lambda: python(MEETS, other, one)),
    )

    assert code == 0
    assert capsys.readouterr().out.endswith("PASS: 2 checks\n")


def test_what_fails_says_why_and_the_rest_is_checked_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def in_turn() -> Steps:
        first = yield from python("raise SystemExit('the first is wrong')")
        second = yield from python("print('the second is right')")
        return f"{first} / {second!r}"

    code = checked(
        tmp_path,
        Check("in turn", in_turn),
        Check("silent", lambda: python("raise SystemExit(3)")),
        Check("right", lambda: python("print('words of no fault')")),
        Check("last", lambda: python("")),
    )

    said = capsys.readouterr().out
    assert code == 1
    assert "    the first is wrong / ''\n" in said
    assert "    exit code 3\n" in said
    assert "no fault" not in said
    failed = said.splitlines()[-1].removeprefix("FAIL: 2 of 4 checks: ").split(", ")
    assert sorted(failed) == ["in turn", "silent"]
