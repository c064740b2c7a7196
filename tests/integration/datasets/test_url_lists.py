"""Pictures by their addresses: the list, and what the worker makes of it."""

import json
from collections.abc import Iterator

import pytest

from guildmark.core import clock
from guildmark.core.asking import AskRefused
from guildmark.core.errors import WrongInput
from guildmark.core.fetching import Fetcher
from guildmark.datasets import actions
from guildmark.datasets.actions.running import run_import
from guildmark.datasets.errors import ImportClosed
from guildmark.datasets.url_lists import ListedPicture, listed_pictures
from tests.factories import datasets, pictures
from tests.factories.accounts import NOW


def test_a_list_is_csv_json_lines_or_an_address_a_line() -> None:
    row = {"url": "https://a.example/x/b.png", "metadata": {"site": 3}}

    csv = listed_pictures(b"\xef\xbb\xbfURL,name,site\r\nhttps://a.example/x%20y.jpg,,3\r\n\r\n")
    lines = listed_pictures(json.dumps(row).encode())
    plain = listed_pictures(b"https://a.example/q.jpg?w=1\n\n http://b.example/r.png \n")

    assert csv == [ListedPicture("https://a.example/x%20y.jpg", "x y.jpg", {"site": "3"})]
    assert lines == [ListedPicture("https://a.example/x/b.png", "b.png", {"site": "3"})]
    assert [one.name for one in plain] == ["q.jpg", "r.png"]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "Line 1"),
        (b"\xff\xfe", "Line 1"),
        (b"url,name\nhttps://a.example/a.jpg,a\n,b\n", "Line 3"),
        (b"url\nhttps://a.example/a.jpg\n" + b"x" * 200_000, "Line 3"),
        (b'{"url": "https://a.example/a.jpg"}\n{', "Line 2"),
        (b'{"name": "a"}', "Line 1"),
    ],
)
def test_a_row_without_an_address_is_named(content: bytes, place: str) -> None:
    with pytest.raises(WrongInput) as refused:
        listed_pictures(content)

    assert place in refused.value.errors[0].message


@pytest.mark.django_db
def test_listed_pictures_become_items_and_each_other_address_has_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = datasets.import_()
    listed = [
        ListedPicture(f"https://a.example/{name}", name, {"site": "3"})
        for name in ("good.jpg", "again.jpg", "gone.jpg", "page.html")
    ]
    found = {"good.jpg": pictures.jpeg(5), "again.jpg": pictures.jpeg(5), "page.html": b"<html>"}

    def fetch(self: Fetcher, url: str) -> Iterator[bytes]:
        name = url.rpartition("/")[2]
        if name not in found:
            raise AskRefused("url_status", "The server answers with 404.")
        yield found[name]

    monkeypatch.setattr(Fetcher, "fetch", fetch)
    counts = [
        actions.add_listed_pictures(import_id=made.pk, pictures=listed, now=NOW) for _ in range(2)
    ]
    owner = datasets.owner_id(made.dataset.organisation)
    actions.start_import(actor_id=owner, import_id=made.pk, now=NOW)
    run_import(import_id=made.pk, clock=clock.now)

    assert counts == [4, 0]
    settled = made.files.order_by("pk").values_list("name", "state", "refusal_code")
    assert list(settled) == [
        ("good.jpg", "imported", ""),
        ("again.jpg", "duplicate", ""),
        ("gone.jpg", "refused", "url_status"),
        ("page.html", "refused", "not_a_picture"),
    ]
    assert made.dataset.items.get().metadata == {"site": "3"}
    made.refresh_from_db()
    assert (made.state, made.progress_done, made.progress_total) == ("done", 4, 4)
    with pytest.raises(ImportClosed):
        actions.add_listed_pictures(import_id=made.pk, pictures=listed, now=NOW)


@pytest.mark.django_db
def test_an_address_inside_the_house_is_refused_by_the_import() -> None:
    made = datasets.import_()
    listed = [ListedPicture("http://127.0.0.1/a.jpg", "a.jpg")]
    actions.add_listed_pictures(import_id=made.pk, pictures=listed, now=NOW)
    owner = datasets.owner_id(made.dataset.organisation)
    actions.start_import(actor_id=owner, import_id=made.pk, now=NOW)

    run_import(import_id=made.pk, clock=clock.now)

    assert made.files.get().refusal_code == "url_not_public"
