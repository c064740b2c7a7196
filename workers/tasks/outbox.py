"""What makes the outbox certain when relay or broker failed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import structlog
from django.core.cache import cache
from django.db import transaction

from guildmark.consensus.actions import note_given_up
from guildmark.core.clock import now
from guildmark.events import actions, queries
from guildmark.events.models import Event
from workers.app import app
from workers.relay import CHUNK, send_waiting
from workers.routes import LABEL_TASKS, tasks_for

GIVE_UP_AFTER = timedelta(days=1)
#: Behind very many answers a look at all that waits took the worker that makes the labels 12 s of
#: each 30. What is left is for the next looks.
MOST_LOOKED_AT = 20 * CHUNK
#: Where the next look goes on. A cache that forgot it costs a look from the start.
PLACE = "outbox.place"
log = structlog.get_logger(__name__)


@app.task(name="outbox.sweep")
def sweep(
    *, handled_within_seconds: float = queries.HANDLED_WITHIN.total_seconds(), **_: object
) -> None:
    """Send what the relay has not, settle what is done, send again what the broker has lost."""
    moment = now()
    after_id: int | None = cache.get(PLACE, 0)
    sent_before = moment - timedelta(seconds=handled_within_seconds)
    reached = queries.reached(now=moment)
    left = MOST_LOOKED_AT
    while after_id is not None and left > 0:
        after_id = _look_after_sent(sent_before, reached, after_id=after_id, moment=moment)
        left -= CHUNK
    cache.set(PLACE, after_id or 0)
    while send_waiting() == CHUNK:
        pass


@transaction.atomic
def _look_after_sent(
    sent_before: datetime, reached: Mapping[str, datetime], *, after_id: int, moment: datetime
) -> int | None:
    """One chunk of events that were sent long enough ago; where the next one begins."""
    events = queries.lock_unsettled(sent_before=sent_before, after_id=after_id, limit=CHUNK)
    done = queries.handlers_done([event.pk for event in events])
    missing = [
        event for event in events if set(tasks_for(event.name, event.payload)) - done[event.pk]
    ]
    given_up = [event for event in missing if event.occurred_at <= moment - GIVE_UP_AFTER]
    _tell(given_up, done, moment)
    waiting = {event.pk for event in missing} - {event.pk for event in given_up}
    actions.mark_settled(event_ids=[e.pk for e in events if e.pk not in waiting], now=moment)
    actions.mark_unsent(
        event_ids=[
            event.pk
            for event in missing
            if event.pk in waiting
            and queries.is_worth_sending_again(event, now=moment)
            and _is_lost(event, done[event.pk], reached)
        ]
    )
    return events[-1].pk if len(events) == CHUNK else None


def _is_lost(event: Event, done: set[str], reached: Mapping[str, datetime]) -> bool:
    """Whether a listener has dealt with what was sent later, or deals with nothing at all.

    The broker gives in the order in which it was given. Where workers are only behind, all that
    waits would be sent to them twice, and they would be behind by as much more.
    """
    assert event.sent_at is not None  # noqa: S101 -- for the type checker: only those are looked at
    return any(
        handler not in reached or event.sent_at < reached[handler]
        for handler in {*tasks_for(event.name, event.payload)} - done
    )


def _tell(given_up: Sequence[Event], done: Mapping[int, set[str]], moment: datetime) -> None:
    """In the log; what waits for a label is told to staff too, and tried less and less."""
    for event in given_up:
        log.error("event_given_up", event_id=event.pk, event_name=event.name)
    unjudged = {
        event.payload["task_id"]
        for event in given_up
        if {*tasks_for(event.name, event.payload)} & {*LABEL_TASKS} - done[event.pk]
    }
    note_given_up(task_ids=unjudged, now=moment)
