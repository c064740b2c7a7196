"""Reading the outbox: what waits to be sent, and what was sent and not dealt with."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db.models import Max, OuterRef, Subquery

from guildmark.events.models import Event, Receipt

#: How long handlers have before somebody looks whether they have dealt with the event.
HANDLED_WITHIN = timedelta(seconds=120)
#: A handler that dealt with nothing for so long is not only behind.
BEHIND_AT_MOST = timedelta(minutes=10)
#: From when on people should be told that what they did has no effect yet, and sweeps look at the
#: facts themselves: what is younger is on its way, or is sent again.
LATE = timedelta(minutes=5)
MOST_COUNTED = 1_000


def lock_unsent(*, limit: int) -> Sequence[Event]:
    """The oldest events nobody has sent, locked; those another relay holds are skipped."""
    waiting = Event.objects.select_for_update(skip_locked=True).filter(sent_at=None)
    return list(waiting.order_by("pk")[:limit])


def lock_unsettled(*, sent_before: datetime, after_id: int, limit: int) -> Sequence[Event]:
    """Events sent before that moment whose handlers have not all been seen to be done."""
    overdue = Event.objects.select_for_update(skip_locked=True).filter(
        sent_at__lt=sent_before, settled_at=None, pk__gt=after_id
    )
    return list(overdue.order_by("pk")[:limit])


def is_worth_sending_again(event: Event, *, now: datetime) -> bool:
    """An event sent for the second time after t seconds is sent again after another t seconds."""
    return event.sent_at is not None and now - event.sent_at >= event.sent_at - event.occurred_at


def reached(*, now: datetime) -> dict[str, datetime]:
    """By handler, when the last event was sent of those it has dealt with in BEHIND_AT_MOST.

    Of events that nobody has seen to be settled yet, as all are for a while (HANDLED_WITHIN).
    """
    unsettled = Event.objects.filter(sent_at__isnull=False, settled_at=None)
    sent_at = unsettled.filter(pk=OuterRef("event_id")).values("sent_at")
    rows = (
        Receipt.objects.filter(
            event_id__in=unsettled.values("pk"), handled_at__gte=now - BEHIND_AT_MOST
        )
        .values("handler")
        .annotate(at=Max(Subquery(sent_at)))
        .order_by()
    )
    return {row["handler"]: row["at"] for row in rows if row["at"] is not None}


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


def waiting_since(*, before: datetime) -> tuple[int, datetime | None]:
    """How many events older than that nobody has sent, or dealt with, and when the oldest was.

    At most the first 1,000 of either kind are looked at; none is 0 and None.
    """
    unsent = Event.objects.filter(sent_at=None, occurred_at__lt=before)
    unsettled = Event.objects.filter(sent_at__isnull=False, settled_at=None, occurred_at__lt=before)
    moments = [
        moment
        for found in (unsent, unsettled)
        for moment in found.order_by("pk").values_list("occurred_at", flat=True)[:MOST_COUNTED]
    ]
    return len(moments), min(moments, default=None)


def sent_at(event_id: int) -> datetime | None:
    """When it was given to the broker, if that is known yet."""
    return Event.objects.values_list("sent_at", flat=True).get(pk=event_id)


def event_name(event_id: int) -> str:
    """What happened, by its name."""
    return Event.objects.values_list("name", flat=True).get(pk=event_id)
