"""Pictures by signed link: private, harmless, and cached while the link lives."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from PIL import Image
from pytest_django.fixtures import Settings

from guildmark.accounts.models import User
from guildmark.core import clock
from guildmark.datasets import actions, media
from guildmark.datasets.models import Item
from tests.conftest import SignIn
from tests.factories import accounts, datasets, pictures

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 4, tzinfo=UTC)
Link = Callable[..., str]


@pytest.fixture(autouse=True)
def fixed_time(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time of the tests; change its only entry to go on."""
    moments = [NOW]
    monkeypatch.setattr(clock, "now", lambda: moments[0])
    return moments


@pytest.fixture
def item() -> Item:
    return datasets.item()


@pytest.fixture
def ada() -> User:
    return accounts.person("Ada")


@pytest.fixture
def client(api: SignIn, ada: User) -> Client:
    """Ada's browser, whom the links of these tests are made for."""
    return api(ada)


@pytest.fixture
def link(ada: User) -> Link:
    """A link as Ada is given it: `link(item, "thumbnail")`."""
    return partial(media.image_url, viewer=f"user:{ada.pk}")


def body(response: HttpResponseBase) -> bytes:
    """All of a streamed answer."""
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]  # it streams


def test_the_link_gives_the_bytes_to_the_person_it_was_given_to(
    client: Client, item: Item, link: Link
) -> None:
    rendition = client.get(link(item))
    thumbnail = client.get(link(item, "thumbnail"))

    with item.rendition.open() as expected:
        assert body(rendition) == expected.read()
    with item.thumbnail.open() as expected:
        assert body(thumbnail) == expected.read()
    assert rendition["Content-Type"] == thumbnail["Content-Type"] == "image/jpeg"


def test_what_is_served_can_do_nothing_and_stays_private(
    client: Client, item: Item, link: Link
) -> None:
    response = client.get(link(item))
    body(response)

    assert response["Cache-Control"] == "private, max-age=3960, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in response
    assert "Set-Cookie" not in response
    assert response["Content-Disposition"] == "inline"


def test_links_are_equal_for_some_minutes_and_then_change(
    item: Item, link: Link, fixed_time: list[datetime]
) -> None:
    first = link(item)
    fixed_time[0] = NOW + timedelta(minutes=5)
    soon = link(item)
    fixed_time[0] = NOW + timedelta(minutes=15)
    later = link(item)

    assert first == soon != later


def test_a_link_ends_after_an_hour_or_a_little_more(
    client: Client, item: Item, link: Link, fixed_time: list[datetime]
) -> None:
    url = link(item)

    fixed_time[0] = NOW + timedelta(minutes=60)
    body(client.get(url))
    fixed_time[0] = NOW + timedelta(minutes=71)
    late = client.get(url)

    assert late.status_code == 410
    assert b"expired" in late.content


def test_a_token_that_was_changed_or_made_up_opens_nothing(
    client: Client, item: Item, link: Link
) -> None:
    other = datasets.item(item.dataset)
    url = link(item)
    forged = url.replace(f"/{item.pk}.", f"/{other.pk}.")
    assert forged != url

    answers = [
        client.get(changed).status_code
        for changed in (forged, url[:-1], url.replace("rendition", "original"), "/media/nonsense")
    ]

    assert answers == [404, 404, 404, 404]


