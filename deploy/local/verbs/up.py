"""`./guildmark up`: everything started, serving until Ctrl-C, or in the background."""

import os
import subprocess
import sys
import time

from deploy.local import instance
from deploy.local.browser import open_when_there_is_a_display
from deploy.local.cli import Options
from deploy.local.console import say
from deploy.local.errors import DidNotStart, EndedWhileStarting
from deploy.local.paths import ROOT, Home
from deploy.local.product import started
from deploy.local.signals import EndRequested, ending_on_signals

DETACHED_READY_WITHIN_SECONDS = 300.0


def run(home: Home, options: Options) -> int:
    running = instance.running(home)
    if running is not None:
        say(f"Guildmark is running already at {running.address} (process {running.pid}).")
        return 0
    if options.detaches:
        return _detach(home, options)
    try:
        with ending_on_signals(), started(home, options) as product:
            say(f"Guildmark is ready: {product.address}  (Ctrl-C stops it)")
            if options.opens_browser:
                open_when_there_is_a_display(product.address)
            product.serve()
    except EndRequested:
        say("Stopped.")
    return 0


def _detach(home: Home, options: Options) -> int:
    """Start the same command in a session of its own; come back when it answers."""
    home.prepare()
    command = [sys.executable, "-P", "-m", "deploy.local", "up", "--no-browser"]
    if options.port is not None:
        command += ["--port", str(options.port)]
    with home.log_of("supervisor").open("wb") as output:
        background = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        return _wait_until_ready(home, background)
    except BaseException:
        background.terminate()  # also when the person presses Ctrl-C while waiting
        raise


def _wait_until_ready(home: Home, background: subprocess.Popen[bytes]) -> int:
    log = home.log_of("supervisor")
    deadline = time.monotonic() + DETACHED_READY_WITHIN_SECONDS
    while time.monotonic() < deadline:
        if background.poll() is not None:
            raise EndedWhileStarting(log)
        running = instance.running(home)
        if running is not None and running.is_ready:
            say(f"Guildmark is ready: {running.address}  (./guildmark down stops it)")
            return 0
        time.sleep(0.1)
    raise DidNotStart("Guildmark", DETACHED_READY_WITHIN_SECONDS, log)
