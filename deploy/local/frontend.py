"""Builds the browser application when its sources are not those of the last build."""

import fcntl
import hashlib
import json
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import node
from deploy.local.child import Command
from deploy.local.console import step
from deploy.local.node import Node
from deploy.local.paths import ROOT
from deploy.local.supervisor import Supervisor

FOLDER = ROOT / "frontend"
BUILT = FOLDER / "dist"
STAMP = BUILT / "source-hash.txt"
NOT_SOURCES = ("node_modules", "dist", "dist-test", "coverage")
TO_BUILD = ("ci", "--omit=dev")
"""A third of the bytes of all packages; the rest is for tests and checks."""
TO_WORK_ON_THE_SOURCES = ("ci",)
BUILD = ("run", "build")
PLAIN = {"NO_COLOR": "1", "FORCE_COLOR": "0"}
INSTALLING = "Installing the browser application's packages"


def build_if_needed(supervisor: Supervisor) -> None:
    """Leave a build of the present sources in frontend/dist."""
    with (ROOT / "guildmark").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one build at a time in one checkout
        wanted = source_hash(FOLDER)
        if _is_built_of(wanted):
            return
        found = _installed(supervisor, TO_BUILD)
        with step("Building the browser application"):
            run_npm(supervisor, found, *BUILD, log=supervisor.home.log_of("frontend"))
        STAMP.write_text(wanted)


def is_built() -> bool:
    """Whether frontend/dist is of the present sources."""
    return _is_built_of(source_hash(FOLDER))


def _is_built_of(wanted: str) -> bool:
    return STAMP.exists() and STAMP.read_text() == wanted


@contextmanager
def preparing_beside(supervisor: Supervisor, *, builds: bool) -> Iterator[None]:
    """Install node_modules and, where it `builds`, build too, while the block runs.

    Only what is missing, and where Node.js is there. Nothing depends on it: what fails here is
    done again, aloud, where it is needed. The caller holds the lock of `build_if_needed`.
    """
    found = node.of_this_machine()
    missing = list(_missing(builds=builds)) if found is not None else []
    if found is None or not missing:
        yield
        return
    wanted = source_hash(FOLDER)
    preparing = supervisor.begin_step(
        _npm_in_turn(found, missing), log=supervisor.home.log_of("frontend")
    )
    yield
    with step("Building the browser application" if builds else INSTALLING):
        code = supervisor.end_of_step(preparing)
    if builds and code == 0:
        STAMP.write_text(wanted)


def _missing(*, builds: bool) -> Iterator[tuple[str, ...]]:
    """What npm has to be asked for, in this order."""
    packages = TO_BUILD if builds else TO_WORK_ON_THE_SOURCES
    if not has_packages(FOLDER, packages):
        yield packages
    if builds:
        yield BUILD


def packages_installed(supervisor: Supervisor) -> Node:
    """A Node.js, with all of node_modules as the lock file says."""
    return _installed(supervisor, TO_WORK_ON_THE_SOURCES)


def _installed(supervisor: Supervisor, packages: tuple[str, ...]) -> Node:
    found = node.find_or_install()
    if not has_packages(FOLDER, packages):
        with step(INSTALLING):
            run_npm(supervisor, found, *packages, log=supervisor.home.log_of("frontend"))
    return found


def run_npm(supervisor: Supervisor, found: Node, *arguments: str, log: Path | None) -> None:
    """npm in the front end's folder, to its end; its output to the log, or to the terminal."""
    command = _npm(found, *arguments, is_logged=log is not None)
    supervisor.run_step(f"npm {' '.join(arguments)}", command, log=log)


def _npm(found: Node, *arguments: str, is_logged: bool) -> Command:
    plain = PLAIN if is_logged else {}
    return Command("npm", [*found.npm, *arguments], found.environment | plain, folder=FOLDER)


def _npm_in_turn(found: Node, calls: list[tuple[str, ...]]) -> Command:
    """One child for all, so that a signal ends whichever is running."""
    script = " && ".join(shlex.join([*found.npm, *arguments]) for arguments in calls)
    return Command("npm", ["sh", "-c", script], found.environment | PLAIN, folder=FOLDER)


def source_hash(folder: Path) -> str:
    """SHA-256 over the names and contents of everything a build reads."""
    digest = hashlib.sha256()
    for path in sorted(_sources(folder)):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name in NOT_SOURCES:
            continue
        if entry.is_dir():
            yield from (path for path in entry.rglob("*") if path.is_file())
        else:
            yield entry


def has_packages(folder: Path, packages: tuple[str, ...]) -> bool:
    """Whether the last installation was of this lock file, and of these packages or all.

    npm writes a lock file of its own as the last thing, which names what it installed.
    """
    done = folder / "node_modules" / ".package-lock.json"
    lock = folder / "package-lock.json"
    if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
        return False
    return packages == TO_BUILD or any(
        one.get("dev", False) for one in json.loads(done.read_text())["packages"].values()
    )
