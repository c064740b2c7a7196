"""The one table of processes: what runs beside the database and the broker, and how.

`docker-compose.yml` runs the same commands; a test compares the two. The database and the broker
are described where they are set up: `postgres.py` and `valkey.py`.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local.child import Command
from deploy.local.paths import ROOT, Home
from deploy.local.ports import HOST
from deploy.local.secret_store import Secrets


@dataclass(frozen=True)
class Process:
    """A process of the product: `python -m MODULE ARGUMENTS`.

    `{bind}` and `{run}` stand for the address to listen on and a folder for what the process
    notes down. `health` says how one sees that it does its work.
    """

    name: str
    module: str
    arguments: tuple[str, ...]
    health: str

    def command(self, *, bind: str, run: Path, environment: Mapping[str, str]) -> Command:
        filled = [argument.format(bind=bind, run=run) for argument in self.arguments]
        return Command(self.name, [sys.executable, "-m", self.module, *filled], environment)


PROCESSES = (
    Process(
        name="web",
        module="gunicorn",
        arguments=(
            "guildmark.wsgi:application",
            "--bind={bind}",
            "--preload",  # the product is loaded once, before the workers are forked
            "--worker-class=guildmark.serving.EvenWorker",
            "--workers=2",
            "--threads=4",
            "--keep-alive=60",
            "--timeout=60",
            "--graceful-timeout=5",
            "--worker-tmp-dir={run}",  # whose times say that it lives: not where large files go
            "--no-control-socket",
        ),
        health="GET /readyz answers 200",
    ),
    Process(
        name="worker",
        module="celery",
        arguments=(
            "--app=workers.app",
            "worker",
            "--concurrency=2",
            "--loglevel=INFO",
            "--without-gossip",
            "--without-mingle",
        ),
        health="celery inspect ping",
    ),
    Process(  # two pieces of heavy work, half an hour each, leave the other no process
        name="light",
        module="celery",
        arguments=(
            "--app=workers.app",
            "worker",
            "--hostname=light@%h",
            "--queues=quick,labels,sweeps,mail",
            "--concurrency=1",
            "--loglevel=INFO",
            "--without-gossip",
            "--without-mingle",
        ),
        health="celery inspect ping",
    ),
    Process(
        name="beat",
        module="celery",
        arguments=(
            "--app=workers.beat",
            "beat",
            "--loglevel=INFO",
            "--schedule={run}/beat-schedule",
            "--pidfile=",
        ),
        health="its schedule file is written again and again",
    ),
    Process(
        name="relay",
        module="workers.relay",
        arguments=(),
        health="no event waits for longer than a minute",
    ),
)


def settings_environment(
    home: Home, secrets: Secrets, *, database_url: str, redis_url: str, base_url: str
) -> dict[str, str]:
    """The variables that settings.py reads, for the quick start. A person's own ones win."""
    chosen = {
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "EMAIL_URL": f"filemail://{home.mail}",
        "GUILDMARK_SECRET_KEY": secrets.secret_key,
        "GUILDMARK_DEBUG": "false",
        "GUILDMARK_HTTPS": "false",
        "GUILDMARK_ALLOWED_HOSTS": f"localhost,{HOST},[::1]",
        "GUILDMARK_BASE_URL": base_url,
        "GUILDMARK_DATA_DIR": str(home.data),
    }
    named = {name: os.environ[name] for name in chosen if name in os.environ}
    return chosen | named


def child_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """The whole environment of a process of the product.

    They write bytecode: else each of them compiles every package at its start, for seconds.
    """
    foreign = ("PYTHONHOME", "PYTHONSAFEPATH", "PYTHONDONTWRITEBYTECODE")
    inherited = {name: value for name, value in os.environ.items() if name not in foreign}
    return inherited | {
        **settings,
        "DJANGO_SETTINGS_MODULE": "guildmark.settings",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "platform"), str(ROOT))),
        "PYTHONUNBUFFERED": "1",
    }


def manage_command(*arguments: str, environment: Mapping[str, str]) -> Command:
    """A management command of the product."""
    return Command("manage", [sys.executable, str(ROOT / "manage.py"), *arguments], environment)
