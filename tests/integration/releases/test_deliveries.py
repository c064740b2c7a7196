"""An export put into a bucket: moto's server, on this machine."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from guildmark.buckets.answers import ListedObject, Page
from guildmark.buckets.client import BucketClient
from guildmark.buckets.models import Bucket
from guildmark.core.asking import AskRefused
from guildmark.core.models import Operation
from guildmark.events.models import Event
from guildmark.projects.models import Project
from guildmark.releases import sending
from guildmark.releases.actions import delivering
from guildmark.releases.models import Export
from tests.factories import buckets, consensus, releases
from tests.factories.work import Workplace
from tests.integration.releases.delivering import (
    FOLDER,
    contents,
    delivered,
    members,
    requested,
)

pytestmark = pytest.mark.django_db


def test_every_file_of_an_export_is_an_object_of_the_bucket(
    export: Export, bucket: Bucket, bucket_client: BucketClient
) -> None:
    made = delivered(export, bucket)

    assert (made.state, made.error_detail) == (Operation.State.DONE, "")
    expected = members(export)
    assert made.folder == f"{FOLDER}/{export.folder_name}"
    assert contents(bucket_client) == {
        f"{made.folder}/{name}": held for name, held in expected.items()
    }
    assert (made.sent_count, made.kept_count) == (len(expected), 0)
    assert made.byte_count == sum(map(len, expected.values()))
    assert (made.progress_done, made.progress_total) == (len(expected), len(expected))
    names = Event.objects.filter(name__startswith="delivery.").order_by("pk")
    assert list(names.values_list("name", flat=True)) == ["delivery.requested", "delivery.finished"]


def test_sent_again_it_sends_what_is_missing_or_other_and_nothing_else(
    export: Export, bucket: Bucket, bucket_client: BucketClient
) -> None:
    first = delivered(export, bucket)
    gone, other = list(members(export))[:2]
    buckets.remove(bucket_client, f"{first.folder}/{gone}")
    size = len(members(export)[other])
    buckets.write(bucket_client, f"{first.folder}/{other}", b"x" * size)

    again = delivered(export, bucket)

    assert again.pk != first.pk
    assert (again.sent_count, again.kept_count) == (2, first.sent_count - 2)
    assert contents(bucket_client) == {
        f"{first.folder}/{name}": held for name, held in members(export).items()
    }


def test_a_bucket_that_asks_for_patience_once_is_asked_again(
    export: Export, bucket: Bucket, bucket_client: BucketClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guildmark.buckets.patience.PAUSES_SECONDS", (0.0, 0.0))
    for name in ("page", "write"):
        monkeypatch.setattr(BucketClient, name, busy_once(getattr(BucketClient, name)))

    made = delivered(export, bucket)

    assert (made.state, made.sent_count) == (Operation.State.DONE, len(members(export)))
    assert contents(bucket_client) == {
        f"{made.folder}/{name}": held for name, held in members(export).items()
    }


def busy_once(
    whole: Callable[..., Any],
) -> Callable[..., Any]:  # Any: as the method of the client
    """It says that it is busy, reads what it is given all the same, and does it the second time."""
    asked = []

    def method(bucket_client: BucketClient, *of: Any, **values: Any) -> Any:
        asked.append(of)
        if len(asked) == 1:
            for content in of[1:]:
                content.read()
            raise AskRefused("bucket_busy", "Later.")
        return whole(bucket_client, *of, **values)

    return method


def test_projects_of_one_name_do_not_overwrite_each_other(
    place: Workplace, bucket: Bucket, bucket_client: BucketClient
) -> None:
    exports = [releases.exported(releases.published(one)) for one in (place, twin(place))]

    made = [delivered(export, bucket) for export in exports]

    assert exports[0].file_stem == exports[1].file_stem == "dataset-1.0-coco"
    assert contents(bucket_client) == {
        f"{one.folder}/{name}": held
        for one, export in zip(made, exports, strict=True)
        for name, held in members(export).items()
    }


def twin(place: Workplace) -> Workplace:
    """Another project of the organisation; both have names without Latin letters."""
    other = consensus.labelled(items=1)
    for name, one in (("カード", place), ("絵", other)):
        Project.objects.filter(pk=one.project.pk).update(name=name)
    Project.objects.update(organisation=place.organisation)
    return other


def test_an_export_with_pictures_waits_for_no_other(bucket_client: BucketClient) -> None:
    place = releases.pictured_place()
    bucket, release = buckets.bucket(place.organisation, bucket_client), releases.published(place)
    bare = releases.exported(release)
    pictured = releases.exported(release, has_pictures=True)

    first, second = requested(bare, bucket), requested(pictured, bucket)

    assert (first.export, second.export) == (bare, pictured)


def test_a_bucket_that_is_given_another_key_or_removed_is_asked_as_it_is_now(
    place: Workplace, export: Export, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "REPORT_EVERY", 1)
    keys = []
    whole = BucketClient.write

    def write(self: BucketClient, *of: Any, **asked: Any) -> None:  # Any: as `write`
        keys.append(self.access_key_id)
        whole(self, *of, **asked)
        if len(keys) == 1:
            Bucket.objects.update(access_key_id="ANOTHER")
        if len(keys) == 2:
            Bucket.objects.all().delete()

    monkeypatch.setattr(BucketClient, "write", write)
    made = delivered(export, bucket)

    assert keys == [buckets.KEY_ID, "ANOTHER"]
    assert (made.state, made.error_code) == (Operation.State.FAILED, "bucket_removed")


def test_a_folder_without_end_is_left(
    export: Export, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOST_PAGES", 3)
    keys = iter(range(100))

    def page(self: BucketClient, *, prefix: str, after: str) -> Page:
        return Page((ListedObject(f"{prefix}{next(keys):03}", 1, ""),), is_last=False)

    monkeypatch.setattr(BucketClient, "page", page)
    made = delivered(export, bucket)

    assert (made.state, made.error_code, next(keys)) == (
        Operation.State.FAILED,
        "too_many_objects",
        3,
    )


def test_the_report_goes_as_one_object(
    place: Workplace, bucket: Bucket, bucket_client: BucketClient
) -> None:
    export = releases.exported(releases.ready(place), Export.REPORT)

    made = delivered(export, bucket, prefix="")

    (key,) = contents(bucket_client)
    assert key == f"{export.folder_name}/{export.file_stem}.pdf"
    assert made.byte_count == export.byte_count


def test_the_manifest_is_whole_in_the_bucket(
    export: Export, bucket: Bucket, bucket_client: BucketClient
) -> None:
    made = delivered(export, bucket)

    manifest = json.loads(contents(bucket_client)[f"{made.folder}/manifest.json"])

    assert manifest == json.load(io.BytesIO(members(export)["manifest.json"]))
