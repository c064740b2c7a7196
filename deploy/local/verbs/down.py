"""`./guildmark down`: end what runs on this state folder, from any shell."""

import os
import signal

from deploy.local import instance
from deploy.local.cli import Options
from deploy.local.console import say
from deploy.local.paths import Home

ENDS_WITHIN_SECONDS = 30.0


def run(home: Home, options: Options) -> int:
    running = instance.running(home)
    if running is None:
        say("Guildmark is not running here.")
        return 0
    os.kill(running.pid, signal.SIGTERM)
    if not instance.wait_until_ended(home, ENDS_WITHIN_SECONDS):
        # Its children hold the other ends of its pipes and end by themselves.
        os.kill(running.pid, signal.SIGKILL)
        instance.wait_until_ended(home, ENDS_WITHIN_SECONDS)
    say("Stopped.")
    return 0
