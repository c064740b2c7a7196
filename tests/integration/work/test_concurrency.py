"""Many connections at once, with real commits."""

import random
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

import pytest
from django.db import transaction
from django.db.models import F, Q

from guildmark.accounts.models import User
from guildmark.work import actions
from guildmark.work.errors import AlreadySubmitted, AssignmentOver
from guildmark.work.models import Assignment, Submission, Task
from guildmark.work.queries.leases import Lease, lease
from tests.at_once import all_at_once, beside, wait_until_somebody_waits_for_me
from tests.factories import work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db(transaction=True)
CONNECTIONS = 32


def the_books_agree(place: Workplace) -> None:
    """Counters equal rows, nothing over its target, no item twice."""
    tasks = list(Task.objects.filter(project=place.project, is_gold=False))
    live = Assignment.objects.filter(project=place.project, state="leased")
    answers = Submission.objects.filter(project=place.project, counts=True)
    leased = list(live.values_list("task_id", flat=True))
    counted = list(answers.values_list("task_id", flat=True))
    assert [task.leased for task in tasks] == [leased.count(task.pk) for task in tasks]
    assert [task.counted for task in tasks] == [counted.count(task.pk) for task in tasks]
    had = list(Assignment.objects.values_list("annotator_id", "item_id"))
    assert len(had) == len(set(had))


def test_32_connections_claim_200_tasks_exactly_600_times() -> None:
    place = work.workplace(items=200)
    work.open_batch(place, overlap=3)
    people = [work.annotator(place) for _ in range(CONNECTIONS)]

    def take_all(user: User) -> None:
        """Claim until nothing is left for me, each lease moved out of the way of the next."""
        while True:
            held = actions.claim_next(user_id=user.pk, project_id=place.project.pk, now=NOW)
            if isinstance(held, Lease):
                Assignment.objects.filter(pk=held.assignment_id).update(state="accepted")
            elif held.reason == "nothing_left":
                return

    all_at_once([partial(take_all, user) for user in people])

    assert Assignment.objects.count() == 600
    assert set(Task.objects.values_list("open_slots", "leased", "counted", "target")) == {
        (0, 3, 0, 3)
    }
    had = list(Assignment.objects.values_list("annotator_id", "item_id"))
    assert len(set(had)) == 600


def test_expired_leases_come_back_exactly_once_whoever_sweeps() -> None:
    place = work.workplace(items=40)
    work.open_batch(place, overlap=2)  # three lapses would be a triage
    people = [work.annotator(place) for _ in range(CONNECTIONS)]
    all_at_once([partial(claim, user, place) for user in people])
    later = NOW + timedelta(hours=1)
    swept: list[int] = []

    def sweep() -> None:
        swept.append(actions.expire_leases(now=later))

    late = [partial(answer, user, now=later) for user in people[:6]]
    all_at_once([*[sweep] * 6, *late])
    sweep()

    expired = Assignment.objects.filter(Q(state="expired") | Q(ended_at=later)).count()
    open_slots = sum(Task.objects.values_list("open_slots", flat=True))
    assert expired == CONNECTIONS
    assert open_slots == 40 * 2 - Submission.objects.filter(counts=True).count()
    assert Submission.objects.count() == 6
    the_books_agree(place)


def claim(user: User, place: Workplace) -> None:
    work.claim(user, place)


def answer(user: User, *, now: datetime) -> None:
    mine = Assignment.objects.get(annotator=user)
    work.submit(user, lease(user_id=user.pk, assignment_id=mine.pk), now=now)


def test_two_tabs_claiming_at_once_share_one_lease() -> None:
    place = work.workplace(items=20)
    work.open_batch(place)
    people = [work.annotator(place) for _ in range(8)]

    all_at_once([partial(claim, user, place) for user in people * 4])

    assert Assignment.objects.count() == 8
    the_books_agree(place)


def test_a_storm_of_everything_leaves_the_books_in_order() -> None:
    place = work.workplace(items=60)
    work.open_batch(place, overlap=3, gold_share=0.2)
    for item in work.add_items(place, 20):
        actions.add_gold_task(
            actor_id=place.manager.pk, project_id=place.project.pk, item_id=item.pk, now=NOW
        )
    people = [work.annotator(place) for _ in range(12)]

    def live(user: User, seed: int) -> None:
        """Claim, submit, skip, abandon, resolve, dispute: by lot."""
        lot = random.Random(seed)
        now = NOW
        for _ in range(40):
            found = actions.claim_next(user_id=user.pk, project_id=place.project.pk, now=now)
            if not isinstance(found, Lease):
                break
            move = lot.random()
            if move < 0.6:
                end_well(user, found, now=now)
            elif move < 0.75:
                give_back(user, found, now=now)
            elif move < 0.85:
                actions.dispute_task(task_id=found.task_id, extra_slots=1, now=now)
            else:
                now += timedelta(minutes=31)
                actions.expire_leases(now=now)

    all_at_once([partial(live, user, seed) for seed, user in enumerate(people * 2)])

    the_books_agree(place)
    assert not Task.objects.exclude(target=F("open_slots") + F("leased") + F("counted")).exists()
    for user in people:
        order = Assignment.objects.filter(annotator=user).order_by("pk")
        are_gold = list(order.values_list("task__is_gold", flat=True))
        assert not any(a and b for a, b in pairwise(are_gold))


def end_well(user: User, found: Lease, *, now: datetime) -> None:
    """Submit, unless the other tab was quicker."""
    try:
        done = work.submit(user, found, now=now)
    except (AlreadySubmitted, AssignmentOver):
        return
    if done.counts and done.submission_id % 5 == 0:
        actions.resolve_task(task_id=found.task_id, now=NOW)


def give_back(user: User, found: Lease, *, now: datetime) -> None:
    """Skip, unless the other tab was quicker."""
    try:
        actions.skip(
            user_id=user.pk, assignment_id=found.assignment_id, reason="other", note="",
            now=now,
        )  # fmt: skip
    except AssignmentOver:
        return


def test_a_task_called_off_while_its_draft_is_opened_gives_its_price_back() -> None:
    place = work.workplace(items=2)
    draft = work.draft_batch(place, overlap=3, price_minor=5)
    task_id = draft.tasks.order_by("pk").values_list("pk", flat=True)[0]
    call_off = partial(
        actions.call_off_task,
        actor_id=place.manager.pk, task_id=task_id, reason="Blurred.", now=NOW,
    )  # fmt: skip

    with beside(call_off) as begin, transaction.atomic():
        opened = actions.open_batch(actor_id=place.manager.pk, batch_id=draft.pk, now=NOW)
        begin()
        wait_until_somebody_waits_for_me()

    draft.refresh_from_db()
    assert (opened.reserved_minor, draft.reserved_minor) == (2 * 3 * 5, 3 * 5)
