"""Frozen versions: what is in them, and that nothing changes them."""

import hashlib
from typing import Any

import pytest
from django.utils import translation

from guildmark.consensus.actions import Settlement, reopen, settle
from guildmark.consensus.actions.requesting import request_warm_run
from guildmark.consensus.actions.running import refit
from guildmark.consensus.models import ConsensusResult, ConsensusRun
from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.core.said import told
from guildmark.events.models import Event
from guildmark.releases import actions, queries
from guildmark.releases.actions.building import build
from guildmark.releases.actions.releasing import next_version
from guildmark.releases.choosing import preview
from guildmark.releases.errors import (
    NothingToRelease,
    ReleaseBuilding,
    ReleaseNotReady,
    VersionTaken,
    WrongVersion,
)
from guildmark.releases.freezing import canonical, label_of, manifest_bytes
from guildmark.releases.models import Release, ReleaseBuild, ReleaseItem
from guildmark.releases.plans import Plan
from guildmark.work import actions as work_actions
from guildmark.work.models import Task
from tests.factories import consensus, releases, work
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """Three pictures, each answered by three people, and judged."""
    return consensus.refreshed(consensus.labelled(items=3))


def _create(place: Workplace, version: str | None = None) -> Release:
    return actions.create(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        version=version,
        note="",
        now=clock.now(),
    )


def test_a_release_freezes_labels_answers_and_figures(place: Workplace) -> None:
    release = releases.ready(place)

    items = list(release.items.order_by("position"))
    assert [item.position for item in items] == [1, 2, 3]
    assert [item.item_id for item in items] == [item.pk for item in releases.items_of(place)]
    assert all(len(item.submissions) == 3 for item in items)
    assert release.state == Release.State.READY
    assert release.figures is not None
    assert {key: release.figures[key] for key in ("items", "nothing_here", "shapes")} == {
        "items": 3, "nothing_here": 0, "shapes": 6,
    }  # fmt: skip
    assert (release.figures["annotators"], release.figures["submissions_each"]) == (3, 3.0)
    assert release.figures["labels"] == [
        {"key": "coin", "name": "Coin", "color": "#30C7D2", "count": 6}
    ]


def test_people_are_pseudonyms_in_a_release(place: Workplace) -> None:
    release = releases.ready(place)

    stored = canonical(list(release.items.values_list("submissions", flat=True))).decode()
    people = ConsensusResult.objects.values_list(
        "task__submissions__annotator__email", "task__submissions__annotator__pseudonym"
    )
    assert all(pseudonym in stored for _, pseudonym in people)
    assert not any(email in stored for email, _ in people)


def test_hashes_can_be_checked_by_anybody(place: Workplace) -> None:
    release = releases.ready(place)

    assert release.manifest is not None
    body = b"".join(manifest_bytes(release.manifest, queries.manifest_rows(release.pk)))
    assert hashlib.sha256(body).hexdigest() == release.manifest_sha256
    for frozen in ReleaseItem.objects.select_related("item"):
        label = canonical(label_of(frozen, frozen.item.rendition_sha256))
        assert hashlib.sha256(label).hexdigest() == frozen.sha256


def test_what_is_released_comes_from_a_cold_fit_of_all_answers(place: Workplace) -> None:
    assert not ConsensusRun.objects.exists()

    first, second = releases.ready(place), releases.ready(place)

    run = ConsensusRun.objects.get()
    assert first.consensus_run == second.consensus_run == run
    assert [item.sha256 for item in first.items.order_by("position")] == [
        item.sha256 for item in second.items.order_by("position")
    ]


def test_a_second_release_never_changes_the_first(place: Workplace) -> None:
    first = releases.published(place)
    before = list(first.items.order_by("position").values())
    manifest = first.manifest_sha256

    work.add_items(place, 2)
    consensus.labelled(place=place, says=lambda person, item: work.boxes(1))
    second = releases.published(place)

    first.refresh_from_db()
    assert list(first.items.order_by("position").values()) == before
    assert (first.state, first.manifest_sha256) == (Release.State.SUPERSEDED, manifest)
    assert (second.version, second.follows_id, second.items.count()) == ("1.1", first.pk, 5)


