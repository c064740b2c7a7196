"""A project or a dataset is deleted: asked for by an owner, done by a worker in chunks."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guildmark.collection.models import Brief
from guildmark.core import operations
from guildmark.core.errors import FieldProblem, NotFound
from guildmark.core.models import Operation
from guildmark.datasets.actions import begin_dataset_deletion, let_go
from guildmark.datasets.models import Dataset
from guildmark.events.actions import record
from guildmark.oversight.erasing import (
    OF_DATASETS,
    OF_PROJECTS,
    Owned,
    owned_by,
    some_ids,
    take_out,
)
from guildmark.oversight.errors import DeletionBlocked, WrongName
from guildmark.oversight.models import Deletion
from guildmark.oversight.queries.deletion import newest_deletion, plan_of
from guildmark.oversight.queries.earnings import kept_rows, pays
from guildmark.payments.actions import lock_payouts
from guildmark.projects.actions import begin_project_deletion
from guildmark.projects.models import Project
from guildmark.work.actions import add_kept_earnings

Clock = Callable[[], datetime]
log = structlog.get_logger(__name__)
#: Rows in one transaction.
CHUNK = 500
BUDGET_SECONDS = 600.0
#: What is written beside the deletion is found by the next pass.
PASSES = 3
IN_USE = gettext_noop(
    "Something was still being written to it, so that it could not be deleted to the end. What is "
    "gone is gone. Ask for it once more."
)


def request_deletion(
    *, actor_id: int, kind: str, target_id: int, typed_name: str, now: datetime
) -> tuple[Deletion, bool]:
    """Let a worker delete a project or a dataset: the row, and whether it is new.

    From now on nobody works with it, and nothing brings it back. Records deletion.requested, with
    the counts. Raises NotFound, WrongName, and DeletionBlocked naming all that has to be done
    first. One that is under way is given back.
    """
    with transaction.atomic():
        if typed_name.strip() != _locked_name(kind, target_id).strip():
            problem = FieldProblem("name", "wrong_name", _("This is not its name."))
            raise WrongName(errors=(problem,))
        newest = newest_deletion(kind, target_id)
        if newest is not None and newest.state in Operation.LIVE:
            return newest, False
        if kind == Deletion.Kind.PROJECT:
            _wait_for_collectors(target_id)
        plan = plan_of(kind, target_id, now=now)
        if plan.blockers:
            problems = (FieldProblem("", one.code, one.sentence) for one in plan.blockers)
            raise DeletionBlocked(errors=tuple(problems))
        _BEGIN[kind](target_id)
        made = Deletion.objects.create(
            organisation_id=plan.organisation_id,
            kind=kind,
            target_id=target_id,
            name=plan.name,
            counts=dict(plan.counts),
            created_by_id=actor_id,
            created_at=now,
        )
        _record("deletion.requested", made, actor_id=actor_id, now=now)
        return made, True


def _locked_name(kind: str, target_id: int) -> str:
    """Its name, with the row locked. Raises NotFound."""
    locked = _ROOTS[kind]._default_manager.select_for_update().filter(pk=target_id)
    name: str | None = locked.values_list("name", flat=True).first()
    if name is None:
        raise NotFound
    return name


def _wait_for_collectors(project_id: int) -> None:
    """Who sends a picture or judges one beside it is done, or finds the project going."""
    list(Brief.objects.select_for_update().filter(project_id=project_id).values_list("pk"))


def run_deletion(*, deletion_id: int, clock: Clock, budget_seconds: float = BUDGET_SECONDS) -> bool:
    """Delete until nothing is left or time is up; whether there is more to do.

    Records deletion.finished with the last row. Safe to call twice, late and beside itself.
    One that ended its worker MOST_ATTEMPTS times in a row is given up.
    """
    with operations.working_on(Deletion, deletion_id) as is_ours:
        if not is_ours:
            return False
        taken = operations.take(
            Deletion, pk=deletion_id, now=clock(), most_attempts=operations.MOST_ATTEMPTS
        )
        if taken is None:
            return False
        try:
            return _Run(taken, clock, time.monotonic() + budget_seconds).go()
        except operations.OperationLost:
            return False


_ROOTS: dict[str, type[models.Model]] = {
    Deletion.Kind.PROJECT: Project,
    Deletion.Kind.DATASET: Dataset,
}
_FOLLOWS = {Deletion.Kind.PROJECT: OF_PROJECTS, Deletion.Kind.DATASET: OF_DATASETS}
_BEGIN: dict[str, Callable[[int], None]] = {
    Deletion.Kind.PROJECT: begin_project_deletion,
    Deletion.Kind.DATASET: begin_dataset_deletion,
}


@dataclass(slots=True)
class _Run:
    """One attempt at one deletion."""

    taken: Deletion
    clock: Clock
    ends_at: float

    def go(self) -> bool:
        """Whether time was up before the end. Raises OperationLost."""
        kind = Deletion.Kind(self.taken.kind)
        root, parts = _ROOTS[kind], owned_by(_ROOTS[kind], _FOLLOWS[kind])
        total = self.taken.progress_total or 1 + sum(
            part.count(self.taken.target_id) for part in parts
        )
        for _pass in range(PASSES):
            try:
                if not self._empty(parts, total):
                    self._let_go()
                    return True
                self._finish(root)
            except IntegrityError as error:
                log.warning("deletion_in_use", deletion_id=self.taken.pk, error=str(error))
                continue
            return False
        operations.fail(self.taken, code="in_use", detail=IN_USE, now=self.clock())
        return False

    def _empty(self, parts: Sequence[Owned], total: int) -> bool:
        """False where time was up first. Raises IntegrityError for what came in meanwhile."""
        for part in parts:
            for path in part.paths:
                reached = None
                while (reached := self._take_some(part, path, reached, total)) is not None:
                    if time.monotonic() > self.ends_at:
                        return False
        return True

    @transaction.atomic
    def _take_some(self, part: Owned, path: str, after: Any, total: int) -> Any:
        """The key of the last row that went; None where none was left."""
        taken, now = self.taken, self.clock()
        ids = some_ids(part, path, taken.target_id, after=after, limit=CHUNK)
        if not ids:
            return None
        if pays(part.model):
            lock_payouts(taken.organisation_id)
            add_kept_earnings(kept_rows(part.model, ids, of=taken))
        let_go(take_out(part.model, ids), organisation_id=taken.organisation_id, now=now)
        done = taken.progress_done + len(ids)
        taken.progress_total = max(total, done)
        operations.report(taken, done=done, total=taken.progress_total, now=now)
        taken.progress_done = done
        return ids[-1]

    def _let_go(self) -> None:
        """running -> queued: whoever called rings again, or the sweep does."""
        mine = Deletion.objects.filter(pk=self.taken.pk, attempt=self.taken.attempt)
        mine.filter(state=Operation.State.RUNNING).update(state=Operation.State.QUEUED, attempt=0)

    @transaction.atomic
    def _finish(self, root: type[models.Model]) -> None:
        take_out(root, [self.taken.target_id])
        operations.finish(self.taken, now=self.clock(), progress_done=self.taken.progress_total)
        _record("deletion.finished", self.taken, actor_id=None, now=self.clock())


def _record(name: str, of: Deletion, *, actor_id: int | None, now: datetime) -> None:
    record(
        name=name,
        payload={
            "deletion_id": of.pk,
            "kind": of.kind,
            "target_id": of.target_id,
            "name": of.name,
            "counts": dict(of.counts),
        },
        actor_id=actor_id,
        organisation_id=of.organisation_id,
        now=now,
    )
