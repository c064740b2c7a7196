"""The objects of a bucket as files of an import, page by page.

A page and how far it leads are written in one transaction, so that a listing that was cut off goes
on after its last key. An object that an earlier import took in, of the same size and ETag, is a
duplicate without being read: the same bucket can be imported again and again for what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F

from concord.sentences import Sentence
from guildmark.buckets.answers import ListedObject, Page
from guildmark.buckets.client import BucketClient, client_now
from guildmark.buckets.patience import patiently
from guildmark.core.asking import AskRefused
from guildmark.datasets import queries
from guildmark.datasets.actions.outcomes import fence
from guildmark.datasets.intake.names import display_name, folder_metadata
from guildmark.datasets.intake.refusals import picture_too_large
from guildmark.datasets.models import BucketSource, Import, ImportFile

MOST_OBJECTS = 100_000
#: A page holds 1,000 objects, if the server does not make them smaller; marks of folders count too.
MOST_PAGES = 1_000


def client_for(import_id: int) -> BucketClient:
    """The client of the bucket of an import, with the key it has now. Raises AskRefused."""
    source = queries.bucket_source(import_id)
    return client_now(source.bucket_id if source else None)


def list_objects(
    running: Import, *, most_bytes: int, check: Callable[[], None], clock: Callable[[], datetime]
) -> None:
    """Make files of all objects of the import's bucket, where it has one.

    Raises what `check` does between pages, AskRefused where the bucket cannot be listed or holds
    too many objects, and OperationLost.
    """
    source = queries.bucket_source(running.pk)
    if source is None or source.is_listed:
        return
    while not source.is_listed:
        check()
        client = client_for(running.pk)
        page = patiently(partial(client.page, prefix=source.prefix, after=source.last_key))
        _keep(running, source, page, most_bytes=most_bytes, now=clock())


@transaction.atomic
def _keep(
    running: Import, source: BucketSource, page: Page, *, most_bytes: int, now: datetime
) -> None:
    """Write a page's files, their counts, and how far the listing has come."""
    files = _files(running, source, page.objects, most_bytes=most_bytes)
    counts = {state: sum(file.state == state for file in files) for state in ImportFile.State}
    fence(
        running,
        now=now,
        progress_total=F("progress_total") + len(files),
        progress_done=F("progress_done") + len(files) - counts[ImportFile.State.WAITING],
        duplicate_count=F("duplicate_count") + counts[ImportFile.State.DUPLICATE],
        refused_count=F("refused_count") + counts[ImportFile.State.REFUSED],
    )
    ImportFile.objects.bulk_create(files)
    if running.files.count() > MOST_OBJECTS:
        sentence = Sentence(
            "There are more than {most} objects. Give a narrower prefix.", most=MOST_OBJECTS
        )
        raise AskRefused("too_many_objects", sentence)
    source.page_count += 1
    if source.page_count > MOST_PAGES:
        sentence = Sentence(
            "The listing has more than {most} pages. Give a narrower prefix.", most=MOST_PAGES
        )
        raise AskRefused("too_many_objects", sentence)
    source.last_key = page.objects[-1].key if page.objects else source.last_key
    source.is_listed = page.is_last
    source.save(update_fields=["last_key", "page_count", "is_listed"])


def _files(
    running: Import, source: BucketSource, objects: Sequence[ListedObject], *, most_bytes: int
) -> list[ImportFile]:
    """A file for each object that is no mark of a folder; known and too large ones are settled."""
    known = queries.items_of_objects(
        dataset_id=running.dataset_id,
        bucket_id=source.bucket_id,
        keys=[one.key for one in objects],
    )
    files = [_file(running, source, one) for one in objects if not _is_folder(one)]
    for file in files:
        item_id = known.get((file.object_key, file.etag, file.byte_count))
        if item_id is not None:
            file.state, file.item_id = ImportFile.State.DUPLICATE, item_id
        elif file.byte_count > most_bytes:
            refused = picture_too_large(most_bytes)
            file.state = ImportFile.State.REFUSED
            file.refusal_code, file.refusal_detail = refused.code, refused.sentence
    return files


def _is_folder(one: ListedObject) -> bool:
    """The mark that some tools leave for a folder."""
    return one.key.endswith("/") and not one.byte_count


def _file(running: Import, source: BucketSource, one: ListedObject) -> ImportFile:
    return ImportFile(
        of_import=running,
        name=display_name(one.key),
        object_key=one.key,
        etag=one.etag[:100],
        byte_count=one.byte_count,
        metadata=folder_metadata(one.key.removeprefix(source.prefix)),
    )
