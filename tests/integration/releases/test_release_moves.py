"""The ways out of every state of a release, and which versions are free again."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.events.models import Event
from guildmark.projects.models import Project
from guildmark.releases import actions, queries
from guildmark.releases.actions import building
from guildmark.releases.errors import FitFailed, ReleaseNotReady
from guildmark.releases.models import Release, ReleaseBuild
from tests.at_once import beside, wait_until_somebody_waits_for_me
from tests.factories import consensus, releases
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """Three pictures, each answered by three people, and judged."""
    return consensus.refreshed(consensus.labelled(items=3))


def _moved(move: Callable[..., Release], release: Release, **said: Any) -> Release:
    """By the release's maker. Keywords of the action."""
    move(actor_id=release.created_by_id, release_id=release.pk, now=clock.now(), **said)
    release.refresh_from_db()
    return release


def test_a_failed_release_leaves_its_version_to_the_next(place: Workplace) -> None:
    releases.ready(place)
    failed = releases.ready(place, plan={"labels": [], "decided": ["imported"]})

    following = releases.ready(place)

    assert (failed.state, failed.version) == (Release.State.FAILED, "1.1")
    assert (following.state, following.version) == (Release.State.READY, "1.1")
    assert following.follows is not None
    assert following.follows.version == "1.0"


def test_the_next_version_is_one_that_nothing_has(place: Workplace) -> None:
    for version in ("1.6", "1.5"):
        releases.ready(place, version=version)

    assert releases.ready(place).version == "1.7"


def test_a_ready_one_is_discarded_and_only_its_version_stays_taken(place: Workplace) -> None:
    good = releases.published(place)
    bad = _moved(actions.discard, releases.ready(place))

    following = releases.ready(place)

    good.refresh_from_db()
    assert (good.state, bad.state) == (Release.State.PUBLISHED, Release.State.DISCARDED)
    assert (following.version, following.follows_id) == ("1.2", good.pk)
    assert bad.state not in queries.OUTSIDE_STATES
    for move in (actions.discard, actions.publish):
        with pytest.raises(ReleaseNotReady):
            _moved(move, bad)
    with pytest.raises(ReleaseNotReady):
        _moved(actions.discard, good)
    assert Event.objects.filter(name="release.discarded").count() == 1


def test_what_clients_had_before_is_given_to_them_again(place: Workplace) -> None:
    good, bad = releases.published(place), releases.published(place)
    _moved(actions.withdraw, bad, reason="Half the labels are shifted.")

    _moved(actions.publish, good)

    bad.refresh_from_db()
    assert (good.state, bad.state) == (Release.State.PUBLISHED, Release.State.WITHDRAWN)
    with pytest.raises(ReleaseNotReady):
        _moved(actions.publish, bad)


def test_publishing_the_one_before_supersedes_the_one_in_force(place: Workplace) -> None:
    first, second = releases.published(place), releases.published(place)
    first.refresh_from_db()
    assert first.state == Release.State.SUPERSEDED

    _moved(actions.publish, first)

    second.refresh_from_db()
    assert (first.state, second.state) == (Release.State.PUBLISHED, Release.State.SUPERSEDED)


def test_a_build_that_waits_is_cancelled_at_once_and_frees_its_version(place: Workplace) -> None:
    release = _moved(actions.cancel, releases.asked_for(place))
    building.build(release_id=release.pk, clock=clock.now)

    following = releases.ready(place)

    release.refresh_from_db()
    assert (release.state, release.build.state) == (
        Release.State.CANCELLED, Operation.State.CANCELLED,
    )  # fmt: skip
    assert (following.state, following.version) == (Release.State.READY, release.version)
    with pytest.raises(ReleaseNotReady):
        _moved(actions.cancel, release)
    assert Event.objects.filter(name="release.cancelled").count() == 1
    assert not Event.objects.filter(name="release.failed").exists()


@pytest.mark.parametrize("step", ["_freeze_items", "_divide"])
def test_a_build_that_runs_is_cancelled_at_its_next_report_and_leaves_nothing(
    place: Workplace, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    release = releases.asked_for(place)
    stepped = getattr(building, step)

    def cancelled_meanwhile(*given: Any) -> Any:
        for _ in range(2):
            asked = _moved(actions.cancel, release)
            assert (asked.state, asked.build.is_cancel_requested) == (Release.State.BUILDING, True)
        return stepped(*given)

    monkeypatch.setattr(building, step, cancelled_meanwhile)

    building.build(release_id=release.pk, clock=clock.now)

    release.refresh_from_db()
    release.build.refresh_from_db()
    assert (release.state, release.build.state, release.manifest_sha256) == (
        Release.State.CANCELLED, Operation.State.CANCELLED, "",
    )  # fmt: skip
    assert not release.items.exists()
    assert Event.objects.filter(name="release.cancelled").count() == 1


def test_a_build_that_fails_after_it_was_cancelled_stays_cancelled(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = releases.asked_for(place)

    def fails(found: Release, clock: Callable[[], datetime]) -> bool:
        _moved(actions.cancel, release)
        raise FitFailed("The results could not be computed anew.")

    monkeypatch.setattr(building, "_has_cold_fit", fails)

    building.build(release_id=release.pk, clock=clock.now)

    release.refresh_from_db()
    assert (release.state, release.build.state) == (
        Release.State.CANCELLED, Operation.State.CANCELLED,
    )  # fmt: skip
    assert not Event.objects.filter(name="release.failed").exists()


def test_a_build_that_was_given_up_half_way_can_be_cancelled(place: Workplace) -> None:
    release = releases.asked_for(place)
    ReleaseBuild.objects.filter(release=release).update(state=Operation.State.FAILED)

    _moved(actions.cancel, release)

    assert (release.state, release.build.state) == (Release.State.CANCELLED, Operation.State.FAILED)
    assert Event.objects.filter(name="release.cancelled").count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_cancels_a_build_that_is_ending_holds_nobody_up_in_the_project(
    place: Workplace,
) -> None:
    release = releases.asked_for(place)

    with beside(partial(_moved, actions.cancel, release)) as begin, transaction.atomic():
        Release.objects.select_for_update().get(pk=release.pk)
        begin()
        wait_until_somebody_waits_for_me()
        free = Project.objects.select_for_update(no_key=True, skip_locked=True)
        is_free = bool(free.filter(pk=place.project.pk))

    assert is_free
