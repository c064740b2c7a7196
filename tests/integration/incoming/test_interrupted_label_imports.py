"""Imports of labels that lose their workers, run out of time, or are cancelled."""

import errno
from typing import Any
from unittest import mock

import pytest
from django.core.files.storage import default_storage

from guildmark.core import clock
from guildmark.core.models import Operation
from guildmark.datasets.intake.decoder import Decoder
from guildmark.incoming import actions
from guildmark.incoming.actions import running
from guildmark.incoming.actions.keeping import Keeper, Kept
from guildmark.incoming.errors import LabelImportEnded, LabelImportNotRead
from guildmark.incoming.models import LabelImport
from tests.factories import incoming, work
from tests.factories.incoming import BOX
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """A project with two pictures that nobody was asked about."""
    return work.workplace(items=2)


def names(place: Workplace) -> list[str]:
    return [item.name for item in incoming.pictures(place)]


def test_a_lost_worker_is_followed_by_one_that_goes_on(place: Workplace) -> None:
    work.add_items(place, 3)
    content = incoming.coco({name: [BOX] for name in names(place)})
    made = incoming.asked(place, content, mapping={"coin": "coin"})
    lost = [Kept.NEW, Kept.NEW, OSError("lost")]
    with (
        mock.patch.object(running, "CHUNK", 2),
        mock.patch.object(Keeper, "keep", side_effect=lost),
        pytest.raises(OSError, match="lost"),
    ):
        incoming.ran(made)
    made.refresh_from_db()
    assert (made.kept_until, made.state) == (2, Operation.State.RUNNING)

    incoming.ran(made)

    assert (made.kept_until, made.kept_count, made.state) == (5, 5, Operation.State.DONE)


def test_labels_wait_for_room_as_long_as_it_takes_and_go_on(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = incoming.coco({name: [BOX] for name in names(place)})
    made = incoming.asked(place, content, mapping={"coin": "coin"})
    with monkeypatch.context() as full:
        full.setattr(Decoder, "spool", mock.Mock(side_effect=OSError(errno.ENOSPC, "full")))
        for _ in range(running.MOST_READINGS + 1):
            incoming.ran(made)
    waits = (made.state, made.error_code, made.attempt, made.lost_count)

    incoming.ran(made)

    assert waits == (Operation.State.QUEUED, "no_room", 0, 0)
    assert (made.state, made.kept_count, made.error_code) == (Operation.State.DONE, 2, "")


def test_a_label_that_kills_its_worker_again_and_again_ends_the_import(place: Workplace) -> None:
    content = incoming.coco({name: [BOX] for name in names(place)})
    made = incoming.asked(place, content, mapping={"coin": "coin"})
    begun = mock.Mock(side_effect=OSError("lost"))

    with mock.patch.object(Keeper, "keep", begun):
        for _ in range(3):
            with pytest.raises(OSError, match="lost"):
                incoming.ran(made)
        incoming.ran(made)

    made.refresh_from_db()
    assert (made.state, made.error_code) == (Operation.State.FAILED, "gave_up")
    assert (begun.call_count, default_storage.exists(str(made.file.name))) == (3, False)


def test_a_worker_that_kept_something_before_it_was_lost_does_not_count(place: Workplace) -> None:
    work.add_items(place, 4)
    content = incoming.coco({name: [BOX] for name in names(place)})
    made = incoming.asked(place, content, mapping={"coin": "coin"})
    keep_one = [Kept.NEW, OSError("lost")] * 5

    with (
        mock.patch.object(running, "CHUNK", 1),
        mock.patch.object(Keeper, "keep", side_effect=keep_one),
    ):
        for _ in range(5):
            with pytest.raises(OSError, match="lost"):
                incoming.ran(made)

    incoming.ran(made)
    made.refresh_from_db()
    assert made.state == Operation.State.DONE


def test_time_that_is_up_leaves_the_rest_for_the_next(place: Workplace) -> None:
    content = incoming.coco({name: [BOX] for name in names(place)})
    made = incoming.asked(place, content, mapping={"coin": "coin"})

    with mock.patch.object(running, "CHUNK", 1):
        running.run(label_import_id=made.pk, clock=clock.now, budget_seconds=0)
        made.refresh_from_db()
        assert (made.kept_count, made.state) == (1, Operation.State.QUEUED)
        incoming.ran(made)

    assert (made.kept_count, made.state) == (2, Operation.State.DONE)


def test_a_cancelled_one_keeps_nothing_more_and_a_done_one_cannot_be_cancelled(
    place: Workplace, django_capture_on_commit_callbacks: Any
) -> None:
    first, _ = names(place)
    waiting = incoming.ran(incoming.asked(place, incoming.coco({first: [BOX]})))
    done = incoming.kept(place, incoming.coco({first: []}))

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            actions.cancel_label_import(
                actor_id=place.manager.pk, label_import_id=waiting.pk, now=clock.now()
            )
    assert not default_storage.exists(str(waiting.file.name))

    assert incoming.ran(waiting).state == Operation.State.CANCELLED
    with pytest.raises(LabelImportNotRead):
        incoming.started(place, waiting, {})
    with pytest.raises(LabelImportEnded):
        actions.cancel_label_import(
            actor_id=place.manager.pk, label_import_id=done.pk, now=clock.now()
        )


def test_a_file_that_kills_its_readers_is_given_up_after_three(place: Workplace) -> None:
    made = incoming.asked(place, incoming.coco({}))
    LabelImport.objects.filter(pk=made.pk).update(attempt=running.MOST_READINGS)

    incoming.ran(made)

    assert (made.state, made.error_code) == (Operation.State.FAILED, "gave_up")
    assert not default_storage.exists(str(made.file.name))
