"""Locks are taken in one order: seat, qualification, assignment, task, batch.

Whoever holds a later one waits for no earlier one: others hold that, and wait for the later one.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.db.models import Model, QuerySet

from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.oversight.actions import delete_pictures
from guildmark.quality.models import GoldItem
from guildmark.training.models import Qualification
from guildmark.work import actions
from guildmark.work.actions import batches
from guildmark.work.actions.seats import BEFORE_THE_END
from guildmark.work.models import Assignment, Batch, Seat, Task
from guildmark.work.queries.leases import Lease
from tests.at_once import all_at_once, beside, wait_until_somebody_waits_for_me
from tests.factories import consensus, quality, verdicts, work
from tests.factories.work import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def is_free_while_waiting(
    job: Callable[[], object], *, mine: QuerySet[Model], wanted: QuerySet[Model]
) -> bool:
    """Whether the job, which needs a row that I hold, leaves the wanted one alone until it has it.

    Both query sets are of one row.
    """
    with beside(job) as begin, transaction.atomic():
        mine.select_for_update(no_key=True).get()
        begin()
        wait_until_somebody_waits_for_me()
        return bool(wanted.select_for_update(skip_locked=True))


def test_a_claim_that_gives_back_two_leases_holds_no_batch_while_it_waits() -> None:
    place = work.workplace(items=2)
    batch = work.open_batch(place, overlap=1)
    anna = work.annotator(place)
    work.claim(anna, place)
    later = NOW + timedelta(minutes=10)
    claim = partial(actions.claim_next, user_id=anna.pk, project_id=place.project.pk)
    after = claim(is_prefetch=True, now=later)
    assert isinstance(after, Lease)
    actions.pause_batch(actor_id=place.manager.pk, batch_id=batch.pk, reason="A pause.", now=later)
    over = NOW + timedelta(minutes=31)

    is_free = is_free_while_waiting(
        partial(claim, now=over),
        mine=Task.objects.filter(pk=after.task_id),
        wanted=Batch.objects.filter(pk=batch.pk),
    )

    states = Assignment.objects.order_by("pk").values_list("state", flat=True)
    assert (is_free, list(states)) == (True, ["expired", "released"])


def test_the_sweep_of_batches_waits_for_nobody_long_and_comes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batches, "WAIT_SECONDS", 0.05)
    place = work.workplace(items=1)
    batch = work.open_batch(place, overlap=1)
    Task.objects.filter(batch=batch).update(state="resolved", is_open=False, open_slots=0, target=0)

    with transaction.atomic():
        Batch.objects.select_for_update(no_key=True).get(pk=batch.pk)
        held = all_at_once([partial(actions.settle_batches, now=NOW)])

    assert (held, actions.settle_batches(now=NOW)) == ([0], 1)


def test_the_sweep_stands_in_line_for_a_batch_that_is_held_whenever_it_looks() -> None:
    place = work.workplace(items=1)
    held = work.open_batch(place, overlap=1)
    work.add_items(place, 1)
    free = work.open_batch(place, overlap=1)
    Task.objects.update(state="resolved", is_open=False, open_slots=0, target=0)

    with beside(partial(actions.settle_batches, now=NOW)) as begin, transaction.atomic():
        Batch.objects.select_for_update(no_key=True).get(pk=held.pk)
        begin()
        wait_until_somebody_waits_for_me()
        others = Batch.objects.get(pk=free.pk).state

    held.refresh_from_db()
    assert (others, held.state) == ("complete", "complete")


def test_a_fit_holds_no_batch_while_it_waits_for_a_label_that_is_being_judged() -> None:
    place = verdicts.verified_place(items=2)
    for _ in range(2):
        anna = work.annotator(place)
        work.submit(anna, work.claim(anna, place))
    first, second = Task.objects.filter(step=Task.Step.DRAW).order_by("pk")
    refresh_task(task_id=second.pk, now=NOW)
    verify = verdicts.verify_task(place)
    author = second.assignments.get().annotator_id
    actions.void_submissions(
        actor_id=place.manager.pk, annotator_id=author, project_id=place.project.pk,
        since=None, reason="Careless.", now=NOW,
    )  # fmt: skip
    ben = work.annotator(place)
    work.submit(ben, work.claim(ben, place))

    is_free = is_free_while_waiting(
        partial(consensus.fitted, place),
        mine=Task.objects.filter(pk=verify.pk),
        wanted=Batch.objects.filter(pk=first.batch_id or 0),
    )

    assert is_free
    assert Task.objects.filter(step=Task.Step.VERIFY, is_open=True).count() == 2


def test_an_extension_holds_no_qualification_while_it_waits_for_the_seat() -> None:
    """To send somebody back to the quiz takes the seat, then the qualification."""
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = work.annotator(place)
    work.submit(anna, work.claim(anna, place))
    held = Qualification.objects.filter(user=anna)
    end = NOW + timedelta(days=60)
    held.update(expires_at=end)

    is_free = is_free_while_waiting(
        partial(actions.extend_qualifications_in_use, now=end - BEFORE_THE_END),
        mine=Seat.objects.filter(annotator=anna),
        wanted=held,
    )

    assert is_free
    assert held.get().expires_at == NOW + timedelta(days=90)


def test_gold_that_comes_back_holds_no_task_while_it_waits_for_a_seat() -> None:
    """To give a check back takes the seat, then the task."""
    place = work.workplace(items=2)
    work.open_batch(place, gold_share=0.5)
    anna = work.annotator(place)
    work.claim(anna, place)
    gold = quality.gold_item(place).task
    assert gold is not None
    owner = place.manager.pk
    actions.retire_gold_task(actor_id=owner, task_id=gold.pk, now=NOW)

    is_free = is_free_while_waiting(
        partial(actions.reactivate_gold_task, actor_id=owner, task_id=gold.pk, now=NOW),
        mine=Seat.objects.filter(annotator=anna),
        wanted=Task.objects.filter(pk=gold.pk),
    )

    assert is_free
    assert Task.objects.get(pk=gold.pk).state == Task.State.OPEN


def test_a_picture_that_is_deleted_keeps_no_gold_while_it_waits_for_older_work_on_it() -> None:
    """Leases that run out on both tasks take them by their numbers."""
    place = work.workplace(items=1)
    batch = work.open_batch(place)
    gold = quality.gold_item(place, place.dataset.items.get())

    is_free = is_free_while_waiting(
        partial(
            delete_pictures, actor_id=place.manager.pk, dataset=place.dataset,
            item_ids=[gold.item_id], note="A face.", now=NOW,
        ),
        mine=batch.tasks.all(),
        wanted=Task.objects.filter(is_gold=True),
    )  # fmt: skip

    assert is_free
    assert set(Task.objects.values_list("state", flat=True)) == {Task.State.CANCELLED}


def test_a_picture_that_is_deleted_keeps_no_task_while_it_waits_for_its_gold() -> None:
    """Who retires gold holds it, and wants its task."""
    place = work.workplace(items=1)
    work.open_batch(place)
    gold = quality.gold_item(place, place.dataset.items.get())

    is_free = is_free_while_waiting(
        partial(
            delete_pictures, actor_id=place.manager.pk, dataset=place.dataset,
            item_ids=[gold.item_id], note="A face.", now=NOW,
        ),
        mine=GoldItem.objects.all(),
        wanted=Task.objects.filter(is_gold=True),
    )  # fmt: skip

    assert is_free
