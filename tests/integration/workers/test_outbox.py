"""Events on their way to tasks: sent once as a rule, again when lost, settled when dealt with."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from kombu.exceptions import OperationalError as BrokerError

from guildmark.consensus.actions import take_due_failures
from guildmark.consensus.queries.alarms import alarms
from guildmark.consensus.queries.failures import failures_of
from guildmark.core import clock
from guildmark.events import queries
from guildmark.events.actions import receipt, record
from guildmark.events.models import Event
from tests.factories import consensus
from workers import relay
from workers.app import app
from workers.tasks import outbox

pytestmark = pytest.mark.django_db
Sent = list[tuple[str, dict[str, Any]]]


class _NoProducers:
    """The broker's pool, with no broker behind."""

    def acquire(self, *, block: bool) -> "_NoProducers":
        """Itself."""
        return self

    def __enter__(self) -> None:
        pass

    def __exit__(self, *error: object) -> None:
        pass


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """What was handed to the broker, which is not there."""
    messages: Sent = []

    def send_task(name: str, kwargs: dict[str, Any], **options: object) -> None:
        messages.append((name, kwargs))

    monkeypatch.setattr(app, "send_task", send_task)
    monkeypatch.setattr(type(app), "producer_pool", _NoProducers())
    return messages


def _record(name: str = "release.requested", *, age: timedelta = timedelta(0)) -> Event:
    return record(
        name=name,
        payload={"release_id": 7},
        actor_id=None,
        organisation_id=None,
        now=clock.now() - age,
    )


def _sent_long_ago(event: Event, *, minutes: int = 5) -> None:
    moment = clock.now() - timedelta(minutes=minutes)
    Event.objects.filter(pk=event.pk).update(sent_at=moment, occurred_at=moment)


def test_an_event_is_sent_with_its_payload_and_id_and_stamped(sent: Sent) -> None:
    event = _record()

    relay.send_waiting()

    assert sent == [("releases.build", {"release_id": 7, "event_id": event.pk})]
    event.refresh_from_db()
    assert event.sent_at is not None
    assert event.settled_at is None
    assert relay.send_waiting() == 0


def test_an_event_nobody_listens_to_is_settled_at_once(sent: Sent) -> None:
    event = _record("dataset.created")

    relay.send_waiting()

    event.refresh_from_db()
    assert (sent, event.settled_at is not None) == ([], True)


