"""`./guildmark shell`: a Python shell inside the product, on the running database or on its own."""

import signal
import subprocess
import sys
from collections.abc import Mapping

from deploy.local import instance, processes, services
from deploy.local.cli import Options
from deploy.local.paths import ROOT, Home
from deploy.local.supervisor import supervising


def run(home: Home, options: Options) -> int:
    running = instance.running(home)
    if running is not None:
        return _shell(running.environment)
    home.prepare()
    with instance.only_one(home), supervising(home, last=services.NAMES) as supervisor:
        return _shell(services.start_alone(supervisor, is_scratch=False))


def _shell(settings: Mapping[str, str]) -> int:
    """Runs in the terminal's own session: Ctrl-C belongs to the shell, not to this process."""
    # A handler, not SIG_IGN: the shell would inherit that one.
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        return subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), "shell"],
            env=processes.child_environment(settings),
            check=False,
        ).returncode
    finally:
        signal.signal(signal.SIGINT, before)
