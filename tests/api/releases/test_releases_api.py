"""Releases over HTTP: what clients see, and the words of the contract."""

import hashlib
import io
import zipfile
from datetime import datetime
from typing import IO

import pytest

from concord.formats import EXPORTERS
from guildmark.accounts.models import User
from guildmark.core import clock
from guildmark.datasets.models import Item
from guildmark.events.models import Event
from guildmark.releases import actions
from guildmark.releases.models import Export
from tests.conftest import SignIn
from tests.factories import accounts, consensus, releases
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """A project with one result."""
    return consensus.labelled(items=1)


def test_a_client_sees_a_release_once_it_is_published_and_downloads_it(
    place: Workplace, api: SignIn
) -> None:
    release = releases.ready(place)
    client = api(accounts.staff(place.organisation, "client"))
    url = f"/api/v1/projects/{place.project.pk}/releases"
    manager = api(place.manager)
    assert [row["version"] for row in manager.get(url).json()["results"]] == ["1.0"]
    assert client.get(url).json()["results"] == []
    assert client.get(f"/api/v1/releases/{release.pk}").status_code == 404

    manager.post(f"/api/v1/releases/{release.pk}/publish")
    (row,) = client.get(url).json()["results"]
    assert (row["state"], row["figures"]["items"], row["follows"]) == ("published", 1, None)
    made = client.post(f"/api/v1/releases/{release.pk}/exports", {"format": "jsonl"})
    again = client.post(f"/api/v1/releases/{release.pk}/exports", {"format": "jsonl"})
    assert (made.status_code, again.status_code) == (201, 200)
    assert made.json()["id"] == again.json()["id"]
    assert made.json()["download_url"] is None
    actions.build_export(export_id=made.json()["id"], clock=clock.now)

    export = client.get(f"/api/v1/exports/{made.json()['id']}").json()
    answer = client.get(export["download_url"])
    content = answer.getvalue()
    assert hashlib.sha256(content).hexdigest() == export["sha256"]
    assert "attachment" in answer["Content-Disposition"]
    assert "-1.0-jsonl.zip" in answer["Content-Disposition"]
    assert "annotations/guildmark.jsonl" in zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_the_manifest_is_served_as_the_bytes_that_were_hashed(
    place: Workplace, api: SignIn
) -> None:
    release = releases.ready(place)

    answer = api(place.manager).get(f"/api/v1/releases/{release.pk}/manifest")

    body = answer.getvalue()
    assert hashlib.sha256(body).hexdigest() == release.manifest_sha256


def test_a_key_that_only_reads_sees_what_was_published(place: Workplace, machine: SignIn) -> None:
    release = releases.ready(place)
    reader = accounts.api_key(place.organisation, ["releases:read"])[1].text
    writer = accounts.api_key(place.organisation, ["releases:read", "releases:write"])[1].text
    url = f"/api/v1/releases/{release.pk}"

    assert machine(reader).get(url).status_code == 404
    assert machine(writer).get(url).status_code == 200


def test_a_release_that_is_asked_for_says_how_far_it_is(place: Workplace, api: SignIn) -> None:
    url = f"/api/v1/projects/{place.project.pk}/releases"

    made = api(place.manager).post(url, {"note": "First."})

    assert made.status_code == 201
    row = made.json()
    assert (row["version"], row["state"], row["note"]) == ("1.0", "building", "First.")
    assert (row["progress_done"], row["progress_total"], row["figures"]) == (0, 0, None)
    refused = api(place.manager).post(url, {})
    assert (refused.status_code, refused.json()["code"]) == (409, "release_building")


def test_every_format_says_what_it_cannot_say(api: SignIn) -> None:
    rows = api(accounts.person()).get("/api/v1/export-formats").json()

    assert [row["key"] for row in rows] == list(EXPORTERS)
    assert [row["key"] for row in rows if not row["loses"]] == ["jsonl"]
    assert all(row["how"] and not row["unfit"] for row in rows)


def test_a_release_is_offered_the_formats_that_hold_anything_of_it(
    place: Workplace, api: SignIn
) -> None:
    release = releases.published(place)
    address = f"/api/v1/export-formats?release_id={release.pk}"

    rows = {row["key"]: row for row in api(place.manager).get(address).json()}
    stranger = api(accounts.person()).get(address)

    assert [key for key, row in rows.items() if row["unfit"]] == ["yolo_pose"]
    assert "questions" not in rows["coco"]["loses"]  # it asks none
    assert stranger.status_code == 404


