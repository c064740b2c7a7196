"""Batches of chosen items, over HTTP."""

import pytest

from guildmark.work.models import Task
from tests.conftest import SignIn
from tests.factories import accounts, work

pytestmark = pytest.mark.django_db
BODY = {"name": "First", "overlap": 1, "gold_share": 0.1, "price_minor": 5, "currency": "EUR"}


def test_a_batch_is_made_of_what_a_filter_finds_and_is_in_no_batch_yet(api: SignIn) -> None:
    place = work.workplace(items=4)
    first, second, third, _ = place.dataset.items.order_by("pk")
    for item in (first, second, third):
        item.metadata = {"place": "Lisbon"}
        item.save(update_fields=["metadata"])
    work.draft_batch(place, item_ids=[first.pk])
    wanted = {"metadata_key": "place", "metadata_value": "Lisbon"}
    boss = api(accounts.staff(place.organisation))
    url = f"/api/v1/projects/{place.project.pk}/batches"

    made = boss.post(url, {**BODY, "item_filter": wanted})
    none_left = boss.post(url, {**BODY, "name": "Second", "item_filter": wanted})
    wrong = boss.post(url, {**BODY, "name": "Third", "item_filter": {"suspicion": "odd"}})

    assert made.status_code == 201, made.json()
    tasks = Task.objects.filter(batch_id=made.json()["id"])
    assert set(tasks.values_list("item_id", flat=True)) == {second.pk, third.pk}
    assert (none_left.status_code, none_left.json()["code"]) == (422, "no_items")
    assert [one["path"] for one in wrong.json()["errors"]] == ["item_filter.suspicion"]


def test_a_batch_of_items_that_are_named_and_looked_for_is_refused(api: SignIn) -> None:
    place = work.workplace(items=2)
    boss = api(accounts.staff(place.organisation))
    url = f"/api/v1/projects/{place.project.pk}/batches"
    ids = list(place.dataset.items.values_list("pk", flat=True))

    both = boss.post(url, {**BODY, "item_ids": ids, "item_filter": {"suspicion": "dark"}})
    named = boss.post(url, {**BODY, "item_ids": ids, "item_filter": None})

    assert [one["path"] for one in both.json()["errors"]] == ["item_filter"]
    assert (both.status_code, named.status_code) == (422, 201)
