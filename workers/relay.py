"""The outbox on its way to the broker: `python -m workers.relay`.

Takes events that nobody has sent, sends each to the tasks that listen, stamps them. Rung by a
publication on the broker, it is quick; looking by itself twice a second, it is certain. Several
relays may run: rows held by one are skipped by the others.
"""

import os
import signal
import time
from collections.abc import Sequence
from types import FrameType

import structlog
from django.db import Error as DatabaseError
from django.db import connection, transaction
from kombu.exceptions import OperationalError as BrokerError
from redis.client import PubSub
from redis.exceptions import RedisError

from guildmark.core.clock import now
from guildmark.events import actions, queries
from guildmark.events.doorbell import CHANNEL, GATHER_SECONDS, broker
from guildmark.events.models import Event
from workers.app import app
from workers.routes import tasks_for

CHUNK = 200
LOOK_EVERY_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 5.0
log = structlog.get_logger(__name__)


def send_waiting() -> int:
    """Send one chunk of waiting events; the number sent. Raises when database or broker is away.

    The rows stay locked while the broker is called, against the house's rule: a relay that dies
    in between leaves them unsent, and what it had sent arrives twice, which every task stands.
    """
    with transaction.atomic():
        events = queries.lock_unsent(limit=CHUNK)
        if not events:
            return 0
        actions.mark_sent(
            event_ids=[event.pk for event in events], settled_ids=_send(events), now=now()
        )
    return len(events)


def _send(events: Sequence[Event]) -> list[int]:
    """Send each to the tasks that listen; the ids of those nobody listens to."""
    unheard = []
    with app.producer_pool.acquire(block=True) as producer:
        for event in events:
            listeners = tasks_for(event.name, event.payload)
            if not listeners:
                unheard.append(event.pk)
            for task_name in listeners:
                app.send_task(
                    task_name,
                    kwargs={**event.payload, "event_id": event.pk},
                    producer=producer,
                    retry=False,
                    ignore_result=True,
                )
    return unheard


def run() -> None:
    """Send and wait until a signal ends the process."""
    bell: PubSub | None = None
    pause_seconds = 0.0
    while True:
        try:
            if send_waiting() < CHUNK:
                bell = bell or _listen()
                _wait(bell)
            pause_seconds = 0.0
        except (DatabaseError, BrokerError, RedisError) as error:
            log.warning("relay_waits", error=type(error).__name__, pause_seconds=pause_seconds)
            connection.close()
            bell = None
            pause_seconds = min(LONGEST_PAUSE_SECONDS, 2 * pause_seconds + 0.1)
            time.sleep(pause_seconds)


def _listen() -> PubSub:
    bell: PubSub = broker().pubsub(  # type: ignore[no-untyped-call]  # redis-py leaves it bare
        ignore_subscribe_messages=True
    )
    bell.subscribe(CHANNEL)
    return bell


def _wait(bell: PubSub) -> None:
    """Until it rings or the time is up; then a moment for more.

    Rings that have come already are answered together; those of the moment of waiting stay in
    line, so that every ring is followed by a look after GATHER_SECONDS, as `ring` relies on.
    """
    if bell.get_message(timeout=LOOK_EVERY_SECONDS) is None:
        return
    while bell.get_message(timeout=0) is not None:
        pass
    time.sleep(GATHER_SECONDS)


def _stop(number: int, frame: FrameType | None) -> None:
    """Leave at once, in the middle of whatever it is: an unfinished chunk is rolled back.

    Not through the interpreter's own way out, which tidies up the libraries' pools for seconds.
    """
    os._exit(0)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    run()
