"""Guildmark runs as an ordinary user and as root, also where root's folder is closed to others."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
import sysconfig
from pathlib import Path

import psutil
import pytest

from tests.service.running import ROOT, Guildmark

pytestmark = pytest.mark.service
# Compiled modules are copied: whoever may not write them here compiles all in every process.
NOT_COPIED = (
    ".git",
    ".venv",
    ".guildmark",
    "node_modules",
    "screenshots",
    ".*_cache",
    ".hypothesis",
)
ORDINARY = "nobody"
is_root = os.geteuid() == 0


@pytest.mark.skipif(not is_root, reason="only root has to give PostgreSQL to another account")
def test_root_in_a_folder_that_others_cannot_enter(running: Guildmark) -> None:
    assert stat.S_IMODE(running.state.parent.stat().st_mode) == 0o700
    assert running.get("/readyz") == 200
    assert psutil.Process(running.pid_of("postgres")).username() != "root"


@pytest.mark.slow
def test_an_ordinary_user_in_a_checkout_of_their_own(open_folder: Path) -> None:
    checkout = open_folder / "an own checkout"
    python = _copied_checkout(checkout)
    guildmark = Guildmark(
        state=checkout / ".guildmark",
        root=checkout,
        prefix=(*_becoming_ordinary(), str(python)),
        # For a copied Python that is linked with its own library.
        environment={"HOME": str(checkout), "LD_LIBRARY_PATH": f"{python.parent.parent}/lib"},
    )

    guildmark.start()

    assert guildmark.get("/readyz") == 200
    owners = {child.username() for child in guildmark.supervisor().children(recursive=True)}
    assert owners == {ORDINARY if is_root else pwd.getpwuid(os.geteuid()).pw_name}
    assert guildmark.command("down").returncode == 0


def _becoming_ordinary() -> tuple[str, ...]:
    """setpriv still has root's eyes for the program it starts itself; a shell between has not."""
    if not is_root:
        return ()
    change = ("setpriv", f"--reuid={ORDINARY}", "--regid=nogroup", "--clear-groups", "--")
    return (*change, "/bin/sh", "-c", 'exec "$@"', "sh")


def _copied_checkout(checkout: Path) -> Path:
    """A copy with an environment of its own; the Python to start it with."""
    shutil.copytree(ROOT, checkout, ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
    python = _python_for_everybody(checkout.parent / "python")
    environment = checkout / ".venv"
    packages = environment / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin" / "python").symlink_to(python)
    (environment / "pyvenv.cfg").write_text(f"home = {python.parent}\n")
    installed = sysconfig.get_path("purelib")
    if _is_readable(f"{installed}/django/__init__.py"):
        packages.parent.mkdir(parents=True)
        packages.symlink_to(installed)
    else:
        shutil.copytree(installed, packages, copy_function=_link_or_copy)
    for stamp in (ROOT / ".venv").glob(".guildmark-*"):
        shutil.copy(stamp, environment)
    if is_root:
        # Not the files inside: the linked packages are the real environment's own.
        shutil.chown(checkout, ORDINARY)
    return python


def _python_for_everybody(folder: Path) -> Path:
    """This Python; or a copy of it, where it lies in a folder that is closed to others."""
    base = Path(sys.base_prefix)
    name = f"python3.{sys.version_info.minor}"
    if _runs(base / "bin" / name):
        return base / "bin" / name
    left_out = shutil.ignore_patterns("site-packages", "test", "*.a")
    library = Path("lib") / name
    shutil.copytree(base / library, folder / library, ignore=left_out)
    for file in [base / "bin" / name, *(base / "lib").glob("libpython*.so*")]:
        target = folder / file.relative_to(base)
        target.parent.mkdir(exist_ok=True)
        shutil.copy2(file, target)
    return folder / "bin" / name


def _runs(python: Path) -> bool:
    answer = subprocess.run(
        [*_becoming_ordinary(), str(python), "-c", ""], capture_output=True, check=False, cwd="/"
    )
    return answer.returncode == 0


def _is_readable(file: str) -> bool:
    answer = subprocess.run(
        [*_becoming_ordinary(), "cat", file], capture_output=True, check=False, cwd="/"
    )
    return answer.returncode == 0


def _link_or_copy(source: str, target: str) -> None:
    """Hundreds of megabytes of packages: link them where one file system holds both."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
