"""Events are written with the change they tell of, and dealt with once."""

from time import perf_counter, sleep

import pytest
from django.db import transaction
from pytest_django import Settings

from guildmark.events import actions, doorbell
from guildmark.events.models import Event, Receipt
from tests.at_once import at_once
from tests.factories.accounts import NOW


def _record() -> Event:
    return actions.record(
        name="thing.happened", payload={"id": 1}, actor_id=None, organisation_id=None, now=NOW
    )


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_the_transaction_that_made_it() -> None:
    with transaction.atomic():
        _record()
        transaction.set_rollback(True)

    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_doorbell_rings_after_the_commit_and_not_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(actions, "ring", lambda: rung.append(Event.objects.count()))

    with transaction.atomic():
        _record()
        before = list(rung)

    assert (before, rung) == ([], [1])


def test_a_bell_that_has_just_rung_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[str] = []

    class Broker:
        """Counts."""

        def publish(self, channel: str, message: bytes) -> None:
            rung.append(channel)

    monkeypatch.setattr(doorbell, "broker", Broker)
    sleep(doorbell.GATHER_SECONDS)

    for _ in range(3):
        doorbell.ring()
    at_once = len(rung)
    sleep(doorbell.GATHER_SECONDS)
    doorbell.ring()

    assert (at_once, len(rung)) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_a_broken_doorbell_breaks_nothing_and_keeps_nobody_waiting(settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    doorbell.broker.cache_clear()
    sleep(doorbell.GATHER_SECONDS)  # a bell that has just rung would be left alone

    started_s = perf_counter()
    with transaction.atomic():
        _record()
    seconds = perf_counter() - started_s
    doorbell.broker.cache_clear()

    assert Event.objects.count() == 1
    assert seconds < 1


@pytest.mark.django_db
def test_a_receipt_is_new_once_for_each_handler() -> None:
    event = _record()

    answers = [
        actions.receipt(event_id=event.pk, handler=handler, now=NOW)
        for handler in ("mail", "mail", "webhooks")
    ]

    assert answers == [True, False, True]


@pytest.mark.django_db(transaction=True)
def test_two_deliveries_at_once_are_dealt_with_once() -> None:
    event = _record()

    def deliver(_: int) -> bool:
        with transaction.atomic():
            return actions.receipt(event_id=event.pk, handler="mail", now=NOW)

    answers = at_once(6, deliver)

    assert sorted(answers) == [False] * 5 + [True]
    assert Receipt.objects.count() == 1