def test_what_a_format_cannot_say_is_told_in_the_readers_language(
    place: Workplace, api: SignIn
) -> None:
    client = api(place.manager)
    in_spanish = {"Accept-Language": "es"}
    release = releases.published(place)
    made = releases.exported(release, "coco")

    formats = client.get("/api/v1/export-formats", headers=in_spanish).json()
    english = client.get(f"/api/v1/exports/{made.pk}").json()["losses"]
    told = client.get(f"/api/v1/exports/{made.pk}", headers=in_spanish).json()["losses"]

    by_key = {row["key"]: row["loses"] for row in formats}
    names = {row["key"]: row["name"] for row in formats}
    assert by_key["cityscapes"].count("hay sitio para") == 1
    assert names["csv"] == "CSV para hojas de cálculo"
    assert (names["coco_panoptic"], names["cvat"]) == ("COCO panóptico", "CVAT para imágenes 1.1")
    assert english[0] == "Confidence, agreement and the answers of single people are left out."
    assert told[0] == "Se omiten la confianza, la concordancia y las respuestas de cada persona."
    assert not set(english) & set(told)


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_for_one_row_and_for_three(
    place: Workplace, api: SignIn, django_assert_num_queries: object, number: int
) -> None:
    for _ in range(number):
        release = releases.ready(place)
    for key in ("coco", "csv", "jsonl")[:number]:
        releases.exported(release, key)
    manager = api(place.manager)
    manager.get("/api/v1/me")

    with django_assert_num_queries(6):  # type: ignore[operator]  # pytest-django's callable
        rows = manager.get(f"/api/v1/projects/{place.project.pk}/releases").json()
    with django_assert_num_queries(6):  # type: ignore[operator]  # as above
        exports = manager.get(f"/api/v1/releases/{release.pk}/exports").json()

    assert (rows["count"], exports["count"]) == (number, number)


def test_a_download_goes_on_where_it_broke_off_and_says_that_it_was_withdrawn(
    place: Workplace, api: SignIn
) -> None:
    release = releases.published(place)
    export = releases.exported(release)
    manager = api(place.manager)
    url = f"/api/v1/exports/{export.pk}/download"

    whole = manager.get(url)
    content = whole.getvalue()
    part = manager.get(url, headers={"Range": "bytes=10-19"})
    rest = manager.get(url, headers={"Range": "bytes=20-", "If-Range": whole["ETag"]})
    end = manager.get(url, headers={"Range": "bytes=-5"})
    past = manager.get(url, headers={"Range": f"bytes={len(content)}-"})
    other = manager.get(url, headers={"Range": "bytes=20-", "If-Range": '"other"'})
    long = [manager.get(url, headers={"Range": f"bytes={'9' * 5000}-"})]
    long += [manager.get(url, headers={"Range": f"bytes=-{'9' * 5000}"})]

    assert whole["Accept-Ranges"] == "bytes"
    assert (part.status_code, part.getvalue()) == (206, content[10:20])
    assert part["Content-Range"] == f"bytes 10-19/{len(content)}"
    assert (rest.status_code, rest.getvalue()) == (206, content[20:])
    assert end.getvalue() == content[-5:]
    assert (past.status_code, past["Content-Range"]) == (416, f"bytes */{len(content)}")
    assert (other.status_code, other.getvalue()) == (200, content)
    assert [(one.status_code, one.getvalue()) for one in long] == [(200, content)] * 2

    refused = manager.post(f"/api/v1/releases/{release.pk}/withdraw", {"reason": " "})
    answer = manager.post(f"/api/v1/releases/{release.pk}/withdraw", {"reason": "Shifted boxes."})
    assert (refused.status_code, answer.json()["withdrawal_reason"]) == (422, "Shifted boxes.")
    late = manager.get(url)
    late.getvalue()
    assert "-WITHDRAWN.zip" in late["Content-Disposition"]
    assert late["X-Release-State"] == "withdrawn"


def test_a_report_is_asked_for_in_the_readers_language(place: Workplace, api: SignIn) -> None:
    release = releases.published(place)
    client = api(accounts.staff(place.organisation, "client"))
    url = f"/api/v1/releases/{release.pk}/exports"

    said = client.post(url, {"format": "report"}, headers={"Accept-Language": "es"})
    named = client.post(url, {"format": "report", "language": "es"})
    english = client.post(url, {"format": "report"}, headers={"Accept-Language": "fr"})
    coco = client.post(url, {"format": "coco"}, headers={"Accept-Language": "es"})
    unknown = client.post(url, {"format": "report", "language": "fr"})

    assert (said.status_code, said.json()["language"]) == (201, "es")
    assert (named.status_code, named.json()["id"]) == (200, said.json()["id"])
    assert (english.status_code, english.json()["language"]) == (201, "en")
    assert coco.json()["language"] == ""
    assert unknown.status_code == 422


def test_a_preview_counts_what_a_plan_would_hold(place: Workplace, api: SignIn) -> None:
    releases.ready(place)
    url = f"/api/v1/projects/{place.project.pk}/release-preview"
    split = {"method": "random", "shares": {"train": 0.5, "val": 0.5}}
    manager = api(place.manager)

    everything = manager.post(url, {}, content_type="application/json").json()
    unsure = manager.post(
        url, {"least_confidence": 1.0, "split": split}, content_type="application/json"
    ).json()
    Item.objects.filter(dataset=place.dataset).update(metadata={"patient": "p1"})
    grouped = [
        manager.post(
            url,
            {"split": {**split, "method": "grouped", "group_key": key}},
            content_type="application/json",
        ).json()["grouped"]
        for key in ("patient", "clinic")
    ]
    wrong = manager.post(
        url,
        {"split": {"method": "random", "shares": {"train": 0.5}}},
        content_type="application/json",
    )

    assert everything == {
        "items": 1, "of": 1, "excluded": 0, "labels": [{"key": "coin", "shapes": 2}], "answers": [],
        "parts": [], "grouped": None,
    }  # fmt: skip
    assert (unsure["items"], unsure["of"]) == (0, 1)
    assert unsure["parts"] == [{"name": "train", "items": 0}, {"name": "val", "items": 0}]
    assert grouped == [1, 0]
    assert (wrong.status_code, wrong.json()["code"]) == (422, "wrong_plan")


