"""Imports of labels as a worker drives them: read the file, then keep label by label.

Labels are kept in chunks, each with the report of progress in one transaction: a worker that is
lost is followed by one that goes on with the next chunk, and nothing is counted twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from concord.documents import Schema
from concord.formats.reading import LabelRefusal, ReadImage, ReadLabels
from concord.formats.reading.content import MOST_REFUSALS
from guildmark.core import operations
from guildmark.core.errors import Refusal
from guildmark.core.models import Operation
from guildmark.core.said import to_column
from guildmark.datasets.actions import let_go
from guildmark.events.actions import record
from guildmark.incoming import queries
from guildmark.incoming.actions.keeping import Keeper, Kept
from guildmark.incoming.documents import NotKept
from guildmark.incoming.errors import LabelsNotRead, ProjectNotLabelled
from guildmark.incoming.mapping import found_names
from guildmark.incoming.matching import Picture, Pictures
from guildmark.incoming.models import LabelImport, RefusedLabel
from guildmark.incoming.reading import read_labels
from guildmark.incoming.storable import kept_words, plain

Clock = Callable[[], datetime]
Stage = LabelImport.Stage
CHUNK = 50
BUDGET_SECONDS = 600.0
#: Reading anew after so many lost workers or used budgets is given up.
MOST_ATTEMPTS = 40
#: A file that kills the worker that reads it does so again.
MOST_READINGS = 3
#: So does a label that kills the worker that keeps it; a chunk that is kept begins the count anew.
MOST_LOST = 3
TWICE = gettext_noop(
    "The file speaks of this picture a second time, or by another name. The first one counts."
)


def run(*, label_import_id: int, clock: Clock, budget_seconds: float = BUDGET_SECONDS) -> None:
    """Read a file, or keep its labels: until a person is asked, it is done, or time is up.

    Records label_import.finished. Safe to call twice, late and beside itself.
    """
    with operations.working_on(LabelImport, label_import_id) as is_ours:
        taken = _taken(label_import_id, now=clock()) if is_ours else None
        if taken is None:
            return
        try:
            with operations.waiting_for_room(taken, clock=clock):
                _Run(taken, clock, ends_at=time.monotonic() + budget_seconds).go()
        except (LabelsNotRead, Refusal) as failure:
            operations.fail(taken, code=failure.code, detail=failure.args[0], now=clock())
            _forget_file(taken, clock())
        except operations.OperationCancelled:
            operations.cancel(taken, now=clock())
            _forget_file(taken, clock())
        except operations.OperationLost:
            return


def _taken(label_import_id: int, *, now: datetime) -> LabelImport | None:
    """None while a person is to say what names become, and while its pictures come in.

    Of one that is given up the file goes.
    """
    found = LabelImport.objects.select_related("pictures").filter(pk=label_import_id).first()
    if found is None or found.stage == Stage.MAPPING:
        return None
    if found.pictures is not None and found.pictures.state in Operation.LIVE:
        return None
    lost_count = found.lost_count + (found.state == Operation.State.RUNNING)
    most = MOST_READINGS if found.stage == Stage.READING else MOST_ATTEMPTS
    if lost_count >= MOST_LOST:
        most = found.attempt
    taken = operations.take(LabelImport, pk=found.pk, now=now, most_attempts=most)
    if taken is None:
        _forget_file(found, now)
        return None
    LabelImport.objects.filter(pk=found.pk).update(lost_count=lost_count)
    return taken


@transaction.atomic
def _forget_file(of_import: LabelImport, now: datetime) -> None:
    let_go([str(of_import.file.name)], organisation_id=of_import.organisation_id, now=now)


def _id_of(picture: Picture | None) -> int:
    return 0 if picture is None else picture.id


@dataclass(frozen=True, slots=True)
class _Known:
    """What the file says, and what it is held against."""

    read: ReadLabels
    pictures: Pictures
    schema: Schema


class _Run:
    """One attempt at one import."""

    def __init__(self, taken: LabelImport, clock: Clock, *, ends_at: float) -> None:
        self.taken = taken
        self.clock = clock
        self.ends_at = ends_at
        self._met: set[int] = set()

    def go(self) -> None:
        """Raises LabelsNotRead, Refusal, OperationLost and OperationCancelled."""
        known = self._read()
        if self.taken.stage == Stage.READING:
            self._keep_findings(known)
            if self.taken.stage == Stage.MAPPING:
                return
        elif not self.taken.kept_until:
            self._keep_refusals(known)  # what names become decides what can be read
        keeper = Keeper(self.taken, known.schema)
        broken = {refusal.image for refusal in known.read.refusals if refusal.image}
        images = known.read.images
        self._remember(images[: self.taken.kept_until], known.pictures)
        while self.taken.kept_until < len(images):
            some = images[self.taken.kept_until : self.taken.kept_until + CHUNK]
            self._keep(some, keeper, known.pictures, broken, total=len(images))
            if time.monotonic() > self.ends_at and self.taken.kept_until < len(images):
                self._let_go()
                return
        self._finish()

    def _read(self) -> _Known:
        _, schema = queries.schema_in_force(self.taken.project_id)
        dataset_id = self.taken.project.dataset_id
        if dataset_id is None:
            raise ProjectNotLabelled
        pictures = Pictures(queries.pictures_of(dataset_id))
        return _Known(
            read_labels(self.taken, pictures, schema, alive=self._alive), pictures, schema
        )

    def _alive(self) -> None:
        done, total = self.taken.progress_done, self.taken.progress_total
        operations.report(self.taken, done=done, total=total, now=self.clock())

    @transaction.atomic
    def _keep_findings(self, known: _Known) -> None:
        """reading -> mapping, or keeping where the request said what names become."""
        read, taken = known.read, self.taken
        names = [label.name for label in read.labels]
        found = [known.pictures.find(one.file_name, one.sha256) for one in read.images]
        self._keep_refusals(known)
        taken.found = found_names(read.images, names, known.schema, taken.question)
        taken.notes = [to_column(note) for note in read.notes]
        taken.image_count = len(read.images)
        taken.matched_count = sum(one is not None for one in found)
        taken.stage = Stage.MAPPING if taken.mapping is None else Stage.KEEPING
        taken.save(update_fields=["found", "notes", "image_count", "matched_count", "stage"])
        if taken.stage == Stage.MAPPING:
            self._let_go()

    @transaction.atomic
    def _keep_refusals(self, known: _Known) -> None:
        """What the file says and cannot be read."""
        self._alive()
        refusals = known.read.refusals
        RefusedLabel.objects.filter(of_import=self.taken).delete()
        RefusedLabel.objects.bulk_create(map(self._refused, refusals[:MOST_REFUSALS]))
        self.taken.refused_count = len(refusals) + known.read.unlisted_refusals
        self.taken.save(update_fields=["refused_count"])

    def _refused(self, refusal: LabelRefusal) -> RefusedLabel:
        return RefusedLabel(
            of_import=self.taken,
            image=plain(refusal.image[-255:]),
            file=plain(refusal.file[-255:]),
            line=refusal.line,
            pointer=plain(refusal.pointer[:200]),
            code=refusal.code,
            message=kept_words(refusal.message),
        )

    @transaction.atomic
    def _keep(
        self,
        images: Sequence[ReadImage],
        keeper: Keeper,
        pictures: Pictures,
        broken: set[str],
        *,
        total: int,
    ) -> None:
        """The next chunk, with how far it is. Raises OperationLost and OperationCancelled."""
        until = self.taken.kept_until + len(images)
        operations.report(self.taken, done=until, total=total, now=self.clock())
        counts = dict.fromkeys(Kept, 0)
        refused: dict[int, LabelRefusal] = {}
        found = [pictures.find(image.file_name, image.sha256) for image in images]
        # By item, so that two imports wait for each other in one order.
        for at in sorted(range(len(images)), key=lambda at: (_id_of(found[at]), at)):
            image, is_broken = images[at], images[at].file_name in broken
            if image.is_unread:
                continue
            try:
                self._require_first(found[at])
                counts[keeper.keep(image, found[at], is_broken=is_broken, now=self.clock())] += 1
            except NotKept as reason:
                refused[at] = LabelRefusal(reason.code, reason.args[0], image=image.file_name)
        self._list([refused[at] for at in sorted(refused)])
        self._count(counts, len(refused), until)

    def _remember(self, images: Sequence[ReadImage], pictures: Pictures) -> None:
        """What an attempt before this one dealt with."""
        found = (pictures.find(one.file_name, one.sha256) for one in images if not one.is_unread)
        self._met |= {picture.id for picture in found if picture is not None}

    def _require_first(self, picture: Picture | None) -> None:
        """Raises NotKept for a picture that was dealt with: which answer is right nobody knows."""
        if picture is None:
            return
        if picture.id in self._met:
            raise NotKept("duplicate_image", TWICE)
        self._met.add(picture.id)

    def _list(self, refused: Sequence[LabelRefusal]) -> None:
        """Beside what could not be read, as many again; the others are counted only."""
        listed = RefusedLabel.objects.filter(of_import=self.taken).count()
        room = max(0, 2 * MOST_REFUSALS - listed)
        RefusedLabel.objects.bulk_create(map(self._refused, refused[:room]))

    def _count(self, counts: Mapping[Kept, int], refused: int, until: int) -> None:
        taken = self.taken
        taken.kept_until = until
        taken.lost_count = 0
        taken.kept_count += counts[Kept.NEW]
        taken.unchanged_count += counts[Kept.UNCHANGED]
        taken.refused_count += refused
        taken.save(
            update_fields=[
                "kept_until", "kept_count", "unchanged_count", "refused_count", "batch",
                "lost_count",
            ]
        )  # fmt: skip

    def _let_go(self) -> None:
        """running -> queued: a person is asked, or the sweep rings again."""
        LabelImport.objects.filter(
            pk=self.taken.pk, attempt=self.taken.attempt, state=Operation.State.RUNNING
        ).update(state=Operation.State.QUEUED)

    def _finish(self) -> None:
        with transaction.atomic():
            operations.finish(self.taken, now=self.clock())
            record(
                name="label_import.finished",
                payload={
                    "label_import_id": self.taken.pk,
                    "project_id": self.taken.project_id,
                    "kept_count": self.taken.kept_count,
                    "unchanged_count": self.taken.unchanged_count,
                    "refused_count": self.taken.refused_count,
                },
                actor_id=None,
                organisation_id=self.taken.organisation_id,
                now=self.clock(),
            )
        _forget_file(self.taken, self.clock())
