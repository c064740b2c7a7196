"""Batches made beside each other, and their currency."""

from functools import partial
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from guildmark.core.errors import WrongInput
from guildmark.events.models import Event
from guildmark.projects.actions import update_project
from guildmark.work import actions
from guildmark.work.errors import BatchConflict, NoItems
from guildmark.work.models import Batch, Task
from tests.at_once import all_at_once
from tests.factories import work
from tests.factories.work import NOW


@pytest.mark.django_db(transaction=True)
def test_of_two_batches_of_the_rest_made_at_once_one_has_it() -> None:
    place = work.workplace(items=300)
    first = place.dataset.items.earliest("pk").pk
    work.draft_batch(place, item_ids=[first])
    refused: list[str] = []

    def make() -> None:
        try:
            work.draft_batch(place)
        except NoItems as error:
            refused.append(error.code)

    all_at_once([make] * 4)

    assert len(refused) == 3
    assert Batch.objects.count() == 2
    assert Task.objects.count() == 300


@pytest.mark.django_db
def test_a_draft_that_is_discarded_lets_its_items_go() -> None:
    place = work.workplace(items=3)
    draft = work.draft_batch(place)

    actions.archive_batch(actor_id=place.manager.pk, batch_id=draft.pk, now=NOW)

    draft.refresh_from_db()
    assert (draft.state, draft.task_count) == ("archived", 0)
    assert work.open_batch(place).task_count == 3


@pytest.mark.django_db
def test_a_picture_called_off_in_a_draft_stays_so_when_the_draft_is_discarded() -> None:
    place = work.workplace(items=3)
    draft = work.draft_batch(place)
    private = draft.tasks.earliest("pk")
    asked: dict[str, Any] = {"actor_id": place.manager.pk, "now": NOW}
    actions.call_off_task(**asked, task_id=private.pk, reason="A private picture.")

    actions.archive_batch(**asked, batch_id=draft.pk)

    draft.refresh_from_db()
    again = work.draft_batch(place)
    assert (draft.task_count, list(draft.tasks.all())) == (1, [private])
    assert again.task_count == 2
    assert not again.tasks.filter(item=private.item_id).exists()


@pytest.mark.django_db
def test_drafts_that_were_discarded_before_their_tasks_went_count_what_is_left() -> None:
    place = work.workplace(items=3)
    draft = work.draft_batch(place)
    actions.archive_batch(actor_id=place.manager.pk, batch_id=draft.pk, now=NOW)
    opened = work.open_batch(place)
    Batch.objects.filter(pk=draft.pk).update(task_count=3)
    migration = import_module("guildmark.work.migrations.0021_hidden_by_stale_marks")

    with connection.cursor() as cursor:
        cursor.execute(migration.COUNTED)

    counts = Batch.objects.order_by("pk").values_list("pk", "task_count")
    assert list(counts) == [(draft.pk, 0), (opened.pk, 3)]


@pytest.mark.django_db
def test_what_an_early_stop_left_unseen_can_be_asked_anew_and_what_was_called_off_cannot() -> None:
    """A picture somebody skipped is asked of others; one answered or cancelled is not."""
    place = work.workplace(items=4)
    batch = work.open_batch(place, overlap=1)
    anna = work.annotator(place)
    answered = work.claim(anna, place)
    work.submit(anna, answered)
    skipped = work.claim(anna, place)
    actions.skip(
        user_id=anna.pk, assignment_id=skipped.assignment_id, reason="other", note="", now=NOW
    )
    cancelled = batch.tasks.exclude(pk__in=[answered.task_id, skipped.task_id])[0]
    actions.cancel_task(actor_id=place.manager.pk, task_id=cancelled.pk, reason="Private.", now=NOW)
    actions.drain_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=NOW)

    again = work.open_batch(place, overlap=1)

    taken = set(batch.tasks.values_list("item_id", flat=True))
    taken -= {answered.item.id, cancelled.item_id}
    assert set(again.tasks.values_list("item_id", flat=True)) == taken
    assert len(taken) == 2
    assert work.claim(anna, place).item.id != skipped.item.id


@pytest.mark.django_db
def test_a_draft_changes_its_price_and_its_checks_until_it_is_opened() -> None:
    place = work.workplace(items=2)
    draft = work.draft_batch(place, overlap=1, price_minor=5)
    terms = partial(
        actions.set_price, actor_id=place.manager.pk, batch_id=draft.pk, gold_share=0.2, now=NOW
    )

    for _ in range(2):
        terms(price_minor=7)
    opened = actions.open_batch(actor_id=place.manager.pk, batch_id=draft.pk, now=NOW)

    assert (opened.price_minor, opened.gold_share, opened.reserved_minor) == (7, 0.2, 14)
    (event,) = Event.objects.filter(name="batch.repriced")
    assert (event.payload["before"], event.payload["gold_percent"]) == (5, 20)
    with pytest.raises(BatchConflict):
        terms(price_minor=8)


@pytest.mark.django_db
def test_all_prices_of_a_project_are_in_one_currency() -> None:
    place = work.workplace(items=2)
    change = partial(update_project, actor_id=place.manager.pk, project_id=place.project.pk)
    batch: dict[str, Any] = {
        "actor_id": place.manager.pk, "project_id": place.project.pk, "name": "One",
        "overlap": 1, "gold_share": 0.0, "price_minor": 5, "limit": 1, "now": NOW,
    }  # fmt: skip
    change(changes={"currency": "USD"}, now=NOW)

    with pytest.raises(WrongInput) as other:
        actions.create_batch(**batch, currency="EUR")
    actions.create_batch(**batch, currency="USD")
    with pytest.raises(WrongInput) as fixed:
        change(changes={"currency": "EUR"}, now=NOW)
    change(changes={"currency": "USD", "price_minor": 7}, now=NOW)

    assert [(one.path, one.code) for one in other.value.errors] == [("currency", "other")]
    assert [(one.path, one.code) for one in fixed.value.errors] == [("currency", "fixed")]
