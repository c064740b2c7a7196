"""The database and the broker of one Guildmark: the person's own, or ours."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from deploy.local import ports, postgres, processes, secret_store, valkey
from deploy.local.console import step
from deploy.local.paths import Home
from deploy.local.secret_store import Secrets
from deploy.local.supervisor import Supervisor

NAMES = ("valkey", "postgres")
"""In the order in which they end."""
READY_WITHIN_SECONDS = 30.0


@dataclass(frozen=True)
class Services:
    """Where to find them. A port is None for a service that is not ours."""

    database_url: str
    redis_url: str
    postgres_port: int | None
    valkey_port: int | None


def start_alone(supervisor: Supervisor, *, is_scratch: bool) -> dict[str, str]:
    """Start them for a command that needs no product; the variables that settings.py reads."""
    home = supervisor.home
    secrets = secret_store.load_or_create(home.state)
    found = start(supervisor, secrets, is_scratch=is_scratch)
    return processes.settings_environment(
        home,
        secrets,
        database_url=found.database_url,
        redis_url=found.redis_url,
        base_url="http://localhost:8000",
    )


def start(supervisor: Supervisor, secrets: Secrets, *, is_scratch: bool) -> Services:
    """Start what DATABASE_URL and REDIS_URL do not name, and wait until it answers."""
    home = supervisor.home
    database_url = os.environ.get("DATABASE_URL")
    redis_url = os.environ.get("REDIS_URL")
    kept = _kept_ports(home)
    postgres_port = None if database_url else ports.kept_or_new(kept.get("postgres"))
    valkey_port = None if redis_url else ports.kept_or_new(kept.get("valkey"))
    if valkey_port is not None:
        redis_url = _start_valkey(supervisor, secrets, valkey_port, is_scratch=is_scratch)
    if postgres_port is not None:
        database_url = _start_postgres(supervisor, secrets, postgres_port, is_scratch=is_scratch)
    _keep_ports(home, postgres_port, valkey_port)
    assert database_url is not None  # noqa: S101 - for the type checker: each branch above set it
    assert redis_url is not None  # noqa: S101 - as above
    return Services(database_url, redis_url, postgres_port, valkey_port)


def _start_postgres(
    supervisor: Supervisor, secrets: Secrets, port: int, *, is_scratch: bool
) -> str:
    with step("Starting PostgreSQL"):
        cluster = postgres.prepare(supervisor.home, secrets, port=port, is_scratch=is_scratch)
        supervisor.start(cluster.command())
        supervisor.wait_until(
            "postgres",
            lambda child: cluster.is_ready(child.pid),
            within_seconds=READY_WITHIN_SECONDS,
        )
    return cluster.url(secrets)


def _start_valkey(supervisor: Supervisor, secrets: Secrets, port: int, *, is_scratch: bool) -> str:
    with step("Starting Valkey"):
        broker = valkey.prepare(supervisor.home, secrets, port=port, is_scratch=is_scratch)
        supervisor.start(broker.command())
        supervisor.wait_until(
            "valkey", lambda child: broker.is_ready(), within_seconds=READY_WITHIN_SECONDS
        )
    return broker.url()


def _ports_file(home: Home) -> Path:
    return home.state / "ports.json"


def _kept_ports(home: Home) -> dict[str, int]:
    path = _ports_file(home)
    return dict(json.loads(path.read_text())) if path.exists() else {}


def _keep_ports(home: Home, postgres_port: int | None, valkey_port: int | None) -> None:
    kept = {"postgres": postgres_port, "valkey": valkey_port}
    known = {name: port for name, port in kept.items() if port is not None}
    _ports_file(home).write_text(json.dumps(_kept_ports(home) | known))
