"""Pictures by signed link: private, harmless, and cached while the link lives."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from PIL import Image
from pytest_django.fixtures import Settings

from guildmark.core import clock
from guildmark.datasets import actions, media
from guildmark.datasets.models import Item
from tests.conftest import SignIn
from tests.factories import datasets, pictures

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def fixed_time(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time of the tests; change its only entry to go on."""
    moments = [NOW]
    monkeypatch.setattr(clock, "now", lambda: moments[0])
    return moments


@pytest.fixture
def item() -> Item:
    return datasets.item()


def body(response: HttpResponseBase) -> bytes:
    """All of a streamed answer."""
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]  # it streams


def test_the_link_gives_the_bytes_to_anybody_who_has_it(client: Client, item: Item) -> None:
    rendition = client.get(media.image_url(item))
    thumbnail = client.get(media.image_url(item, "thumbnail"))

    with item.rendition.open() as expected:
        assert body(rendition) == expected.read()
    with item.thumbnail.open() as expected:
        assert body(thumbnail) == expected.read()
    assert rendition["Content-Type"] == thumbnail["Content-Type"] == "image/jpeg"


def test_what_is_served_can_do_nothing_and_stays_private(client: Client, item: Item) -> None:
    response = client.get(media.image_url(item))
    body(response)

    assert response["Cache-Control"] == "private, max-age=3960, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in response
    assert "Set-Cookie" not in response
    assert response["Content-Disposition"] == "inline"


def test_links_are_equal_for_some_minutes_and_then_change(
    item: Item, fixed_time: list[datetime]
) -> None:
    first = media.image_url(item)
    fixed_time[0] = NOW + timedelta(minutes=5)
    soon = media.image_url(item)
    fixed_time[0] = NOW + timedelta(minutes=15)
    later = media.image_url(item)

    assert first == soon != later


def test_a_link_ends_after_an_hour_or_a_little_more(
    client: Client, item: Item, fixed_time: list[datetime]
) -> None:
    url = media.image_url(item)

    fixed_time[0] = NOW + timedelta(minutes=60)
    body(client.get(url))
    fixed_time[0] = NOW + timedelta(minutes=71)
    late = client.get(url)

    assert late.status_code == 410
    assert b"expired" in late.content


def test_a_token_that_was_changed_or_made_up_opens_nothing(client: Client, item: Item) -> None:
    other = datasets.item(item.dataset)
    url = media.image_url(item)
    forged = url.replace(f"/{item.pk}.", f"/{other.pk}.")
    assert forged != url

    answers = [
        client.get(changed).status_code
        for changed in (forged, url[:-1], url.replace("rendition", "original"), "/media/nonsense")
    ]

    assert answers == [404, 404, 404, 404]


def test_a_browser_that_has_it_is_told_so(client: Client, item: Item) -> None:
    url = media.image_url(item)
    first = client.get(url)
    body(first)

    again = client.get(url, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again["Cache-Control"] == first["Cache-Control"]


def test_on_a_host_of_its_own_the_application_may_read_the_pixels(
    client: Client, item: Item, settings: Settings
) -> None:
    settings.MEDIA_BASE_URL = "https://media.example.org"
    settings.BASE_URL = "https://app.example.org"

    url = media.image_url(item)
    response = client.get(url.removeprefix("https://media.example.org"))
    body(response)

    assert url.startswith("https://media.example.org/media/")
    assert response["Access-Control-Allow-Origin"] == "https://app.example.org"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_only_reading_is_possible(client: Client, item: Item) -> None:
    assert client.post(media.image_url(item)).status_code == 405


def test_a_deleted_item_is_gone_whatever_links_there_are(client: Client, item: Item) -> None:
    url = media.image_url(item)
    item.delete()

    assert client.get(url).status_code == 404


def test_no_byte_of_the_metadata_is_served(client: Client) -> None:
    into = datasets.dataset()
    item = actions.add_item(
        dataset=into,
        name="holiday.jpg",
        content=pictures.telling(),
        actor_id=datasets.owner_id(into.organisation),
        now=NOW,
    )

    served = body(client.get(media.image_url(item)))

    assert b"SERIAL-4711" in item.original.open().read()
    for secret in (b"SERIAL", b"Secret", b"Exif", b"xmp"):
        assert secret not in served


def test_the_address_in_the_list_is_the_one_that_works(api: SignIn, item: Item) -> None:
    owner = item.dataset.organisation.staff.get().user
    asker = api(owner)

    listed = asker.get(f"/api/v1/items/{item.pk}").json()

    with Image.open(item.thumbnail.open()) as thumbnail:
        assert thumbnail.size == (48, 32)
    assert listed["image_url"] == media.image_url(item)
    assert listed["thumbnail_url"] == media.image_url(item, "thumbnail")
    body(asker.get(listed["thumbnail_url"]))