def test_what_a_reviewer_settled_after_the_last_fit_is_in_the_next_release(
    place: Workplace,
) -> None:
    first = releases.published(place)
    task = Task.objects.filter(project=place.project, is_gold=False).order_by("pk")[0]
    asked = {"actor_id": place.manager.pk, "task_id": task.pk}
    reopen(**asked, people=0, reason="Look once more.", now=clock.now())
    settled = {**first.items.get(item_id=task.item_id).document, "shapes": [], "answers": {}}
    settlement = Settlement("edit", "other", document={**settled, "is_nothing_here": True})
    settle(**asked, settlement=settlement, now=clock.now())

    second = releases.published(place)

    assert second.consensus_run == first.consensus_run
    assert second.items.get(item_id=task.item_id).document["is_nothing_here"]
    assert second.items.get(item_id=task.item_id).method == ConsensusResult.ADJUDICATED


def test_labels_of_a_warm_fit_are_not_released_when_its_answers_are_taken_back(
    place: Workplace,
) -> None:
    first = releases.published(place)
    work.add_items(place, 1)
    consensus.labelled(place=place, says=lambda person, item: work.boxes(1))
    warm = request_warm_run(project_id=place.project.pk, now=clock.now())
    refit(run_id=warm.pk, clock=clock.now)
    task = Task.objects.filter(project=place.project, is_gold=False).latest("pk")
    assert task.consensus_results.get().is_provisional
    _provisional_anew()
    reopen(actor_id=place.manager.pk, task_id=task.pk, people=1, reason="Look.", now=clock.now())

    previewed = preview(place.project.pk, Plan())
    second = releases.ready(place)

    assert second.consensus_run == first.consensus_run
    hashes = [set(one.items.values_list("item_id", "sha256")) for one in (first, second)]
    assert hashes[0] == hashes[1]
    assert (previewed.items, previewed.of) == (3, 3)


def _provisional_anew() -> None:
    """The label of a released picture as a later warm fit would say it, a little less sure."""
    result = ConsensusResult.objects.filter(is_current=True, is_provisional=False)[0]
    ConsensusResult.objects.filter(pk=result.pk).update(is_current=False)
    result.pk, result.version, result.computed_at = None, result.version + 1, clock.now()
    result.is_provisional, result.document = True, work.boxes(1)
    result.save(force_insert=True)


@pytest.mark.parametrize("is_fitted_anew", [False, True])
def test_what_the_first_people_said_of_a_picture_that_is_asked_on_is_not_released(
    place: Workplace, is_fitted_anew: bool
) -> None:
    first = releases.published(place)
    work.add_items(place, 1)
    batch = work.open_batch(place, is_adaptive=True, overlap=3, overlap_min=1)
    if is_fitted_anew:
        work.add_items(place, 1)
        work.open_batch(place, overlap=1)
    consensus.answered(place, people=1)
    while Task.objects.get(batch=batch).open_slots == 0:
        consensus.refreshed(place)
    assert ConsensusResult.objects.filter(task__batch=batch).exists()

    previewed = preview(place.project.pk, Plan())
    second = releases.ready(place)

    assert (second.consensus_run == first.consensus_run) is not is_fitted_anew
    count = 3 + is_fitted_anew
    assert (second.items.count(), previewed.items, previewed.of) == (count, count, count)


def test_what_a_cold_fit_alone_said_before_it_asked_on_is_not_released(place: Workplace) -> None:
    releases.published(place)
    work.add_items(place, 1)
    batch = work.open_batch(place, is_adaptive=True, overlap=3, overlap_min=1)
    consensus.answered(place, people=1)
    cold = consensus.fitted(place)
    asked_on = Task.objects.get(batch=batch)
    assert (asked_on.open_slots, asked_on.consensus_results.get().run_id) == (2, cold.pk)

    previewed = preview(place.project.pk, Plan())
    second = releases.ready(place)

    assert second.consensus_run != cold
    assert (second.items.count(), previewed.items, previewed.of) == (3, 3, 3)
    consensus.answered(place, people=2)
    assert releases.ready(place).items.count() == 4


