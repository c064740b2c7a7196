"""Looking through items costs the same number of statements however many there are."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.core.clock import now
from guildmark.datasets.actions import refresh_profile
from guildmark.datasets.models import Item
from tests.conftest import SignIn
from tests.factories import consensus
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
FEW, MANY = 2, 40
OF_DATASET: tuple[Mapping[str, Any], ...] = (
    {},
    {"sort": "-id"},
    {"sort": "name", "name": "picture"},
    {"sort": "sharpness"},
    {"measure": "entropy", "at_least": 0, "below": 9, "sort": "-mean"},
    {"metadata_key": "place", "metadata_value": "quay"},
    {"metadata_key": "place", "metadata_value": "quay", "sort": "mean"},
    {"suspicion": "dark"},
    {"has_twins": True, "sort": "twins_id"},
    {"use": "used", "sort": "megapixels"},
)
OF_PROJECT: tuple[Mapping[str, Any], ...] = (
    {},
    {"state": "not_asked"},
    {"state": "resolved", "sort": "name"},
    {"label": "coin", "sort": "sharpness"},
    {"sure_below": 0.99},
)


def _place(items: int) -> Workplace:
    """All are measured, say where they were taken, and have been labelled."""
    place = consensus.refreshed(consensus.labelled(items=items))
    place.dataset.items.update(
        metadata={"place": "quay"},
        measured_at=now(),
        mean=100.0,
        contrast=50.0,
        dark_share=0.0,
        bright_share=0.0,
        entropy=6.0,
        sharpness=80.0,
    )
    refresh_profile(dataset_id=place.dataset.pk, now=now())
    return place


def _statements(api: SignIn, place: Workplace, path: str, ways: Any) -> list[tuple[int, int]]:
    """For each way to look: how many statements it takes, and how many rows it shows."""
    manager = api(place.manager)
    manager.get("/api/v1/me")
    found = []
    for asked in ways:
        with CaptureQueriesContext(connection) as statements:
            answer = manager.get(path, {**asked, "page_size": MANY})
        assert answer.status_code == 200, answer.content
        found.append((len(statements), len(answer.json()["results"])))
    return found


@pytest.mark.parametrize(("kind", "ways"), [("datasets", OF_DATASET), ("projects", OF_PROJECT)])
def test_every_way_to_look_takes_as_many_statements_for_few_items_as_for_many(
    api: SignIn, kind: str, ways: tuple[Mapping[str, Any], ...]
) -> None:
    found = []
    for size in (FEW, MANY):
        place = _place(size)
        owner = place.dataset.pk if kind == "datasets" else place.project.pk
        found.append(_statements(api, place, f"/api/v1/{kind}/{owner}/items", ways))
    few, many = found

    assert [number for number, _ in few] == [number for number, _ in many]
    assert max(number for number, _ in many) <= MOST_STATEMENTS
    assert few[0][1] == FEW
    assert many[0][1] == MANY
    assert Item.objects.count() == FEW + MANY


#: Who asks, what they may do, the dataset or project, the page, and how many there are.
MOST_STATEMENTS = 9


@pytest.mark.parametrize("page", ["items", "profile", "imports"])
def test_to_know_who_may_look_no_item_is_counted(api: SignIn, page: str) -> None:
    place = _place(FEW)
    manager, route = api(place.manager), f"/api/v1/datasets/{place.dataset.pk}"

    with CaptureQueriesContext(connection) as shown:
        assert manager.get(route).json()["item_count"] == FEW
    with CaptureQueriesContext(connection) as looked:
        assert manager.get(f"{route}/{page}").status_code == 200

    assert _counting(shown)
    assert not _counting(looked)


def _counting(statements: CaptureQueriesContext) -> list[str]:
    """Those that count all items of a dataset."""
    found = [one["sql"] for one in statements.captured_queries]
    return [sql for sql in found if 'AS "item_count" FROM "datasets_dataset"' in sql]
