"""A ZIP of labels, with or without its pictures, in parts over a connection that breaks."""

import base64
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from guildmark.core import clock
from guildmark.datasets import actions
from guildmark.datasets.actions import imports
from guildmark.datasets.actions.running import run_import
from guildmark.datasets.files import chunks
from guildmark.datasets.models import Import
from guildmark.events.models import Event
from guildmark.incoming.actions import asking
from guildmark.incoming.models import LabelImport
from tests.conftest import SignIn
from tests.factories import accounts, buckets, datasets, incoming, pictures, work
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


def _parcel(asker: APIClient, place: Workplace, fingerprint: str = "labels.zip 9 5") -> int:
    made = asker.post(
        f"/api/v1/projects/{place.project.pk}/label-parcels", {"fingerprint": fingerprint}
    )
    assert made.status_code in {200, 201}
    number: int = made.json()["id"]
    return number


def _announce(asker: APIClient, import_id: int, content: bytes) -> str:
    made = _announced(asker, import_id, len(content), "labels.zip 9 5")
    assert made.status_code == 201
    return str(made["Location"])


# Any: the test client's answers have no type.
def _announced(asker: APIClient, import_id: int, byte_count: int, fingerprint: str) -> Any:
    told = {"filename": "labels.zip", "fingerprint": fingerprint}
    pairs = [f"{key} {base64.b64encode(said.encode()).decode()}" for key, said in told.items()]
    headers = {**TUS, "Upload-Length": str(byte_count), "Upload-Metadata": ",".join(pairs)}
    return asker.post(f"/api/v1/imports/{import_id}/uploads", headers=headers)


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
    """The parcel that holds the whole file, though the connection broke in its middle."""
    import_id = _parcel(asker, place)
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


def test_labels_alone_come_in_parts_while_pictures_come_in(
    asker: APIClient, api: SignIn, place: Workplace
) -> None:
    name = incoming.pictures(place)[0].name
    content = incoming.archive({"labels.json": incoming.coco({name: [BOX]})})
    colleague = api(accounts.staff(place.organisation))
    taking = _import(colleague, place)
    import_id = _sent(asker, place, content)

    made = _ask(asker, place, import_id)

    assert (made.status_code, made.json()["pictures"]) == (201, None)
    kept = incoming.ran(LabelImport.objects.get())
    assert (kept.state, kept.kept_count) == ("done", 1)
    assert Import.objects.get(pk=import_id).state == "cancelled"
    assert Import.objects.get(pk=taking).is_collecting
    listed = asker.get(f"/api/v1/datasets/{place.dataset.pk}/imports").json()["results"]
    assert [one["id"] for one in listed] == [taking]


def test_pictures_of_labels_wait_for_another_import_and_are_not_sent_again(
    asker: APIClient, place: Workplace
) -> None:
    picture = pictures.jpeg(width_px=640, height_px=480)
    labels = incoming.coco({"new.jpg": [BOX]})
    content = incoming.archive({"new.jpg": picture, "labels.json": labels})
    taking = _import(asker, place)
    import_id = _sent(asker, place, content)

    refused = _ask(asker, place, import_id, has_pictures=True)
    again = _parcel(asker, place)
    asker.post(f"/api/v1/imports/{taking}/cancel")
    made = _ask(asker, place, again, has_pictures=True)

    assert (refused.status_code, refused.json()["code"]) == (409, "import_running")
    assert refused.json()["errors"][0]["message"] == str(taking)
    assert (again, made.status_code) == (import_id, 201)
    brought = Import.objects.get(pk=import_id)
    assert (brought.is_parcel, brought.has_labels, brought.is_collecting) == (False, True, False)


def test_a_file_that_was_made_anew_gets_a_parcel_of_its_own(
    asker: APIClient, place: Workplace
) -> None:
    name = incoming.pictures(place)[0].name
    content = incoming.archive({"labels.json": incoming.coco({name: [BOX]})})
    half = _parcel(asker, place)
    address = _announce(asker, half, b"1234")
    _part(asker, address, b"1234", 0, 2)

    anew = _parcel(asker, place, "labels.zip 9 6")
    announced = _announced(asker, anew, len(content), "labels.zip 9 6")
    _part(asker, str(announced["Location"]), content, 0, len(content))
    made = _ask(asker, place, anew)

    assert anew != half
    assert (made.status_code, LabelImport.objects.count()) == (201, 1)
    assert _parcel(asker, place) == half
    assert asker.head(address, headers=TUS)["Upload-Offset"] == "2"


def test_a_file_that_has_not_arrived_is_refused_and_may_be_gone_on_with(
    asker: APIClient, place: Workplace
) -> None:
    import_id = _parcel(asker, place)
    nothing = _ask(asker, place, import_id)
    address = _announce(asker, import_id, b"1234")
    _part(asker, address, b"1234", 0, 2)
    half = _ask(asker, place, import_id)
    second = _announced(asker, import_id, 2, "another.zip 2 5")
    _part(asker, address, b"1234", 2, 4)
    whole = _ask(asker, place, import_id)

    assert [one.status_code for one in (nothing, half, second, whole)] == [409, 409, 409, 201]
    codes = [one.json()["code"] for one in (nothing, half, second)]
    assert codes == ["labels_not_sent", "labels_not_sent", "parcel_full"]


