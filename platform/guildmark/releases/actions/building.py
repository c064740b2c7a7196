"""Freezing a release: a worker's work, in chunks, each one transaction. It imports SciPy."""

import hashlib
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from concord.documents import compile_schema
from guildmark.collection.origins import origins_of
from guildmark.consensus.actions.running import fitted
from guildmark.consensus.errors import NothingToCompute
from guildmark.consensus.queries.tasks import complete_tasks
from guildmark.core import operations
from guildmark.core.models import Operation
from guildmark.datasets.actions import refresh_stale_profile
from guildmark.releases import choosing, freezing, queries
from guildmark.releases.actions.moving import end_unready
from guildmark.releases.actions.releasing import record_move
from guildmark.releases.dividing import split_of_release
from guildmark.releases.errors import BuildFailure, FitFailed, NothingChosen
from guildmark.releases.figures import figures_of
from guildmark.releases.models import Release, ReleaseBuild, ReleaseItem
from guildmark.releases.plans import plan_of

CHUNK = 100
UPDATED_AT_ONCE = 5000
BETWEEN_LOOKS_SECONDS = 1.0
Clock = Callable[[], datetime]


def build(*, release_id: int, clock: Clock) -> None:
    """Freeze every item, then figures and manifest: building -> ready, cancelled, or failed with a
    reason.

    What is frozen comes from a cold fit of all answers, which is made first if there is none.
    Records release.ready or release.failed. Safe to call twice, late and beside itself: one
    session works on it, goes on behind the last frozen item, and a ready one is left alone.
    """
    build_id = ReleaseBuild.objects.values_list("pk", flat=True).get(release_id=release_id)
    with operations.working_on(ReleaseBuild, build_id) as is_ours:
        release = queries.release(release_id)
        if not is_ours or release.state != Release.State.BUILDING:
            return
        try:
            if not _has_cold_fit(release, clock):
                return
        except BuildFailure as failure:
            _fail(release, failure, now=clock())
            return
        operation = operations.take(
            ReleaseBuild, pk=build_id, now=clock(), most_attempts=operations.MOST_ATTEMPTS
        )
        if operation is None:
            _mark_failed(release_id, now=clock())  # tried too often, and given up
            return
        _build(release, operation, clock)


def _build(release: Release, operation: ReleaseBuild, clock: Clock) -> None:
    try:
        _freeze_items(release, operation, clock)
        _group_near_duplicates(release, operation, clock)
        _divide(release)
        _finish(release, operation, now=clock())
    except BuildFailure as failure:
        _fail(release, failure, now=clock())
    except operations.OperationCancelled:
        _end_cancelled(release.pk, operation, now=clock())
    except operations.OperationLost:
        return


def _has_cold_fit(release: Release, clock: Clock) -> bool:
    """Settle which fit the release is of; False while another worker is at it.

    A fit that has seen the same answers will do, else one that was asked for after the release.
    Where nobody has answered, all labels came from elsewhere and there is nothing to fit.
    """
    if release.consensus_run is not None or _is_of_brought(release):
        return True
    try:
        run = fitted(project_id=release.project_id, since=release.created_at, clock=clock)
    except NothingToCompute as error:
        raise FitFailed(error.detail) from error
    if run is None:
        return False
    if run.state != Operation.State.DONE:
        raise FitFailed(run.error_detail or "The results could not be computed anew.")
    release.consensus_run = run
    release.save(update_fields=["consensus_run"])
    return True


def _is_of_brought(release: Release) -> bool:
    """What was begun without a fit is ended without one, whatever is answered meanwhile."""
    if ReleaseItem.objects.filter(release=release).exists():
        return True
    return not complete_tasks(project_id=release.project_id).exists()


def _freeze_items(release: Release, operation: ReleaseBuild, clock: Clock) -> None:
    """The results of one moment, whatever came afterwards."""
    last = ReleaseItem.objects.filter(release=release).order_by("position").last()
    done, last_item_id = (last.position, last.item_id) if last else (0, 0)
    found = choosing.results_of(
        release.project_id,
        plan_of(release.plan),
        fitted_at=_fitted_at(release),
        moment=_moment(release),
    )
    waiting = [result_id for item_id, result_id in found if item_id > last_item_id]
    total = done + len(waiting)
    for start in range(0, len(waiting), CHUNK):
        chunk = waiting[start : start + CHUNK]
        with transaction.atomic():
            _freeze_chunk(release, chunk, done)
            done += len(chunk)
            operations.report(operation, done=done, total=total, now=clock())


