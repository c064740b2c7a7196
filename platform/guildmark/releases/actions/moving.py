"""Moving a release: to clients, away from them, or nowhere."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guildmark.core import operations
from guildmark.core.models import Operation
from guildmark.core.states import state_word
from guildmark.projects.actions.locks import locked_project
from guildmark.releases import queries
from guildmark.releases.actions.recalling import recall_reports
from guildmark.releases.actions.releasing import record_move
from guildmark.releases.errors import ReleaseNotReady
from guildmark.releases.models import Release, ReleaseBuild, ReleaseItem


@transaction.atomic
def publish(*, actor_id: int, release_id: int, now: datetime) -> Release:
    """ready or superseded -> published, and what was published before -> superseded: clients see
    it now. A superseded one is what they had before, given to them again.

    Records release.published. Raises ProjectGoing, and ReleaseNotReady, also when called twice.
    """
    release = _locked(release_id, Release.State.READY, Release.State.SUPERSEDED)
    published = Release.objects.select_for_update().filter(
        project_id=release.project_id, state=Release.State.PUBLISHED
    )
    for earlier in published.order_by("pk"):
        earlier.state = Release.State.SUPERSEDED
        earlier.save(update_fields=["state"])
    release.state = Release.State.PUBLISHED
    release.published_at = now
    release.save(update_fields=["state", "published_at"])
    record_move("release.published", release, actor_id, now)
    return release


@transaction.atomic
def withdraw(*, actor_id: int, release_id: int, reason: str, now: datetime) -> Release:
    """published or superseded -> withdrawn: it stays listed and downloadable, and says why not.

    Its reports are made anew, with the reason on their first page. Records release.withdrawn and
    export.recalled. Raises ReleaseNotReady, also when called twice.
    """
    release = _locked(release_id, Release.State.PUBLISHED, Release.State.SUPERSEDED)
    release.state = Release.State.WITHDRAWN
    release.withdrawal_reason, release.withdrawn_at = reason, now
    release.save(update_fields=["state", "withdrawal_reason", "withdrawn_at"])
    recall_reports(release_id=release.pk, now=now)
    record_move("release.withdrawn", release, actor_id, now)
    return release


@transaction.atomic
def discard(*, actor_id: int, release_id: int, now: datetime) -> Release:
    """ready -> discarded: no client ever sees it. It keeps its version: files of it may be about.

    Records release.discarded. Raises ReleaseNotReady, also when called twice.
    """
    release = _alone(release_id, Release.State.READY)
    release.state = Release.State.DISCARDED
    release.save(update_fields=["state"])
    record_move("release.discarded", release, actor_id, now)
    return release


@transaction.atomic
def cancel(*, actor_id: int, release_id: int, now: datetime) -> Release:
    """building -> cancelled: at once where it waits, at its next report where a worker is at it.

    Nothing is kept of it, and its version is free again. Records release.cancelled when it is
    asked for. Calling twice while it is building changes nothing more. Raises ReleaseNotReady.
    """
    release = _alone(release_id, Release.State.BUILDING)
    build = ReleaseBuild.objects.select_for_update().get(release=release)
    was_given_up = build.state not in Operation.LIVE and not build.is_cancel_requested
    if operations.request_cancel(build, now=now) or was_given_up:
        record_move("release.cancelled", release, actor_id, now)
    if build.state != Operation.State.RUNNING:
        end_unready(release, Release.State.CANCELLED)
    return release


def end_unready(release: Release, state: str) -> None:
    """building -> failed or cancelled, with nothing kept. Within an action, the release locked."""
    release.state = state
    release.save(update_fields=["state"])
    ReleaseItem.objects.filter(release=release).delete()


def _locked(release_id: int, *states: str) -> Release:
    """The release, locked after its project: two publications take turns. Raises ProjectGoing."""
    project_id = queries.release(release_id).project_id
    locked_project(project_id, keeps_work_going=True)
    return _alone(release_id, *states)


def _alone(release_id: int, *states: str) -> Release:
    """The release, locked: while its worker ends it, nobody waits for the project."""
    release = Release.objects.select_for_update(of=("self",)).get(pk=release_id)
    if release.state not in states:
        raise ReleaseNotReady(_("The release is {state}.").format(state=state_word(release.state)))
    return release
