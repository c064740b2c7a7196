"""Packages are installed by the pip that is there, or by one of the environment's own."""

import sys
from pathlib import Path

import pytest

from deploy.local import packages

THERE = Path("/there/bin/python")
ITS_OWN = [str(THERE), "-m", "pip"]
OURS = [sys.executable, "-m", "pip", "--python", str(THERE)]


@pytest.mark.parametrize(
    ("version", "command"),
    [
        (None, ITS_OWN),
        ("22.2.2", ITS_OWN),
        ("22.3", OURS),
        ("24.0b1", OURS),
        ("25.3.dev1", OURS),
    ],
)
def test_the_pip_that_serves_other_environments_is_used(
    version: str | None, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "_own_pip", lambda: version)
    monkeypatch.setattr(packages, "_ensure_pip", lambda python: None)

    assert packages._pip_for(THERE) == command


@pytest.mark.parametrize(("version", "has_pip"), [(None, True), ("23.2.1", False)])
def test_an_environment_is_made_with_a_pip_only_where_it_needs_one(
    version: str | None, has_pip: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(packages, "uv", lambda: None)
    monkeypatch.setattr(packages, "_own_pip", lambda: version)
    monkeypatch.setattr(packages, "_run", lambda _, command: asked.append(command))

    packages.make_environment(tmp_path)

    (command,) = asked
    assert ("--without-pip" not in command) is has_pip
