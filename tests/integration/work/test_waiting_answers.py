"""An answer whose task somebody else is changing waits, and goes by what became of the task."""

from collections.abc import Callable, Iterator
from concurrent.futures import wait
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection

from guildmark.accounts.models import User
from guildmark.events.models import Event
from guildmark.work import actions
from guildmark.work.models import Assignment, Batch, Task
from guildmark.work.queries.leases import Lease
from tests.factories import work
from tests.factories.work import NOW, Workplace
from tests.integration.work.queue_hands import WAITS, Hand

pytestmark = pytest.mark.django_db(transaction=True)
Call = Callable[[], object]


@pytest.fixture
def hands(transactional_db: None) -> Iterator[tuple[Hand, Hand]]:
    """Two connections."""
    both = Hand(), Hand()
    yield both
    for hand in both:
        hand.close()


def beside(hands: tuple[Hand, Hand], first: Call, second: Call) -> object:
    """The second begins when the first has done its work and not committed; what it answers."""
    one, other = hands
    one.begin()
    one.do(first).result()
    going = other.do(second)
    with connection.cursor() as cursor:
        while not wait([going], timeout=0.01).done:
            cursor.execute(WAITS, [other.pid])
            if cursor.fetchone()[0]:
                break
    assert not going.done(), "it did not wait"
    one.end(commits=True)
    return going.result()


def place_with(*, overlap: int) -> tuple[Workplace, list[tuple[User, Lease]]]:
    """One picture, and two people who hold it."""
    place = work.workplace(items=1)
    work.open_batch(place, overlap=overlap)
    people = [work.annotator(place) for _ in range(2)]
    return place, [(user, work.claim(user, place)) for user in people]


def completions() -> list[bool]:
    """What consensus is told of the answers, in their order."""
    made = Event.objects.filter(name="submission.made").order_by("pk")
    return [one.payload["is_complete"] for one in made]


def test_of_the_last_two_answers_at_once_one_is_the_last(hands: tuple[Hand, Hand]) -> None:
    _, ((anna, hers), (ben, his)) = place_with(overlap=2)

    beside(hands, partial(work.submit, anna, hers), partial(work.submit, ben, his))

    assert completions() == [False, True]


def test_an_answer_beside_a_cancellation_is_kept_and_paid(hands: tuple[Hand, Hand]) -> None:
    place, ((anna, hers), _) = place_with(overlap=2)
    cancel = partial(
        actions.cancel_task, actor_id=place.manager.pk, task_id=hers.task_id, reason="Bad.", now=NOW
    )

    done = beside(hands, cancel, partial(work.submit, anna, hers))

    assert isinstance(done, actions.Submitted)
    assert done.state == "spare"
    assert Batch.objects.get().reserved_minor == 2 * 5  # hers, and the one that Ben holds


def test_an_answer_beside_the_end_of_its_batch_is_the_last_one(hands: tuple[Hand, Hand]) -> None:
    place, ((anna, hers), (ben, his)) = place_with(overlap=3)
    work.submit(anna, hers)
    drain = partial(
        actions.drain_batch, actor_id=place.manager.pk, batch_id=Batch.objects.get().pk, now=NOW
    )

    beside(hands, drain, partial(work.submit, ben, his))

    assert completions() == [False, True]


def test_a_late_answer_beside_who_takes_its_slot_is_kept_and_paid(
    hands: tuple[Hand, Hand],
) -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    anna, ben = work.annotator(place), work.annotator(place)
    held = work.claim(anna, place)
    later = NOW + timedelta(minutes=31)
    actions.expire_leases(now=later)

    done = beside(
        hands,
        partial(work.claim, ben, place, now=later),
        partial(work.submit, anna, held, now=later),
    )

    assert isinstance(done, actions.Submitted)
    assert done.state == "spare"
    assert Task.objects.get().leased == 1


def test_what_is_reinstated_beside_who_takes_its_place_is_paid_and_does_not_count(
    hands: tuple[Hand, Hand],
) -> None:
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    anna, ben = work.annotator(place), work.annotator(place)
    held = work.claim(anna, place)
    work.submit(anna, held)
    actions.void_submissions(
        actor_id=None, annotator_id=anna.pk, project_id=place.project.pk, since=None,
        reason="Copied.", now=NOW,
    )  # fmt: skip

    counts = beside(
        hands,
        partial(work.claim, ben, place),
        partial(
            actions.reinstate_assignment,
            actor_id=None,
            assignment_id=held.assignment_id,
            now=NOW,
        ),
    )

    task = Task.objects.get()
    assert counts is False
    assert (task.open_slots, task.leased, task.counted, task.target) == (0, 1, 0, 1)
    assert Batch.objects.get().reserved_minor == 2 * 5  # Ben's, and hers beside it


def test_of_two_answers_of_one_person_at_once_the_second_is_told(hands: tuple[Hand, Hand]) -> None:
    _, ((anna, hers), _) = place_with(overlap=3)
    answer = partial(
        actions.submit, user_id=anna.pk, assignment_id=hers.assignment_id, document=work.boxes(1),
        seconds_spent=5.0, now=NOW,
    )  # fmt: skip

    done = beside(
        hands, partial(answer, idempotency_key="click"), partial(answer, idempotency_key="click")
    )

    assert isinstance(done, actions.Submitted)
    assert not done.is_new
    assert Assignment.objects.get(annotator=anna).submissions.count() == 1
