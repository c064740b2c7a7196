"""What people would bring into a project, or make of it, while it is deleted."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from guildmark.accounts.models import User
from guildmark.collection import actions as collecting
from guildmark.collection.actions.reviewing import Reasons
from guildmark.collection.errors import CollectionClosed
from guildmark.collection.models import Asset
from guildmark.core import clock
from guildmark.core.errors import NotFound
from guildmark.core.models import Operation
from guildmark.core.money import Money
from guildmark.datasets.models import Item, ItemAid
from guildmark.oversight.erasing import take_out
from guildmark.oversight.models import Deletion
from guildmark.oversight.queries.deletion import plan_of
from guildmark.projects.errors import ProjectGoing
from guildmark.projects.models import Project
from guildmark.projects.queries import may_preview
from guildmark.releases.actions import publish
from guildmark.releases.models import Release
from guildmark.training.qualified_traits import qualified_traits
from guildmark.training.queries.ways import facts
from guildmark.work.actions.making import versions_in_force
from guildmark.work.models import KeptEarning
from guildmark.work.queries.eligibility import is_known_to
from guildmark.work.queries.people import done
from tests.factories import accounts, collection, communities, incoming, releases, work
from tests.factories.deletions import deleted, settled
from tests.factories.work import Workplace
from workers.words import words_of

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


def test_the_files_of_many_pictures_are_asked_for_together(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    aids = ItemAid.objects.bulk_create(
        ItemAid(item=item, kind=ItemAid.Kind.TILES, name=f"tiles/{item.pk}", made_at=clock.now())
        for item in work.workplace(items=3).dataset.items.all()
    )

    with django_assert_num_queries(2):  # the rows, and their deletion
        files = take_out(ItemAid, [aid.pk for aid in aids])

    assert {name.rsplit("/", 1)[0] for name in files} == {aid.name for aid in aids}


def test_what_collectors_and_reviewers_earned_stays_and_is_said_before() -> None:
    ana, ben = accounts.person(), accounts.person()
    place = work.workplace()
    brief = collection.brief_of(place, ana, ben, reviews_wanted=1, review_price_minor=3)
    collection.sign(brief, ana)
    asset = collection.send(brief, ana)
    collecting.review_asset(
        user_id=ben.pk, asset_id=asset.pk, is_accepted=True, reasons=Reasons(), now=clock.now()
    )
    collecting.withdraw_asset(user_id=ana.pk, asset_id=asset.pk, now=clock.now())
    settled(place)
    before = [done(user_id=one.pk, now=clock.now(), currency="EUR") for one in (ana, ben)]

    stays = plan_of(KIND, place.project.pk, now=clock.now()).stays
    deleted(place)

    assert (stays.people_count, stays.earned) == (2, (Money(23, "EUR"),))
    kept = KeptEarning.objects.filter(project_id=place.project.pk).order_by("amount_minor")
    assert list(kept.values_list("annotator_id", "state", "amount_minor")) == [
        (ben.pk, "review", 3), (ana.pk, "picture", 20),
    ]  # fmt: skip
    assert [done(user_id=one.pk, now=clock.now(), currency="EUR") for one in (ana, ben)] == before


def test_an_event_of_a_project_that_is_gone_tells_nobody() -> None:
    payload = {
        "annotator_id": 1,
        "user_id": 1,
        "project_id": 0,
        "reason": "other",
        "state": "stale",
    }
    gone = ("assignment.rejected", "assignment.returned", "qualification.changed", "asset.accepted")

    assert [words_of(name, payload) for name in gone] == [None] * 4


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


def test_what_goes_is_known_to_nobody_who_works_also_where_it_was_a_draft() -> None:
    place = work.workplace()
    ana = accounts.person()
    communities.member(place.community, user=ana)
    project = place.project

    shown = _known(project, ana)
    going(project)
    project.refresh_from_db()

    assert shown == [True] * 4
    assert _known(project, ana) == [False] * 4


def _known(project: Project, user: User) -> list[bool]:
    """By each way in which a person learns of a project."""
    qualified = qualified_traits()[0].homes([project.pk])
    try:
        facts(user_id=user.pk, project_id=project.pk, now=clock.now())
        has_way = True
    except NotFound:
        has_way = False
    return [
        is_known_to(user_id=user.pk, project_id=project.pk),
        may_preview(user_id=user.pk, project=project),
        has_way,
        qualified[project.pk].is_shown,
    ]
