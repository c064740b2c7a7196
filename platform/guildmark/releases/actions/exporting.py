"""Exports: asked for by a person or a key, written by a worker."""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from concord.formats import EXPORTERS, NAMING_PEOPLE, Head, ReleasedItem
from concord.sentences import Sentence
from guildmark.core import operations
from guildmark.core.away import NoRoom
from guildmark.core.disk import is_full
from guildmark.core.errors import NotFound
from guildmark.core.models import Operation
from guildmark.core.said import to_column
from guildmark.core.states import state_word
from guildmark.datasets.actions import discard
from guildmark.events.actions import record
from guildmark.releases import queries
from guildmark.releases.archive import Archive, sha256_of
from guildmark.releases.content import PICTURE_FOLDER, head_of, released_item, released_label
from guildmark.releases.errors import (
    BuildFailure,
    ExportEnded,
    PicturesOrLinks,
    ReleaseNotReady,
    UnknownFormat,
)
from guildmark.releases.models import Export, Release, ReleaseItem
from guildmark.releases.plans import plan_of

EXPORTABLE: tuple[str, ...] = (
    Release.State.READY,
    Release.State.PUBLISHED,
    Release.State.SUPERSEDED,
    Release.State.WITHDRAWN,
)
LIVE_OR_DONE = (*Export.LIVE, Export.State.DONE)
REPORT_EVERY = 50
NO_ROOM = (
    "The service has no room left for this file, and nothing of it was kept. Tell whoever runs it, "
    "and ask for the file again once there is room."
)


@transaction.atomic
def request_export(
    *,
    actor_id: int,
    release_id: int,
    format_key: str,
    has_pictures: bool,
    now: datetime,
    links: str = Export.Links.NONE,
    language: str = settings.LANGUAGE_CODE,
) -> tuple[Export, bool]:
    """Ask for a release in a format: the export, and whether it is a new one.

    The report is a PDF in `language`, and holds no pictures whatever was asked for. All else is
    the same in every language.

    With `links` the format says where each picture can be fetched: from us (`ours`), or (`own`)
    from where it was fetched itself, and from us where it was not.

    Records export.requested. Raises UnknownFormat, PicturesOrLinks, ReleaseNotReady. Calling twice
    gives the same one, as long as it has not failed.
    """
    if format_key not in {*EXPORTERS, Export.REPORT}:
        names = ", ".join([*EXPORTERS, Export.REPORT])
        raise UnknownFormat(_("The formats are: {names}.").format(names=names))
    if has_pictures and links:
        raise PicturesOrLinks
    is_report = format_key == Export.REPORT
    kind = {
        "format": format_key,
        "has_pictures": has_pictures and not is_report,
        "links": "" if is_report else links,
        "language": language if is_report else "",
    }
    release = queries.release(release_id)
    if release.state not in EXPORTABLE:
        raise ReleaseNotReady(_("The release is {state}.").format(state=state_word(release.state)))
    try:
        with transaction.atomic():
            export = Export.objects.create(
                release=release, created_by_id=actor_id, created_at=now, **kind
            )
    except IntegrityError as error:
        if "export_live_once" not in str(error):
            raise
        found = queries.exports().get(release_id=release_id, state__in=LIVE_OR_DONE, **kind)
        return found, False
    record(
        name="export.requested",
        payload={"export_id": export.pk, "release_id": release.pk},
        actor_id=actor_id,
        organisation_id=release.organisation_id,
        now=now,
    )
    return export, True


@transaction.atomic
def cancel_export(*, actor_id: int, export_id: int, now: datetime) -> Export:
    """End an export before it is done. Records export.cancelled.

    A running one ends at its next report. Calling twice changes nothing more. Raises NotFound, and
    ExportEnded for one that is done or has failed.
    """
    found = Export.objects.select_for_update().filter(pk=export_id).first()
    if found is None:
        raise NotFound
    if found.state in {Operation.State.DONE, Operation.State.FAILED}:
        raise ExportEnded
    if operations.request_cancel(found, now=now):
        record(
            name="export.cancelled",
            payload={"export_id": found.pk, "release_id": found.release_id},
            actor_id=actor_id,
            organisation_id=queries.release(found.release_id).organisation_id,
            now=now,
        )
    return found


