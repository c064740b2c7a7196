"""Imports as a person drives them: make one, add files, start it, cancel it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from concord.sentences import Sentence
from guildmark.buckets.models import Bucket
from guildmark.core.errors import NotFound
from guildmark.core.models import Operation
from guildmark.core.operations import request_cancel
from guildmark.datasets import queries
from guildmark.datasets.actions.leftovers import discard, let_go
from guildmark.datasets.actions.opened import open_for_files
from guildmark.datasets.actions.uploads import require_size
from guildmark.datasets.errors import (
    DatasetGoing,
    ImportClosed,
    ImportEmpty,
    ImportEnded,
    ImportRunning,
    TooManyFiles,
)
from guildmark.datasets.files import store_upload
from guildmark.datasets.intake.names import display_name
from guildmark.datasets.models import BucketSource, Dataset, Import, ImportFile
from guildmark.datasets.url_lists import ListedPicture
from guildmark.events.actions import record

MOST_FILES = 20_000
LEFT = Sentence(
    gettext_noop(
        "It took files and was never started, and nobody sent any for {days} days. Send them again."
    ),
    days=Import.KEPT_FOR.days,
)
EXPIRED_AT_ONCE = 100


@transaction.atomic
def create_import(
    *, actor_id: int, dataset: Dataset, has_labels: bool = False, now: datetime
) -> Import:
    """Open an import for files. Records import.created.

    With `has_labels` files of labels in a ZIP are passed over: somebody else reads them.

    Raises ImportRunning, with its id, while another one of the dataset is not finished, and
    DatasetGoing where the dataset is being deleted.
    """
    _require_staying(dataset.pk)
    try:
        with transaction.atomic():
            made = Import.objects.create(
                dataset=dataset,
                organisation_id=dataset.organisation_id,
                created_by_id=actor_id,
                has_labels=has_labels,
                created_at=now,
                touched_at=now,
            )
    except IntegrityError as error:
        raise _running(dataset.pk) from error
    _record("import.created", made, actor_id=actor_id, now=now)
    return made


@transaction.atomic
def open_parcel(
    *, actor_id: int, dataset: Dataset, fingerprint: str, now: datetime
) -> tuple[Import, bool]:
    """Room for one file of labels in parts, whatever else comes in: the parcel, whether it is new.

    The one that this person has opened for a file of this fingerprint is given again while it is
    open, so that sending goes on, and is kept anew. A parcel that nobody uses ends by itself.
    Raises DatasetGoing.
    """
    _require_staying(dataset.pk)
    made = Import(
        dataset=dataset,
        organisation_id=dataset.organisation_id,
        created_by_id=actor_id,
        is_parcel=True,
        fingerprint=fingerprint,
        created_at=now,
        touched_at=now,
    )
    begun = _begun(made)
    if begun is None:
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as error:
            begun = _begun(made)  # who asked twice at once
            if "parcel_open_once" not in str(error) or begun is None:
                raise
        else:
            return made, True
    begun.touched_at = now
    begun.save(update_fields=["touched_at"])
    begun.uploads.update(expires_at=now + Import.KEPT_FOR)
    return begun, False


def _require_staying(dataset_id: int) -> None:
    """Until the transaction ends nobody begins to delete the dataset. Raises DatasetGoing."""
    staying = Dataset.objects.select_for_update(no_key=True).filter(is_deleting=False)
    if not staying.filter(pk=dataset_id).exists():
        raise DatasetGoing


def _begun(made: Import) -> Import | None:
    """The open parcel of this person for the same file, locked."""
    return (
        Import.objects.select_for_update()
        .filter(
            dataset_id=made.dataset_id,
            created_by_id=made.created_by_id,
            fingerprint=made.fingerprint,
            is_parcel=True,
            is_collecting=True,
        )
        .first()
    )


@transaction.atomic
def unpack_parcel(*, actor_id: int, import_id: int, now: datetime) -> None:
    """Make a parcel the import of the pictures in its file. Records import.created.

    Raises NotFound, ImportClosed, and ImportRunning while another import of the dataset is not
    finished: then the parcel stays as it was.
    """
    parcel = _locked(import_id)
    if not parcel.is_parcel or not parcel.is_collecting:
        raise ImportClosed
    parcel.is_parcel, parcel.has_labels = False, True
    try:
        with transaction.atomic():
            parcel.save(update_fields=["is_parcel", "has_labels"])
    except IntegrityError as error:
        raise _running(parcel.dataset_id) from error
    _record("import.created", parcel, actor_id=actor_id, now=now)


def _running(dataset_id: int) -> ImportRunning:
    live = Import.objects.filter(
        dataset_id=dataset_id, state__in=Operation.LIVE, is_parcel=False
    ).first()
    return ImportRunning(live.pk if live else None)


def add_import_file(
    *, import_id: int, name: str, upload: UploadedFile[bytes], now: datetime
) -> ImportFile:
    """Keep a file for an import that has not been started. Its content is judged later.

    Not safe to call twice: twice the file, of which the second becomes a duplicate. Raises
    ImportClosed, TooManyFiles and UploadTooLarge.
    """
    require_size(name, upload.size or 0)
    found = queries.import_(import_id)
    if found.is_parcel or not found.is_collecting:
        raise ImportClosed
    stored = store_upload(import_id=import_id, upload=upload)
    try:
        with transaction.atomic():
            of_import = open_for_files(import_id, now=now)
            if of_import.files.count() >= MOST_FILES:
                raise TooManyFiles
            return ImportFile.objects.create(
                of_import=of_import,
                name=display_name(name),
                upload=stored.name,
                byte_count=stored.byte_count,
            )
    except (ImportClosed, TooManyFiles):
        discard([stored.name], organisation_id=found.organisation_id, now=now)
        raise


@transaction.atomic
def add_listed_pictures(*, import_id: int, pictures: Sequence[ListedPicture], now: datetime) -> int:
    """Let an import that has not been started fetch pictures from their addresses; how many.

    An address that stands in it already is passed over, so calling twice changes nothing more.
    Raises NotFound, ImportClosed and TooManyFiles.
    """
    of_import = open_for_files(import_id, now=now)
    known = set(of_import.files.exclude(url="").values_list("url", flat=True))
    new = {one.url: one for one in pictures if one.url not in known}
    if of_import.files.count() + len(new) > MOST_FILES:
        raise TooManyFiles
    ImportFile.objects.bulk_create(
        ImportFile(of_import=of_import, name=one.name, url=one.url, metadata=dict(one.metadata))
        for one in new.values()
    )
    return len(new)


@transaction.atomic
def set_bucket_source(
    *, import_id: int, bucket: Bucket, prefix: str, now: datetime
) -> BucketSource:
    """Let an import that has not been started take in the objects of a bucket under a prefix.

    It is listed by the worker. Calling again replaces what was said before. Raises NotFound (also
    for a bucket of somebody else) and ImportClosed.
    """
    of_import = open_for_files(import_id, now=now)
    if bucket.organisation_id != of_import.organisation_id:
        raise NotFound
    source, _ = BucketSource.objects.update_or_create(
        of_import=of_import, defaults={"bucket": bucket, "prefix": prefix}
    )
    return source


@transaction.atomic
def start_import(*, actor_id: int, import_id: int, now: datetime) -> Import:
    """Close the import for files and let a worker read them. Records import.started.

    Calling twice changes nothing more. Raises ImportEmpty, ImportEnded (cancelled),
    ImportClosed (a parcel, which is not started) and DatasetGoing.
    """
    started = _locked(import_id)
    if started.is_parcel:
        raise ImportClosed
    if started.state == Operation.State.CANCELLED:
        raise ImportEnded
    if not started.is_collecting:
        return started
    _require_staying(started.dataset_id)
    started.progress_total = started.files.count()
    if not started.progress_total and queries.bucket_source(import_id) is None:
        raise ImportEmpty
    started.is_collecting = False
    started.save(update_fields=["is_collecting", "progress_total"])
    _record("import.started", started, actor_id=actor_id, now=now)
    return started


def expire_imports(*, now: datetime) -> int:
    """End imports that were left while they took files, and nobody came back for days; how many.

    What was sent for them goes, and the dataset is free for another one. Records import.cancelled,
    by nobody. Safe to repeat.
    """
    late = queries.left_imports(since=now - Import.KEPT_FOR, limit=EXPIRED_AT_ONCE)
    return sum(_expire(import_id, now=now) for import_id in late)


@transaction.atomic
def _expire(import_id: int, *, now: datetime) -> bool:
    """False where somebody sent a file, started or cancelled it meanwhile."""
    still_left = Import.objects.filter(
        pk=import_id,
        is_collecting=True,
        state__in=Operation.LIVE,
        touched_at__lt=now - Import.KEPT_FOR,
    )
    left = still_left.select_for_update().first()
    if left is None:
        return False
    left.error_code, left.error_detail = "left", LEFT
    left.save(update_fields=["error_code", "error_detail"])
    _end(left, actor_id=None, now=now)
    return True


@transaction.atomic
def cancel_import(*, actor_id: int, import_id: int, now: datetime) -> Import:
    """End an import; what has become an item stays. Records import.cancelled.

    A running one ends at its next file. Calling twice changes nothing more. Raises ImportEnded
    for one that is done or has failed.
    """
    cancelled = _locked(import_id)
    if cancelled.state in {Operation.State.DONE, Operation.State.FAILED}:
        raise ImportEnded
    _end(cancelled, actor_id=actor_id, now=now)
    return cancelled


def _end(ended: Import, *, actor_id: int | None, now: datetime) -> None:
    """Cancel a locked, live import, once. The end of a parcel is no news to anybody."""
    if not request_cancel(ended, now=now):
        return
    ended.is_collecting = False
    ended.save(update_fields=["is_collecting"])
    if ended.state == Operation.State.CANCELLED:
        names = queries.upload_names(ended.pk)
        let_go(names, organisation_id=ended.organisation_id, now=now)
    if not ended.is_parcel:
        _record("import.cancelled", ended, actor_id=actor_id, now=now)


def _locked(import_id: int) -> Import:
    found = Import.objects.select_for_update().filter(pk=import_id).first()
    if found is None:
        raise NotFound
    return found


def _record(name: str, of_import: Import, *, actor_id: int | None, now: datetime) -> None:
    record(
        name=name,
        payload={"import_id": of_import.pk, "dataset_id": of_import.dataset_id},
        actor_id=actor_id,
        organisation_id=of_import.organisation_id,
        now=now,
    )
