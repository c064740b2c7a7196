"""Asking for a fit of a whole project, and for its end. Imports no arithmetic."""

from datetime import datetime

from django.db import IntegrityError, transaction

from guildmark.consensus.errors import NothingToCompute, RunRunning
from guildmark.consensus.models import ConsensusRun
from guildmark.consensus.queries import tasks
from guildmark.core.errors import NotFound
from guildmark.core.models import Operation
from guildmark.core.operations import request_cancel
from guildmark.events.actions import record
from guildmark.projects.models import Project


def request_run(*, actor_id: int | None, project_id: int, now: datetime) -> ConsensusRun:
    """Ask for a cold fit of the project: its results are published.

    Records consensus_run.requested. Raises NothingToCompute, and RunRunning with the id of the
    live one: so calling twice is safe. A warm fit that has not begun is made the cold one.
    """
    return _request(actor_id, project_id, now, is_provisional=False)


def request_warm_run(*, project_id: int, now: datetime) -> ConsensusRun:
    """Ask for a fit that starts from the last one, and changes only labels that are touched.

    As `request_run`.
    """
    return _request(None, project_id, now, is_provisional=True)


@transaction.atomic
def _request(
    actor_id: int | None, project_id: int, now: datetime, *, is_provisional: bool
) -> ConsensusRun:
    project = Project.objects.get(pk=project_id)
    if not tasks.complete_tasks(project_id=project_id).exists():
        raise NothingToCompute
    try:
        with transaction.atomic():
            run = ConsensusRun.objects.create(
                project=project, is_provisional=is_provisional, method="", created_at=now
            )
    except IntegrityError as error:
        if "run_live_once" not in str(error):
            raise
        live = ConsensusRun.objects.get(project=project, state__in=Operation.LIVE)
        if is_provisional or not _made_cold(live):
            raise RunRunning(live.pk) from error
        run = live
        run.refresh_from_db()
    record_of("requested", run, actor_id, now)
    return run


def _made_cold(live: ConsensusRun) -> bool:
    """A warm fit that has not begun becomes the cold one that is wanted now; whether it did."""
    waiting = ConsensusRun.objects.filter(
        pk=live.pk, state=Operation.State.QUEUED, is_provisional=True
    )
    return waiting.update(is_provisional=False) == 1


def request_due_runs(*, now: datetime) -> int:
    """Ask for a fit of every project whose results have grown enough, or whose schema is another;
    how many were asked for.

    The first fit of a project is a cold one, and so is the first by another schema; all others are
    warm.
    """
    count = 0
    outdated = tasks.outdated_projects(now=now)
    for project_id in dict.fromkeys([*outdated, *tasks.due_projects(now=now)]):
        try:
            if project_id in outdated or tasks.last_run(project_id) is None:
                request_run(actor_id=None, project_id=project_id, now=now)
            else:
                request_warm_run(project_id=project_id, now=now)
        except (RunRunning, NothingToCompute):
            continue
        count += 1
    return count


def request_nightly_runs(*, now: datetime) -> int:
    """Ask for a cold fit wherever something is not published; how many were asked for."""
    count = 0
    for project_id in tasks.unpublished_projects():
        try:
            request_run(actor_id=None, project_id=project_id, now=now)
        except (RunRunning, NothingToCompute):
            continue
        count += 1
    return count


@transaction.atomic
def cancel_run(*, actor_id: int | None, run_id: int, now: datetime) -> ConsensusRun:
    """Ask a live fit to stop; one that waits is cancelled at once, an ended one stays.

    Records consensus_run.cancelled. Raises NotFound. Safe to repeat.
    """
    run = ConsensusRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise NotFound
    if request_cancel(run, now=now):
        record_of("cancelled", run, actor_id, now)
    return run


def record_of(what: str, run: ConsensusRun, actor_id: int | None, now: datetime) -> None:
    """Record what became of a fit, in the caller's transaction."""
    record(
        name=f"consensus_run.{what}",
        payload={"consensus_run_id": run.pk, "project_id": run.project_id},
        actor_id=actor_id,
        organisation_id=run.project.organisation_id,
        now=now,
    )
