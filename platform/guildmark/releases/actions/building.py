"""Freezing a release: a worker's work, in chunks, each one transaction."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from concord.documents import compile_schema
from guildmark.consensus.models import ConsensusRun
from guildmark.core import operations
from guildmark.core.models import Operation
from guildmark.events.actions import record
from guildmark.releases import freezing, queries
from guildmark.releases.errors import BuildFailure
from guildmark.releases.models import Release, ReleaseBuild, ReleaseItem

CHUNK = 100


def build(*, release_id: int, clock: Callable[[], datetime]) -> None:
    """Freeze every item, then figures and manifest: building -> ready, or failed with a reason.

    Records release.ready or release.failed. Safe to call twice, late and beside itself: one
    session works on it, goes on behind the last frozen item, and a ready one is left alone.
    """
    build_id = ReleaseBuild.objects.values_list("pk", flat=True).get(release_id=release_id)
    with operations.working_on(ReleaseBuild, build_id) as is_ours:
        if not is_ours:
            return
        operation = operations.take(
            ReleaseBuild, pk=build_id, now=clock(), most_attempts=operations.MOST_ATTEMPTS
        )
        if operation is None:
            _settle_abandoned(release_id, now=clock())
            return
        release = queries.release(release_id)
        try:
            _freeze_items(release, operation, clock)
            _finish(release, operation, now=clock())
        except BuildFailure as failure:
            _fail(release, operation, failure, now=clock())
        except operations.OperationLost:
            return


def _freeze_items(release: Release, operation: ReleaseBuild, clock: Callable[[], datetime]) -> None:
    """The results of the moment the release was asked for, whatever came afterwards."""
    last = ReleaseItem.objects.filter(release=release).order_by("position").last()
    done, last_item_id = (last.position, last.item_id) if last else (0, 0)
    found = queries.results_at(release.project_id, moment=release.created_at)
    waiting = [result_id for item_id, result_id in found if item_id > last_item_id]
    total = done + len(waiting)
    for start in range(0, len(waiting), CHUNK):
        chunk = waiting[start : start + CHUNK]
        with transaction.atomic():
            _freeze_chunk(release, chunk, done)
            done += len(chunk)
            operations.report(operation, done=done, total=total, now=clock())


def _freeze_chunk(release: Release, result_ids: Sequence[int], done: int) -> None:
    results = queries.results_to_freeze(result_ids, moment=release.created_at)
    ReleaseItem.objects.bulk_create(
        freezing.freeze(result, release=release, position=position)
        for position, result in enumerate(results, start=done + 1)
    )


@transaction.atomic
def _finish(release: Release, operation: ReleaseBuild, *, now: datetime) -> None:
    run = (
        ConsensusRun.objects.filter(
            project_id=release.project_id,
            state=Operation.State.DONE,
            finished_at__lte=release.created_at,
        )
        .order_by("-pk")
        .first()
    )
    schema = compile_schema(release.schema_version.definition)
    figures = freezing.figures_of(queries.frozen_items(release.pk), schema=schema, run=run)
    head = freezing.manifest_head(release, figures=figures, run=run)
    release.figures, release.manifest = figures, head
    release.state, release.ready_at = Release.State.READY, now
    release.save(update_fields=["figures", "manifest", "state", "ready_at"])
    release.refresh_from_db(fields=["manifest"])  # what is hashed is what will be served
    digest = hashlib.sha256()
    for piece in freezing.manifest_bytes(release.manifest, queries.manifest_rows(release.pk)):
        digest.update(piece)
    release.manifest_sha256 = digest.hexdigest()
    release.save(update_fields=["manifest_sha256"])
    operations.finish(operation, now=now)
    _record("release.ready", release, now)


@transaction.atomic
def _fail(
    release: Release, operation: ReleaseBuild, failure: BuildFailure, *, now: datetime
) -> None:
    operations.fail(operation, code=failure.code, detail=str(failure), now=now)
    _mark_failed(release, now=now)


@transaction.atomic
def _settle_abandoned(release_id: int, *, now: datetime) -> None:
    """A build that ended without its release: it was tried too often and given up."""
    release = Release.objects.select_for_update().get(pk=release_id)
    if release.state == Release.State.BUILDING:
        _mark_failed(release, now=now)


def _mark_failed(release: Release, *, now: datetime) -> None:
    release.state = Release.State.FAILED
    release.save(update_fields=["state"])
    ReleaseItem.objects.filter(release=release).delete()
    _record("release.failed", release, now)


def _record(name: str, release: Release, now: datetime) -> None:
    record(
        name=name,
        payload={"release_id": release.pk, "project_id": release.project_id},
        actor_id=None,
        organisation_id=release.organisation_id,
        now=now,
    )
