"""Pictures come in, are refused at once or reviewed, and are taken back."""

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from PIL import Image

from guildmark.accounts.models import User
from guildmark.collection import actions, queries
from guildmark.collection.actions import collecting
from guildmark.collection.actions.planning import PlannedStratum
from guildmark.collection.errors import (
    AssetMoved,
    CollectedRefused,
    CollectionIncomplete,
    CollectorDayFull,
    CollectorNotQualified,
    ConsentChanged,
    ConsentMissing,
    OwnAsset,
    StratumFull,
    WrongBrief,
)
from guildmark.collection.models import Asset, Brief, Stratum
from guildmark.core.errors import NotFound
from guildmark.datasets.actions import discard, include_items
from guildmark.datasets.models import Item
from guildmark.events.models import Event
from guildmark.projects.models import Project
from guildmark.releases.choosing import results_of
from guildmark.releases.plans import Plan
from tests.at_once import at_once
from tests.factories import accounts, collection, consensus, work
from tests.factories.accounts import NOW
from tests.factories.pictures import encoded

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> User:
    """Somebody who sends pictures."""
    return accounts.person("Ana")


@pytest.fixture
def brief(ana: User) -> Brief:
    """A brief whose permission Ana has signed."""
    made = collection.brief(None, ana)
    collection.sign(made, ana)
    return made


def _counts(brief: Brief) -> list[tuple[str, int, int]]:
    return list(brief.strata.order_by("pk").values_list("name", "taken_count", "accepted_count"))


def test_a_picture_that_is_accepted_becomes_an_item_that_says_where_it_is_from(
    brief: Brief, ana: User
) -> None:
    asset = collection.send(brief, ana)
    reviewer = accounts.person()

    actions.accept_asset(actor_id=reviewer.pk, asset_id=asset.pk, now=NOW)

    item = Item.objects.get(dataset=brief.project.dataset)
    assert item.metadata == {
        "collected_by": ana.pseudonym,
        "collected_on": "2026-03-02",
        "kind": "Indoors",
        "licence": "CC BY 4.0",
        "permission": "version 1, signed 2026-03-02",
    }
    assert (item.sha256, item.dhash) == (asset.sha256, asset.dhash)
    assert _counts(brief) == [("Indoors", 1, 1), ("Outdoors", 0, 0)]
    assert queries.earned(user_id=ana.pk, brief=brief).amount_minor == 20
    with pytest.raises(AssetMoved):
        actions.accept_asset(actor_id=reviewer.pk, asset_id=asset.pk, now=NOW)


def test_the_same_bytes_and_almost_the_same_picture_are_refused_with_ones_own_twin(
    brief: Brief, ana: User
) -> None:
    content = collection.photo(1, width_px=960, height_px=720)
    asset = collection.send(brief, ana, content)
    smaller = collection.photo(1, width_px=480, height_px=360)

    for again, reason in ((content, "duplicate"), (smaller, "near_duplicate")):
        with pytest.raises(CollectedRefused) as refused:
            collection.send(brief, ana, again)
        where = {one.path: (one.code, one.message) for one in refused.value.errors}
        assert where["twin_id"] == (reason, str(asset.pk))

    assert _counts(brief)[0] == ("Indoors", 1, 0)


def test_the_twin_of_somebody_else_is_not_shown(brief: Brief, ana: User) -> None:
    collection.send(brief, ana, collection.photo(1))
    ben = accounts.person()
    collection.sign(brief, ben)

    with pytest.raises(CollectedRefused) as refused:
        collection.send(brief, ben, collection.photo(1))

    assert [one.path for one in refused.value.errors] == ["file"]


def test_what_the_dataset_has_is_refused_however_it_came_in(brief: Brief, ana: User) -> None:
    asset = collection.send(brief, ana, collection.photo(1))
    actions.accept_asset(actor_id=accounts.person().pk, asset_id=asset.pk, now=NOW)
    Asset.objects.filter(pk=asset.pk).update(sha256="0", dhash=None)

    with pytest.raises(CollectedRefused, match="has this picture already"):
        collection.send(brief, ana, collection.photo(1))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (collection.photo(1, width_px=96, height_px=48), "too_small"),
        (encoded(Image.new("RGB", (96, 72), (4, 4, 4))), "too_dark"),
        (encoded(Image.new("RGB", (96, 72), (90, 90, 90))), "too_blurred"),
        (b"GIF89a", "unsupported_format"),
        (collection.photo(1)[:300], "damaged_picture"),
    ],
)
def test_a_poor_picture_is_refused_with_its_reason_and_leaves_nothing(
    brief: Brief, ana: User, content: bytes, reason: str
) -> None:
    with pytest.raises(CollectedRefused) as refused:
        collection.send(brief, ana, content)

    assert refused.value.reason == reason
    assert not Asset.objects.exists()