def test_a_parcel_is_its_maker_s_and_each_maker_s_own(
    asker: APIClient, api: SignIn, place: Workplace
) -> None:
    import_id = _sent(asker, place, b"1234")
    colleague = api(accounts.staff(place.organisation))

    refused = _ask(colleague, place, import_id)
    theirs = _parcel(colleague, place)

    assert (refused.status_code, theirs == import_id) == (404, False)
    assert Import.objects.get(pk=import_id).is_collecting


def test_a_parcel_takes_nothing_but_its_file_and_is_not_started(
    asker: APIClient, place: Workplace
) -> None:
    route = f"/api/v1/imports/{_sent(asker, place, b'1234')}"
    bucket = buckets.bucket(place.organisation)
    addresses = SimpleUploadedFile("list.csv", b"url\nhttps://example.org/labels.zip\n")

    refused = [
        asker.post(f"{route}/files", {"file": a_file()}, format="multipart"),
        asker.post(f"{route}/url-list", {"file": addresses}, format="multipart"),
        asker.put(f"{route}/bucket", {"bucket_id": bucket.pk, "prefix": "in/"}),
        asker.post(f"{route}/start"),
    ]

    assert [(one.status_code, one.json()["code"]) for one in refused] == 4 * [
        (409, "import_closed")
    ]


def test_the_same_labels_twice_give_the_import_that_is_under_way(
    asker: APIClient, place: Workplace
) -> None:
    first = _ask(asker, place, _sent(asker, place, b"1234"))
    second = _ask(asker, place, _sent(asker, place, b"1234"))

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert set(Import.objects.values_list("state", flat=True)) == {"cancelled"}


def test_a_parcel_that_ends_while_it_is_read_is_closed_and_no_fault(
    asker: APIClient, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_id = _sent(asker, place, b"1234")

    def ended(*names: str) -> Iterator[bytes]:
        assert asker.post(f"/api/v1/imports/{import_id}/cancel").status_code == 200
        for name in names:
            default_storage.delete(name)
        yield from chunks(*names)

    monkeypatch.setattr(asking, "chunks", ended)

    made = _ask(asker, place, import_id)

    assert (made.status_code, made.json()["code"]) == (409, "import_closed")
    assert not LabelImport.objects.exists()


def test_a_parcel_that_nobody_goes_on_with_ends_and_tells_nobody(
    asker: APIClient, place: Workplace
) -> None:
    import_id = _sent(asker, place, b"1234")

    ended = actions.expire_imports(now=clock.now() + timedelta(days=4))

    assert (ended, Import.objects.get(pk=import_id).state) == (1, "cancelled")
    assert not Event.objects.filter(name__startswith="import.").exists()
    assert _parcel(asker, place) != import_id


def test_a_parcel_to_which_its_maker_comes_back_is_kept(asker: APIClient, place: Workplace) -> None:
    opened, rest = clock.now(), timedelta(days=2)
    import_id = _parcel(asker, place)
    address = _announce(asker, import_id, b"1234")
    _part(asker, address, b"1234", 0, 2)

    again, is_new = actions.open_parcel(
        actor_id=place.manager.pk,
        dataset=place.dataset,
        fingerprint="labels.zip 9 5",
        now=opened + rest,
    )
    late = opened + 2 * rest
    ended = actions.expire_imports(now=late) + actions.expire_uploads(now=late)

    assert (again.pk, is_new, ended) == (import_id, False, 0)
    assert asker.head(address, headers=TUS)["Upload-Offset"] == "2"


def test_who_asks_for_a_parcel_twice_at_once_gets_one(
    asker: APIClient, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_id = _parcel(asker, place)
    first, begun = [True], imports._begun
    monkeypatch.setattr(
        imports, "_begun", lambda made: None if first and first.pop() else begun(made)
    )

    assert _parcel(asker, place) == import_id
    assert not first


def test_a_parcel_is_found_by_what_it_was_opened_for_whatever_its_upload_says(
    asker: APIClient, place: Workplace
) -> None:
    import_id = _parcel(asker, place)
    early = _parcel(asker, place)
    _announced(asker, import_id, 4, "")
    late = _parcel(asker, place)
    asker.post(f"/api/v1/imports/{import_id}/cancel")

    assert (early, late) == (import_id, import_id)
    assert _parcel(asker, place) != import_id


def test_an_import_that_is_no_parcel_or_has_ended_is_not_taken(
    asker: APIClient, place: Workplace
) -> None:
    elsewhere = datasets.import_(datasets.dataset(place.organisation), [("a.zip", b"1")])
    ordinary = datasets.import_(place.dataset, [("a.zip", b"1")])
    import_id = _sent(asker, place, b"1234")
    asker.post(f"/api/v1/imports/{import_id}/cancel")

    other = _ask(asker, place, elsewhere.pk)
    pictures_ = _ask(asker, place, ordinary.pk)
    closed = _ask(asker, place, import_id)
    both = _ask(asker, place, import_id, file=a_file())
    neither = asker.post(
        f"/api/v1/projects/{place.project.pk}/label-imports",
        {"purpose": "gold", "format": "coco", "source_name": "An agency"},
        format="multipart",
    )

    statuses = [one.status_code for one in (other, pictures_, closed, both, neither)]
    assert statuses == [404, 404, 409, 422, 422]
    assert default_storage.exists(str(elsewhere.files.get().upload))


def a_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("labels.json", b"{}")
