"""Guildmark itself, from an empty folder to a page that answers: what `up` and `demo` share."""

import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local import (
    frontend,
    instance,
    migrations,
    packages,
    ports,
    processes,
    readiness,
    secret_store,
    services,
)
from deploy.local.cli import DEFAULT_PORT, Options
from deploy.local.console import say, step
from deploy.local.instance import InstanceState, ProcessState
from deploy.local.paths import ROOT, Home
from deploy.local.ports import HeldPort
from deploy.local.processes import PROCESSES, Process
from deploy.local.services import Services
from deploy.local.supervisor import Supervisor, supervising

READY_WITHIN_SECONDS = 60.0
LOOK_EVERY_SECONDS = 0.1
DEMO_MARK = "demo-seeded"
"""A file in the state folder: the database holds the demonstration, also at the next `up`."""


@dataclass
class Product:
    """A running Guildmark."""

    supervisor: Supervisor
    services: Services
    port: int
    environment: dict[str, str]
    address: str
    is_ready: bool = False

    def manage(self, what: str, *arguments: str, log: Path | None) -> None:
        """Run a management command to its end."""
        command = processes.manage_command(
            *arguments, environment=processes.child_environment(self.environment)
        )
        self.supervisor.run_step(what, command, log=log)

    def write_state(self) -> None:
        """Tell other commands what runs here."""
        owned = {
            "web": self.port,
            "postgres": self.services.postgres_port,
            "valkey": self.services.valkey_port,
        }
        states = tuple(
            ProcessState(name, one.child.pid, owned.get(name), one.restarts)
            for name, one in self.supervisor.supervised.items()
        )
        state = InstanceState(os.getpid(), self.address, self.is_ready, states, self.environment)
        instance.write_state(self.supervisor.home, state)

    def serve(self) -> None:
        """Keep everything running until a signal ends it."""
        while True:
            self.supervisor.look_after_children()
            time.sleep(LOOK_EVERY_SECONDS)


@contextmanager
def started(home: Home, options: Options) -> Iterator[Product]:
    """A Guildmark that answers. Nothing of it remains when the block is left."""
    home.prepare()
    with (
        instance.only_one(home),
        closing(chosen_port(options.port)) as held,
        supervising(home, last=services.NAMES) as supervisor,
    ):
        port = held.number
        frontend.build_if_needed(supervisor)
        secrets = secret_store.load_or_create(home.state)
        running = services.start(supervisor, secrets, is_scratch=False)
        address = f"http://localhost:{port}"
        environment = processes.settings_environment(
            home,
            secrets,
            database_url=running.database_url,
            redis_url=running.redis_url,
            base_url=address,
        )
        if options.verb == "demo" or (home.state / DEMO_MARK).exists():
            environment["GUILDMARK_DEMO"] = "true"
        product = Product(supervisor, running, port, environment, address)
        supervisor.on_change = product.write_state
        product.write_state()
        migrations.apply_if_new(product)
        _collect_static(product)
        _start_processes(product)
        product.is_ready = True
        product.write_state()
        yield product


def chosen_port(asked_for: int | None) -> HeldPort:
    """The port asked for or a refusal; without a wish the first free one, with a word about it."""
    if asked_for is not None:
        return ports.hold_exactly(asked_for)
    held = ports.hold_first_free_from(DEFAULT_PORT)
    if held.number != DEFAULT_PORT:
        say(f"  Port {DEFAULT_PORT} is taken by another program; using {held.number}.")
    return held


def _start_processes(product: Product) -> None:
    """First the one that people wait for; the others load while they look at it."""
    first, *others = PROCESSES
    with step("Starting web"):
        _start(product, first)
        product.supervisor.wait_until(
            first.name, lambda child: _is_ready(product), within_seconds=READY_WITHIN_SECONDS
        )
    for process in others:
        _start(product, process)


def _start(product: Product, process: Process) -> None:
    command = process.command(
        bind=f"{ports.HOST}:{product.port}",
        run=product.supervisor.home.run,
        environment=processes.child_environment(product.environment),
    )
    product.supervisor.start(command)


def _is_ready(product: Product) -> bool:
    """Whether /readyz says that everything is there.

    A database that was changed by hand, or put back from a backup, shows here.
    """
    parts = readiness.ask(product.port)
    if parts is not None and migrations.are_missing(parts):
        migrations.apply(product)
    return parts is not None and readiness.is_complete(parts)


def _collect_static(product: Product) -> None:
    """The files of the packages: they change only with the installed versions."""
    home = product.supervisor.home
    stamp = home.data / "static" / "packages.txt"
    wanted = packages.fingerprint(ROOT / "requirements.txt")
    if stamp.exists() and stamp.read_text() == wanted:
        return
    with step("Collecting static files"):
        product.manage(
            "Collecting static files", "collectstatic", "--no-input", log=home.log_of("static")
        )
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(wanted)
