"""What makes the outbox certain when relay or broker failed."""

from datetime import timedelta

import structlog
from django.db import transaction

from guildmark.core.clock import now
from guildmark.events import actions, queries
from workers.app import app
from workers.relay import CHUNK, send_waiting
from workers.routes import tasks_for

GIVE_UP_AFTER = timedelta(days=1)
log = structlog.get_logger(__name__)


@app.task(name="outbox.sweep")
def sweep(
    *, handled_within_seconds: float = queries.HANDLED_WITHIN.total_seconds(), **_: object
) -> None:
    """Send what the relay has not, settle what is done, send again what the broker has lost."""
    within = timedelta(seconds=handled_within_seconds)
    while _look_after_sent(within) == CHUNK:
        pass
    while send_waiting() == CHUNK:
        pass


@transaction.atomic
def _look_after_sent(within: timedelta) -> int:
    """One chunk of events that were sent long enough ago; the number looked at."""
    moment = now()
    events = queries.lock_unsettled(now=moment, limit=CHUNK, within=within)
    done = queries.handlers_done([event.pk for event in events])
    missing = [
        event for event in events if set(tasks_for(event.name, event.payload)) - done[event.pk]
    ]
    lost = [event.pk for event in missing if event.occurred_at > moment - GIVE_UP_AFTER]
    for event in missing:
        if event.pk not in lost:
            log.error("event_given_up", event_id=event.pk, event_name=event.name)
    actions.mark_settled(event_ids=[e.pk for e in events if e.pk not in lost], now=moment)
    actions.mark_unsent(event_ids=lost)
    return len(events)