def test_nothing_is_taken_without_the_permission_in_force(brief: Brief, ana: User) -> None:
    plan = replace(
        collection.PLAN,
        consent_body="Another text.",
        strata=[PlannedStratum(one.name, one.wanted, one.pk) for one in brief.strata.all()],
    )
    actions.save_brief(actor_id=ana.pk, project=brief.project, plan=plan, now=NOW)

    with pytest.raises(ConsentMissing):
        collection.send(brief, ana)
    with pytest.raises(ConsentChanged):
        actions.sign_consent(user_id=ana.pk, brief_id=brief.pk, number=1, now=NOW)
    actions.sign_consent(user_id=ana.pk, brief_id=brief.pk, number=2, now=NOW)
    actions.sign_consent(user_id=ana.pk, brief_id=brief.pk, number=2, now=NOW)

    assert collection.send(brief, ana).consent.text.number == 2
    assert Event.objects.filter(name="consent.signed").count() == 2


def test_a_rejected_picture_gives_its_place_back_and_nobody_reviews_their_own(
    brief: Brief, ana: User
) -> None:
    asset = collection.send(brief, ana)
    with pytest.raises(OwnAsset):
        actions.accept_asset(actor_id=ana.pk, asset_id=asset.pk, now=NOW)
    with pytest.raises(OwnAsset):
        actions.reject_asset(actor_id=ana.pk, asset_id=asset.pk, reason_code="other", now=NOW)

    actions.reject_asset(
        actor_id=accounts.person().pk, asset_id=asset.pk, reason_code="off_brief", now=NOW
    )

    assert _counts(brief)[0] == ("Indoors", 0, 0)
    assert queries.earned(user_id=ana.pk, brief=brief).amount_minor == 0


def test_a_full_stratum_takes_no_more_and_another_one_does(brief: Brief, ana: User) -> None:
    collection.send(brief, ana)
    collection.send(brief, ana)

    with pytest.raises(StratumFull):
        collection.send(brief, ana)

    assert collection.send(brief, ana, kind="Outdoors").state == Asset.State.WAITING


def test_what_is_taken_back_is_deleted_and_in_no_later_release(
    brief: Brief, ana: User, django_capture_on_commit_callbacks: object
) -> None:
    asset = collection.send(brief, ana)
    actions.accept_asset(actor_id=accounts.person().pk, asset_id=asset.pk, now=NOW)
    files = [str(asset.original), str(asset.rendition), str(asset.thumbnail)]
    assert all(default_storage.exists(name) for name in files)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's callable
        count = actions.withdraw_consent(user_id=ana.pk, brief_id=brief.pk, now=NOW)

    item = Item.objects.get(collected_as=asset)
    assert (count, item.exclusion_reason, str(item.original)) == (1, "withdrawn", "")
    assert [name for name in files if default_storage.exists(name)] == []
    assert _counts(brief)[0] == ("Indoors", 0, 0)
    assert queries.earned(user_id=ana.pk, brief=brief).amount_minor == 20
    assert include_items(actor_id=ana.pk, dataset=item.dataset, item_ids=[item.pk], now=NOW) == 0
    assert actions.withdraw_consent(user_id=ana.pk, brief_id=brief.pk, now=NOW) == 0
    with pytest.raises(ConsentMissing):
        collection.send(brief, ana)


def test_a_label_of_a_picture_that_was_taken_back_is_not_frozen() -> None:
    place = consensus.labelled(items=2)
    consensus.fitted(place)
    moment = work.NOW.replace(year=2030)
    (first, _), (second, _) = results_of(place.project.pk, Plan(), fitted_at=moment, moment=moment)

    Item.objects.filter(pk=first).update(excluded_at=NOW, exclusion_reason="withdrawn")

    left = results_of(place.project.pk, Plan(), fitted_at=moment, moment=moment)
    assert [item_id for item_id, _ in left] == [second]


