"""What people would bring into a project, or make of it, while it is deleted."""

from collections.abc import Callable

import pytest

from guildmark.collection import actions as collecting
from guildmark.collection.errors import CollectionClosed
from guildmark.collection.models import Asset
from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.datasets.models import Item
from guildmark.oversight.erasing import take_out
from guildmark.oversight.models import Deletion
from guildmark.oversight.queries.deletion import plan_of
from guildmark.projects.errors import ProjectGoing
from guildmark.projects.models import Project
from guildmark.releases.actions import publish
from guildmark.releases.models import Release
from guildmark.work.actions.making import versions_in_force
from tests.factories import accounts, collection, incoming, releases, work
from tests.factories.deletions import settled
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
KIND = Deletion.Kind.PROJECT


def going(project: Project) -> None:
    """Somebody has asked for its deletion."""
    Project.objects.filter(pk=project.pk).update(state=Project.State.DELETING)


def test_who_sent_a_picture_is_owed_a_decision_before_the_project_goes() -> None:
    place = work.workplace()
    ana = accounts.person()
    brief = collection.brief_of(place, ana)
    collection.sign(brief, ana)
    waits, disputed = (collection.send(brief, ana) for _ in range(2))
    Asset.objects.filter(pk=disputed.pk).update(is_disputed=True)
    settled(place)

    found = [plan_of(KIND, place.project.pk, now=clock.now()).blockers]
    for asset in (waits, disputed):
        collecting.reject_asset(
            actor_id=place.manager.pk, asset_id=asset.pk, reason_code="other", now=clock.now()
        )
        found.append(plan_of(KIND, place.project.pk, now=clock.now()).blockers)

    assert [[one.code for one in blockers] for blockers in found] == [["waiting"], ["waiting"], []]
    assert "2" in found[0][0].sentence


def test_nobody_accepts_rejects_or_sends_a_picture_into_a_project_on_its_way_out() -> None:
    asset = collection.sent()
    project, manager = asset.brief.project, asset.brief.project.created_by
    going(project)

    with pytest.raises(ProjectGoing):
        collecting.accept_asset(actor_id=manager.pk, asset_id=asset.pk, now=clock.now())
    with pytest.raises(ProjectGoing):
        collecting.reject_asset(
            actor_id=manager.pk, asset_id=asset.pk, reason_code="other", now=clock.now()
        )
    with pytest.raises(CollectionClosed):
        collecting.sign_consent(
            user_id=manager.pk, brief_id=asset.brief.pk, number=1, now=clock.now()
        )

    asset.refresh_from_db()
    assert (asset.state, asset.item) == (Asset.State.WAITING, None)
    assert not Item.objects.filter(dataset=project.dataset).exists()


def test_a_permission_is_taken_back_also_while_the_project_goes() -> None:
    asset = collection.sent()
    going(asset.brief.project)

    taken = collecting.withdraw_consent(
        user_id=asset.collector_id, brief_id=asset.brief.pk, now=clock.now()
    )

    assert taken == 1


def test_the_files_of_a_picture_that_became_an_item_stay_with_the_item() -> None:
    waits, became = (collection.sent() for _ in range(2))
    manager = became.brief.project.created_by
    collecting.accept_asset(actor_id=manager.pk, asset_id=became.pk, now=clock.now())

    files = take_out(Asset, [waits.pk, became.pk])

    assert sorted(files) == sorted(
        str(name) for name in (waits.original, waits.rendition, waits.thumbnail)
    )
    assert not Asset.objects.exists()


def _publish(place: Workplace) -> None:
    release = Release.objects.get(project=place.project)
    publish(actor_id=place.manager.pk, release_id=release.pk, now=clock.now())


def _ask_for_release(place: Workplace) -> None:
    releases.asked_for(place)


def _import_labels(place: Workplace) -> None:
    incoming.asked(place, incoming.coco({"elsewhere.jpg": [incoming.BOX]}))


def _make_batch(place: Workplace) -> None:
    versions_in_force(place.project.pk)


@pytest.mark.parametrize("act", [_publish, _ask_for_release, _import_labels, _make_batch])
def test_nothing_is_published_asked_for_or_brought_in_while_a_project_goes(
    act: Callable[[Workplace], None],
) -> None:
    place = releases.pictured_place(items=1)
    release = releases.ready(place)
    going(place.project)

    with pytest.raises(ProjectGoing):
        act(place)

    release.refresh_from_db()
    assert release.state == Release.State.READY
    assert not place.project.label_imports.filter(state__in=Operation.LIVE).exists()
