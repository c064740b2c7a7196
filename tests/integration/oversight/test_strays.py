"""Files of no row, which a process left that was lost before it wrote one."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.core.clock import now
from guildmark.datasets.actions import open_upload, receive_part
from guildmark.datasets.files import store_aid, store_tiles
from guildmark.datasets.models import FileUpload, ImportFile, Item, ItemAid, Leftover
from guildmark.oversight.actions import clear_strays
from guildmark.oversight.queries import strays
from tests.factories import datasets

pytestmark = pytest.mark.django_db(transaction=True)


def kept(name: str, *, hours: int = 25) -> str:
    """A file of no row, stored so long ago."""
    name = default_storage.save(name, ContentFile(b"1"))
    _aged(name, hours)
    return name


def _aged(name: str, hours: int) -> None:
    at = (now() - timedelta(hours=hours)).timestamp()
    os.utime(default_storage.path(name), (at, at))


def test_old_files_of_no_row_go_from_every_folder() -> None:
    into = datasets.dataset()
    names = [
        kept(f"items/{into.pk}/{uuid4().hex}/original.jpg"),
        kept(f"items/{into.pk}/aids/7-{uuid4().hex}"),
        kept(f"items/{into.pk}/aids/7-{uuid4().hex}/0-0-0.jpg"),
        kept(f"imports/12345/{uuid4().hex}"),
        kept(f"labels/12345/{uuid4().hex}"),
        kept(f"evaluations/12345/{uuid4().hex}"),
        kept(f"evaluations/gold-12345/{uuid4().hex}"),
        kept("exports/12345/6-1.zip"),
    ]

    counts = [clear_strays(now=now()) for _ in range(2)]

    assert counts == [len(names), 0]
    assert not any(map(default_storage.exists, names))
    assert not Leftover.objects.exists()


def test_young_files_and_names_of_another_form_stay() -> None:
    names = [
        kept(f"imports/1/{uuid4().hex}", hours=23),
        kept("imports/1/notes.txt"),
        kept(f"backup/1/{uuid4().hex}"),
        kept("items/1/readme/hello.txt"),
    ]
    folder = f"items/1/{uuid4().hex}"
    names += [kept(f"{folder}/original.jpg"), kept(f"{folder}/thumbnail.jpg", hours=1)]

    assert clear_strays(now=now()) == 0
    assert all(map(default_storage.exists, names))


def test_what_a_row_names_stays_however_old(tmp_path: Path) -> None:
    item = datasets.item()
    tile = tmp_path / "0-0-0.jpg"
    tile.write_bytes(b"1")
    into = {"dataset_id": item.dataset_id, "item_id": item.pk}
    cells = store_aid(**into, content=b"1")
    tiles = store_tiles(**into, tiles=[tile])
    for kind, name in ((ItemAid.Kind.SUPERPIXELS, cells), (ItemAid.Kind.TILES, tiles)):
        ItemAid.objects.create(item=item, kind=kind, name=name, made_at=now())
    waiting = datasets.import_(datasets.dataset())
    upload = open_upload(import_id=waiting.pk, name="a.jpg", byte_count=10, metadata={}, now=now())
    part = receive_part(upload_id=upload.pk, offset=0, content=tile, now=now()).parts[0]
    started = datasets.started_import(datasets.dataset(), files=[("b.txt", b"text")])
    whole = str(started.files.get().upload)
    files = [str(item.original), str(item.rendition), str(item.thumbnail), cells, part, whole]
    files.append(f"{tiles}/{tile.name}")
    for name in files:
        _aged(name, 100)

    assert clear_strays(now=now()) == 0
    assert all(map(default_storage.exists, files))
    FileUpload.objects.all().delete()
    assert clear_strays(now=now()) == 1
    assert not default_storage.exists(part)


def test_a_stray_that_the_storage_refuses_is_a_leftover_of_its_organisation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    into = datasets.dataset()
    name = kept(f"items/{into.pk}/{uuid4().hex}/original.jpg")
    lost = kept(f"labels/12345/{uuid4().hex}")

    def refuse(name: str) -> None:
        raise PermissionError

    monkeypatch.setattr(default_storage, "delete", refuse)
    counts = [clear_strays(now=now()) for _ in range(2)]

    assert counts == [2, 0]
    assert set(Leftover.objects.values_list("name", "organisation_id")) == {
        (name, into.organisation_id),
        (lost, None),
    }


def test_a_file_that_the_storage_does_not_show_keeps_no_other_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hidden, stray = kept(f"labels/1/{uuid4().hex}"), kept(f"labels/2/{uuid4().hex}")
    modified = default_storage.get_modified_time

    def refuse(name: str) -> datetime:
        if name == hidden:
            raise PermissionError
        return modified(name)

    monkeypatch.setattr(default_storage, "get_modified_time", refuse)

    assert clear_strays(now=now()) == 1
    assert (default_storage.exists(hidden), default_storage.exists(stray)) == (True, False)


@pytest.mark.parametrize(
    ("refused", "shelf"), [("labels/1/", "labels/1/"), ("imports", "imports/1/")]
)
def test_a_folder_that_the_storage_does_not_list_keeps_no_other_waiting(
    refused: str, shelf: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden, stray = kept(f"{shelf}{uuid4().hex}"), kept(f"labels/2/{uuid4().hex}")
    listed = default_storage.listdir

    def refuse(path: str) -> tuple[list[str], list[str]]:
        if path == refused:
            raise PermissionError
        return listed(path)

    monkeypatch.setattr(default_storage, "listdir", refuse)

    assert clear_strays(now=now()) == 1
    assert (default_storage.exists(hidden), default_storage.exists(stray)) == (True, False)


def test_a_picture_on_the_shelf_of_another_dataset_stays() -> None:
    item = datasets.item()
    _aged(str(item.rendition), 100)
    folder = f"items/{item.dataset_id}"
    assert str(item.rendition).startswith(f"{folder}/")
    Item.objects.filter(pk=item.pk).update(dataset=datasets.dataset())

    assert clear_strays(now=now()) == 0
    assert default_storage.exists(str(item.rendition))


def test_a_shelf_without_strays_is_asked_by_its_owner_alone() -> None:
    item = datasets.item()
    assert default_storage.exists(str(item.original))

    with CaptureQueriesContext(connection) as asked:
        assert clear_strays(now=now()) == 0

    assert len(asked) > 0
    assert not [one["sql"] for one in asked.captured_queries if " LIKE " in one["sql"]]


def test_every_model_that_keeps_files_is_asked() -> None:
    asked = {model for model, _ in strays.sources()} | {ImportFile, FileUpload}

    assert {one for one in apps.get_models() if hasattr(one, "stored_names")} <= asked


def test_every_model_that_keeps_files_has_a_shelf() -> None:
    on_shelves = {model for models in strays.OWNERS.values() for model in models}

    assert {model for model, _ in strays.sources()} == on_shelves
