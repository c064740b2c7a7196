"""Delivery is at least once; the effect is of once."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from guildmark.core.clock import now
from guildmark.events.actions import receipt
from guildmark.events.queries import has_receipt


@contextmanager
def once(*, event_id: int, handler: str) -> Iterator[bool]:
    """Whether the handler has yet to deal with the event; effect and receipt are one transaction.

    Two deliveries beside each other: the second waits for the receipt of the first.
    """
    with transaction.atomic():
        yield receipt(event_id=event_id, handler=handler, now=now())


@contextmanager
def after(*, event_id: int, handler: str) -> Iterator[bool]:
    """As `once` for an effect outside the database, or one of many transactions.

    The receipt is written after it: a worker lost in between does it again.
    """
    is_new = not has_receipt(event_id=event_id, handler=handler)
    yield is_new
    if is_new:
        receipt(event_id=event_id, handler=handler, now=now())


def acknowledge(*, event_id: int | None, handler: str) -> None:
    """Say that a ring arrived for a row with a state of its own.

    Not that the work is done: the sweep of quiet operations looks after that.
    """
    if event_id is not None:
        receipt(event_id=event_id, handler=handler, now=now())
