"""Sending files over HTTP: one a request, bounded, named by nobody but us in the storage."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from guildmark.accounts.models import ApiKey, Organisation, User
from guildmark.core.clock import now
from guildmark.datasets import actions
from guildmark.datasets.intake.limits import Limits
from guildmark.datasets.models import Dataset, Item
from tests.conftest import SignIn
from tests.factories import accounts, datasets, pictures

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return accounts.person("Olga")


@pytest.fixture
def organisation(owner: User) -> Organisation:
    return accounts.organisation("Museum", owner=owner)


@pytest.fixture
def dataset(organisation: Organisation) -> Dataset:
    return datasets.dataset(organisation, "Coins")


def _form(name: str, content: bytes) -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


def test_files_go_in_and_pictures_come_out(api: SignIn, owner: User, dataset: Dataset) -> None:
    asker = api(owner)

    made = asker.post(f"/api/v1/datasets/{dataset.pk}/imports").json()
    route = f"/api/v1/imports/{made['id']}"
    added = [
        asker.post(f"{route}/files", _form(name, content), format="multipart").json()
        for name, content in (("münze.jpg", pictures.jpeg()), ("notes.jpg", b"Text."))
    ]
    started = asker.post(f"{route}/start").json()
    actions.run_import(import_id=made["id"], clock=now)
    ended = asker.get(route).json()
    refused = asker.get(f"{route}/files", {"state": "refused"}).json()
    items = asker.get(f"/api/v1/datasets/{dataset.pk}/items").json()["results"]

    assert (made["state"], made["is_collecting"]) == ("queued", True)
    assert [file["state"] for file in added] == ["waiting", "waiting"]
    assert (started["is_collecting"], started["progress_total"]) == (False, 2)
    assert ended == {
        "id": made["id"],
        "dataset_id": dataset.pk,
        "state": "done",
        "is_collecting": False,
        "progress_done": 2,
        "progress_total": 2,
        "item_count": 1,
        "duplicate_count": 0,
        "refused_count": 1,
        "error_detail": "",
        "bucket_source": None,
        "kept_days": 3,
        "created_at": made["created_at"],
        "finished_at": ended["finished_at"],
    }
    assert refused["count"] == 1
    assert refused["results"][0]["refusal_code"] == "not_a_picture"
    assert refused["results"][0]["refusal_detail"].startswith("This is text, not a picture")
    assert [(item["name"], item["width_px"], item["height_px"]) for item in items] == [
        ("münze.jpg", 48, 32)
    ]
    assert asker.get(items[0]["image_url"]).status_code == 200


def test_a_second_import_is_told_the_id_of_the_first(
    api: SignIn, owner: User, dataset: Dataset
) -> None:
    asker = api(owner)
    first = asker.post(f"/api/v1/datasets/{dataset.pk}/imports").json()

    answer = asker.post(f"/api/v1/datasets/{dataset.pk}/imports")

    assert answer.status_code == 409
    assert answer.json()["code"] == "import_running"
    assert answer.json()["errors"] == [
        {"path": "existing_id", "code": "import_running", "message": str(first["id"])}
    ]


def test_a_file_that_is_too_large_is_refused_by_its_announced_length(
    api: SignIn, owner: User, dataset: Dataset, settings: Settings
) -> None:
    settings.MAX_UPLOAD_BYTES = 10_000
    one = datasets.import_(dataset)

    answer = api(owner).post(
        f"/api/v1/imports/{one.pk}/files", _form("a.jpg", bytes(200_000)), format="multipart"
    )

    assert (answer.status_code, answer.json()["code"]) == (413, "upload_too_large")
    assert one.files.count() == 0


def test_a_picture_of_too_many_bytes_is_refused_by_its_name_and_nothing_of_it_is_kept(
    api: SignIn, owner: User, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Limits, "picture_bytes", 1000)
    one = datasets.import_(dataset)
    url = f"/api/v1/imports/{one.pk}/files"

    answers = [
        api(owner).post(url, _form(name, bytes(1001)), format="multipart")
        for name in ("a.jpg", "a.zip")
    ]

    assert [answer.status_code for answer in answers] == [413, 201]
    assert answers[0].json()["code"] == "upload_too_large"
    assert [file.name for file in one.files.all()] == ["a.zip"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("../../etc/passwd", "passwd"), ("硬币 🪙.png", "硬币 🪙.png"), ("x" * 300 + ".jpg", None)],
)
def test_a_name_is_shown_and_never_a_path(
    api: SignIn, owner: User, dataset: Dataset, sent: str, kept: str | None
) -> None:
    one = datasets.import_(dataset)

    answer = api(owner).post(
        f"/api/v1/imports/{one.pk}/files", _form(sent, b"content"), format="multipart"
    )

    assert answer.status_code == 201
    name = answer.json()["name"]
    assert name == kept or (kept is None and len(name) <= 255 and name.endswith(".jpg"))
    stored = str(one.files.get().upload)
    assert stored.startswith(f"imports/{one.pk}/")
    assert stored.rpartition("/")[2].isalnum()


def test_a_form_without_a_file_is_refused(api: SignIn, owner: User, dataset: Dataset) -> None:
    one = datasets.import_(dataset)

    answer = api(owner).post(f"/api/v1/imports/{one.pk}/files", {}, format="multipart")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "file"


def test_a_key_with_the_scope_imports(
    machine: SignIn, organisation: Organisation, dataset: Dataset
) -> None:
    _, text = accounts.api_key(organisation, [ApiKey.Scope.DATASETS_WRITE])
    asker = machine(text.text)

    made = asker.post(f"/api/v1/datasets/{dataset.pk}/imports")
    added = asker.post(
        f"/api/v1/imports/{made.json()['id']}/files",
        _form("a.jpg", pictures.jpeg()),
        format="multipart",
    )

    assert (made.status_code, added.status_code) == (201, 201)


@pytest.mark.parametrize(("what", "expected"), [("items", 5), ("datasets", 4), ("files", 5)])
def test_lists_cost_the_same_for_one_row_and_for_three(
    api: SignIn, owner: User, organisation: Organisation, dataset: Dataset, what: str, expected: int
) -> None:
    one = datasets.import_(dataset, [("a.jpg", b"a")])
    datasets.items(dataset)
    route = {
        "items": f"/api/v1/datasets/{dataset.pk}/items",
        "datasets": f"/api/v1/organisations/{organisation.pk}/datasets",
        "files": f"/api/v1/imports/{one.pk}/files",
    }[what]
    asker = api(owner)
    asker.get(route)

    with CaptureQueriesContext(connection) as for_one:
        asker.get(route)
    datasets.items(dataset, 2)
    for name in ("b", "c"):
        datasets.dataset(organisation)
        upload = SimpleUploadedFile(name, b"x")
        actions.add_import_file(import_id=one.pk, name=name, upload=upload, now=now())
    with CaptureQueriesContext(connection) as for_three:
        asker.get(route)

    assert (len(for_one), len(for_three)) == (expected, expected)


def test_pictures_kept_with_fewer_bits_are_said_in_the_import_and_on_the_item(
    api: SignIn, owner: User, dataset: Dataset
) -> None:
    asker = api(owner)
    made = datasets.import_(
        dataset, [("deep.png", pictures.deep_png()), ("plain.png", pictures.png())]
    )
    actions.start_import(actor_id=owner.pk, import_id=made.pk, now=now())
    actions.run_import(import_id=made.pk, clock=now)

    route = f"/api/v1/imports/{made.pk}/files"
    (cut,) = asker.get(route, {"is_cut": "true"}).json()["results"]
    notes = {one["name"]: one["note"] for one in asker.get(route).json()["results"]}
    items = asker.get(f"/api/v1/datasets/{dataset.pk}/items").json()["results"]

    said = "Shown and exported with 8 of its 16 bits a colour. The original is kept."
    assert (cut["name"], cut["state"], cut["note"]) == ("deep.png", "imported", said)
    assert notes == {"deep.png": said, "plain.png": ""}
    assert {one["name"]: (one["bit_depth"], one["is_cut"]) for one in items} == {
        "deep.png": (16, True),
        "plain.png": (8, False),
    }


def test_a_deleted_picture_is_not_among_those_kept_with_fewer_bits(
    api: SignIn, owner: User, dataset: Dataset
) -> None:
    grey = pictures.grey_tiff(pictures.scan_levels())
    files = [("deep.png", pictures.deep_png()), ("grey.tif", grey)]
    made = datasets.import_(dataset, [*files, ("gone.png", pictures.deep_png((1, 2, 3)))])
    actions.start_import(actor_id=owner.pk, import_id=made.pk, now=now())
    actions.run_import(import_id=made.pk, clock=now)
    for item in Item.objects.filter(dataset=dataset, name__in=["grey.tif", "gone.png"]):
        actions.delete_item(item_id=item.pk, note="blurred", now=now())

    listed = api(owner).get(f"/api/v1/imports/{made.pk}/files").json()["results"]
    cut = api(owner).get(f"/api/v1/imports/{made.pk}/files", {"is_cut": "true"}).json()["results"]

    assert [one["state"] for one in listed] == ["imported"] * 3
    assert [one["name"] for one in cut] == ["deep.png"]
