"""`./guildmark down`: end what runs on this state folder, from any shell."""

from deploy.local import instance
from deploy.local.cli import Options
from deploy.local.console import say
from deploy.local.paths import Home


def run(home: Home, options: Options) -> int:
    running = instance.running(home)
    if running is None:
        say("Guildmark is not running here.")
        return 0
    instance.end(home, running)
    say("Stopped.")
    return 0
