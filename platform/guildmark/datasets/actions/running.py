"""Imports as a worker drives them: file by file, to be stopped and taken up again anywhere.

What became of each file is a row, written in one transaction with its item and the counters, and
only while this attempt is the one that runs. A worker that is killed leaves its file waiting; the
next one begins there. Bytes are read, decoded and stored between those transactions, some pictures
beside each other (`lanes`); their rows are written one after another, in the order they came.
"""

import time
from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto

from django.db import transaction
from django.db.models import F

from guildmark.core import operations
from guildmark.core.asking import AskRefused
from guildmark.core.models import Operation
from guildmark.core.operations import OperationCancelled, OperationLost
from guildmark.datasets import queries
from guildmark.datasets.actions.distant import Distant, TimeIsUp
from guildmark.datasets.actions.lanes import LANES, Job, Lanes
from guildmark.datasets.actions.leftovers import let_go
from guildmark.datasets.actions.listing import list_objects
from guildmark.datasets.actions.outcomes import (
    record_archive,
    record_duplicate,
    record_item,
    record_members,
    record_refusal,
)
from guildmark.datasets.files import chunks
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.kinds import ZIP, kind_of, picture_kind_of
from guildmark.datasets.intake.limits import Limits
from guildmark.datasets.intake.names import display_path, folder_metadata, is_label_name
from guildmark.datasets.intake.refusals import (
    ENDS_ARCHIVE,
    FileRefused,
    empty_archive,
    picture_too_large,
)
from guildmark.datasets.intake.results import Member, Spooled
from guildmark.datasets.models import Import, ImportFile
from guildmark.events.actions import record

BUDGET_SECONDS = 600.0
MOST_LOST = 5
GAVE_UP = (
    "Workers were lost over this import again and again, and it was given up. What has become an "
    "item stays; send the files that are still waiting once more."
)
Clock = Callable[[], datetime]


class ImportRun(Enum):
    """How one call ended."""

    ENDED = auto()
    """The import is over, or there is nothing to do."""
    MORE = auto()
    """The time is up and files are left: call again."""
    ELSEWHERE = auto()
    """Somebody else works on it."""
    NO_ROOM = auto()
    """The disk is full. It waits, and says so; the sweep rings again."""


def run_import(
    *,
    import_id: int,
    clock: Clock,
    limits: Limits | None = None,
    budget_seconds: float = BUDGET_SECONDS,
) -> ImportRun:
    """Read the files of a started import for at most about `budget_seconds`.

    Makes items, settles files, reports progress; records import.finished or import.failed at the
    end. May be called twice, late, or beside itself.
    """
    with operations.working_on(Import, import_id) as is_ours:
        if not is_ours:
            return ImportRun.ELSEWHERE
        running = _take(import_id, now=clock())
        if running is None:
            return ImportRun.ENDED
        ends_at = time.monotonic() + budget_seconds
        outcome = ImportRun.NO_ROOM
        with operations.waiting_for_room(running, clock=clock):
            lanes = Lanes(running, [Decoder(limits) for _ in range(LANES)], clock)
            with Decoder(limits) as decoder, lanes:
                outcome = _read_all(_Reader(running, decoder, lanes, clock, ends_at=ends_at))
        return outcome


def _take(import_id: int, *, now: datetime) -> Import | None:
    """The import with a new attempt; None when it is over, not started, or was given up."""
    found = Import.objects.filter(pk=import_id, is_collecting=False).first()
    if found is None:
        return None
    was_lost = found.state == Operation.State.RUNNING
    running = operations.take(Import, pk=import_id, now=now)
    if running is None or not was_lost:
        return running
    Import.objects.filter(pk=import_id).update(lost_count=F("lost_count") + 1)
    if found.lost_count + 1 < MOST_LOST:
        return running
    _fail(running, code="workers_lost", detail=GAVE_UP, now=now)
    return None


def _read_all(reader: "_Reader") -> ImportRun:
    running, clock = reader.running, reader.clock
    try:
        most_bytes = reader.decoder.limits.picture_bytes
        list_objects(running, most_bytes=most_bytes, check=reader.check, clock=clock)
        for file in queries.waiting_files(running.pk):
            reader.read(file)
        reader.settle()
        reader.check()
        _finish(running, now=clock())
    except AskRefused as refused:
        _fail(running, code=refused.code, detail=refused.sentence, now=clock())
    except TimeIsUp:
        _give_back(running)
        return ImportRun.MORE
    except OperationCancelled:
        _cancel(running, now=clock())
    except OperationLost:
        return ImportRun.ELSEWHERE
    return ImportRun.ENDED


