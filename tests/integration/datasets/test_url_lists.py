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

    below = listed_pictures(b"\r\n\r\nurl,name\r\nhttps://a.example/1.jpg,One\r\n")

    assert [one.name for one in below] == ["One"]
    assert csv == [ListedPicture("https://a.example/x%20y.jpg", "x y.jpg", {"site": "3"})]
    assert lines == [ListedPicture("https://a.example/x/b.png", "b.png", {"site": "3"})]
    assert [one.name for one in plain] == ["q.jpg", "r.png"]


def test_a_break_inside_a_cell_or_a_name_ends_no_row() -> None:
    head = "url,name,note\r\n"
    row = 'https://a.example/1.jpg,one\u2028two,"first\r\nsecond"\r\n'
    line = json.dumps(
        {"url": "https://a.example/2.jpg", "note": "one\u2028two\x85"}, ensure_ascii=False
    )

    cells = listed_pictures((head + row + "https://a.example/3.jpg,,\r\n").encode())
    lines = listed_pictures(f"{line}\r{line}\n".encode())

    assert [one.url[-5:] for one in cells] == ["1.jpg", "3.jpg"]
    assert cells[0].metadata == {"note": "first\r\nsecond"}
    assert [one.metadata for one in lines] == [{"note": "one\u2028two\x85"}] * 2


def test_a_value_nested_however_deep_is_kept_or_refused_by_its_line() -> None:
    for depth in range(10, 1100):
        row = b'{"url": "https://a.example/a.jpg", "note": %s1%s}' % (b"[" * depth, b"]" * depth)
        try:
            assert len(listed_pictures(row)[0].metadata["note"]) <= 200
        except WrongInput as refused:
            assert "Line 1" in refused.errors[0].message  # noqa: PT017  either is right


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "Line 1"),
        (b"\xff\xfe", "Line 1"),
        (b"url,name\nhttps://a.example/a.jpg,a\n,b\n", "Line 3"),
        (b"url\nhttps://a.example/a.jpg\n" + b"x" * 200_000, "Line 3"),
        (b'{"url": "https://a.example/a.jpg"}\n{', "Line 2"),
        (b'{"name": "a"}', "Line 1"),
        (b'{"url": "https://a.example/a.jpg"}\n{"url": "https://a.example/\\u0000"}', "Line 2"),
        (b'{"url": "https://a.example/\\ud800"}', "Line 1"),
        (b'{"url": "https://a.example/a.jpg", "note": "\\u0000"}', "Line 1"),
        (b'{"url": "https://a.example/a.jpg", "\\udc00": "note"}', "Line 1"),
        (b"url,note\nhttps://a.example/a.jpg,\0\n", "Line 2"),
        (b"https://a.example/a.jpg\nhttps://a.example/\0.jpg\n", "Line 2"),
        (b"x" * 200_000, "Line 1"),
        (b'url,"\n' + b"x" * 200_000, "Line 2"),
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
