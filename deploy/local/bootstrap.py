"""From any Python 3.11 to 3.14 to `.venv` with the packages a verb needs, then into it.

Runs before `.venv` exists, so: standard library only.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.local import frontend, instance, packages, ports
from deploy.local.cli import Options, parse
from deploy.local.console import step
from deploy.local.errors import Refusal
from deploy.local.paths import ROOT, default_home
from deploy.local.signals import EndRequested, ending_on_signals
from deploy.local.supervisor import supervising

ENVIRONMENT = ROOT / ".venv"
NEEDED = {"test": "test", "check": "test", "bench": "bench", "lock": "test"}
NEEDED_OTHERWISE = "demo"
NEEDING_NONE = ("down", "status")
BUILDING = ("demo", "up")
WORKING_ON_THE_SOURCES = ("test", "check")
CONTAINED_IN = {"demo": ("demo", "test", "bench"), "bench": ("bench",), "test": ("test",)}
"""Which installed sets serve for a wanted one: the larger ones hold the smaller ones."""


def main() -> None:
    options = parse(sys.argv[1:])
    python = ENVIRONMENT / "bin" / "python"
    if options.verb in NEEDING_NONE:
        python = Path(sys.executable)
    else:
        _prepare(python, options)
    os.environ["PYTHONPATH"] = str(ROOT)
    sys.stdout.flush()
    os.execv(python, [str(python), "-P", "-m", "deploy.local", *sys.argv[1:]])


def _prepare(python: Path, options: Options) -> None:
    """Make the environment if it is missing or broken; install what it lacks. Safe to repeat."""
    verb = options.verb
    wanted = NEEDED.get(verb, NEEDED_OTHERWISE)
    with (ROOT / "guildmark").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a second command waits instead of installing across
        if _works(python) and _is_installed(wanted):
            return
        home = default_home()
        if options.port is not None and instance.running(home) is None:
            ports.hold_exactly(options.port).close()  # a refusal now, not after a minute's work
        if not _wants_browser_packages(verb):
            _install(python, wanted)
            return
        home.prepare()
        with (
            supervising(home, last=()) as supervisor,
            frontend.preparing_beside(supervisor, builds=verb in BUILDING),
        ):
            _install(python, wanted)


def _wants_browser_packages(verb: str) -> bool:
    return verb in WORKING_ON_THE_SOURCES or (verb in BUILDING and not frontend.is_built())


def _install(python: Path, wanted: str) -> None:
    if not _works(python):
        with step("Making a virtual environment in .venv"):
            shutil.rmtree(ENVIRONMENT, ignore_errors=True)
            packages.make_environment(ENVIRONMENT)
    if not _is_installed(wanted):
        with step("Installing Python packages (the first time up to a minute)"):
            packages.install(python, _requirements(wanted), is_compiled=wanted != NEEDED_OTHERWISE)
        _stamp(wanted).write_text(packages.fingerprint(_requirements(wanted)))


def _works(python: Path) -> bool:
    """False also when the Python it was made from is gone."""
    try:
        return subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def _is_installed(wanted: str) -> bool:
    return any(
        _stamp(name).exists()
        and _stamp(name).read_text() == packages.fingerprint(_requirements(name))
        for name in CONTAINED_IN[wanted]
    )


def _requirements(name: str) -> Path:
    return ROOT / f"requirements-{name}.txt"


def _stamp(name: str) -> Path:
    return ENVIRONMENT / f".guildmark-{name}"


if __name__ == "__main__":
    try:
        with ending_on_signals():  # what installs is ended, too
            main()
    except Refusal as error:
        sys.exit(f"guildmark: {error}")
    except EndRequested:
        sys.exit(130)
