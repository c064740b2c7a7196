"""The Celery app: one broker, five queues, and what every task has in common.

PostgreSQL is the ledger and the broker a doorbell: nothing here is lost when the broker is.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from celery import Celery, Task
from celery.signals import celeryd_init
from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections
from kombu import Queue

from workers.routes import HEAVY_TASKS, LABEL_TASKS, MAIL_TASKS, SWEEP_TASKS
from workers.schedule import SCHEDULE

#: Else every worker loads all addresses of the API at its start to look their code over, which
#: `./guildmark check` has done.
os.environ.setdefault("CELERY_SKIP_CHECKS", "true")

#: Workers share a small machine with people who wait for an answer, and come after them: with
#: both at work they get a third of what others get, and all of what is idle.
NICENESS = 5
QUICK = "quick"
LABELS = "labels"
SWEEPS = "sweeps"
HEAVY = "heavy"
#: The queues are served in turn: letters to a hundred thousand members keep nothing else waiting.
MAIL = "mail"
#: What a task of the heavy queue is declared with, beside its name.
HEAVY_LIMITS: dict[str, Any] = {"time_limit": 900, "soft_time_limit": 870}
#: A fit cannot stop half-way and go on in a next task: it learns from everything at once.
FIT_LIMITS: dict[str, Any] = {"time_limit": 1740, "soft_time_limit": 1710}

#: The broker delivers a task again when it was not acknowledged for so long. Every time limit
#: lies below, so that a task is never delivered while it still runs.
VISIBILITY_SECONDS = 1800
QUICK_LIMIT_SECONDS = 120


class ReliableTask(Task[Any, Any]):
    """Acknowledged when done; the database or its connection being away is waited for."""

    acks_late = True
    reject_on_worker_lost = True
    ignore_result = True
    autoretry_for = (OperationalError, InterfaceError)
    max_retries = 6
    retry_backoff = 1
    retry_backoff_max = 60
    retry_jitter = True

    def before_start(
        self, task_id: str, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> None:
        """Let go of a connection that a restart of the database has broken."""
        close_old_connections()


app = Celery(
    "guildmark", broker=settings.REDIS_URL, backend=settings.REDIS_URL, task_cls=ReliableTask
)
app.conf.update(
    imports=[
        "workers.tasks.aids",
        "workers.tasks.communities",
        "workers.tasks.consensus",
        "workers.tasks.deletions",
        "workers.tasks.idempotency",
        "workers.tasks.imports",
        "workers.tasks.incoming",
        "workers.tasks.leftovers",
        "workers.tasks.mail",
        "workers.tasks.notices",
        "workers.tasks.operations",
        "workers.tasks.outbox",
        "workers.tasks.profiles",
        "workers.tasks.quality",
        "workers.tasks.releases",
        "workers.tasks.training",
        "workers.tasks.work",
    ],
    task_queues=[Queue(name, routing_key=name) for name in (QUICK, LABELS, SWEEPS, HEAVY, MAIL)],
    task_default_queue=QUICK,
    task_routes={
        **{name: {"queue": HEAVY} for name in HEAVY_TASKS},
        **{name: {"queue": LABELS} for name in LABEL_TASKS},
        **{name: {"queue": SWEEPS} for name in SWEEP_TASKS},
        **{name: {"queue": MAIL} for name in MAIL_TASKS},
    },
    task_time_limit=QUICK_LIMIT_SECONDS,
    task_soft_time_limit=QUICK_LIMIT_SECONDS - 10,
    task_track_started=False,
    task_serializer="json",
    accept_content=["json"],
    result_serializer="json",
    result_expires=3600,
    worker_prefetch_multiplier=1,
    worker_send_task_events=False,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "visibility_timeout": VISIBILITY_SECONDS,
        "socket_timeout": 10,
        "socket_connect_timeout": 5,
        "socket_keepalive": True,
    },
    redis_socket_connect_timeout=5,
    beat_schedule=SCHEDULE,
    beat_max_loop_interval=5,
    timezone="UTC",
)
# A new connection costs 20 to 30 ms before its first plan: keep it over many tasks.
app.conf.CELERY_DB_REUSE_MAX = 1_000_000


@celeryd_init.connect
def step_back(**_: object) -> None:
    """Before the pool is forked, so that all of it steps back.

    Where Linux puts every session into a scheduling group of its own, niceness counts only within
    the group: there the group steps back too.
    """
    os.nice(NICENESS)
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(NICENESS))
