"""Installs Python packages by a requirements file in which every one is pinned by its hash.

Runs before `.venv` exists, so: standard library only.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.local.errors import PythonVenvMissing, StepFailed

QUIET = ["--quiet", "--disable-pip-version-check", "--no-input"]


def uv() -> str | None:
    """uv, if there is one that runs: a version manager's stand-in on the path may not."""
    found = shutil.which("uv")
    if found is None:
        return None
    answer = subprocess.run([found, "--version"], capture_output=True, check=False)
    return found if answer.returncode == 0 else None


def make_environment(folder: Path) -> None:
    """A virtual environment of the running Python."""
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
    _run("Making a virtual environment", [sys.executable, "-m", "venv", str(folder)])


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
        _ensure_pip(python)
        how = QUIET if is_compiled else [*QUIET, "--no-compile"]
        command = [str(python), "-m", "pip", "install", *how]
    _run("Installing Python packages", [*command, *where, *hashed])


def fingerprint(requirements: Path) -> str:
    """Changes when any pinned version or hash does."""
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


def _ensure_pip(python: Path) -> None:
    """An environment that uv made has no pip."""
    has_pip = subprocess.run([python, "-c", "import pip"], capture_output=True, check=False)
    if has_pip.returncode != 0:
        _run("Adding pip", [str(python), "-m", "ensurepip", "--default-pip"])


def _run(what: str, command: list[str]) -> None:
    finished = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if finished.returncode != 0:
        print(finished.stdout + finished.stderr, file=sys.stderr)
        raise StepFailed(what, finished.returncode)
