"""A manager deletes pictures: bytes go at once and everywhere, what people did and earned stays."""

from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from guildmark.collection.actions import accept_asset
from guildmark.collection.models import Asset
from guildmark.consensus.models import ConsensusResult
from guildmark.core import clock
from guildmark.datasets.actions import include_items, refresh_profile
from guildmark.datasets.models import Item, ItemSignature
from guildmark.datasets.queries.profile import stale_datasets
from guildmark.events.models import Event
from guildmark.projects.models import Project, SchemaVersion
from guildmark.quality.models import GoldItem
from guildmark.releases.actions import recall_exports
from guildmark.releases.actions.recalling import RECALLED
from guildmark.releases.queries import taken_back_count
from guildmark.training.models import PracticeItem, QuizQuestion
from guildmark.work.models import Assignment, Task
from tests.factories import (
    accounts,
    collection,
    consensus,
    datasets,
    quality,
    releases,
    training,
    work,
)
from tests.factories.projects import BOXES
from tests.factories.work import Workplace
from workers.routes import ROUTES

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "A passport lies on the table"


@pytest.fixture
def place() -> Workplace:
    """A project with two real pictures and nobody at work."""
    made = work.workplace()
    datasets.items(made.dataset, 2, width_px=640, height_px=480)
    return made


def delete(place: Workplace, client: Client, *items: Item, note: str = NOTE) -> Any:  # a response
    """As the manager asks for it on the page."""
    client.force_login(place.manager)
    return client.post(
        f"/api/v1/datasets/{place.dataset.pk}/items/delete",
        {"item_ids": [one.pk for one in items], "note": note},
        content_type="application/json",
    )


def files_of(item: Item) -> list[str]:
    names = [str(one) for one in (item.original, item.rendition, item.thumbnail, item.shown) if one]
    assert len(names) >= 3
    assert all(map(default_storage.exists, names))
    return names


def test_the_bytes_of_a_picture_go_and_its_row_says_why(place: Workplace, client: Client) -> None:
    gone, stays = place.dataset.items.order_by("pk")
    Item.objects.filter(pk=gone.pk).update(metadata={"who": "Ana"}, taken_at="2026-01-02T03:04:05")
    brought = datasets.import_(place.dataset)
    said = {"metadata": {"who": "Ana"}, "url": "https://a.test/ana.jpg", "object_key": "in/1.jpg"}
    brought.files.create(name="ana.jpg", item=gone, etag="e1", **said)
    names, left = files_of(gone), files_of(stays)
    link = client_link(place, client, gone)
    assert client.get(link).status_code == 200

    answer = delete(place, client, gone)

    assert (answer.status_code, answer.json()) == (200, {"item_count": 1})
    assert [name for name in names if default_storage.exists(name)] == []
    assert all(map(default_storage.exists, left))
    assert client.get(link).status_code == 404
    gone.refresh_from_db()
    assert (gone.exclusion_reason, gone.deletion_note, gone.metadata) == ("deleted", NOTE, {})
    assert (gone.taken_at, gone.sha256) == ("", f"deleted-{gone.pk}")
    assert not ItemSignature.objects.filter(item=gone).exists()
    file = brought.files.get()
    assert (file.metadata, file.url, file.object_key, file.etag) == ({}, "", "in/1.jpg", "e1")
    event = Event.objects.get(name="item.deleted")
    assert (event.actor_id, event.payload["item_id"]) == (place.manager.pk, gone.pk)
    assert event.payload["reason"] == NOTE
    assert "releases.recall_exports" in ROUTES["item.deleted"]
    ids = {"item_ids": [gone.pk], "dataset": place.dataset, "now": work.NOW}
    assert include_items(actor_id=place.manager.pk, **ids) == 0  # type: ignore[arg-type]  # spread
    assert delete(place, client, gone).json() == {"item_count": 0}
    assert Event.objects.filter(name="item.deleted").count() == 1


def test_the_profile_is_made_anew_once_however_many_go(place: Workplace, client: Client) -> None:
    refresh_profile(dataset_id=place.dataset.pk, now=work.NOW)
    assert stale_datasets(limit=1) == []

    assert delete(place, client, *place.dataset.items.all()).json() == {"item_count": 2}

    assert stale_datasets(limit=1) == [place.dataset.pk]
    assert "profiles.refresh" not in ROUTES["item.deleted"]


def client_link(place: Workplace, client: Client, item: Item) -> str:
    """The signed address of a picture, for the manager."""
    client.force_login(place.manager)
    link: str = client.get(f"/api/v1/items/{item.pk}").json()["image_url"]
    return link