def test_a_browser_that_has_it_is_told_so(client: Client, item: Item, link: Link) -> None:
    url = link(item)
    first = client.get(url)
    body(first)

    again = client.get(url, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again["Cache-Control"] == first["Cache-Control"]


@pytest.fixture
def media_host(settings: Settings) -> Client:
    """A browser at the media host, which has no cookies there."""
    settings.MEDIA_BASE_URL = "https://media.example.org"
    settings.BASE_URL = "https://app.example.org"
    settings.ALLOWED_HOSTS = ["testserver", "media.example.org"]
    return Client(SERVER_NAME="media.example.org", SERVER_PORT="443")


def test_a_media_host_serves_whom_the_application_sent_there(
    client: Client, media_host: Client, item: Item, link: Link
) -> None:
    sent_on = client.get(link(item))
    path = sent_on["Location"].removeprefix("https://media.example.org")
    response = media_host.get(path, secure=True)
    body(response)

    assert (sent_on.status_code, sent_on["Cache-Control"]) == (302, "private, no-store")
    assert path.startswith("/media/passage/")
    assert response["Access-Control-Allow-Origin"] == "https://app.example.org"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_passage_is_good_on_the_media_host_alone_and_for_minutes(
    client: Client, media_host: Client, item: Item, link: Link, fixed_time: list[datetime]
) -> None:
    path = client.get(link(item))["Location"].removeprefix("https://media.example.org")
    beside_the_cookies = client.get(path)
    without_passage = media_host.get(link(item), secure=True)
    fixed_time[0] = NOW + timedelta(minutes=12)
    late = media_host.get(path, secure=True)

    assert (beside_the_cookies.status_code, without_passage.status_code) == (404, 404)
    assert late.status_code == 410


def test_strangers_are_sent_to_no_media_host(
    api: SignIn, media_host: Client, item: Item, link: Link
) -> None:
    answers = [who.get(link(item)) for who in (api(), api(accounts.person()))]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_link_is_nothing_in_other_hands(
    api: SignIn, machine: SignIn, client: Client, item: Item, link: Link
) -> None:
    owner = item.dataset.organisation.staff.get().user
    _, key = accounts.api_key(item.dataset.organisation)
    url = link(item)
    body(client.get(url))

    others = [api(), api(accounts.person()), api(owner), machine(key.text), machine("gm_nonsense")]

    assert [other.get(url).status_code for other in others] == [404] * 5


def test_a_link_ends_with_the_session(api: SignIn, ada: User, item: Item, link: Link) -> None:
    browser = api(ada)
    url = link(item)
    body(browser.get(url))

    browser.logout()

    assert browser.get(url).status_code == 404


def test_a_key_follows_the_links_it_was_given(machine: SignIn, api: SignIn, item: Item) -> None:
    of = item.dataset.organisation
    _, key = accounts.api_key(of)
    _, other = accounts.api_key(of)

    url = machine(key.text).get(f"/api/v1/items/{item.pk}").json()["image_url"]

    body(machine(key.text).get(url))
    strangers = [machine(other.text), api(), api(of.staff.get().user)]
    assert [one.get(url).status_code for one in strangers] == [404] * 3


def test_the_link_of_a_task_is_bound_to_its_assignment(
    client: Client, ada: User, item: Item
) -> None:
    first, second = (
        media.media_url(
            item_id=item.pk,
            variant="rendition",
            viewer=f"user:{ada.pk}",
            assignment_id=assignment_id,
            now=NOW,
        )
        for assignment_id in (55, 56)
    )

    body(client.get(first))
    assert client.get(first.replace(".55~", ".56~")).status_code == 404
    assert first != second


def test_only_reading_is_possible(client: Client, item: Item, link: Link) -> None:
    assert client.post(link(item)).status_code == 405


def test_a_deleted_item_is_gone_whatever_links_there_are(
    client: Client, item: Item, link: Link
) -> None:
    url = link(item)
    item.delete()

    assert client.get(url).status_code == 404


def test_no_byte_of_the_metadata_is_served(client: Client, link: Link) -> None:
    into = datasets.dataset()
    item = actions.add_item(
        dataset=into,
        name="holiday.jpg",
        content=pictures.telling(),
        actor_id=datasets.owner_id(into.organisation),
        now=NOW,
    )

    served = body(client.get(link(item)))

    assert b"SERIAL-4711" in item.original.open().read()
    for secret in (b"SERIAL", b"Secret", b"Exif", b"xmp"):
        assert secret not in served


def test_the_address_in_the_list_is_the_one_that_works(api: SignIn, item: Item) -> None:
    owner = item.dataset.organisation.staff.get().user
    asker = api(owner)

    listed = asker.get(f"/api/v1/items/{item.pk}").json()

    with Image.open(item.thumbnail.open()) as thumbnail:
        assert thumbnail.size == (48, 32)
    viewer = f"user:{owner.pk}"
    assert listed["image_url"] == media.image_url(item, viewer=viewer)
    assert listed["thumbnail_url"] == media.image_url(item, "thumbnail", viewer=viewer)
    body(asker.get(listed["thumbnail_url"]))
