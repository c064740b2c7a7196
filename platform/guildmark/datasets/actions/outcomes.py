"""What became of one file of an import: its row, its item and the counters in one transaction.

Each of these raises OperationLost, and then has changed nothing, when another attempt runs.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.expressions import Combinable

from concord.sentences import cut
from guildmark.core.models import Operation
from guildmark.core.operations import OperationLost
from guildmark.datasets.actions.items import insert_item
from guildmark.datasets.files import StoredPicture
from guildmark.datasets.intake.refusals import FileRefused
from guildmark.datasets.intake.results import Decoded, Spooled
from guildmark.datasets.models import Import, ImportFile, Item


@transaction.atomic
def record_item(
    running: Import,
    file: ImportFile,
    *,
    spooled: Spooled,
    decoded: Decoded,
    stored: StoredPicture,
    now: datetime,
) -> bool:
    """The picture becomes an item; False when the dataset got these bytes meanwhile."""
    _count(running, now=now)
    item, is_new = insert_item(
        dataset=running.dataset,
        name=file.name,
        spooled=spooled,
        decoded=decoded,
        stored=stored,
        now=now,
        metadata=file.metadata,
    )
    if is_new:
        _settle(running, file, ImportFile.State.IMPORTED, item=item, counter="item_count")
    else:
        _settle(running, file, ImportFile.State.DUPLICATE, item=item, counter="duplicate_count")
    return is_new


@transaction.atomic
def record_duplicate(running: Import, file: ImportFile, item: Item, *, now: datetime) -> None:
    """The dataset has these bytes."""
    _count(running, now=now)
    _settle(running, file, ImportFile.State.DUPLICATE, item=item, counter="duplicate_count")


@transaction.atomic
def record_refusal(
    running: Import, file: ImportFile, refused: FileRefused, *, now: datetime
) -> None:
    """The file cannot become an item; what was left of an archive is not waited for."""
    _count(running, now=now)
    file.refusal_code = refused.code
    file.refusal_detail = cut(refused.sentence, 400)
    _settle(running, file, ImportFile.State.REFUSED, item=None, counter="refused_count")
    if file.member_count is not None:
        unread = file.member_count - file.members.count()
        Import.objects.filter(pk=running.pk).update(progress_total=F("progress_total") - unread)


@transaction.atomic
def record_members(running: Import, archive: ImportFile, *, count: int, now: datetime) -> None:
    """An archive has been looked into; its members are waited for. Counts them once."""
    fence(running, now=now)
    if ImportFile.objects.filter(pk=archive.pk, member_count=None).update(member_count=count):
        Import.objects.filter(pk=running.pk).update(progress_total=F("progress_total") + count)
    archive.member_count = count


@transaction.atomic
def record_archive(running: Import, archive: ImportFile, *, now: datetime) -> None:
    """All members of an archive have been dealt with."""
    _count(running, now=now)
    archive.state = ImportFile.State.OPENED
    archive.save()


def _count(running: Import, *, now: datetime) -> None:
    """One more file is dealt with. Raises OperationLost."""
    fence(running, now=now, progress_done=F("progress_done") + 1)


def fence(running: Import, *, now: datetime, **changes: Combinable) -> None:
    """Change and lock the import while this attempt runs. Raises OperationLost."""
    mine = Import.objects.filter(
        pk=running.pk, attempt=running.attempt, state=Operation.State.RUNNING
    )
    if not mine.update(heartbeat_at=now, **changes):
        raise OperationLost


def _settle(
    running: Import, file: ImportFile, state: str, *, item: Item | None, counter: str
) -> None:
    file.state = state
    file.item = item
    file.save()
    Import.objects.filter(pk=running.pk).update(**{counter: F(counter) + 1})
