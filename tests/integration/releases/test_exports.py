"""Files to download, read back by others."""

import csv
import hashlib
import io
import json
import subprocess
import tempfile
import zipfile
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from PIL import Image
from pycocotools.coco import COCO

from concord.formats import read_jsonl
from guildmark.core import clock, operations
from guildmark.core.models import Operation
from guildmark.core.said import told
from guildmark.datasets.actions import withdraw_item
from guildmark.datasets.models import Item
from guildmark.events.models import Event
from guildmark.releases import actions
from guildmark.releases.content import picture_path, released_item
from guildmark.releases.errors import ExportEnded, ReleaseNotReady, UnknownFormat
from guildmark.releases.models import Export, Release, ReleaseItem
from tests.factories import consensus, releases

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> Release:
    """Two real pictures with two coins each."""
    return releases.ready(releases.pictured_place(items=2))


def _archive(export: Export) -> zipfile.ZipFile:
    assert export.state == Operation.State.DONE, export.error_detail
    with export.file.open("rb") as file:
        content = file.read()
    assert len(content) == export.byte_count
    assert hashlib.sha256(content).hexdigest() == export.sha256
    return zipfile.ZipFile(io.BytesIO(content))


def test_coco_is_read_by_pycocotools_with_the_counts_and_boxes_of_the_release(
    release: Release, tmp_path: Path
) -> None:
    archive = _archive(releases.exported(release, "coco"))
    archive.extractall(tmp_path)

    coco = COCO(str(tmp_path / "annotations" / "instances_default.json"))

    assert (sorted(coco.imgs), sorted(coco.anns), sorted(coco.cats)) == ([1, 2], [1, 2, 3, 4], [1])
    boxes = [coco.anns[key]["bbox"] for key in sorted(coco.anns)]
    expected = [
        [shape["geometry"][side] for side in ("x", "y", "width", "height")]
        for item in release.items.order_by("position")
        for shape in item.document["shapes"]
    ]
    assert boxes == expected


def test_pictures_are_stored_under_safe_unique_names_and_are_the_pictures(
    release: Release,
) -> None:
    hostile = release.items.order_by("position")[0]
    Item.objects.filter(pk=hostile.item_id).update(name='../../etc/pa:ss"wd .jpg')

    archive = _archive(releases.exported(release, "coco", has_pictures=True))

    pictures = [info for info in archive.infolist() if info.filename.startswith("images/")]
    assert pictures[0].filename.startswith("images/000001_pa_ss_wd.")
    assert len({info.filename.casefold() for info in pictures}) == 2
    assert {info.compress_type for info in pictures} == {zipfile.ZIP_STORED}
    for info in pictures:
        with Image.open(io.BytesIO(archive.read(info))) as picture:
            assert picture.size == (640, 480)


def test_the_manifest_names_every_file_with_its_hash(release: Release) -> None:
    archive = _archive(releases.exported(release, "csv", has_pictures=True))

    manifest = json.loads(archive.read("manifest.json"))

    assert manifest["release"]["version"] == "1.0"
    assert manifest["release"]["manifest_sha256"] == release.manifest_sha256
    listed = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
    there = {
        name: hashlib.sha256(archive.read(name)).hexdigest()
        for name in archive.namelist()
        if name not in {"manifest.json", "checksums.sha256"}
    }
    assert listed == there
    assert manifest["formats"][0]["cannot_say"]


def test_the_unpacked_export_can_be_checked_by_sha256sum(release: Release, tmp_path: Path) -> None:
    archive = _archive(releases.exported(release, "coco", has_pictures=True))
    archive.extractall(tmp_path)  # our own file, read by a user's own tool

    check = ["sha256sum", "--check", "--strict", "checksums.sha256"]
    done = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(archive.namelist()) - 1


def test_jsonl_gives_back_everything_that_was_frozen(release: Release) -> None:
    archive = _archive(releases.exported(release, "jsonl"))

    with archive.open("annotations/guildmark.jsonl") as lines:
        head, items = read_jsonl(lines)
        found = list(items)

    frozen = ReleaseItem.objects.filter(release=release).select_related("item").order_by("position")
    assert found == [released_item(item, has_pictures=False) for item in frozen]
    assert head.definition == release.schema_version.definition
    assert all(len(item.submissions) == 3 for item in found)


def test_the_same_release_gives_the_same_bytes(release: Release) -> None:
    first = releases.exported(release, "coco")
    Export.objects.filter(pk=first.pk).update(state=Operation.State.FAILED)
    second = releases.exported(release, "coco")

    assert first.pk != second.pk
    assert first.sha256 == second.sha256


