"""`./guildmark bench NAME`: run tests/load/NAME.py, against what `up` serves if it asks for it."""

import os
import sys

from deploy.local import instance, processes
from deploy.local.cli import Options
from deploy.local.errors import NotRunning, UnknownBench
from deploy.local.paths import ROOT, Home, called_from

FOLDER = ROOT / "tests" / "load"
SERVICE_VARIABLE = "GUILDMARK_BASE_URL"
"""A bench that reads this address drives the service; one of algorithms needs nothing running."""


def run(home: Home, options: Options) -> int:
    name, *arguments = options.rest
    known = sorted(path.stem for path in FOLDER.glob("[a-z]*.py"))
    if name not in known:
        raise UnknownBench(name, known)
    running = instance.running(home)
    if running is None or not running.is_ready:
        if SERVICE_VARIABLE in (FOLDER / f"{name}.py").read_text():
            raise NotRunning
        environment = processes.child_environment({})
    else:
        environment = processes.child_environment(running.environment)
    sys.stdout.flush()
    os.chdir(called_from())
    command = [sys.executable, "-P", "-m", f"tests.load.{name}", *arguments]
    os.execve(sys.executable, command, environment)
