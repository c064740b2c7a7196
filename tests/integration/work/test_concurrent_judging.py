"""Prefetching, returning, voiding and asking more, all at once, over real connections."""

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

import pytest
from django.db.models import F, QuerySet, Sum

from guildmark.accounts.models import User
from guildmark.core.errors import Refusal
from guildmark.work import actions
from guildmark.work.models import Assignment, Batch, Submission, Task
from guildmark.work.queries.leases import Lease
from tests.at_once import all_at_once
from tests.factories import work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 6
ROUNDS = 8


def the_books_agree(place: Workplace, batch: Batch) -> None:
    """Counters equal rows, nobody has an item twice, the budget is that of slots and voided."""
    for task in Task.objects.filter(batch=batch):
        held = Assignment.objects.filter(task=task, state__in=["leased", "returned"]).count()
        counted = Submission.objects.filter(task=task, counts=True).count()
        assert (task.leased, task.counted) == (held, counted), f"{task} {task.state}"
    assert not Task.objects.exclude(target=F("open_slots") + F("leased") + F("counted")).exists()
    had = list(Assignment.objects.values_list("annotator_id", "item_id"))
    assert len(had) == len(set(had))
    batch.refresh_from_db()
    slots = Task.objects.filter(batch=batch).aggregate(slots=Sum("target"))["slots"]
    voided = Assignment.objects.filter(task__batch=batch, state="voided").count()  # stay paid
    assert batch.reserved_minor == (slots + voided) * batch.price_minor
    live = Assignment.objects.filter(project=place.project, state="leased")
    each = list(live.values_list("annotator_id", "is_prefetched"))
    assert len(each) == len(set(each))


def test_prefetch_return_void_and_ask_more_at_once_leave_the_books_in_order() -> None:
    place = work.workplace(items=30)
    batch = work.open_batch(place, overlap=3)
    people = [work.annotator(place) for _ in range(PEOPLE)]

    judges = [partial(ask_more, batch), partial(send_back, place), partial(void, place, people[0])]
    windows = enumerate(people * 2)
    all_at_once(
        [partial(annotate, user, place, judges, random.Random(seed)) for seed, user in windows]
    )

    assert Submission.objects.filter(task__batch=batch).count() > PEOPLE
    assert Assignment.objects.filter(state="voided").exists()
    assert Submission.objects.filter(revision=2).exists() or returned().exists()
    the_books_agree(place, batch)


def returned() -> QuerySet[Assignment]:
    return Assignment.objects.filter(state__in=["returned", "leased"], submissions__isnull=False)


def annotate(
    user: User, place: Workplace, judges: Sequence[Callable[[], None]], lot: random.Random
) -> None:
    """One of two windows of a person: claim, prefetch, submit, and one of the judges acts."""
    for _ in range(ROUNDS):
        held = claimed(user, place, is_prefetch=False)
        if lot.random() < 0.5:
            claimed(user, place, is_prefetch=True)
        if isinstance(held, Lease):
            quietly(partial(work.submit, user, held))
        lot.choice(judges)()


def claimed(user: User, place: Workplace, *, is_prefetch: bool) -> object:
    return actions.claim_next(
        user_id=user.pk, project_id=place.project.pk, is_prefetch=is_prefetch, now=NOW
    )


def ask_more(batch: Batch) -> None:
    complete = Task.objects.filter(batch=batch, state="saturated", counted=F("target"))
    for task_id in complete.order_by("pk").values_list("pk", flat=True)[:3]:
        actions.ask_more(task_id=task_id, slots=1, reason="unsure", now=NOW)


def send_back(place: Workplace) -> None:
    done = Assignment.objects.filter(project=place.project, state="submitted")
    for pk in done.order_by("pk").values_list("pk", flat=True)[:2]:
        quietly(
            partial(
                actions.return_assignment,
                assignment_id=pk,
                reason_code="missed_objects",
                note="One more at the edge.",
                marks=[],
                actor_id=place.manager.pk,
                now=NOW,
            )
        )


def void(place: Workplace, user: User) -> None:
    actions.void_submissions(
        actor_id=place.manager.pk,
        annotator_id=user.pk,
        project_id=place.project.pk,
        since=None,
        reason="A storm.",
        now=NOW,
    )


def quietly(job: Callable[[], object]) -> None:
    """What somebody else was quicker with is refused, and that is right."""
    with suppress(Refusal):
        job()