def test_asking_twice_gives_the_same_export_and_building_twice_builds_once(
    release: Release,
) -> None:
    export = releases.exported(release, "coco")

    again, is_new = actions.request_export(
        actor_id=release.created_by_id,
        release_id=release.pk,
        format_key="coco",
        has_pictures=False,
        now=clock.now(),
    )
    actions.build_export(export_id=export.pk, clock=clock.now)

    export.refresh_from_db()
    assert (again.pk, is_new, export.attempt) == (export.pk, False, 1)


def test_progress_counts_annotations_and_pictures(release: Release) -> None:
    export = releases.exported(release, "coco", has_pictures=True)

    assert (export.progress_done, export.progress_total) == (4, 4)
    assert export.losses


def test_a_picture_whose_bytes_changed_fails_the_export(release: Release) -> None:
    first = ReleaseItem.objects.filter(release=release).select_related("item").earliest("position")
    Path(first.item.rendition.path).write_bytes(b"something else")

    export = releases.exported(release, "coco", has_pictures=True)

    assert (export.state, export.error_code) == (Operation.State.FAILED, "picture_lost")
    assert not export.file
    with override("es"):
        said = told(Export.objects.get(pk=export.pk).error_detail)
    assert said == f"La imagen guardada de {first.item.name} ha cambiado."


