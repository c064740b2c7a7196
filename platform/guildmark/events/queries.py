"""Reading the outbox: what waits to be sent, and what was sent and not dealt with."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db.models import F, Q

from guildmark.events.models import Event, Receipt

#: How long a handler has before its event is sent again. The wait doubles every time.
HANDLED_WITHIN = timedelta(seconds=120)


def lock_unsent(*, limit: int) -> Sequence[Event]:
    """The oldest events nobody has sent, locked; those another relay holds are skipped."""
    waiting = Event.objects.select_for_update(skip_locked=True).filter(sent_at=None)
    return list(waiting.order_by("pk")[:limit])


def lock_unsettled(*, now: datetime, limit: int, within: timedelta) -> Sequence[Event]:
    """Events sent `within` ago or longer whose handlers have not all been seen to be done.

    An event sent for the second time after t seconds comes here again after another t seconds.
    """
    is_due = Q(sent_at__lt=now - within) & Q(sent_at__lt=now - (F("sent_at") - F("occurred_at")))
    overdue = Event.objects.select_for_update(skip_locked=True).filter(is_due, settled_at=None)
    return list(overdue.order_by("pk")[:limit])


def handlers_done(event_ids: Collection[int]) -> dict[int, set[str]]:
    """By event, the handlers that have dealt with it."""
    done: dict[int, set[str]] = {event_id: set() for event_id in event_ids}
    rows = Receipt.objects.filter(event_id__in=event_ids).values_list("event_id", "handler")
    for event_id, handler in rows:
        done[event_id].add(handler)
    return done


def has_receipt(*, event_id: int, handler: str) -> bool:
    """Whether the handler has dealt with the event."""
    return Receipt.objects.filter(event_id=event_id, handler=handler).exists()
