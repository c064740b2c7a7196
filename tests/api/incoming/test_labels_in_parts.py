"""A ZIP of labels, with or without its pictures, in parts over a connection that breaks."""

import base64
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from guildmark.core import clock
from guildmark.datasets.actions.running import run_import
from guildmark.datasets.models import Import
from guildmark.incoming.models import LabelImport
from tests.conftest import SignIn
from tests.factories import accounts, datasets, incoming, pictures, work
from tests.factories.incoming import BOX
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def place() -> Workplace:
    return work.workplace(items=2)


@pytest.fixture
def asker(api: SignIn, place: Workplace) -> APIClient:
    return api(place.manager)


def _import(asker: APIClient, place: Workplace) -> int:
    made = asker.post(f"/api/v1/datasets/{place.dataset.pk}/imports")
    assert made.status_code == 201
    number: int = made.json()["id"]
    return number


def _announce(asker: APIClient, import_id: int, content: bytes) -> str:
    name = base64.b64encode(b"labels.zip").decode()
    headers = {**TUS, "Upload-Length": str(len(content)), "Upload-Metadata": f"filename {name}"}
    made = asker.post(f"/api/v1/imports/{import_id}/uploads", headers=headers)
    return str(made["Location"])


def _part(asker: APIClient, address: str, content: bytes, start: int, end: int) -> None:
    headers = {**TUS, "Upload-Offset": str(start)}
    sent = asker.patch(
        address,
        content[start:end],
        content_type="application/offset+octet-stream",
        headers=headers,
    )
    assert sent.status_code == 204


def _sent(asker: APIClient, place: Workplace, content: bytes) -> int:
    """The import that holds the whole file, though the connection broke in its middle."""
    import_id = _import(asker, place)
    address = _announce(asker, import_id, content)
    half = len(content) // 2
    _part(asker, address, content, 0, half)
    assert asker.head(address, headers=TUS)["Upload-Offset"] == str(half)
    _part(asker, address, content, half, len(content))
    return import_id


# Any: the test client's answers have no type.
def _ask(asker: APIClient, place: Workplace, import_id: int, **more: Any) -> Any:
    return asker.post(
        f"/api/v1/projects/{place.project.pk}/label-imports",
        {
            "purpose": "truth",
            "format": "coco",
            "source_name": "An agency",
            "mapping": '{"coin": "coin"}',
            "import_id": import_id,
            **more,
        },
        format="multipart",
    )


def test_labels_with_their_pictures_come_in_parts(asker: APIClient, place: Workplace) -> None:
    picture = pictures.jpeg(width_px=640, height_px=480)
    labels = incoming.coco({"new.jpg": [BOX]})
    content = incoming.archive({"new.jpg": picture, "labels.json": labels})
    import_id = _sent(asker, place, content)

    made = _ask(asker, place, import_id, has_pictures=True)

    assert (made.status_code, made.json()["pictures"]["id"]) == (201, import_id)
    run_import(import_id=import_id, clock=clock.now)
    kept = incoming.ran(LabelImport.objects.get())
    brought = Import.objects.get(pk=import_id)
    assert (kept.state, kept.kept_count, kept.refused_count) == ("done", 1, 0)
    assert (brought.state, brought.item_count, brought.refused_count) == ("done", 1, 0)


def test_labels_alone_come_in_parts_and_leave_the_dataset_free(
    asker: APIClient, place: Workplace
) -> None:
    name = incoming.pictures(place)[0].name
    content = incoming.archive({"labels.json": incoming.coco({name: [BOX]})})
    import_id = _sent(asker, place, content)

    made = _ask(asker, place, import_id)

    assert (made.status_code, made.json()["pictures"]) == (201, None)
    kept = incoming.ran(LabelImport.objects.get())
    assert (kept.state, kept.kept_count) == ("done", 1)
    assert Import.objects.get(pk=import_id).state == "cancelled"
    _import(asker, place)


def test_a_file_that_has_not_arrived_and_a_second_one_are_refused(
    asker: APIClient, place: Workplace
) -> None:
    import_id = _import(asker, place)
    nothing = _ask(asker, place, import_id)
    address = _announce(asker, import_id, b"1234")
    _part(asker, address, b"1234", 0, 2)
    half = _ask(asker, place, import_id)
    _part(asker, address, b"1234", 2, 4)
    _part(asker, _announce(asker, import_id, b"56"), b"56", 0, 2)
    two = _ask(asker, place, import_id)

    assert [one.status_code for one in (nothing, half, two)] == [409, 409, 409]
    assert {one.json()["code"] for one in (nothing, half, two)} == {"labels_not_sent"}
    assert LabelImport.objects.count() == 0
    assert Import.objects.get(pk=import_id).is_collecting


def test_a_colleague_s_import_is_not_used_up(
    asker: APIClient, api: SignIn, place: Workplace
) -> None:
    import_id = _sent(asker, place, b"1234")
    colleague = accounts.staff(place.organisation)

    refused = _ask(api(colleague), place, import_id)

    assert (refused.status_code, refused.json()["code"]) == (409, "labels_not_sent")
    assert Import.objects.get(pk=import_id).is_collecting


def test_a_file_that_is_only_an_address_is_no_file_of_labels(
    asker: APIClient, place: Workplace
) -> None:
    import_id = _import(asker, place)
    addresses = SimpleUploadedFile("list.csv", b"url\nhttps://example.org/labels.zip\n")
    asker.post(
        f"/api/v1/imports/{import_id}/url-list", {"file": addresses}, format="multipart"
    ).json()

    refused = _ask(asker, place, import_id)

    assert (refused.status_code, refused.json()["code"]) == (409, "labels_not_sent")


def test_an_import_of_another_dataset_or_one_that_runs_is_not_taken(
    asker: APIClient, place: Workplace
) -> None:
    elsewhere = datasets.import_(datasets.dataset(place.organisation), [("a.zip", b"1")])
    import_id = _sent(asker, place, b"1234")
    asker.post(f"/api/v1/imports/{import_id}/cancel")

    other = _ask(asker, place, elsewhere.pk)
    closed = _ask(asker, place, import_id)
    both = _ask(asker, place, import_id, file=a_file())
    neither = asker.post(
        f"/api/v1/projects/{place.project.pk}/label-imports",
        {"purpose": "gold", "format": "coco", "source_name": "An agency"},
        format="multipart",
    )

    statuses = [one.status_code for one in (other, closed, both, neither)]
    assert statuses == [404, 409, 422, 422]
    assert default_storage.exists(str(elsewhere.files.get().upload))


def a_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("labels.json", b"{}")
