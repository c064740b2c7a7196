"""A batch never owes more than it has reserved, whatever happens at once: over real connections."""

import random
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django.db.models import F, Sum

from guildmark.accounts.models import User
from guildmark.core.errors import Refusal
from guildmark.work import actions
from guildmark.work.models import Assignment, Batch, Submission, Task
from guildmark.work.queries.leases import Lease
from tests.at_once import all_at_once, wait_until_somebody_waits_for_me
from tests.factories import work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(hours=1)
PEOPLE, ITEMS, ROUNDS = 6, 12, 6
#: What is paid for, now or when it is accepted, whether it counts or not.
OWED = ("submitted", "accepted", "voided", "spare")
MOST = 4


def _owed(batch: Batch) -> int:
    """In minor units: answers that are paid, and the slots that somebody may still fill."""
    answered = Assignment.objects.filter(batch=batch, state__in=OWED)
    owed = answered.aggregate(sum=Sum("amount_minor"))["sum"] or 0
    slots = Task.objects.filter(batch=batch).aggregate(n=Sum(F("open_slots") + F("leased")))["n"]
    return int(owed + slots * batch.price_minor)


def test_nothing_that_happens_at_once_owes_more_than_is_reserved() -> None:
    place = work.workplace(items=ITEMS)
    batch = work.open_batch(place, overlap=2)
    Batch.objects.update(is_adaptive=True, overlap_min=2, overlap_max=MOST)
    people = [work.annotator(place) for _ in range(PEOPLE)]
    _answer_too_late(place, people[1], instead=people[2:4])
    judges = [
        partial(_sweep),
        partial(_ask_more, batch),
        partial(_reject, place),
        partial(_void, place, people[0]),
        partial(_take_back, place),
    ]

    jobs = [
        partial(_work, user, place, judges, random.Random(seed))
        for seed, user in enumerate(people * 2)
    ]
    all_at_once([*jobs, *[partial(_watch, batch)] * 2])
    # What a storm may just have undone, or had no time for.
    _void(place, people[0])
    _ask_more(batch)

    batch.refresh_from_db()
    states = set(Assignment.objects.values_list("state", flat=True))
    assert states >= {"submitted", "voided", "spare"}, states
    assert Task.objects.filter(batch=batch, target__gt=2).exists()
    assert _owed(batch) <= batch.reserved_minor
    # ... and what is reserved is owed, but for rejections, whose place is another's.
    slots = Task.objects.filter(batch=batch).aggregate(n=Sum("target"))["n"]
    beside = Assignment.objects.filter(batch=batch, submissions__counts=False)
    beside = beside.filter(state__in=("voided", "spare", "accepted")).distinct()
    assert batch.reserved_minor == (slots + beside.count()) * batch.price_minor


def _answer_too_late(place: Workplace, late: User, *, instead: Sequence[User]) -> None:
    """A spare answer: others have filled the task since its lease ran out."""
    held = work.claim(late, place)
    _sweep()
    for user in instead:
        while (lease := work.claim(user, place)).task_id != held.task_id:
            work.submit(user, lease)
        work.submit(user, lease)
    work.submit(late, held)
    assert Assignment.objects.get(pk=held.assignment_id).state == "spare"


def _watch(batch: Batch) -> None:
    """Look again and again, in one snapshot each: also in between nothing is owed beyond."""
    for _ in range(40):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            now = Batch.objects.get(pk=batch.pk)
            assert _owed(now) <= now.reserved_minor


def _work(
    user: User, place: Workplace, judges: Sequence[Callable[[], None]], lot: random.Random
) -> None:
    """One of two windows of a person: claims, answers in time, late or not at all."""
    for _ in range(ROUNDS):
        held = actions.claim_next(user_id=user.pk, project_id=place.project.pk, now=NOW)
        if isinstance(held, Lease) and lot.random() < 0.8:
            if lot.random() < 0.4:
                _sweep()
            with suppress(Refusal):
                work.submit(user, held, now=NOW)
        with suppress(Refusal):
            lot.choice(judges)()


def _sweep() -> None:
    actions.expire_leases(now=LATER)


def _ask_more(batch: Batch) -> None:
    complete = Task.objects.filter(batch=batch, state="saturated", target__lt=MOST)
    for task_id in complete.order_by("pk").values_list("pk", flat=True)[:3]:
        actions.ask_more(task_id=task_id, slots=1, reason="unsure", now=NOW)


def _void(place: Workplace, user: User) -> None:
    actions.void_submissions(
        actor_id=place.manager.pk, annotator_id=user.pk, project_id=place.project.pk, since=None,
        reason="A storm.", now=NOW,
    )  # fmt: skip


def _reject(place: Workplace) -> None:
    done = Assignment.objects.filter(project=place.project, state="submitted")
    for pk in done.order_by("?").values_list("pk", flat=True)[:1]:
        actions.reject_assignment(
            actor_id=place.manager.pk, assignment_id=pk, reason_code="careless", note="", now=NOW
        )


def _take_back(place: Workplace) -> None:
    out = Assignment.objects.filter(project=place.project, state__in=("voided", "rejected"))
    for pk in out.order_by("?").values_list("pk", flat=True)[:1]:
        actions.reinstate_assignment(actor_id=place.manager.pk, assignment_id=pk, now=NOW)


def test_an_answer_is_taken_back_only_when_nobody_is_just_taking_its_place() -> None:
    """Without a lock on the task it would be counted into a slot that is another's by then."""
    place = work.workplace(items=1)
    work.open_batch(place, overlap=1)
    first, second = work.annotator(place), work.annotator(place)
    held = work.claim(first, place)
    work.submit(first, held)
    _void(place, first)
    has_claimed, outcomes = threading.Event(), []

    def claim_slowly() -> None:
        with transaction.atomic():
            work.claim(second, place)
            has_claimed.set()
            wait_until_somebody_waits_for_me()

    def take_back() -> None:
        has_claimed.wait(timeout=20)
        outcomes.append(
            actions.reinstate_assignment(actor_id=None, assignment_id=held.assignment_id, now=NOW)
        )

    all_at_once([claim_slowly, take_back])

    task = Task.objects.get()
    assert outcomes == [False]
    assert (task.open_slots, task.leased, task.counted, task.target) == (0, 1, 0, 1)
    assert not Submission.objects.filter(counts=True).exists()
