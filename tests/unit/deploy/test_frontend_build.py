"""When the browser application is built anew, and which Node.js will do."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from deploy.local import frontend
from deploy.local.frontend import (
    TO_BUILD,
    TO_WORK_ON_THE_SOURCES,
    has_packages,
    source_hash,
)
from deploy.local.node import Node, fits
from deploy.local.paths import Home
from deploy.local.supervisor import supervising


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.tsx").write_text("one")
    (tmp_path / "package.json").write_text("{}")
    return tmp_path


def test_a_changed_renamed_or_new_source_changes_the_hash(folder: Path) -> None:
    hashes = [source_hash(folder)]
    (folder / "src" / "main.tsx").write_text("two")
    hashes.append(source_hash(folder))
    (folder / "src" / "main.tsx").rename(folder / "src" / "start.tsx")
    hashes.append(source_hash(folder))
    (folder / "src" / "new.ts").touch()
    hashes.append(source_hash(folder))

    assert len(set(hashes)) == 4


def test_what_a_build_makes_or_installs_does_not_change_the_hash(folder: Path) -> None:
    before = source_hash(folder)

    for name in ("node_modules", "dist", "dist-test"):
        (folder / name).mkdir()
        (folder / name / "made.js").write_text(name)

    assert source_hash(folder) == before


@pytest.mark.parametrize(
    ("major", "minor", "expected"),
    [
        *[(18, 20, False), (20, 18, False), (21, 9, False), (22, 11, False)],
        *[(20, 19, True), (22, 12, True), (23, 0, True), (24, 0, True)],
    ],
)
def test_node_is_new_enough_where_vite_runs(major: int, minor: int, expected: bool) -> None:
    assert fits(major, minor) is expected


BUILDER: dict[str, Any] = {"node_modules/vite": {"version": "8.0.0"}}
TESTER: dict[str, Any] = {"node_modules/vitest": {"version": "4.0.0", "dev": True}}


def _install(folder: Path, packages: dict[str, Any], *, seconds_after_lock: float) -> None:
    """As npm leaves it."""
    lock, done = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    lock.touch()
    done.parent.mkdir()
    done.write_text(json.dumps({"packages": packages}))
    then = lock.stat().st_mtime + seconds_after_lock
    os.utime(done, (then, then))


@pytest.mark.parametrize(
    ("packages", "builds", "tests"), [(BUILDER, True, False), (BUILDER | TESTER, True, True)]
)
def test_what_builds_is_not_enough_to_test(
    packages: dict[str, Any], builds: bool, tests: bool, folder: Path
) -> None:
    _install(folder, packages, seconds_after_lock=1)

    assert has_packages(folder, TO_BUILD) is builds
    assert has_packages(folder, TO_WORK_ON_THE_SOURCES) is tests


def test_what_an_older_lock_file_asked_for_is_installed_anew(folder: Path) -> None:
    _install(folder, BUILDER | TESTER, seconds_after_lock=-1)

    assert not has_packages(folder, TO_BUILD)
    assert not has_packages(folder, TO_WORK_ON_THE_SOURCES)


NPM = """
import pathlib, sys
with open("calls.txt", "a") as calls:
    print(*sys.argv[1:], file=calls)
pathlib.Path("dist").mkdir(exist_ok=True)
"""


@pytest.mark.parametrize("fails", [False, True])
def test_what_is_built_beside_the_installation_counts_where_it_worked(
    fails: bool,
    folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (folder / "package-lock.json").touch()
    script = tmp_path_factory.mktemp("npm") / "npm.py"
    script.write_text(NPM + ("sys.exit('run' in sys.argv)" if fails else ""))
    npm = Node(npm=(sys.executable, str(script)), environment=dict(os.environ))
    monkeypatch.setattr(frontend, "FOLDER", folder)
    monkeypatch.setattr(frontend, "STAMP", folder / "dist" / "source-hash.txt")
    monkeypatch.setattr("deploy.local.node.of_this_machine", lambda: npm)
    home = Home(tmp_path_factory.mktemp("home"))
    home.prepare()

    with (
        supervising(home, last=()) as supervisor,
        frontend.preparing_beside(supervisor, builds=True),
    ):
        pass

    assert (folder / "calls.txt").read_text() == "ci --omit=dev\nrun build\n"
    assert frontend.STAMP.exists() is not fails
