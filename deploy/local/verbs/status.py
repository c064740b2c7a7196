"""`./guildmark status`: what runs here. Ends with 0 when it is ready, else with 3."""

from deploy.local import instance
from deploy.local.cli import Options
from deploy.local.console import say
from deploy.local.paths import Home

NOT_READY = 3


def run(home: Home, options: Options) -> int:
    running = instance.running(home)
    if running is None:
        say("Guildmark is not running here.")
        return NOT_READY
    say(f"{'process':<12}{'pid':>8}{'port':>8}{'restarts':>10}")
    say(f"{'supervisor':<12}{running.pid:>8}")
    for process in running.processes:
        pid = "-" if process.pid is None else str(process.pid)
        port = "" if process.port is None else str(process.port)
        say(f"{process.name:<12}{pid:>8}{port:>8}{process.restarts:>10}")
    word = "ready" if running.is_ready else "starting"
    say(f"Address: {running.address} ({word})")
    return 0 if running.is_ready else NOT_READY
