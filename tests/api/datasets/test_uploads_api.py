"""Files in parts by tus 1.0.0: what breaks off goes on where it stood."""

import base64
import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import TestCase
from rest_framework.test import APIClient

from guildmark.core.clock import now
from guildmark.datasets import actions
from guildmark.datasets.models import FileUpload, Import, ImportFile, Item
from tests.conftest import SignIn
from tests.factories import accounts, datasets, pictures
from tests.factories.accounts import NOW

pytestmark = pytest.mark.django_db
TUS = {"Tus-Resumable": "1.0.0"}
PART = "application/offset+octet-stream"


@pytest.fixture
def of_import() -> Import:
    return datasets.import_()


@pytest.fixture
def asker(api: SignIn, of_import: Import) -> APIClient:
    return api(of_import.created_by)


def _told(**values: str) -> str:
    pairs = (f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in values.items())
    return ",".join(pairs)


def _open(asker: APIClient, of_import: Import, count: int, **told: str) -> str:
    """The address of a new upload."""
    answer = asker.post(
        f"/api/v1/imports/{of_import.pk}/uploads",
        headers={**TUS, "Upload-Length": str(count), "Upload-Metadata": _told(**told)},
    )
    assert answer.status_code == 201
    return str(answer["Location"])


# Any: the test client's answers have no type.
def _part(asker: APIClient, address: str, offset: int, content: bytes, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return asker.patch(
        address,
        content,
        content_type=PART,
        headers={**TUS, "Upload-Offset": str(offset), **named},
    )


def _run(of_import: Import) -> None:
    actions.start_import(actor_id=of_import.created_by_id, import_id=of_import.pk, now=now())
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.run_import(import_id=of_import.pk, clock=now)


def test_a_picture_in_three_parts_becomes_an_item(asker: APIClient, of_import: Import) -> None:
    content = pictures.jpeg()
    address = _open(asker, of_import, len(content), filename="a.jpg", relativePath="set/one/a.jpg")

    offsets = [
        _part(asker, address, start, content[start:end])["Upload-Offset"]
        for start, end in ((0, 100), (100, 250), (250, len(content)))
    ]
    _run(of_import)

    item = Item.objects.get()
    assert offsets == ["100", "250", str(len(content))]
    assert (item.name, item.sha256) == ("a.jpg", hashlib.sha256(content).hexdigest())
    assert item.metadata == {"folder": "set/one"}
    assert default_storage.listdir(f"imports/{of_import.pk}")[1] == []


def test_after_a_break_the_head_says_where_to_go_on(asker: APIClient, of_import: Import) -> None:
    address = _open(asker, of_import, 10)
    _part(asker, address, 0, b"12345")

    head = asker.head(address, headers=TUS)

    assert (head["Upload-Offset"], head["Upload-Length"]) == ("5", "10")
    assert head["Cache-Control"] == "no-store"


def test_a_part_for_another_place_is_refused_and_changes_nothing(
    asker: APIClient, of_import: Import
) -> None:
    address = _open(asker, of_import, 10)
    _part(asker, address, 0, b"12345")

    again = _part(asker, address, 0, b"12345")
    ahead = _part(asker, address, 7, b"890")

    assert (again.status_code, ahead.status_code) == (409, 409)
    assert FileUpload.objects.get().received == 5
    assert len(default_storage.listdir(f"imports/{of_import.pk}")[1]) == 1


def test_more_than_was_announced_is_refused(asker: APIClient, of_import: Import) -> None:
    address = _open(asker, of_import, 3)

    assert _part(asker, address, 0, b"1234").status_code == 413
    assert FileUpload.objects.get().received == 0


def test_a_part_that_was_damaged_on_the_way_is_not_taken(
    asker: APIClient, of_import: Import
) -> None:
    address = _open(asker, of_import, 5)
    digest = base64.b64encode(hashlib.sha1(b"12345", usedforsecurity=False).digest()).decode()

    damaged = _part(asker, address, 0, b"12x45", Upload_Checksum=f"sha1 {digest}")
    sound = _part(asker, address, 0, b"12345", Upload_Checksum=f"sha1 {digest}")
    unknown = _part(asker, address, 5, b"", Upload_Checksum=f"crc32 {digest}")

    assert [one.status_code for one in (damaged, sound, unknown)] == [460, 204, 422]


def test_a_file_of_no_bytes_arrives_at_once(asker: APIClient, of_import: Import) -> None:
    _open(asker, of_import, 0, filename="nothing.jpg")

    assert ImportFile.objects.get().name == "nothing.jpg"
    _run(of_import)
    assert ImportFile.objects.get().refusal_code == "empty_file"


def test_who_does_not_speak_the_protocol_is_told(asker: APIClient, of_import: Import) -> None:
    route = f"/api/v1/imports/{of_import.pk}/uploads"
    address = _open(asker, of_import, 5)

    silent = asker.post(route, headers={"Upload-Length": "5"})
    wrong = asker.post(route, headers={**TUS, "Upload-Length": "many"})
    typed = asker.patch(address, b"12345", content_type="text/plain", headers=TUS)
    ending = asker.delete(address)
    spoken = asker.options(route)

    assert [one.status_code for one in (silent, wrong, typed, ending)] == [412, 422, 415, 412]
    assert spoken["Tus-Extension"] == "creation,checksum,termination,expiration"


def test_an_upload_that_is_given_up_leaves_nothing(asker: APIClient, of_import: Import) -> None:
    address = _open(asker, of_import, 10)
    _part(asker, address, 0, b"12345")

    with TestCase.captureOnCommitCallbacks(execute=True):
        assert asker.delete(address, headers=TUS).status_code == 204

    assert asker.head(address, headers=TUS).status_code == 404
    assert default_storage.listdir(f"imports/{of_import.pk}")[1] == []


def test_an_upload_that_nobody_goes_on_with_expires(asker: APIClient, of_import: Import) -> None:
    address = _open(asker, of_import, 10)
    _part(asker, address, 0, b"12345")

    with TestCase.captureOnCommitCallbacks(execute=True):
        early = actions.expire_uploads(now=now() + Import.KEPT_FOR - timedelta(hours=1))
        late = actions.expire_uploads(now=now() + Import.KEPT_FOR + timedelta(hours=1))

    assert (early, late) == (0, 1)
    assert default_storage.listdir(f"imports/{of_import.pk}")[1] == []


def test_an_import_that_was_started_takes_no_more_parts(
    asker: APIClient, of_import: Import
) -> None:
    address = _open(asker, of_import, 10)
    _open(asker, of_import, 0)
    actions.start_import(actor_id=of_import.created_by_id, import_id=of_import.pk, now=NOW)

    assert _part(asker, address, 0, b"12345").status_code == 409
    assert default_storage.listdir(f"imports/{of_import.pk}")[1] == []


def test_uploads_are_found_again_by_their_fingerprint(asker: APIClient, of_import: Import) -> None:
    address = _open(asker, of_import, 10, filename="a.jpg", fingerprint="a.jpg 10 17")
    _part(asker, address, 0, b"12345")

    found = asker.get(f"/api/v1/imports/{of_import.pk}/uploads").json()["results"]

    assert [(one["fingerprint"], one["received"]) for one in found] == [("a.jpg 10 17", 5)]


def test_an_upload_announced_again_with_its_key_is_the_same_at_the_same_address(
    asker: APIClient, of_import: Import
) -> None:
    def announce(count: int, name: str) -> Any:
        told = {"Upload-Length": str(count), "Upload-Metadata": _told(filename=name)}
        return asker.post(
            f"/api/v1/imports/{of_import.pk}/uploads",
            headers={**TUS, **told, "Idempotency-Key": "one"},
        )

    first, again = announce(5, "a.jpg"), announce(5, "a.jpg")
    longer, other = announce(6, "a.jpg"), announce(5, "b.jpg")

    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Idempotent-Replayed"] == "true"
    for name in ("Location", "Tus-Resumable", "Upload-Offset", "Upload-Expires", "Content-Type"):
        assert again[name] == first[name]
    assert [one.json()["code"] for one in (longer, other)] == ["idempotency_key_reused"] * 2
    assert FileUpload.objects.get().name == "a.jpg"


@pytest.mark.parametrize(
    "told", ["fingerprint " + base64.b64encode(b"a\0").decode(), "filename \xe9", "filename /w=="]
)
def test_what_no_database_keeps_is_refused_where_a_file_is_announced(
    asker: APIClient, of_import: Import, told: str
) -> None:
    refused = asker.post(
        f"/api/v1/imports/{of_import.pk}/uploads",
        headers={**TUS, "Upload-Length": "5", "Upload-Metadata": told},
    )

    assert (refused.status_code, FileUpload.objects.count()) == (422, 0)
    assert refused.json()["errors"][0]["path"] == "Upload-Metadata"


def test_strangers_learn_of_no_upload(asker: APIClient, of_import: Import, api: SignIn) -> None:
    address = _open(asker, of_import, 10)

    assert api(accounts.person()).head(address, headers=TUS).status_code == 404


def test_a_picture_beyond_the_limit_of_pictures_is_refused_before_a_byte_is_sent(
    asker: APIClient, of_import: Import
) -> None:
    limit = 256 * 1024 * 1024
    told = {**TUS, "Upload-Length": str(limit + 1)}

    refused = asker.post(
        f"/api/v1/imports/{of_import.pk}/uploads",
        headers={**told, "Upload-Metadata": _told(filename="coins/Large.TIFF")},
    )
    _open(asker, of_import, limit, filename="a.tiff")
    _open(asker, of_import, limit + 1, filename="a.zip")

    assert (refused.status_code, refused.json()["code"]) == (413, "upload_too_large")
    assert refused.json()["detail"] == "One picture may have at most 256 MB."
    assert [upload.name for upload in of_import.uploads.order_by("pk")] == ["a.tiff", "a.zip"]
