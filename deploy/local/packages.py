"""Installs Python packages by a requirements file in which every one is pinned by its hash.

Runs before `.venv` exists, so: standard library only.
"""

import hashlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.local import child
from deploy.local.errors import PythonVenvMissing, StepFailed

QUIET = ["--quiet", "--disable-pip-version-check", "--no-input"]
FIRST_PIP_FOR_OTHERS = (22, 3)
"""The first one that installs into another environment than its own."""


def uv() -> str | None:
    """uv, if there is one that runs: a version manager's stand-in on the path may not."""
    found = shutil.which("uv")
    if found is None:
        return None
    answer = subprocess.run([found, "--version"], capture_output=True, check=False)
    return found if answer.returncode == 0 else None


def make_environment(folder: Path) -> None:
    """A virtual environment of the running Python, with its own pip only where it needs one."""
    installer = uv()
    if installer is not None:
        _run(
            "Making a virtual environment",
            [installer, "venv", "--quiet", "--python", sys.executable, str(folder)],
        )
        return
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian leaves it out without python3-venv
    except ImportError:
        raise PythonVenvMissing from None
    # Unpacking one takes longer than all the rest.
    without = ["--without-pip"] if _serves_others(_own_pip()) else []
    _run("Making a virtual environment", [sys.executable, "-m", "venv", *without, str(folder)])


def install(
    python: Path,
    requirements: Path,
    *,
    target: Path | None = None,
    is_compiled: bool = True,
) -> None:
    """Install the file's packages into this Python's environment, or into a folder of their own.

    Compiling everything takes longer than compiling what is used when it is first used. Tests
    want it all the same: what a package's source is warned of would be an error in a test.
    """
    installer = uv()
    where = ["--target", str(target)] if target is not None else []
    hashed = ["--require-hashes", "-r", str(requirements)]
    if installer is not None:
        command = [installer, "pip", "install", "--quiet", "--python", str(python)]
    else:
        how = QUIET if is_compiled else [*QUIET, "--no-compile"]
        command = [*_pip_for(python), "install", *how]
    _run("Installing Python packages", [*command, *where, *hashed])


def environment_for(requirements: Path, folder: Path) -> Path:
    """The Python of an environment that holds these packages alone, made when they have changed.

    Nothing is compiled: most of what such packages bring is never imported.
    """
    stamp, wanted = folder / ".guildmark-packages", fingerprint(requirements)
    python = folder / "bin" / "python"
    if not stamp.exists() or stamp.read_text() != wanted:
        make_environment(folder)
        install(python, requirements, is_compiled=False)
        stamp.write_text(wanted)
    return python


def fingerprint(requirements: Path) -> str:
    """Changes when any pinned version or hash does."""
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


def _pip_for(python: Path) -> list[str]:
    """The running Python's pip where it can; else the environment's own, which may be missing."""
    if _serves_others(_own_pip()):
        return [sys.executable, "-m", "pip", "--python", str(python)]
    _ensure_pip(python)
    return [str(python), "-m", "pip"]


def _own_pip() -> str | None:
    """The version of the running Python's pip; Debian leaves it out without python3-pip."""
    try:
        return importlib.metadata.version("pip")
    except importlib.metadata.PackageNotFoundError:
        return None


def _serves_others(version: str | None) -> bool:
    if version is None:
        return False
    major, minor = version.split(".")[:2]
    return (int(major), int("".join(filter(str.isdigit, minor)))) >= FIRST_PIP_FOR_OTHERS


def _ensure_pip(python: Path) -> None:
    """An environment that was made without one, by uv or by us."""
    has_pip = subprocess.run([python, "-c", "import pip"], capture_output=True, check=False)
    if has_pip.returncode != 0:
        _run("Adding pip", [str(python), "-m", "ensurepip", "--default-pip"])


def _run(what: str, command: list[str]) -> None:
    code, said = child.run_to_end(child.Command(what, command, os.environ, folder=Path.cwd()))
    if code != 0:
        print(said, file=sys.stderr)
        raise StepFailed(what, code)
