"""Reads of the datasets app."""

from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from guildmark.core.errors import NotFound
from guildmark.datasets.models import Dataset, FileUpload, Import, ImportFile, Item


def datasets_of(organisation_id: int) -> QuerySet[Dataset]:
    """The datasets of an organisation with `item_count`, by name."""
    return _counted().filter(organisation_id=organisation_id).order_by("name", "pk")


def dataset(dataset_id: int) -> Dataset:
    """One dataset with `item_count`. Raises NotFound."""
    found = _counted().filter(pk=dataset_id).first()
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
    """The imports into a dataset, the newest first."""
    return Import.objects.filter(dataset_id=dataset_id).order_by("-pk")


def import_(import_id: int) -> Import:
    """One import. Raises NotFound."""
    found = Import.objects.filter(pk=import_id).first()
    if found is None:
        raise NotFound
    return found


def import_files(import_id: int, *, state: str = "") -> QuerySet[ImportFile]:
    """The files and ZIP members of an import in the order they came; of one state if given."""
    files = ImportFile.objects.filter(of_import_id=import_id).order_by("pk")
    return files.filter(state=state) if state else files


def waiting_files(import_id: int) -> list[ImportFile]:
    """What is still to be read, without the members of archives."""
    waiting = import_files(import_id, state=ImportFile.State.WAITING)
    return list(waiting.filter(parent=None))


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