def test_a_broker_that_is_away_leaves_the_event_for_later(
    sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = _record()

    def away(*args: object, **options: object) -> None:
        raise BrokerError

    with monkeypatch.context() as patched:
        patched.setattr(app, "send_task", away)
        with pytest.raises(BrokerError):
            relay.send_waiting()
    event.refresh_from_db()
    assert event.sent_at is None
    relay.send_waiting()

    assert [name for name, _ in sent] == ["releases.build"]


def test_what_the_broker_lost_is_sent_again(sent: Sent) -> None:
    event = _record()
    _sent_long_ago(event)

    outbox.sweep()

    assert sent == [("releases.build", {"release_id": 7, "event_id": event.pk})]


def test_what_was_dealt_with_is_settled_and_never_sent_again(sent: Sent) -> None:
    event = _record()
    _sent_long_ago(event)
    receipt(event_id=event.pk, handler="releases.build", now=clock.now())

    outbox.sweep()

    event.refresh_from_db()
    assert (sent, event.settled_at is not None) == ([], True)


def test_it_is_sent_again_only_while_one_of_its_listeners_is_missing(sent: Sent) -> None:
    event = _record("submission.made")
    _sent_long_ago(event)
    receipt(event_id=event.pk, handler="quality.score_gold", now=clock.now())

    outbox.sweep()

    assert {name for name, _ in sent} == {"quality.score_gold", "consensus.refresh_task"}


def test_what_was_sent_just_now_is_left_to_arrive(sent: Sent) -> None:
    event = _record()
    _sent_long_ago(event, minutes=1)

    outbox.sweep()

    assert sent == []


def test_the_wait_doubles_so_that_a_slow_handler_is_not_flooded(sent: Sent) -> None:
    event = _record()
    moment = clock.now()
    Event.objects.filter(pk=event.pk).update(
        occurred_at=moment - timedelta(minutes=60), sent_at=moment - timedelta(minutes=20)
    )

    outbox.sweep()
    assert sent == []
    Event.objects.filter(pk=event.pk).update(
        occurred_at=moment - timedelta(minutes=60), sent_at=moment - timedelta(minutes=31)
    )
    outbox.sweep()

    assert len(sent) == 1


def test_what_waits_in_line_behind_what_was_dealt_with_is_not_sent_twice(sent: Sent) -> None:
    lost, done, waiting = (_record() for _ in range(3))
    for event, minutes in ((lost, 12), (done, 10), (waiting, 9)):
        _sent_long_ago(event, minutes=minutes)
    receipt(event_id=done.pk, handler="releases.build", now=clock.now())

    outbox.sweep()

    assert [about["event_id"] for _, about in sent] == [lost.pk]
    sent.clear()
    outbox.sweep()

    assert [about["event_id"] for _, about in sent] == [waiting.pk]  # nothing is dealt with by now


def test_a_handler_that_dealt_with_nothing_for_long_is_not_only_behind(sent: Sent) -> None:
    done, lost = _record(), _record()
    for event, minutes in ((done, 13), (lost, 12)):
        _sent_long_ago(event, minutes=minutes)
    long_ago = clock.now() - queries.BEHIND_AT_MOST - timedelta(seconds=1)
    receipt(event_id=done.pk, handler="releases.build", now=long_ago)

    outbox.sweep()

    assert [about["event_id"] for _, about in sent] == [lost.pk]


def test_behind_very_many_events_each_look_goes_on_where_the_last_one_ended(
    sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "CHUNK", 2)
    monkeypatch.setattr(outbox, "MOST_LOOKED_AT", 4)
    monkeypatch.setattr(queries, "is_worth_sending_again", lambda event, now: False)
    waiting, done = [_record() for _ in range(5)], _record()
    for event in (*waiting, done):
        _sent_long_ago(event)
    receipt(event_id=done.pk, handler="releases.build", now=clock.now())

    def settled_after_a_look() -> bool:
        outbox.sweep()
        done.refresh_from_db()
        return done.settled_at is not None

    assert [settled_after_a_look(), settled_after_a_look()] == [False, True]
    assert cache.get(outbox.PLACE) == 0  # all was looked at: the next look begins anew


def test_after_a_day_it_is_given_up_and_said_so(
    sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = _record()
    _sent_long_ago(event, minutes=25 * 60)
    said: list[str] = []
    report: Callable[..., None] = lambda what, **about: said.append(what)  # noqa: E731
    monkeypatch.setattr(outbox.log, "error", report)

    outbox.sweep()

    event.refresh_from_db()
    assert (sent, said, event.settled_at is not None) == ([], ["event_given_up"], True)


def test_a_label_that_no_worker_made_in_a_day_is_told_to_staff_and_still_tried(sent: Sent) -> None:
    place = consensus.labelled(items=2)
    Event.objects.update(sent_at=clock.now(), settled_at=clock.now())
    told = list(Event.objects.filter(name="submission.made").order_by("-pk")[:2])
    judged, waiting = sorted(told, key=lambda event: event.payload["task_id"])
    Event.objects.filter(pk__in=[judged.pk, waiting.pk]).update(settled_at=None)
    for event in told:
        _sent_long_ago(event, minutes=25 * 60)
    receipt(event_id=judged.pk, handler="consensus.refresh_task", now=clock.now())

    outbox.sweep()

    (failure,) = failures_of(place.project.pk)
    assert (failure.task_id, failure.error) == (waiting.payload["task_id"], "")
    assert [alarm.code for alarm in alarms(place.project.pk, clock.now())] == [
        "answers_not_compared"
    ]
    assert take_due_failures(now=clock.now(), limit=9) == [(failure.task_id, "draw")]


def test_the_sweep_sends_what_the_relay_never_took(sent: Sent) -> None:
    for _ in range(3):
        _record()

    outbox.sweep()

    assert len(sent) == 3
