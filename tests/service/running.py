"""Starts `./guildmark` as a person would, for tests that look at real processes."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from deploy.local import left_running
from deploy.local.processes import child_environment

ROOT = Path(__file__).resolve().parents[2]
NOT_INHERITED = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "PYTHONPATH", "DJANGO_SETTINGS_MODULE")
READY_WITHIN_SECONDS = 180.0  # two begin at once, beside all other tests


@dataclass
class Guildmark:
    """One checkout with one state folder; `prefix` runs its commands as somebody else."""

    state: Path
    root: Path = ROOT
    prefix: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)

    def command(
        self, *arguments: str, said: str = "", within_seconds: float = READY_WITHIN_SECONDS
    ) -> subprocess.CompletedProcess[str]:
        """Run a verb to its end; it reads what is `said`."""
        left_running.note(self.state)
        return subprocess.run(
            [*self.prefix, str(self.root / "guildmark"), *arguments],
            env=self._environment(),
            cwd=self.root,
            input=said,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=within_seconds,
            check=False,
        )

    def beside(self, *command: str) -> str:
        """What a command prints to its end, with the settings of this Guildmark, which is up."""
        finished = subprocess.run(
            command,
            env=child_environment(self.read_state()["environment"]),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=600,  # beside all other tests; alone it takes a tenth
            check=False,
        )
        assert finished.returncode == 0, finished.stdout
        return finished.stdout

    def start(self) -> float:
        """`up` in the background on a free port; the seconds until it answered."""
        began = time.monotonic()
        finished = self.command("up", "--detach", "--no-browser", "--port", str(free_port()))
        assert finished.returncode == 0, finished.stdout
        return time.monotonic() - began

    def is_up(self) -> bool:
        """Whether somebody answers."""
        return (self.state / "run" / "state.json").exists() and self.get("/healthz") == 200

    def read_state(self) -> dict[str, Any]:
        """What the supervisor wrote down. Any: it is JSON."""
        read: dict[str, Any] = json.loads((self.state / "run" / "state.json").read_text())
        return read

    def pid_of(self, name: str) -> int:
        pids = {process["name"]: process["pid"] for process in self.read_state()["processes"]}
        pid: int = pids[name]
        return pid

    def supervisor(self) -> psutil.Process:
        return psutil.Process(self.read_state()["pid"])

    def get(self, path: str) -> int:
        """The status code of a page, or 0 where nobody answers."""
        try:
            address = self.read_state()["address"] + path
            with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return 0

    def health_check(self, name: str, **changed: str) -> subprocess.CompletedProcess[str]:
        """The check of a container's health, against this Guildmark."""
        settings: dict[str, str] = self.read_state()["environment"]
        return subprocess.run(
            [sys.executable, "-m", "deploy.health", name],
            env=child_environment(settings | changed),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )

    def _environment(self) -> dict[str, str]:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name not in NOT_INHERITED and not name.startswith("GUILDMARK_")
        }
        return inherited | {"GUILDMARK_STATE_DIR": str(self.state)} | self.environment


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port: int = server.getsockname()[1]
        return port


def remaining_after(processes: list[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Those of the processes that still live when the time is over."""
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    return [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def comes_true(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether the condition holds at some moment within the time.

    Looked at ever more rarely: what looks takes its time from what is waited for.
    """
    deadline, pause = time.monotonic() + seconds, 0.1
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(pause)
        pause = min(1.3 * pause, 0.5)
    return False
