"""Deliveries over HTTP: where an export may go, and what a list costs."""

import pytest

from guildmark.core import clock
from guildmark.releases import actions
from guildmark.releases.models import Export
from tests.conftest import SignIn
from tests.factories import buckets, consensus, releases
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """A project with one result."""
    return consensus.labelled(items=1)


@pytest.fixture
def export(place: Workplace) -> Export:
    """What is to be sent."""
    return releases.exported(releases.published(place))


@pytest.mark.parametrize(
    "prefix", ["../other", "a/../b", "./a", "a//b", "a\\b", "a?b", "a\nb", "a%2e", "x" * 201, "//a"]
)
def test_folders_that_lead_elsewhere_or_mean_something_to_a_reader_are_refused(
    export: Export, place: Workplace, api: SignIn, prefix: str
) -> None:
    body = {"bucket_id": buckets.bucket(place.organisation).pk, "prefix": prefix}

    answer = api(place.manager).post(f"/api/v1/exports/{export.pk}/deliveries", body)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "prefix"


@pytest.mark.parametrize("prefix", ["", "training", "/training/2026-11/", "Größe 1/a.b_c"])
def test_folders_are_taken_with_and_without_slashes_round_them(
    export: Export, place: Workplace, api: SignIn, prefix: str
) -> None:
    body = {"bucket_id": buckets.bucket(place.organisation).pk, "prefix": prefix}
    url = f"/api/v1/exports/{export.pk}/deliveries"

    made, again = (api(place.manager).post(url, body) for _ in range(2))

    assert (made.status_code, again.status_code) == (201, 200)
    stem = export.folder_name
    within = prefix.strip("/")
    assert made.json()["folder"] == (f"{within}/{stem}" if within else stem)
    assert again.json()["id"] == made.json()["id"]


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_costs_the_same_for_one_row_and_for_three(
    export: Export, place: Workplace, api: SignIn, django_assert_num_queries: object, number: int
) -> None:
    bucket = buckets.bucket(place.organisation)
    for name in ("a", "b", "c")[:number]:
        made = releases.delivery(export, bucket, name)
        actions.cancel_delivery(actor_id=place.manager.pk, delivery_id=made.pk, now=clock.now())
    manager = api(place.manager)
    manager.get("/api/v1/me")

    with django_assert_num_queries(5):  # type: ignore[operator]  # pytest-django's callable
        rows = manager.get(f"/api/v1/exports/{export.pk}/deliveries").json()

    assert rows["count"] == number
    assert {row["state"] for row in rows["results"]} == {"cancelled"}