def test_a_picture_that_is_called_off_after_its_label_was_fitted_is_not_released(
    place: Workplace,
) -> None:
    first = releases.published(place)
    private, *rest = Task.objects.order_by("pk")
    asked: dict[str, Any] = {
        "actor_id": place.manager.pk, "task_id": private.pk, "now": clock.now(),
    }  # fmt: skip
    work_actions.reopen_task(**asked, slots=1, reason="Look again.")
    before = preview(place.project.pk, Plan())
    work_actions.call_off_task(**asked, reason="A private picture.")

    after = preview(place.project.pk, Plan())
    second = releases.ready(place)

    assert (first.items.count(), before.of) == (3, 3)
    assert (after.items, after.of) == (2, 2)
    held = second.items.order_by("item_id").values_list("item_id", flat=True)
    assert list(held) == sorted(task.item_id for task in rest)


def test_building_twice_builds_once(place: Workplace) -> None:
    release = releases.ready(place)

    build(release_id=release.pk, clock=clock.now)

    assert release.items.count() == 3
    assert ReleaseBuild.objects.get().attempt == 1
    assert Event.objects.filter(name="release.ready").count() == 1


def test_a_build_goes_on_where_a_lost_worker_stopped(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = releases.ready(place)
    release = _create(place)
    release.consensus_run = whole.consensus_run
    release.save()
    frozen = ReleaseItem.objects.get(release=whole, position=1)
    frozen.pk, frozen.release = None, release
    frozen.save()
    ReleaseBuild.objects.filter(release=release).update(state=Operation.State.RUNNING, attempt=1)

    build(release_id=release.pk, clock=clock.now)

    release.refresh_from_db()
    assert release.state == Release.State.READY
    assert release.figures == whole.figures


def test_a_build_that_is_never_finished_is_given_up(place: Workplace) -> None:
    release = _create(place)
    ReleaseBuild.objects.filter(release=release).update(state=Operation.State.RUNNING, attempt=8)

    build(release_id=release.pk, clock=clock.now)

    release.refresh_from_db()
    assert release.state == Release.State.FAILED
    assert "8 times over" in release.build.error_detail


def test_a_label_that_the_new_schema_does_not_know_fails_the_build(place: Workplace) -> None:
    schema = place.project.schema_versions.get()
    renamed = {**schema.definition["labels"][0], "key": "token", "name": "Token"}
    place.project.schema_versions.create(
        number=2,
        definition={**schema.definition, "labels": [renamed]},
        created_by=place.manager,
        created_at=clock.now(),
    )

    release = _create(place)
    build(release_id=release.pk, clock=clock.now)

    release.refresh_from_db()
    assert (release.state, release.build.error_code) == (Release.State.FAILED, "schema_mismatch")
    assert not release.items.exists()
    with translation.override("es"):
        said = told(release.build.error_detail)
    assert said == (
        f"{releases.items_of(place)[0].name} se etiquetó con un esquema anterior y su etiqueta no "
        f"encaja en el esquema 2. El esquema no tiene esa etiqueta."
    )


def test_nothing_without_results_and_one_at_a_time_and_versions_once(place: Workplace) -> None:
    with pytest.raises(NothingToRelease):
        _create(work.workplace(items=1))
    with pytest.raises(WrongVersion):
        _create(place, "1.0-rc")
    _create(place, "2.0")
    with pytest.raises(ReleaseBuilding):
        _create(place)
    release = Release.objects.get()
    build(release_id=release.pk, clock=clock.now)
    with pytest.raises(VersionTaken):
        _create(place, "2.0")


def test_only_ready_ones_are_published_and_only_published_ones_withdrawn(place: Workplace) -> None:
    release = _create(place)
    move: dict[str, Any] = {  # keywords of the actions
        "actor_id": place.manager.pk, "release_id": release.pk, "now": clock.now(),
    }  # fmt: skip

    with pytest.raises(ReleaseNotReady):
        actions.publish(**move)
    build(release_id=release.pk, clock=clock.now)
    with pytest.raises(ReleaseNotReady):
        actions.withdraw(**move, reason="Wrong.")
    actions.publish(**move)
    with pytest.raises(ReleaseNotReady):
        actions.publish(**move)

    withdrawn = actions.withdraw(**move, reason="Half the labels are shifted.")
    assert withdrawn.state == Release.State.WITHDRAWN
    assert withdrawn.withdrawal_reason == "Half the labels are shifted."


@pytest.mark.parametrize(
    ("last", "expected"), [(None, "1.0"), ("1.0", "1.1"), ("1.9", "1.10"), ("2.3.4", "2.4")]
)
def test_the_next_version_is_the_next_minor_one(last: str | None, expected: str) -> None:
    assert next_version(last) == expected