def test_an_export_that_finds_no_room_says_so_and_is_made_once_there_is_some(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(tempfile, "TemporaryFile", partial(Path("/dev/full").open, "w+b"))
        refused = releases.exported(release, "coco", has_pictures=True)

    again = releases.exported(release, "coco", has_pictures=True)

    assert (refused.state, refused.error_code) == (Operation.State.FAILED, "no_room")
    assert not refused.file
    assert "annotations/instances_default.json" in _archive(again).namelist()


def test_a_cancelled_export_leaves_no_file(release: Release) -> None:
    export, _ = actions.request_export(
        actor_id=release.created_by_id,
        release_id=release.pk,
        format_key="coco",
        has_pictures=False,
        now=clock.now(),
    )
    Export.objects.filter(pk=export.pk).update(is_cancel_requested=True)

    actions.build_export(export_id=export.pk, clock=clock.now)

    export.refresh_from_db()
    assert (export.state, export.file.name) == (Operation.State.CANCELLED, "")


def test_unknown_formats_and_unready_releases_are_refused(release: Release) -> None:
    with pytest.raises(UnknownFormat):
        releases.exported(release, "xml")
    building = actions.create(
        actor_id=release.created_by_id,
        project_id=release.project_id,
        version=None,
        note="",
        now=clock.now(),
    )
    with pytest.raises(ReleaseNotReady):
        releases.exported(building)


def test_a_picture_without_a_usable_name_gets_one(release: Release) -> None:
    frozen = ReleaseItem.objects.select_related("item").earliest("position")
    frozen.item.name = " ... "

    assert picture_path(frozen).startswith("images/000001_picture.")


def test_an_image_with_nothing_in_it_is_in_the_coco_file(tmp_path: Path) -> None:
    place = consensus.labelled(items=1, says=lambda person, item: consensus.document())
    consensus.refreshed(place)

    archive = _archive(releases.exported(releases.ready(place), "coco"))
    archive.extractall(tmp_path)

    coco = COCO(str(tmp_path / "annotations" / "instances_default.json"))
    assert (len(coco.imgs), len(coco.anns)) == (1, 0)


def test_every_export_has_a_card_croissant_items_and_its_pictures_where_the_format_wants_them(
    release: Release,
) -> None:
    folders = {
        "yolo_detect": "images",
        "voc": "JPEGImages",
        "imagefolder": "train/Coin",
        "huggingface": "data/train",
        "webdataset": None,
    }
    for key, folder in folders.items():
        archive = _archive(releases.exported(release, key, has_pictures=True))

        rows = list(csv.DictReader(io.StringIO(archive.read("items.csv").decode())))
        assert [row["shapes"] for row in rows] == ["2", "2"]
        assert archive.read("README.md").startswith(b"---\npretty_name:")
        croissant = json.loads(archive.read("croissant.json"))
        listed = {one["@id"]: one.get("sha256") for one in croissant["distribution"]}
        assert not any(" " in key for key in listed)
        assert listed["items.csv"] == hashlib.sha256(archive.read("items.csv")).hexdigest()
        counts = json.loads(archive.read("manifest.json"))["formats"][0]["counts"]
        assert (counts["shapes"], counts["left_out_by_kind"]) == (4, {})
        names = [name for name in archive.namelist() if name.endswith((".jpg", ".jpeg"))]
        assert {name.rpartition("/")[0] for name in names} == ({folder} if folder else set())
        hashes = {hashlib.sha256(archive.read(name)).hexdigest() for name in names}
        assert hashes == ({row["sha256"] for row in rows} if folder else set())


def test_a_link_of_an_export_leads_a_member_to_the_picture(
    release: Release, client: Client
) -> None:
    archive = _archive(releases.exported(release, "coco"))
    rows = list(csv.DictReader(io.StringIO(archive.read("items.csv").decode())))
    client.force_login(release.created_by)

    answer = client.get(urlsplit(rows[0]["link"]).path, follow=True)

    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file's answer
    frozen = release.items.select_related("item").order_by("position")[0]
    assert hashlib.sha256(content).hexdigest() == frozen.item.rendition_sha256


def test_a_picture_that_was_taken_back_is_in_no_file_that_is_given_out(
    release: Release, django_capture_on_commit_callbacks: object
) -> None:
    before = releases.exported(release, "coco", has_pictures=True)
    labels_alone = releases.exported(release, "coco")
    stored = str(before.file)
    gone = release.items.order_by("position")[0].item_id
    withdraw_item(item_id=gone, now=clock.now())

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's callable
        recalled = actions.recall_exports(item_id=gone, now=clock.now())

    assert recalled == 1
    before.refresh_from_db()
    labels_alone.refresh_from_db()
    assert (before.state, before.error_code, str(before.file)) == (
        Operation.State.FAILED,
        "picture_taken_back",
        "",
    )
    assert not default_storage.exists(stored)
    assert labels_alone.state == Operation.State.DONE
    again = releases.exported(release, "coco", has_pictures=True)
    archive = _archive(again)
    pictures = [name for name in archive.namelist() if name.startswith("images/")]
    assert len(pictures) == 1
    assert len(json.loads(archive.read("annotations/instances_default.json"))["images"]) == 2
    assert again.losses[-1].startswith("1 picture was taken back by its owner or deleted")
    assert b"taken back or deleted" in archive.read("README.md")


def test_an_export_that_is_being_written_is_begun_again_without_the_picture(
    release: Release,
) -> None:
    export, _ = actions.request_export(
        actor_id=release.created_by_id,
        release_id=release.pk,
        format_key="coco",
        has_pictures=True,
        now=clock.now(),
    )
    writing = operations.take(Export, pk=export.pk, now=clock.now())
    assert writing is not None

    actions.recall_exports(item_id=release.items.all()[0].item_id, now=clock.now())

    with pytest.raises(operations.OperationLost):
        operations.report(writing, done=1, total=2, now=clock.now())
    actions.build_export(export_id=export.pk, clock=clock.now)
    export.refresh_from_db()
    assert export.state == Operation.State.DONE


def test_labels_are_exported_without_reading_what_single_people_said(release: Release) -> None:
    with CaptureQueriesContext(connection) as asked:
        coco = releases.exported(release, "coco")
    with CaptureQueriesContext(connection) as asked_of_all:
        releases.exported(release, "jsonl")

    assert coco.state == Operation.State.DONE
    for queries, is_read in ((asked, False), (asked_of_all, True)):
        read = [one["sql"] for one in queries if '"releases_releaseitem"."document"' in one["sql"]]
        assert read
        assert all(('"submissions"' in sql) is is_read for sql in read)


def test_an_export_is_cancelled_before_it_is_done_and_asked_for_again(release: Release) -> None:
    waiting = releases.waiting_export(release, "coco")

    for _ in range(2):
        actions.cancel_export(actor_id=release.created_by_id, export_id=waiting.pk, now=clock.now())
    actions.build_export(export_id=waiting.pk, clock=clock.now)

    waiting.refresh_from_db()
    assert (waiting.state, str(waiting.file)) == (Operation.State.CANCELLED, "")
    assert Event.objects.filter(name="export.cancelled").count() == 1
    again = releases.exported(release, "coco")
    assert (again.pk != waiting.pk, again.state) == (True, Operation.State.DONE)
    with pytest.raises(ExportEnded):
        actions.cancel_export(actor_id=release.created_by_id, export_id=again.pk, now=clock.now())
