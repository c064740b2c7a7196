"""Files that a storage refuses to delete: tried again until they are gone, and told of."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from guildmark.datasets.actions import (
    discard,
    end_upload,
    let_go,
    open_upload,
    receive_part,
    sweep_leftovers,
)
from guildmark.datasets.actions.leftovers import AWAY_AFTER
from guildmark.datasets.models import TOLD_AFTER, Leftover
from guildmark.datasets.queries import leftovers, upload_names
from guildmark.events.models import Event
from guildmark.oversight.actions import delete_pictures
from tests.factories import accounts, datasets, pictures
from tests.factories.accounts import NOW
from tests.integration.datasets.importing import clock, run

pytestmark = pytest.mark.django_db(transaction=True)


def kept(name: str) -> str:
    """A file in the storage."""
    return default_storage.save(name, ContentFile(b"1"))


class _Refusing:
    """A storage whose deleting fails for some names while it is on; `asked` counts the tries."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
        self.names, self.asked = set(names), 0
        self._delete = default_storage.delete
        monkeypatch.setattr(default_storage, "delete", self)

    def __call__(self, name: str) -> None:
        self.asked += 1
        if name in self.names:
            raise PermissionError("denied")
        self._delete(name)


@pytest.fixture
def organisation_id() -> int:
    pk: int = accounts.organisation().pk
    return pk


def gone_from(organisation_id: int, *names: str) -> None:
    with transaction.atomic():
        let_go(names, organisation_id=organisation_id, now=NOW)


def test_files_go_with_the_commit_and_stay_without_it(organisation_id: int) -> None:
    first, second = kept("a"), kept("b")

    with transaction.atomic():
        let_go([first], organisation_id=organisation_id, now=NOW)
        transaction.set_rollback(True)
    gone_from(organisation_id, second, "", "never-there")

    assert default_storage.exists(first)
    assert not default_storage.exists(second)
    assert not Leftover.objects.exists()


def test_a_refused_file_is_tried_again_later_and_later_until_it_is_gone(
    organisation_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused, other = kept("a"), kept("b")
    storage = _Refusing(monkeypatch, refused)
    gone_from(organisation_id, refused, other)

    assert [one.name for one in Leftover.objects.all()] == [refused]
    assert not default_storage.exists(other)
    assert sweep_leftovers(now=NOW + timedelta(seconds=59)) == 0
    assert leftovers.alarms(organisation_id) == []
    at, waits = _swept_until(TOLD_AFTER)
    assert waits == sorted(waits)
    assert waits[0] < waits[-1]
    assert [(one.code, one.count) for one in leftovers.alarms(organisation_id)] == [
        ("files_not_deleted", 1)
    ]
    assert leftovers.alarms(organisation_id + 1) == []
    told = Event.objects.get(name="leftover.refused")
    assert (told.organisation_id, told.payload) == (
        organisation_id,
        {
            "name": refused,
            "reason": "PermissionError: denied",
            "organisation_id": organisation_id,
        },
    )

    storage.names.clear()
    assert sweep_leftovers(now=at + timedelta(days=1)) == 1
    assert not default_storage.exists(refused)
    assert not Leftover.objects.exists()
    assert Event.objects.filter(name="leftover.refused").count() == 1
    assert leftovers.alarms(organisation_id) == []


def _swept_until(count: int) -> tuple[datetime, list[timedelta]]:
    """When a file was tried so often, and how long each try was waited for."""
    at, waits = NOW, []
    while (row := Leftover.objects.get()).try_count < count:
        waits.append(row.due_at - at)
        at = row.due_at
        assert sweep_leftovers(now=at) == 1
    return at, waits


def test_a_storage_that_is_away_is_not_asked_for_every_file(
    organisation_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [kept(f"many/{number}") for number in range(3 * AWAY_AFTER)]
    storage = _Refusing(monkeypatch, *names)

    gone_from(organisation_id, *names)
    assert storage.asked == AWAY_AFTER

    storage.names.clear()
    for _ in range(2):
        sweep_leftovers(now=NOW + timedelta(hours=1))
    assert not Leftover.objects.exists()
    assert not any(map(default_storage.exists, names))


def test_a_deleted_picture_leaves_bytes_that_are_swept(monkeypatch: pytest.MonkeyPatch) -> None:
    item = datasets.item()
    names = [str(item.original), str(item.rendition), str(item.thumbnail)]
    storage = _Refusing(monkeypatch, names[0])

    count = delete_pictures(
        actor_id=datasets.owner_id(item.dataset.organisation),
        dataset=item.dataset,
        item_ids=[item.pk],
        note="A passport",
        now=NOW,
    )

    assert count == 1
    assert [default_storage.exists(name) for name in names] == [True, False, False]
    storage.names.clear()
    sweep_leftovers(now=NOW + timedelta(minutes=2))
    assert not default_storage.exists(names[0])


def test_what_became_no_row_goes_at_once_and_what_is_refused_then_is_swept(
    organisation_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [kept(f"many/{number}") for number in range(2 * AWAY_AFTER)]
    storage = _Refusing(monkeypatch, *names[1:])

    discard(["", *names], organisation_id=organisation_id, now=NOW)

    assert not default_storage.exists(names[0])
    assert storage.asked == 1 + AWAY_AFTER
    left = Leftover.objects.values_list("name", "organisation_id").order_by("pk")
    assert list(left) == [(name, organisation_id) for name in names[1:]]
    storage.names.clear()
    sweep_leftovers(now=NOW + timedelta(minutes=2))
    assert not any(map(default_storage.exists, names))
    assert not Leftover.objects.exists()


def test_what_went_at_once_asks_nothing_of_a_database_that_is_away(
    organisation_id: int, django_db_blocker: DjangoDbBlocker
) -> None:
    name = kept("gone")

    with django_db_blocker.block():
        discard([name], organisation_id=organisation_id, now=NOW)

    assert not default_storage.exists(name)


def test_bytes_of_an_import_that_is_over_are_swept_where_they_were_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started = datasets.started_import(files=[("a.jpg", pictures.jpeg()), ("b.txt", b"text")])
    names = set(upload_names(started.pk))
    storage = _Refusing(monkeypatch, *names)

    assert run(started).state == "done"

    assert set(Leftover.objects.values_list("name", flat=True)) == names
    storage.names.clear()
    sweep_leftovers(now=clock() + timedelta(minutes=2))
    assert not any(map(default_storage.exists, names))


def test_parts_of_an_upload_that_is_given_up_are_swept_where_they_were_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = tmp_path / "part"
    content.write_bytes(b"12345")
    waiting = open_upload(
        import_id=datasets.import_().pk, name="a.jpg", byte_count=10, metadata={}, now=NOW
    )
    (name,) = receive_part(upload_id=waiting.pk, offset=0, content=content, now=NOW).parts
    storage = _Refusing(monkeypatch, name)

    end_upload(upload_id=waiting.pk, now=NOW)
    end_upload(upload_id=waiting.pk, now=NOW)

    assert Leftover.objects.get().name == name
    storage.names.clear()
    sweep_leftovers(now=NOW + timedelta(minutes=2))
    assert not default_storage.exists(name)
