"""A release to look at over HTTP: pictures with their labels, and the report of its fit."""

import pytest

from guildmark.core import clock
from guildmark.datasets.models import WITHDRAWN, Item
from guildmark.releases.models import ReleaseItem
from tests.conftest import SignIn
from tests.factories import accounts, consensus, releases
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """Three pictures that people have answered."""
    return consensus.labelled(items=3)


def test_a_client_looks_at_the_pictures_of_a_release_with_their_labels(
    place: Workplace, api: SignIn
) -> None:
    release = releases.published(place)
    client = api(accounts.staff(place.organisation, "client"))

    rows = client.get(f"/api/v1/releases/{release.pk}/items").json()["results"]

    kept = list(release.items.order_by("position"))
    assert [row["position"] for row in rows] == [one.position for one in kept]
    assert [row["document"] for row in rows] == [one.document for one in kept]
    assert [row["confidence"] for row in rows] == [one.confidence for one in kept]
    assert set(rows[0]) == {
        "position", "item_id", "name", "width_px", "height_px", "split", "lowest_confidence",
        "document", "confidence", "image_url", "thumbnail_url",
    }  # fmt: skip


def test_the_least_sure_come_first_when_asked_and_labels_and_parts_choose(
    place: Workplace, api: SignIn
) -> None:
    release = releases.published(place)
    first, second, third = release.items.order_by("position")
    ReleaseItem.objects.filter(pk=second.pk).update(lowest_confidence=0.2, split="val")
    ReleaseItem.objects.filter(pk=third.pk).update(lowest_confidence=1.0)
    ReleaseItem.objects.filter(pk=first.pk).update(
        lowest_confidence=0.5, document={"is_nothing_here": True, "shapes": [], "answers": {}}
    )
    url = f"/api/v1/releases/{release.pk}/items"
    manager = api(place.manager)

    def asked(**query: str) -> list[int]:
        return [row["position"] for row in manager.get(url, query).json()["results"]]

    label = second.document["shapes"][0]["label"]
    assert asked() == [first.position, second.position, third.position]
    assert asked(order="confidence") == [second.position, first.position, third.position]
    assert asked(label=label) == [second.position, third.position]
    assert asked(split="val") == [second.position]
    assert asked(label="nothing_of_this_name") == []
    assert manager.get(url, {"order": "beauty"}).status_code == 422


def test_the_least_confidence_is_frozen_with_the_label(place: Workplace) -> None:
    row = releases.ready(place).items.earliest("position")

    shapes = [one["exists"] * one["class"] for one in row.confidence["shapes"].values()]
    answers = [one["probability"] for one in row.confidence["answers"].values()]
    assert shapes
    assert row.lowest_confidence == min([*shapes, *answers])


def test_a_picture_that_was_taken_back_has_no_address_any_more(
    place: Workplace, api: SignIn
) -> None:
    release = releases.published(place)
    frozen = release.items.select_related("item").earliest("position")
    url = f"/api/v1/releases/{release.pk}/items"
    manager = api(place.manager)
    assert manager.get(url).json()["results"][0]["image_url"]

    Item.objects.filter(pk=frozen.item_id).update(
        excluded_at=clock.now(), exclusion_reason=WITHDRAWN
    )

    row = manager.get(url).json()["results"][0]
    assert (row["image_url"], row["thumbnail_url"]) == (None, None)
    assert row["document"] == frozen.document


@pytest.mark.parametrize("number", [1, 3])
def test_looking_costs_the_same_for_one_picture_and_for_three(
    api: SignIn, django_assert_num_queries: object, number: int
) -> None:
    place = consensus.labelled(items=number)
    release = releases.published(place)
    manager = api(place.manager)
    manager.get("/api/v1/me")

    with django_assert_num_queries(6):  # type: ignore[operator]  # pytest-django's callable
        found = manager.get(f"/api/v1/releases/{release.pk}/items").json()

    assert found["count"] == number


def test_the_report_of_a_release_is_of_the_fit_it_was_frozen_from(
    place: Workplace, api: SignIn
) -> None:
    release = releases.published(place)
    client = api(accounts.staff(place.organisation, "client"))
    url = f"/api/v1/releases/{release.pk}/report"
    before = client.get(url).json()

    consensus.fitted(place)

    assert client.get(url).json() == before
    run = release.consensus_run
    assert run is not None
    assert run.agreement is not None
    assert run.report is not None
    assert before["agreement"]["run_id"] == run.pk
    assert before["agreement"]["alpha"]["value"] == run.agreement["alpha"]["value"]
    assert [part["key"] for part in before["parts"]] == [one["key"] for one in run.report["parts"]]
    assert (before["is_calibrated"], before["gold_count"]) == (False, 0)
    assert len(before["agreement"]["annotators"]) == 3


def test_a_release_without_people_reports_none(place: Workplace, api: SignIn) -> None:
    release = releases.ready(place, plan={"people": "left_out"})

    found = api(place.manager).get(f"/api/v1/releases/{release.pk}/report").json()

    assert found["agreement"]["alpha"] is not None
    assert found["agreement"]["annotators"] == []


def test_a_key_that_reads_releases_looks_and_reads_the_report(
    place: Workplace, machine: SignIn
) -> None:
    release = releases.published(place)
    key = accounts.api_key(place.organisation, ["releases:read"])[1].text

    rows = machine(key).get(f"/api/v1/releases/{release.pk}/items").json()
    report = machine(key).get(f"/api/v1/releases/{release.pk}/report").json()

    assert (rows["count"], report["parts"][0]["kind"]) == (3, "labels")
    assert report["agreement"]["alpha"] is not None
    assert report["agreement"]["annotators"] == []
