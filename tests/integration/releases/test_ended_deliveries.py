"""Deliveries that are refused, ended, or not sent at all, and why."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils.translation import override

from guildmark.buckets import actions as bucket_actions
from guildmark.buckets.client import BucketClient
from guildmark.buckets.models import Bucket
from guildmark.core import clock
from guildmark.core.errors import NotFound
from guildmark.core.models import Operation
from guildmark.core.said import told
from guildmark.releases import actions
from guildmark.releases.errors import DeliveryEnded, ExportNotReady
from guildmark.releases.models import Delivery, Export, Release
from tests.factories import buckets, releases
from tests.factories.buckets import BucketServer
from tests.factories.work import Workplace
from tests.integration.releases.delivering import (
    contents,
    delivered,
    requested,
)

pytestmark = pytest.mark.django_db


def test_a_bucket_that_is_not_there_or_lets_nobody_in_ends_it_with_the_reason(
    place: Workplace, export: Export, bucket_place: BucketServer
) -> None:
    missing = buckets.bucket(place.organisation, bucket_place.client("nowhere-at-all"))

    made = delivered(export, missing)

    assert (made.state, made.error_code) == (Operation.State.FAILED, "bucket_missing")
    assert made.error_detail == "There is no bucket of this name."


def test_a_bucket_that_was_forgotten_ends_what_waits(
    place: Workplace, export: Export, bucket: Bucket
) -> None:
    made = requested(export, bucket)
    bucket_actions.remove_bucket(
        actor_id=place.manager.pk,
        organisation_id=place.organisation.pk,
        bucket_id=bucket.pk,
        now=clock.now(),
    )

    actions.deliver(delivery_id=made.pk, clock=clock.now)

    made.refresh_from_db()
    assert (made.state, made.error_code) == (Operation.State.FAILED, "bucket_removed")
    assert made.error_detail == "The bucket was removed here."


def _take_back_a_picture(release: Release) -> None:
    actions.recall_exports(item_id=release.items.order_by("position")[0].item_id, now=clock.now())


def _withdraw(release: Release) -> None:
    actions.withdraw(
        actor_id=release.created_by_id, release_id=release.pk, reason="Wrong.", now=clock.now()
    )


def _lose_the_files(release: Release) -> None:
    for export in release.exports.order_by("pk"):
        default_storage.delete(str(export.file.name))


@pytest.mark.parametrize(
    ("end", "format_key", "english", "spanish"),
    [
        (_take_back_a_picture, "coco", "Somebody took a picture", "Alguien retiró una imagen"),
        (_withdraw, Export.REPORT, "The release was withdrawn", "La entrega se retiró"),
        (
            _lose_the_files,
            "coco",
            "The file of this export is gone",
            "El archivo de esta exportación ya no está",
        ),
    ],
)
def test_an_export_that_was_taken_back_is_sent_no_further_and_says_why(
    bucket_client: BucketClient,
    end: Callable[[Release], None],
    format_key: str,
    english: str,
    spanish: str,
    django_capture_on_commit_callbacks: Any,  # pytest-django names no type for it
) -> None:
    place = releases.pictured_place()
    bucket = buckets.bucket(place.organisation, bucket_client)
    release = releases.published(place)
    made = requested(releases.exported(release, format_key, has_pictures=True), bucket)
    with django_capture_on_commit_callbacks(execute=True):
        end(release)

    actions.deliver(delivery_id=made.pk, clock=clock.now)

    made.refresh_from_db()
    assert (made.state, made.error_code) == (Operation.State.FAILED, "export_gone")
    with override("es"):
        said = [made.error_detail, told(made.error_detail)]
    for text, begin in zip(said, (english, spanish), strict=True):
        assert text.startswith(begin)
        assert made.folder in text
        assert bucket.name in text
    assert contents(bucket_client) == {}
    anew = releases.exported(release, format_key, has_pictures=True)
    assert (anew.pk == made.export_id, delivered(anew, bucket).state) == (False, "done")


def test_asking_twice_while_one_waits_gives_the_same_one_and_a_cancelled_one_sends_nothing(
    export: Export, bucket: Bucket, bucket_client: BucketClient
) -> None:
    first, again = requested(export, bucket), requested(export, bucket)
    for _ in range(2):
        actions.cancel_delivery(
            actor_id=export.created_by_id, delivery_id=first.pk, now=clock.now()
        )
    actions.deliver(delivery_id=first.pk, clock=clock.now)

    first.refresh_from_db()
    assert again.pk == first.pk
    assert (first.state, contents(bucket_client)) == (Operation.State.CANCELLED, {})
    done = delivered(export, bucket)
    with pytest.raises(DeliveryEnded):
        actions.cancel_delivery(actor_id=export.created_by_id, delivery_id=done.pk, now=clock.now())


def test_a_bucket_of_somebody_else_is_not_found_and_a_waiting_export_not_sent(
    place: Workplace, export: Export, bucket: Bucket
) -> None:
    theirs = buckets.bucket()
    waiting, _ = actions.request_export(
        actor_id=place.manager.pk,
        release_id=export.release_id,
        format_key="csv",
        has_pictures=False,
        now=clock.now(),
    )

    with pytest.raises(NotFound):
        requested(export, theirs)
    with pytest.raises(ExportNotReady):
        requested(waiting, bucket)
    assert not Delivery.objects.exists()