def build_export(*, export_id: int, clock: Callable[[], datetime]) -> None:
    """Write the file: queued -> running -> done, cancelled, or failed with a reason.

    Records export.finished. Safe to call twice, late and beside itself: one session works on it;
    a worker that was lost is followed by one that begins again.
    """
    with operations.working_on(Export, export_id) as is_ours:
        if not is_ours:
            return
        export = operations.take(
            Export, pk=export_id, now=clock(), most_attempts=operations.MOST_ATTEMPTS
        )
        if export is None:
            return
        release = queries.release(export.release_id)
        try:
            with tempfile.TemporaryFile() as target:
                if export.format == Export.REPORT:
                    losses = _write_report(export, release, target, clock)
                else:
                    losses = _write(export, release, target, clock)
                _store(export, release, target, losses, now=clock())
        except BuildFailure as failure:
            operations.fail(export, code=failure.code, detail=failure.args[0], now=clock())
        except OSError as error:
            if not is_full(error):
                raise
            operations.fail(export, code=NoRoom.code, detail=NO_ROOM, now=clock())
        except operations.OperationCancelled:
            operations.cancel(export, now=clock())
        except operations.OperationLost:
            return


def _write(
    export: Export, release: Release, target: IO[bytes], clock: Callable[[], datetime]
) -> list[str]:
    """The ZIP; what the format could not say."""
    exporter = EXPORTERS[export.format]
    head = replace(head_of(release), has_links=bool(export.links))
    progress = _Progress(export, passes=2 if export.has_pictures else 1, clock=clock)
    pattern = f"{PICTURE_FOLDER}/*" if export.has_pictures else None
    with Archive(target, moment=release.created_at) as archive:
        items = progress.watched(_items(export))
        annotations = archive.write_annotations(exporter, head, items)
        if export.has_pictures:
            archive.write_pictures(exporter, head, _items(export), on_each=progress.step)
        archive.finish(head, annotations, picture_pattern=pattern)
    return [*exporter.omissions(head), *_taken_back(head)]


def _write_report(
    export: Export, release: Release, target: IO[bytes], clock: Callable[[], datetime]
) -> list[str]:
    """The PDF. It is of the whole release: nothing is left out of it."""
    # A web process asks for exports and imports this module, and needs no typesetter.
    from guildmark.releases.report import write_report  # noqa: PLC0415 -- heavy

    write_report(release, target, language=export.language)
    operations.report(export, done=1, total=1, now=clock())
    return []


def _taken_back(head: Head) -> list[str]:
    """What is said where owners have taken pictures back since, or managers deleted them."""
    count = head.metadata.get("taken_back")
    if not count:
        return []
    if count == 1:
        words = Sentence(
            "1 picture was taken back by its owner or deleted: labels alone are left of it."
        )
        return [words]
    return [
        Sentence(
            "{n} pictures were taken back by their owners or deleted: labels alone are left of "
            "them.",
            n=count,
        )
    ]


def _items(export: Export) -> Iterator[ReleasedItem]:
    is_own = export.links == Export.Links.OWN
    if export.format in NAMING_PEOPLE:
        names_people = plan_of(export.release.plan).names_people
        return (
            released_item(frozen, has_pictures=export.has_pictures, names_people=names_people)
            for frozen in queries.frozen_items(export.release_id, has_own_links=is_own)
        )
    return (
        released_label(frozen, has_pictures=export.has_pictures)
        for frozen in queries.frozen_labels(export.release_id, has_own_links=is_own)
    )


def _store(
    export: Export, release: Release, target: IO[bytes], losses: list[str], *, now: datetime
) -> None:
    """Hand the file to the storage, then say that it is there.

    The name holds the attempt: a worker that comes back too late overwrites nothing.
    """
    byte_count = target.seek(0, os.SEEK_END)
    digest = sha256_of(target)
    name = default_storage.save(
        f"exports/{release.pk}/{export.pk}-{export.attempt}.{export.file_suffix}", File(target)
    )
    try:
        with transaction.atomic():
            kept = [to_column(one) for one in losses]
            operations.finish(
                export, now=now, file=name, byte_count=byte_count, sha256=digest, losses=kept
            )
            record(
                name="export.finished",
                payload={"export_id": export.pk, "release_id": release.pk},
                actor_id=None,
                organisation_id=release.organisation_id,
                now=now,
            )
    except operations.OperationLost:
        discard([name], organisation_id=release.organisation_id, now=now)
        raise


class _Progress:
    """Counts items over all passes, and reports now and then."""

    def __init__(self, export: Export, *, passes: int, clock: Callable[[], datetime]) -> None:
        self._export = export
        self._clock = clock
        self._done = 0
        self._total = passes * ReleaseItem.objects.filter(release_id=export.release_id).count()

    def watched(self, items: Iterator[ReleasedItem]) -> Iterator[ReleasedItem]:
        """The same items, counted as they pass."""
        for item in items:
            yield item
            self.step()

    def step(self) -> None:
        """One more. Raises OperationLost and OperationCancelled."""
        self._done += 1
        if self._done % REPORT_EVERY == 0 or self._done == self._total:
            operations.report(self._export, done=self._done, total=self._total, now=self._clock())