def test_the_difference_of_two_releases_says_what_came_went_and_moved(
    place: Workplace, api: SignIn
) -> None:
    first, second = releases.ready(place), releases.ready(place)
    row = second.items.get()
    one, other = row.document["shapes"]
    one["geometry"]["x"] += one["geometry"]["width"] / 8
    row.document["shapes"] = [one, {**other, "geometry": {**other["geometry"], "x": 500.0}}]
    row.save(update_fields=["document"])
    url = f"/api/v1/releases/{second.pk}/difference/{first.pk}"

    found = api(place.manager).get(url).json()

    counts = {key: found[key] for key in found if key.startswith(("items_", "shapes_"))}
    assert counts == {
        "items_added": 0, "items_removed": 0, "items_same": 0, "items_changed": 1,
        "items_compared": 1, "shapes_added": 1, "shapes_removed": 1, "shapes_moved": 1,
    }  # fmt: skip
    assert found["moved_iou_median"] == pytest.approx(7 / 9)
    assert found["labels"] == [{"key": "coin", "name": "Coin", "before": 2, "after": 2}]
    assert [example["moved"] for example in found["examples"]] == [1]
    assert (found["before"]["version"], found["after"]["version"]) == ("1.0", "1.1")


@pytest.mark.parametrize("version", ["\u0661.\u0662", "1.²", "1", "1.2.3.4", "v1.2"])
def test_a_version_is_written_in_plain_digits(place: Workplace, api: SignIn, version: str) -> None:
    answer = api(place.manager).post(
        f"/api/v1/projects/{place.project.pk}/releases", {"version": version}
    )

    assert answer.status_code == 422
    assert not place.project.releases.exists()


def test_a_file_that_the_storage_has_lost_is_said_to_be_gone_and_made_anew(
    place: Workplace, api: SignIn
) -> None:
    release = releases.published(place)
    export = releases.exported(release)
    export.file.storage.delete(str(export.file.name))
    manager = api(place.manager)

    answers = [manager.get(f"/api/v1/exports/{export.pk}/download") for _ in range(2)]

    assert [(one.status_code, one.json()["code"]) for one in answers] == [
        (409, "export_not_ready")
    ] * 2
    assert answers[0].json()["detail"] == "The storage has lost this file. Make it anew."
    shown = manager.get(f"/api/v1/exports/{export.pk}").json()
    assert (shown["state"], shown["download_url"]) == ("failed", None)
    anew = manager.post(f"/api/v1/releases/{release.pk}/exports", {"format": "coco"})
    assert (anew.status_code, anew.json()["id"] != export.pk) == (201, True)
    assert Event.objects.filter(name="export.lost", payload__export_id=export.pk).count() == 1


def test_a_file_that_is_done_while_it_is_asked_for_is_given_whole(
    place: Workplace, api: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = releases.published(place)
    client = api(accounts.staff(place.organisation, "client"))
    made = client.post(f"/api/v1/releases/{release.pk}/exports", {"format": "jsonl"}).json()
    now_open = actions.open_export

    def done_meanwhile(*, export_id: int, now: datetime) -> tuple[Export, IO[bytes]]:
        actions.build_export(export_id=export_id, clock=clock.now)
        return now_open(export_id=export_id, now=now)

    monkeypatch.setattr(actions, "open_export", done_meanwhile)

    answer = client.get(f"/api/v1/exports/{made['id']}/download")

    content, done = answer.getvalue(), Export.objects.get(pk=made["id"])
    assert (len(content), answer["ETag"]) == (done.byte_count, f'"{done.sha256}"')
    assert hashlib.sha256(content).hexdigest() == done.sha256


def test_an_export_is_cancelled_by_who_asked_for_it_and_by_managers_alone(
    place: Workplace, api: SignIn
) -> None:
    release = releases.published(place)
    ada, bo = (accounts.staff(place.organisation, "client") for _ in range(2))
    url = f"/api/v1/releases/{release.pk}/exports"

    def cancelled(who: User) -> tuple[bool, int]:
        made = api(ada).post(url, {"format": "coco"}).json()
        shown = api(who).get(f"/api/v1/exports/{made['id']}").json()
        (listed,) = [row for row in api(who).get(url).json()["results"] if row["id"] == made["id"]]
        assert listed["is_own"] == shown["is_own"]
        status = api(who).post(f"/api/v1/exports/{made['id']}/cancel").status_code
        return shown["is_own"], status

    assert [cancelled(who) for who in (bo, ada, place.manager)] == [
        (False, 403),
        (True, 200),
        (False, 200),
    ]
