"""`./guildmark consolidate`: the consensus engine on files, without a database or a service."""

import os
import sys

from deploy.local import processes
from deploy.local.cli import Options
from deploy.local.paths import Home, called_from


def run(home: Home, options: Options) -> int:
    os.chdir(called_from())
    # -P: a file csv.py in the person's folder must not become the library's.
    command = [sys.executable, "-P", "-m", "concord.offline", *options.rest]
    os.execve(sys.executable, command, processes.child_environment({}))
