"""Files that come in parts. Bytes are stored first; a part counts once its row says so."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from guildmark.core.errors import NotFound
from guildmark.core.said import told
from guildmark.core.uploads import MEGABYTE
from guildmark.datasets import queries
from guildmark.datasets.actions.leftovers import discard, let_go
from guildmark.datasets.actions.opened import open_for_parts
from guildmark.datasets.errors import (
    ImportClosed,
    OffsetDiffers,
    ParcelFull,
    TooManyFiles,
    UploadTooLarge,
)
from guildmark.datasets.files import store_part
from guildmark.datasets.intake.limits import Limits
from guildmark.datasets.intake.names import display_name, is_named_as_picture
from guildmark.datasets.intake.refusals import picture_too_large
from guildmark.datasets.models import FileUpload, Import, ImportFile

MOST_FILES = 20_000
EXPIRED_AT_ONCE = 500


@transaction.atomic
def open_upload(
    *,
    import_id: int,
    name: str,
    byte_count: int,
    metadata: Mapping[str, str],
    fingerprint: str = "",
    now: datetime,
) -> FileUpload:
    """Make room for a file of so many bytes in an import that has not been started.

    One of no bytes is a file of the import at once. Not safe to call twice: twice the upload.
    Raises NotFound, ImportClosed, TooManyFiles, ParcelFull, and UploadTooLarge, which what is named
    as a picture is at the limit of pictures: nobody sends it to the end to be told so.
    """
    require_size(name, byte_count)
    of_import = open_for_parts(import_id, now=now)
    if of_import.is_parcel and of_import.uploads.exists():
        raise ParcelFull
    if of_import.uploads.count() + of_import.files.count() >= MOST_FILES:
        raise TooManyFiles
    made = FileUpload.objects.create(
        of_import=of_import,
        name=display_name(name),
        metadata=dict(metadata),
        fingerprint=fingerprint,
        byte_count=byte_count,
        created_at=now,
        expires_at=now + Import.KEPT_FOR,
    )
    _arrive(made)
    return made


def require_size(name: str, byte_count: int) -> None:
    """Raises UploadTooLarge for a file that is not taken, whatever is in it."""
    if byte_count > settings.MAX_UPLOAD_BYTES:
        raise UploadTooLarge.beyond(settings.MAX_UPLOAD_BYTES // MEGABYTE)
    if byte_count > Limits.picture_bytes and is_named_as_picture(name):
        raise UploadTooLarge(told(picture_too_large(Limits.picture_bytes).sentence))


def receive_part(*, upload_id: int, offset: int, content: Path, now: datetime) -> FileUpload:
    """Take bytes that belong at `offset`; with the last of them the file is the import's.

    Of two that send the same part at once one is taken. Sending a part again changes nothing.
    Raises NotFound, OffsetDiffers, ImportClosed and UploadTooLarge (more than was announced).
    """
    upload = queries.upload(upload_id)
    count = content.stat().st_size
    if upload.received != offset:
        raise OffsetDiffers
    if offset + count > upload.byte_count:
        raise UploadTooLarge("More bytes came than were announced.")
    if not count:
        return upload
    stored = store_part(import_id=upload.of_import_id, content=content)
    try:
        return _took(upload_id, offset=offset, stored=stored, count=count, now=now)
    except (OffsetDiffers, ImportClosed, NotFound):  # gone with its dataset meanwhile
        discard([stored], organisation_id=upload.of_import.organisation_id, now=now)
        raise


@transaction.atomic
def _took(upload_id: int, *, offset: int, stored: str, count: int, now: datetime) -> FileUpload:
    open_for_parts(queries.upload(upload_id).of_import_id, now=now)
    upload = FileUpload.objects.select_for_update().filter(pk=upload_id).first()
    if upload is None or upload.received != offset:
        raise OffsetDiffers
    upload.parts = [*upload.parts, stored]
    upload.received = offset + count
    upload.expires_at = now + Import.KEPT_FOR
    upload.save(update_fields=["parts", "received", "expires_at"])
    _arrive(upload)
    return upload


def _arrive(upload: FileUpload) -> None:
    """Where all bytes are there, the file is one of the import's, in the caller's transaction."""
    if upload.received < upload.byte_count:
        return
    upload.file = ImportFile.objects.create(
        of_import_id=upload.of_import_id,
        name=upload.name,
        parts=upload.parts,
        metadata=upload.metadata,
        byte_count=upload.byte_count,
    )
    upload.save(update_fields=["file"])


@transaction.atomic
def end_upload(*, upload_id: int, now: datetime) -> None:
    """Give an upload up: its row and its bytes go; a file that has arrived stays.

    Safe to repeat.
    """
    waiting = FileUpload.objects.select_for_update(of=("self",)).select_related("of_import")
    upload = waiting.filter(pk=upload_id, file=None).first()
    if upload is not None:
        names, organisation_id = upload.stored_names, upload.of_import.organisation_id
        upload.delete()
        let_go(names, organisation_id=organisation_id, now=now)


def expire_uploads(*, now: datetime) -> int:
    """End uploads that nobody went on with in their time; how many. Safe to repeat."""
    late = queries.expired_uploads(now=now, limit=EXPIRED_AT_ONCE)
    for upload_id in late:
        end_upload(upload_id=upload_id, now=now)
    return len(late)