def test_nobody_is_asked_any_more_and_what_was_done_stays(place: Workplace, client: Client) -> None:
    first, second = place.dataset.items.order_by("pk")
    work.open_batch(place)
    person, other = work.annotator(place), work.annotator(place)
    held = work.claim(person, place)
    work.submit(person, held)
    now_held = work.claim(person, place)

    delete(place, client, first, second)

    tasks = Task.objects.filter(project=place.project)
    assert set(tasks.values_list("state", flat=True)) == {"cancelled"}
    done = Assignment.objects.get(pk=held.assignment_id)
    assert (done.state, done.amount_minor) == ("submitted", 5)
    work.submit(person, now_held)  # an answer that was under way is kept, and paid
    assert Assignment.objects.get(pk=now_held.assignment_id).state == "spare"
    work.why_empty(other, place)


def test_a_released_picture_is_counted_as_gone_and_its_label_stays(
    place: Workplace, client: Client
) -> None:
    consensus.labelled(place=place)
    first, second = place.dataset.items.order_by("pk")
    release = releases.published(place)
    export = releases.exported(release, has_pictures=True)
    name = str(export.file)
    assert default_storage.exists(name)
    before = ConsensusResult.objects.filter(task__item=first).count()
    assert before

    delete(place, client, first)
    recall_exports(item_id=first.pk, now=clock.now())

    assert ConsensusResult.objects.filter(task__item=first).count() == before
    assert taken_back_count(release.pk) == 1
    assert [one.item_id for one in release.items.order_by("item_id")] == [first.pk, second.pk]
    export.refresh_from_db()
    assert (export.state, export.error_code) == ("failed", RECALLED)
    assert not default_storage.exists(name)
    anew = releases.exported(release, has_pictures=True)
    with default_storage.open(str(anew.file)) as file, ZipFile(file) as archive:
        pictures = [one for one in archive.namelist() if one.startswith("images/")]
    assert len(pictures) == 1
    following = releases.ready(place)
    assert [one.item_id for one in following.items.all()] == [second.pk]


def test_gold_quiz_and_practice_leave_the_picture_out(place: Workplace, client: Client) -> None:
    gold = quality.gold_item(place)
    SchemaVersion.objects.filter(project=place.project).update(definition=BOXES)
    question = training.quiz_question(place.project)
    practised = training.practice_item(place.project)
    taught = Item.objects.filter(pk__in=[question.item_id, practised.item_id])

    delete(place, client, gold.item, *taught)

    gold.refresh_from_db()
    assert (gold.state, gold.state_reason) == (GoldItem.State.RETIRED, NOTE)
    assert gold.task is not None
    assert gold.task.state == Task.State.CANCELLED
    assert not QuizQuestion.objects.get(pk=question.pk).is_active
    assert not PracticeItem.objects.exists()


def test_a_collected_picture_goes_with_what_its_collector_sent_and_stays_paid(
    client: Client,
) -> None:
    place = work.workplace()
    ana = work.annotator(place)
    brief = collection.brief_of(place, ana)
    collection.sign(brief, ana)
    asset = collection.send(brief, ana)
    accept_asset(actor_id=accounts.person().pk, asset_id=asset.pk, now=work.NOW)
    names = [str(asset.original), str(asset.rendition), str(asset.thumbnail)]
    item = Item.objects.get(collected_as=asset)

    delete(place, client, item)

    asset.refresh_from_db()
    assert [name for name in names if default_storage.exists(name)] == []
    assert (asset.state, asset.note, asset.sha256) == (Asset.State.WITHDRAWN, NOTE, "")
    assert asset.accepted_at is not None
    assert brief.strata.get(name="Indoors").taken_count == 0
    assert Event.objects.filter(name="asset.deleted").count() == 1


def test_an_accepted_picture_says_in_which_dataset_it_can_be_deleted(client: Client) -> None:
    place = work.workplace()
    ana = work.annotator(place)
    brief = collection.brief_of(place, ana)
    collection.sign(brief, ana)
    accept_asset(
        actor_id=accounts.person().pk, asset_id=collection.send(brief, ana).pk, now=work.NOW
    )
    collection.send(brief, ana)
    Project.objects.filter(pk=place.project.pk).update(dataset=None)

    client.force_login(place.manager)
    found = client.get(f"/api/v1/projects/{place.project.pk}/collected").json()["results"]

    assert [one["dataset_id"] for one in found] == [None, place.dataset.pk]


@pytest.mark.parametrize("note", ["", "  ", "x" * 201])
def test_a_picture_is_not_deleted_without_a_reason(
    place: Workplace, client: Client, note: str
) -> None:
    item = place.dataset.items.order_by("pk")[0]

    answer = delete(place, client, item, note=note)

    assert answer.status_code == 422
    assert all(map(default_storage.exists, files_of(item)))


def test_pictures_of_another_dataset_are_passed_over(place: Workplace, client: Client) -> None:
    theirs = datasets.item()
    names = files_of(theirs)

    answer = delete(place, client, theirs)

    assert answer.json() == {"item_count": 0}
    assert all(map(default_storage.exists, names))