class _Reader:
    """Reads the files of one import: archives with a decoder of its own, pictures in lanes."""

    def __init__(
        self, running: Import, decoder: Decoder, lanes: Lanes, clock: Clock, *, ends_at: float
    ) -> None:
        self.running = running
        self.decoder = decoder
        self.lanes = lanes
        self.clock = clock
        self.ends_at = ends_at
        self.distant = Distant(running, decoder, beat=self.beat, ends_at=ends_at)

    def beat(self) -> None:
        """A sign of life. Raises OperationLost and OperationCancelled."""
        beat(self.running, now=self.clock())

    def check(self) -> None:
        """The same, between files. Raises TimeIsUp too."""
        self.beat()
        if time.monotonic() > self.ends_at:
            raise TimeIsUp

    def read(self, file: ImportFile) -> None:
        """Deal with one file; a picture may still be in its lane then. See `settle`."""
        try:
            self.check()
            if file.url or file.object_key:
                self._put(file, self.distant.fetched(file))
                return
            spooled = self.decoder.spool(chunks(*file.stored_names), name="upload")
            if kind_of(spooled.head) == ZIP:
                self._read_archive(file, spooled)
            else:
                self._put(file, spooled)
        except FileRefused as refused:
            self._refuse(file, refused)
        except (AskRefused, TimeIsUp):
            self.settle()  # what came before it has come in
            raise

    def settle(self) -> None:
        """Write what became of all pictures that are in lanes."""
        while not self.lanes.is_empty:
            self._settle_oldest()

    def _refuse(self, file: ImportFile, refused: FileRefused) -> None:
        self.settle()
        record_refusal(self.running, file, refused, now=self.clock())

    def _put(self, file: ImportFile, spooled: Spooled) -> None:
        """A picture is a duplicate, or goes into a lane. Raises FileRefused."""
        picture_kind_of(spooled.head)
        if spooled.byte_count > self.decoder.limits.picture_bytes:
            raise picture_too_large(self.decoder.limits.picture_bytes)
        dataset_id = self.running.dataset_id
        known = queries.item_with_bytes(dataset_id=dataset_id, sha256=spooled.sha256)
        if known is not None:
            self.settle()
            record_duplicate(self.running, file, known, now=self.clock())
            return
        if self.lanes.is_full:
            self._settle_oldest()
        self.lanes.put(file, spooled)

    def _settle_oldest(self) -> None:
        with self.lanes.oldest() as job:
            try:
                self._keep(job)
            except FileRefused as refused:
                record_refusal(self.running, job.file, refused, now=self.clock())

    def _keep(self, job: Job) -> None:
        """A decoded picture becomes an item, or is a duplicate after all. Raises FileRefused."""
        decoded, stored = job.result()
        is_kept = False
        try:
            is_kept = record_item(
                self.running,
                job.file,
                spooled=job.spooled,
                decoded=decoded,
                stored=stored,
                now=self.clock(),
            )
        finally:
            if not is_kept:
                self.lanes.discard(stored)

    def _read_archive(self, archive: ImportFile, spooled: Spooled) -> None:
        """Settle every member, then the archive. Raises FileRefused of the archive."""
        members = [
            member
            for member in self.decoder.members(spooled)
            if not (self.running.has_labels and is_label_name(member.name))
        ]
        if not members:
            raise empty_archive()
        record_members(self.running, archive, count=len(members), now=self.clock())
        settled = queries.settled_members(archive)
        left = self.decoder.limits.archive_bytes - queries.unpacked_bytes(archive)
        for member in members:
            if member.index in settled:
                continue
            self.check()
            left -= self._read_member(archive, member, spooled, most_bytes=left)
        self.settle()
        record_archive(self.running, archive, now=self.clock())

    def _read_member(
        self, archive: ImportFile, member: Member, spooled: Spooled, *, most_bytes: int
    ) -> int:
        """Settle one member; the bytes that came out of it. Raises what ends the archive."""
        file = ImportFile(
            of_import=self.running,
            parent=archive,
            member_index=member.index,
            name=display_path(member.name),
            metadata=folder_metadata(member.name),
        )
        try:
            inflated = self.decoder.member(spooled, member.index, most_bytes=most_bytes)
            file.byte_count = inflated.byte_count
            self._put(file, inflated)
        except FileRefused as refused:
            self._refuse(file, refused)
            if refused.code in ENDS_ARCHIVE:
                raise
        return file.byte_count


def beat(running: Import, *, now: datetime) -> None:
    """Say that this attempt is alive. Raises OperationLost and OperationCancelled."""
    mine = Import.objects.filter(
        pk=running.pk, attempt=running.attempt, state=Operation.State.RUNNING
    )
    if not mine.update(heartbeat_at=now):
        raise OperationLost
    if mine.filter(is_cancel_requested=True).exists():
        raise OperationCancelled


def _give_back(running: Import) -> None:
    """running -> queued, so that the next call does not count it as lost."""
    Import.objects.filter(
        pk=running.pk, attempt=running.attempt, state=Operation.State.RUNNING
    ).update(state=Operation.State.QUEUED)


@transaction.atomic
def _finish(running: Import, *, now: datetime) -> None:
    operations.finish(running, now=now)
    _let_uploads_go(running, now=now)
    running.refresh_from_db()
    _record("import.finished", running, now=now)


@transaction.atomic
def _fail(running: Import, *, code: str, detail: str, now: datetime) -> None:
    operations.fail(running, code=code, detail=detail, now=now)
    _let_uploads_go(running, now=now)
    _record("import.failed", running, now=now)


@transaction.atomic
def _cancel(running: Import, *, now: datetime) -> None:
    operations.cancel(running, now=now)
    _let_uploads_go(running, now=now)


def _let_uploads_go(running: Import, *, now: datetime) -> None:
    """What was sent for an import that is over."""
    let_go(queries.upload_names(running.pk), organisation_id=running.organisation_id, now=now)


def _record(name: str, running: Import, *, now: datetime) -> None:
    record(
        name=name,
        payload={
            "import_id": running.pk,
            "dataset_id": running.dataset_id,
            "item_count": running.item_count,
            "duplicate_count": running.duplicate_count,
            "refused_count": running.refused_count,
        },
        actor_id=None,
        organisation_id=running.organisation_id,
        now=now,
    )
