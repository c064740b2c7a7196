"""Files that are given out no more: they hold a picture that is gone, they do not say
that their release was withdrawn, they told of people, or the storage has lost them.
"""

from datetime import datetime
from typing import IO

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from guildmark.core.models import Operation
from guildmark.core.said import told
from guildmark.core.states import state_word
from guildmark.datasets.actions import let_go
from guildmark.events.actions import record
from guildmark.releases import queries
from guildmark.releases.errors import ExportNotReady
from guildmark.releases.models import Export

RECALLED = "picture_taken_back"
_DETAIL = (
    "A picture of this file was taken back or deleted. Make the file anew: it leaves the picture "
    "out."
)
WITHDRAWN = "release_withdrawn"
_WITHDRAWN_DETAIL = "The release was withdrawn. Make the report anew: it says so."

#: Of files that migration 0014 ended: their manifests told of each annotator by id.
PEOPLE_TOLD = "people_told"
_PEOPLE_DETAIL = (
    "This file told of people whom the release leaves out. Make the file anew: it tells of nobody."
)

LOST = "file_lost"
_LOST_DETAIL = "The storage has lost this file. Make it anew."


def open_export(*, export_id: int, now: datetime) -> tuple[Export, IO[bytes]]:
    """An export that is done, and its file: a row read before may be of when it was not.

    Raises NotFound, and ExportNotReady. Where the storage has lost the file the export fails first,
    so that it may be asked for again; records export.lost.
    """
    export = queries.export(export_id)
    if export.state != Export.State.DONE:
        raise ExportNotReady(_("The export is {state}.").format(state=state_word(export.state)))
    try:
        file: IO[bytes] = default_storage.open(str(export.file))
    except FileNotFoundError as error:
        _end_lost(export, now)
        raise ExportNotReady(told(queries.export(export_id).error_detail)) from error
    return export, file


@transaction.atomic
def _end_lost(seen: Export, now: datetime) -> None:
    """Nothing where the export was ended meanwhile: then its file went on purpose."""
    done = Export.objects.filter(pk=seen.pk, state=Operation.State.DONE, file=str(seen.file))
    lost = done.select_for_update().first()
    if lost is None:
        return
    _end(lost, LOST, _LOST_DETAIL, now)
    _record("export.lost", lost, now)


@transaction.atomic
def recall_exports(*, item_id: int, now: datetime) -> int:
    """Take back every export that holds the item's picture; how many there were.

    A file that is there is deleted after the commit, and may be asked for anew; one that is being
    written is begun again by the next sweep. Records export.recalled for each. Called again, it
    also ends those made anew, which do not hold the picture: they too may be asked for again.
    """
    recalled = list(queries.exports_showing(item_id).select_for_update())
    for export in recalled:
        _recall(export, RECALLED, _DETAIL, now)
    return len(recalled)


def recall_reports(*, release_id: int, now: datetime) -> int:
    """The same for the reports of a release that is being withdrawn; how many. Within an action."""
    live = Export.objects.filter(
        release_id=release_id,
        format=Export.REPORT,
        state__in=[*Export.LIVE, Operation.State.DONE],
    )
    recalled = list(live.order_by("pk").select_for_update())
    for export in recalled:
        _recall(export, WITHDRAWN, _WITHDRAWN_DETAIL, now)
    return len(recalled)


def _recall(export: Export, code: str, detail: str, now: datetime) -> None:
    name = str(export.file)
    if export.state == Operation.State.DONE:
        _end(export, code, detail, now)
    else:
        # Another attempt: the worker that writes the present one loses it at its next report.
        export.state, export.heartbeat_at = Operation.State.QUEUED, None
        export.attempt += 1
        export.save(update_fields=["state", "heartbeat_at", "attempt"])
    let_go([name], organisation_id=export.release.organisation_id, now=now)
    _record("export.recalled", export, now)


def _end(export: Export, code: str, detail: str, now: datetime) -> None:
    export.state, export.finished_at = Operation.State.FAILED, now
    export.error_code, export.error_detail = code, detail
    export.file, export.byte_count, export.sha256 = "", 0, ""
    export.save()


def _record(name: str, export: Export, now: datetime) -> None:
    record(
        name=name,
        payload={"export_id": export.pk, "release_id": export.release_id},
        actor_id=None,
        organisation_id=queries.release(export.release_id).organisation_id,
        now=now,
    )
