"""Reads of the datasets app."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from guildmark.core.errors import NotFound
from guildmark.datasets.models import (
    CUT,
    BucketSource,
    Dataset,
    FileUpload,
    Import,
    ImportFile,
    Item,
)

#: Rows of files in memory while an import is read.
READ_AT_ONCE = 500


def datasets_of(organisation_id: int) -> QuerySet[Dataset]:
    """The datasets of an organisation with `item_count`, by name."""
    return _counted().filter(organisation_id=organisation_id).order_by("name", "pk")


def dataset(dataset_id: int) -> Dataset:
    """One dataset. Raises NotFound."""
    return _only(Dataset.objects.filter(pk=dataset_id))


def counted_dataset(dataset_id: int) -> Dataset:
    """One dataset with `item_count`, for which all its items are counted. Raises NotFound."""
    return _only(_counted().filter(pk=dataset_id))


def _only(among: QuerySet[Dataset]) -> Dataset:
    found = among.first()
    if found is None:
        raise NotFound
    return found


def _counted() -> QuerySet[Dataset]:
    of_one = Item.objects.filter(dataset_id=OuterRef("pk")).order_by().values("dataset_id")
    counted = Subquery(of_one.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return Dataset.objects.annotate(item_count=Coalesce(counted, 0))


def items_of(dataset_id: int) -> QuerySet[Item]:
    """The items of a dataset in the order they came in."""
    return Item.objects.filter(dataset_id=dataset_id).order_by("pk")


def item(item_id: int) -> Item:
    """One item. Raises NotFound."""
    found = Item.objects.filter(pk=item_id).first()
    if found is None:
        raise NotFound
    return found


def item_with_bytes(*, dataset_id: int, sha256: str) -> Item | None:
    """The item of the dataset whose original has these bytes, or None."""
    return Item.objects.filter(dataset_id=dataset_id, sha256=sha256).first()


def imports_of(dataset_id: int) -> QuerySet[Import]:
    """The imports into a dataset, the newest first; not the parcels of labels."""
    found = Import.objects.filter(dataset_id=dataset_id, is_parcel=False).order_by("-pk")
    return found.select_related("bucket_source__bucket")


def import_(import_id: int) -> Import:
    """One import. Raises NotFound."""
    found = Import.objects.select_related("bucket_source__bucket").filter(pk=import_id).first()
    if found is None:
        raise NotFound
    return found


def left_imports(*, since: datetime, limit: int) -> list[int]:
    """Imports that still take files, into which nothing has come since then."""
    left = Import.objects.filter(is_collecting=True, state__in=Import.LIVE, touched_at__lt=since)
    return list(left.order_by("pk").values_list("pk", flat=True)[:limit])


def import_files(import_id: int, *, state: str = "", is_cut: bool = False) -> QuerySet[ImportFile]:
    """The files and ZIP members of an import with their items, in the order they came; of one state
    if given, and with `is_cut` those whose pictures are kept with fewer bits than they came with.
    """
    files = _files_of(import_id).select_related("item")
    if is_cut:
        files = files.filter(item__in=Item.objects.filter(CUT))
    return files.filter(state=state) if state else files


def _files_of(import_id: int) -> QuerySet[ImportFile]:
    return ImportFile.objects.filter(of_import_id=import_id).order_by("pk")


def only_file(import_id: int) -> ImportFile | None:
    """The one file of an import; None where there is another number, or one is on its way."""
    files = list(_files_of(import_id)[:2])
    is_sent = not FileUpload.objects.filter(of_import_id=import_id, file=None).exists()
    return files[0] if is_sent and len(files) == 1 else None


def waiting_files(import_id: int) -> Iterator[ImportFile]:
    """What is still to be read, without the members of archives, some rows at a time."""
    waiting = _files_of(import_id).filter(parent=None, state=ImportFile.State.WAITING)
    last = 0
    while files := list(waiting.filter(pk__gt=last)[:READ_AT_ONCE]):
        yield from files
        last = files[-1].pk


def bucket_source(import_id: int) -> BucketSource | None:
    """Where an import takes objects from, with its bucket; None where it takes none."""
    return BucketSource.objects.filter(pk=import_id).select_related("bucket").first()


def items_of_objects(
    *, dataset_id: int, bucket_id: int | None, keys: Sequence[str]
) -> dict[tuple[str, str, int], int]:
    """Items that imports of the dataset made of these objects, by key, ETag and size."""
    if bucket_id is None:
        return {}
    files = ImportFile.objects.filter(
        of_import__dataset_id=dataset_id,
        of_import__bucket_source__bucket_id=bucket_id,
        object_key__in=keys,
        item__isnull=False,
    )
    found = files.exclude(etag="").order_by("pk")
    rows = found.values_list("object_key", "etag", "byte_count", "item_id")
    return {(key, etag, size): item for key, etag, size, item in rows if item is not None}


def settled_members(archive: ImportFile) -> set[int]:
    """The places of the members of an archive that have been dealt with."""
    places = archive.members.values_list("member_index", flat=True)
    return {place for place in places if place is not None}


def unpacked_bytes(archive: ImportFile) -> int:
    """How many bytes have come out of an archive so far."""
    return archive.members.aggregate(total=Sum("byte_count"))["total"] or 0


def upload_names(import_id: int) -> list[str]:
    """Names in the storage of what was uploaded for an import, whole or in part."""
    files = ImportFile.objects.filter(of_import_id=import_id, parent=None)
    uploads = FileUpload.objects.filter(of_import_id=import_id)
    whole = files.exclude(upload="").values_list("upload", flat=True)
    parts = [*files.values_list("parts", flat=True), *uploads.values_list("parts", flat=True)]
    return [*whole, *{name for names in parts for name in names}]


def uploads_of(import_id: int) -> QuerySet[FileUpload]:
    """Files on their way into an import, and those that have arrived, in the order they came."""
    return FileUpload.objects.filter(of_import_id=import_id).order_by("pk")


def upload(upload_id: int) -> FileUpload:
    """One upload with its import. Raises NotFound."""
    found = FileUpload.objects.filter(pk=upload_id).select_related("of_import").first()
    if found is None:
        raise NotFound
    return found


def expired_uploads(*, now: datetime, limit: int) -> list[int]:
    """Uploads that nobody finished in their time."""
    late = FileUpload.objects.filter(expires_at__lt=now, file=None).order_by("expires_at")
    return list(late.values_list("pk", flat=True)[:limit])
