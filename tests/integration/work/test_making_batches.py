"""Batches made beside each other, and their currency."""

from functools import partial
from typing import Any

import pytest

from guildmark.core.errors import WrongInput
from guildmark.projects.actions import update_project
from guildmark.work import actions
from guildmark.work.errors import NoItems
from guildmark.work.models import Batch, Task
from tests.factories import work
from tests.factories.work import NOW
from tests.integration.work.test_concurrency import at_once


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

    at_once([make] * 4)

    assert len(refused) == 3
    assert Batch.objects.count() == 2
    assert Task.objects.count() == 300


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
