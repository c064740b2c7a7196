"""Recording events, and ringing the doorbell after the commit."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, F, When

from guildmark.core.said import with_parts
from guildmark.events.doorbell import ring
from guildmark.events.models import Event

#: One statement where a look, a savepoint and an insert took four: every delivery writes one.
_RECEIPT = """
    INSERT INTO events_receipt (event_id, handler, handled_at) VALUES (%s, %s, %s)
    ON CONFLICT DO NOTHING
"""


def record(
    *,
    name: str,
    payload: dict[str, Any],
    actor_id: int | None,
    organisation_id: int | None,
    now: datetime,
    version: int = 1,
) -> Event:
    """Insert one event in the caller's transaction and ring after its commit.

    Calling twice records twice: the caller's own constraint decides what happened once.
    """
    event = Event.objects.create(
        name=name,
        version=version,
        payload=with_parts(payload),
        actor_id=actor_id,
        organisation_id=organisation_id,
        occurred_at=now,
    )
    ring_after_commit()
    return event


def record_many(
    *,
    name: str,
    payloads: Iterable[dict[str, Any]],
    actor_id: int | None,
    organisation_id: int | None,
    now: datetime,
) -> None:
    """As `record`, for many events of one name in one statement."""
    Event.objects.bulk_create(
        Event(
            name=name,
            version=1,
            payload=with_parts(payload),
            actor_id=actor_id,
            organisation_id=organisation_id,
            occurred_at=now,
        )
        for payload in payloads
    )
    ring_after_commit()


def ring_after_commit() -> None:
    """Wake the relay once the transaction is in the database."""
    transaction.on_commit(ring, robust=True)


def receipt(*, event_id: int, handler: str, now: datetime) -> bool:
    """Say in the handler's own transaction that it has dealt with the event.

    True the first time, False when a receipt was there: then there is nothing left to do.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RECEIPT, [event_id, handler, now])
        return bool(cursor.rowcount == 1)


def mark_sent(*, event_ids: Collection[int], settled_ids: Collection[int], now: datetime) -> None:
    """Stamp what the relay has handed to the broker; `settled_ids` are those nobody listens to.

    Call inside the transaction that locked them. Calling twice moves the stamp.
    """
    # One statement, not one after the other: each is a new version of the row in every index.
    Event.objects.filter(pk__in=event_ids).update(
        sent_at=now, settled_at=Case(When(pk__in=settled_ids, then=now), default=F("settled_at"))
    )


def mark_settled(*, event_ids: Collection[int], now: datetime) -> None:
    """Stamp what every listener has dealt with; it is never sent again. Safe to call twice."""
    Event.objects.filter(pk__in=event_ids, settled_at=None).update(settled_at=now)


def mark_unsent(*, event_ids: Collection[int]) -> None:
    """Give events back to the relay, because what it sent never arrived. Safe to call twice."""
    Event.objects.filter(pk__in=event_ids, settled_at=None).update(sent_at=None)