def test_a_brief_opens_once_it_says_everything_and_keeps_what_has_pictures(
    brief: Brief, ana: User
) -> None:
    empty = replace(collection.PLAN, body="", strata=[])
    fresh = work.workplace().project
    with pytest.raises(CollectionIncomplete) as missing:
        actions.save_brief(actor_id=ana.pk, project=fresh, plan=empty, now=NOW)
    assert [one.path for one in missing.value.errors] == ["body", "strata"]

    collection.send(brief, ana)
    indoors = brief.strata.get(name="Indoors")
    for strata, path in (
        ([PlannedStratum("Outdoors", 5)], "strata"),
        ([PlannedStratum("Indoors", 0, indoors.pk)], "strata[0].wanted"),
    ):
        with pytest.raises(WrongBrief) as wrong:
            actions.save_brief(
                actor_id=ana.pk,
                project=brief.project,
                plan=replace(collection.PLAN, strata=strata),
                now=NOW,
            )
        assert [one.path for one in wrong.value.errors] == [path]


def test_the_kind_of_another_brief_is_not_there_and_a_qualification_is_asked_where_it_is_wanted(
    brief: Brief, ana: User
) -> None:
    other = collection.brief(None, ana, asks_qualification=True)
    collection.sign(other, ana)

    with pytest.raises(CollectorNotQualified):
        collection.send(other, ana)
    with pytest.raises(NotFound):
        actions.collect_asset(
            user_id=ana.pk,
            brief_id=brief.pk,
            stratum_id=Stratum.objects.filter(brief=other).first().pk,  # type: ignore[union-attr]  # it has two
            name="mug.jpg",
            content=[collection.photo()],
            now=NOW,
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_pictures_for_the_last_place_one_is_taken() -> None:
    people = [accounts.person(), accounts.person()]
    brief = collection.brief(None, *people, strata=(PlannedStratum("Indoors", 1),))
    for user in people:
        collection.sign(brief, user)
    contents = [collection.photo() for _ in people]

    def send(index: int) -> str:
        try:
            return collection.send(brief, people[index], contents[index]).state
        except StratumFull as refused:
            return refused.code

    outcomes = at_once(2, send)

    assert sorted(outcomes) == ["stratum_full", "waiting"]
    assert _counts(brief) == [("Indoors", 1, 0)]
    assert Project.objects.get(pk=brief.project_id).is_currency_fixed


@pytest.mark.parametrize(
    "most", [{"MOST_A_DAY": 1}, {"MOST_BYTES_A_DAY": 1}], ids=["pictures", "bytes"]
)
def test_one_person_sends_so_much_in_24_hours_also_what_was_taken_back(
    brief: Brief, ana: User, monkeypatch: pytest.MonkeyPatch, most: dict[str, int]
) -> None:
    for name, value in most.items():
        monkeypatch.setattr(f"guildmark.collection.actions.collecting.{name}", value)
    first = collection.send(brief, ana)
    actions.withdraw_asset(user_id=ana.pk, asset_id=first.pk, now=NOW)

    with pytest.raises(CollectorDayFull):
        collection.send(brief, ana, now=NOW + timedelta(hours=23))

    assert collection.send(brief, ana, now=NOW + timedelta(hours=25)).pk != first.pk


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_for_the_last_place_of_a_day_one_is_taken_whatever_the_brief(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("guildmark.collection.actions.collecting.MOST_A_DAY", 1)
    sender = accounts.person()
    briefs = [collection.brief(None, sender) for _ in range(2)]
    together = threading.Barrier(2)
    outcomes: list[str] = []
    discarded: list[list[str]] = []
    keep = collecting._keep

    def keep_together(**given: Any) -> Asset:  # whatever it takes
        together.wait(timeout=20)
        return keep(**given)

    def discard_noted(names: list[str], **more: Any) -> None:  # as `discard`
        discarded.append(names)
        discard(names, **more)

    monkeypatch.setattr(collecting, "_keep", keep_together)
    monkeypatch.setattr(collecting, "discard", discard_noted)
    for brief in briefs:
        collection.sign(brief, sender)

    def send(brief: Brief) -> None:
        try:
            outcomes.append(collection.send(brief, sender).state)
        except CollectorDayFull as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(brief,)) for brief in briefs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == [CollectorDayFull.code, "waiting"]
    assert len(discarded) == 1
    assert not any(map(default_storage.exists, discarded[0]))