def _group_near_duplicates(release: Release, operation: ReleaseBuild, clock: Clock) -> None:
    """Before a release is divided, of pictures that came since they were grouped.

    While another worker is grouping them it is waited for; whoever cancels is heard meanwhile.
    """
    if plan_of(release.plan).split is None:
        return
    count = ReleaseItem.objects.filter(release=release).count()
    for dataset_id in queries.dataset_ids(release.pk):
        while not refresh_stale_profile(dataset_id=dataset_id, now=clock()):
            operations.report(operation, done=count, total=count, now=clock())
            time.sleep(BETWEEN_LOOKS_SECONDS)


@transaction.atomic
def _divide(release: Release) -> None:
    """Give every frozen item its part; dividing twice gives the same."""
    if not ReleaseItem.objects.filter(release=release).exists():
        raise NothingChosen("No picture is what was chosen for this release.")
    split = plan_of(release.plan).split
    if split is None:
        return
    by_part: dict[str, list[int]] = {}
    for key, part in split_of_release(release.pk, split).items():
        by_part.setdefault(part, []).append(key)
    for part, keys in by_part.items():
        for start in range(0, len(keys), UPDATED_AT_ONCE):
            chunk = keys[start : start + UPDATED_AT_ONCE]
            ReleaseItem.objects.filter(release=release, item_id__in=chunk).update(split=part)


def _moment(release: Release) -> datetime:
    """When the release was asked for; when the fit ended, where it was made for the release.

    A fit of before does not know what a reviewer has settled since, or what came from elsewhere.
    """
    return max(_fitted_at(release), release.created_at)


def _fitted_at(release: Release) -> datetime:
    """When the fit ended that the release is of; where there is none, when it was asked for."""
    run = release.consensus_run
    if run is None:
        return release.created_at
    assert run.finished_at is not None  # noqa: S101 -- it is done
    return run.finished_at


def _freeze_chunk(release: Release, result_ids: Sequence[int], done: int) -> None:
    results = queries.results_to_freeze(result_ids, moment=_moment(release))
    origins = origins_of({result.task.item for result in results})
    ReleaseItem.objects.bulk_create(
        freezing.freeze(
            result, release=release, position=position, origin=origins.get(result.task.item_id)
        )
        for position, result in enumerate(results, start=done + 1)
    )


@transaction.atomic
def _finish(release: Release, operation: ReleaseBuild, *, now: datetime) -> None:
    run = release.consensus_run
    schema = compile_schema(release.schema_definition)
    figures = figures_of(queries.frozen_items(release.pk), schema=schema, run=run)
    head = freezing.manifest_head(release, figures=figures, run=run)
    release.figures, release.manifest = figures, head
    release.state, release.ready_at = Release.State.READY, now
    release.save(update_fields=["figures", "manifest", "state", "ready_at"])
    operations.heed_cancel(operation)  # whoever asks from now on waits, and finds it ready
    release.refresh_from_db(fields=["manifest"])  # what is hashed is what will be served
    digest = hashlib.sha256()
    for piece in freezing.manifest_bytes(release.manifest, queries.manifest_rows(release.pk)):
        digest.update(piece)
    release.manifest_sha256 = digest.hexdigest()
    release.save(update_fields=["manifest_sha256"])
    operations.finish(operation, now=now)
    record_move("release.ready", release, None, now)


@transaction.atomic
def _fail(release: Release, failure: BuildFailure, *, now: datetime) -> None:
    if not _mark_failed(release.pk, now=now):
        return
    ReleaseBuild.objects.filter(release=release, state__in=Operation.LIVE).update(
        state=Operation.State.FAILED,
        error_code=failure.code,
        error_detail=failure.args[0],
        finished_at=now,
    )


@transaction.atomic
def _mark_failed(release_id: int, *, now: datetime) -> bool:
    """Whether it was still being built: somebody may have cancelled it meanwhile."""
    release = Release.objects.select_for_update().get(pk=release_id)
    if release.state != Release.State.BUILDING:
        return False
    end_unready(release, Release.State.FAILED)
    record_move("release.failed", release, None, now)
    return True


@transaction.atomic
def _end_cancelled(release_id: int, operation: ReleaseBuild, *, now: datetime) -> None:
    """What a manager asked for, and the audit trail tells of since."""
    release = Release.objects.select_for_update().get(pk=release_id)
    operations.cancel(operation, now=now)
    end_unready(release, Release.State.CANCELLED)
