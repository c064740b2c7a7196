"""Each task of the workers, called twice in a furnished world: the second time changes nothing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.apps import apps
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.test import override_settings
from pytest_django.fixtures import Settings

from guildmark.communities.actions import announce
from guildmark.communities.models import Announcement, Membership
from guildmark.consensus.models import ConsensusResult
from guildmark.core import clock
from guildmark.datasets.models import Import
from guildmark.events.models import Event, Receipt
from guildmark.notifications.actions import notify
from guildmark.notifications.models import Notice
from guildmark.quality.models import GoldItem, Restriction, RuleFiring
from guildmark.work.actions import change_overlap
from guildmark.work.models import Submission
from tests.api.access import World, makers, table
from tests.factories import verdicts
from workers.app import app
from workers.routes import ROUTES, tasks_for
from workers.schedule import SCHEDULE

app.loader.import_default_modules()
TASKS = sorted(name for name in app.tasks if not name.startswith("celery."))
BY_THE_CLOCK = {str(entry["task"]) for entry in SCHEDULE.values()}
#: What a second call may say anew, by table: when it looked.
WHEN = {"datasets_datasetprofile": ["computed_at"], "quality_goldstock": ["checked_at"]}
LISTENING = {task for tasks in ROUTES.values() for task in tasks}


@dataclass
class Furnished:
    """The world, what each task is told of it, and where its files lie."""

    told: dict[str, dict[str, Any]]  # Any: a payload's form belongs to the name of its event
    media: Path


@pytest.fixture(scope="module")
def furnished(
    django_db_setup: None,
    django_db_blocker: pytest_django.DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Furnished]:
    """All that the routes of the API name, made once; and for each task what it would be told."""
    media = tmp_path_factory.mktemp("tasks")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        _make(World(makers()))
        yield Furnished({name: _told(name) for name in TASKS}, media)
        transaction.set_rollback(True)


def _make(world: World) -> None:
    """Everything that a route or a body names, a verdict, a notice and an announcement."""
    for name in makers():
        world[name]
    for access in table().values():
        if access.body is not None:
            access.body(world)
    place = verdicts.verified_place()
    verdicts.drawn(place)
    verdicts.judge(place, verdicts.fixed())
    announce(
        actor_id=world.owner.pk, community_id=world["community_id"], title="News", body="All well",
        states=["active"], tags=[], now=clock.now(),
    )  # fmt: skip
    batch = world["work_batch"]
    change_overlap(
        actor_id=world.owner.pk, batch_id=batch.pk, before=batch.overlap, overlap=4, now=clock.now()
    )
    event = Event.objects.latest("pk")
    notify(
        user_ids=[world.annotator.pk], kind="work", title="Told", body="", href="",
        event_id=event.pk, now=clock.now(),
    )  # fmt: skip


def _told(name: str) -> dict[str, Any]:
    """The payload of the newest event that rings for the task; nothing where the clock does.

    Where the world has no such event: ids of things that belong together. A task takes what it
    knows of them.
    """
    for event in Event.objects.filter(name__in=_rings(name)).order_by("-pk"):
        if name in tasks_for(event.name, event.payload):
            return {**event.payload, "event_id": event.pk}
    return {} if name in BY_THE_CLOCK else _made_up()


def _rings(name: str) -> list[str]:
    return [event for event, tasks in ROUTES.items() if name in tasks]


def _made_up() -> dict[str, Any]:
    gold, answer = GoldItem.objects.latest("pk"), Submission.objects.latest("pk")
    restriction, firing = Restriction.objects.latest("pk"), RuleFiring.objects.latest("pk")
    return {
        "event_id": Event.objects.latest("pk").pk,
        "project_id": answer.project_id,
        "annotator_id": answer.annotator_id,
        "user_id": answer.annotator_id,
        "task_id": answer.task_id,
        "item_id": answer.task.item_id,
        "dataset_id": answer.task.item.dataset_id,
        "gold_item_id": gold.pk,
        "restriction_id": restriction.pk,
        "firing_id": firing.pk,
        "import_id": Import.objects.latest("pk").pk,
        "notice_id": Notice.objects.latest("pk").pk,
        "announcement_id": Announcement.objects.latest("pk").pk,
        "result_id": ConsensusResult.objects.latest("pk").pk,
        "community_id": Membership.objects.latest("pk").community_id,
        "state": "left",
        "since": None,
        "major": 1,
        "reason": "A mistake in it",
    }


def test_every_task_rings_by_an_event_or_by_the_clock() -> None:
    assert sorted(set(TASKS) - LISTENING - BY_THE_CLOCK) == []


def _contents() -> Counter[tuple[str, str]]:
    """Every row of every table, as text; without WHEN, which says only when that was looked at."""
    tables = sorted(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    )
    of_each = (
        f"SELECT '{table}', (to_jsonb(row) - %s::text[])::text FROM \"{table}\" AS row"  # noqa: S608
        for table in tables  # the names are those of the models
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(of_each), [WHEN.get(table, []) for table in tables])
        return Counter(cursor.fetchall())


@pytest.mark.django_db
@pytest.mark.parametrize("name", TASKS)
def test_called_twice_it_has_the_effect_of_once(
    name: str,
    furnished: Furnished,
    settings: Settings,
    mailoutbox: list[EmailMessage],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.MEDIA_ROOT = furnished.media
    monkeypatch.setattr(app, "send_task", lambda *_, **__: None)

    with transaction.atomic():
        app.tasks[name](**furnished.told[name])
        once, mails = _contents(), len(mailoutbox)
        app.tasks[name](**furnished.told[name])
        twice, has_receipt = _contents(), Receipt.objects.filter(handler=name).exists()
        transaction.set_rollback(True)

    assert (sorted(once - twice), sorted(twice - once)) == ([], [])
    assert len(mailoutbox) == mails
    if name in LISTENING - BY_THE_CLOCK:
        assert has_receipt
