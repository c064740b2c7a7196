"""Imports that people end, or that lose their workers: what is there stays, nothing is twice."""

import os
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from guildmark.core.models import Operation
from guildmark.datasets import actions
from guildmark.datasets.actions import ImportRun
from guildmark.datasets.errors import (
    ImportEnded,
)
from guildmark.datasets.files import store_picture
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.models import Import, Item
from tests.factories import datasets, pictures
from tests.factories.accounts import NOW
from tests.integration.datasets.importing import (
    _five_files,
    clock,
    counts,
    event_names,
    outcomes,
    run,
    stored_files,
)

pytestmark = pytest.mark.django_db


class Interrupting:
    """A clock that does something at its n-th look, as if in the middle of the work."""

    def __init__(self, at_look: int, what: Callable[[], object]) -> None:
        self.looks, self.at_look, self.what = 0, at_look, what

    def __call__(self) -> datetime:
        self.looks += 1
        if self.looks == self.at_look:
            self.what()
        return clock()


def test_a_cancelled_import_ends_at_its_next_file_and_keeps_its_items(
    django_capture_on_commit_callbacks: Any,
) -> None:
    one = datasets.started_import(files=_five_files())

    def cancel() -> None:
        actions.cancel_import(actor_id=one.created_by_id, import_id=one.pk, now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        actions.run_import(import_id=one.pk, clock=Interrupting(6, cancel))

    one.refresh_from_db()
    assert one.state == Operation.State.CANCELLED
    assert 0 < Item.objects.count() < 5
    assert one.item_count == Item.objects.count() == one.progress_done
    assert event_names(one)[-1] == "import.cancelled"
    assert all(name.startswith("items/") for name in stored_files())


def test_an_import_cancelled_before_its_worker_came_is_over_at_once(
    django_capture_on_commit_callbacks: Any,
) -> None:
    one = datasets.started_import(files=_five_files())

    with django_capture_on_commit_callbacks(execute=True):
        actions.cancel_import(actor_id=one.created_by_id, import_id=one.pk, now=NOW)
        actions.cancel_import(actor_id=one.created_by_id, import_id=one.pk, now=NOW)
    run(one)

    assert counts(one) == ("cancelled", 0, 5, 0, 0, 0)
    assert event_names(one).count("import.cancelled") == 1
    assert stored_files() == set()
    datasets.import_(one.dataset)  # the dataset is free again


def test_an_import_that_was_left_while_it_took_files_ends(
    django_capture_on_commit_callbacks: Any,
) -> None:
    left = datasets.import_(files=_five_files())
    held = datasets.import_()
    actions.open_upload(
        import_id=held.pk, name="a.jpg", byte_count=9, metadata={}, now=NOW + timedelta(days=3)
    )
    started = datasets.started_import(files=_five_files())

    with django_capture_on_commit_callbacks(execute=True):
        early = actions.expire_imports(now=NOW + timedelta(days=2))
        late = [actions.expire_imports(now=NOW + timedelta(days=3, hours=1)) for _ in range(2)]

    assert (early, late) == (0, [1, 0])
    for one in (left, held, started):
        one.refresh_from_db()
    assert [one.state for one in (left, held, started)] == ["cancelled", "queued", "queued"]
    assert (left.is_collecting, left.error_code) == (False, "left")
    assert event_names(left)[-1] == "import.cancelled"
    assert default_storage.listdir(f"imports/{left.pk}")[1] == []
    datasets.import_(left.dataset)  # the dataset is free again


def test_what_has_ended_cannot_be_cancelled_nor_what_was_cancelled_started() -> None:
    done = run(datasets.started_import(files=[("a.jpg", pictures.jpeg())]))
    cancelled = datasets.import_(files=[("a.jpg", pictures.jpeg())])
    actions.cancel_import(actor_id=cancelled.created_by_id, import_id=cancelled.pk, now=NOW)

    with pytest.raises(ImportEnded):
        actions.cancel_import(actor_id=done.created_by_id, import_id=done.pk, now=NOW)
    with pytest.raises(ImportEnded):
        actions.start_import(actor_id=cancelled.created_by_id, import_id=cancelled.pk, now=NOW)


class WorkerKilled(Exception):  # noqa: N818  what happened
    """Stands for the end of the process."""


def _die() -> None:
    raise WorkerKilled


@pytest.mark.parametrize("at_look", range(2, 12))
def test_a_killed_worker_is_followed_by_one_that_begins_where_it_ended(at_look: int) -> None:
    packed = pictures.archive([("x.jpg", pictures.jpeg(7)), ("y.jpg", pictures.jpeg(8))])
    files = [("a.jpg", pictures.jpeg(1)), ("many.zip", packed), ("no.jpg", b"text")]
    one = datasets.started_import(files=files)

    with pytest.raises(WorkerKilled):
        actions.run_import(import_id=one.pk, clock=Interrupting(at_look, _die))
    one.refresh_from_db()
    assert one.state == Operation.State.RUNNING
    run(one)

    assert counts(one) == ("done", 5, 5, 3, 0, 1)
    assert one.attempt == 2
    assert one.lost_count == 1
    assert Item.objects.count() == 3
    assert [state for _, state, _ in outcomes(one)] == [
        "imported",
        "opened",
        "refused",
        "imported",
        "imported",
    ]


def test_a_worker_that_was_cut_off_changes_nothing_more() -> None:
    one = datasets.started_import(files=_five_files())

    def overtake() -> None:
        Import.objects.filter(pk=one.pk).update(attempt=9)

    ended = actions.run_import(import_id=one.pk, clock=Interrupting(6, overtake))

    one.refresh_from_db()
    assert ended is ImportRun.ELSEWHERE
    assert one.state == Operation.State.RUNNING
    assert one.item_count == Item.objects.count() < 5
    kept = {name for name in stored_files() if name.startswith("items/")}
    assert len(kept) == 3 * Item.objects.count()


def test_an_import_that_loses_its_workers_again_and_again_is_given_up() -> None:
    one = datasets.started_import(files=_five_files())

    for _ in range(5):
        with pytest.raises(WorkerKilled):
            actions.run_import(import_id=one.pk, clock=Interrupting(2, _die))
    run(one)

    assert one.state == Operation.State.FAILED
    assert one.error_code == "workers_lost"
    assert "given up" in one.error_detail
    assert event_names(one)[-1] == "import.failed"
    assert not any(name.startswith("imports/") for name in stored_files())


def test_a_long_import_goes_on_in_the_next_task_and_is_not_counted_as_lost() -> None:
    one = datasets.started_import(files=_five_files())

    first = actions.run_import(import_id=one.pk, clock=clock, budget_seconds=0)
    one.refresh_from_db()
    state_between = one.state
    run(one)

    assert (first, state_between) == (ImportRun.MORE, "queued")
    assert counts(one) == ("done", 5, 5, 5, 0, 0)
    assert one.lost_count == 0


def test_a_child_killed_in_the_middle_costs_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    one = datasets.started_import(files=_five_files())
    real, killed = store_picture, list[int]()

    def kill_then_store(**arguments: Any) -> Any:  # those of store_picture, passed on
        stored = real(**arguments)
        if not killed:
            killed.extend(one.child_id for one in decoders if one.child_id is not None)
            for child_id in killed:
                os.kill(child_id, signal.SIGKILL)
        return stored

    decoders: list[Decoder] = []
    real_enter = Decoder.__enter__

    def enter(self: Decoder) -> Decoder:
        decoders.append(self)
        return real_enter(self)

    monkeypatch.setattr(Decoder, "__enter__", enter)
    monkeypatch.setattr("guildmark.datasets.actions.lanes.store_picture", kill_then_store)
    run(one)

    assert killed
    assert counts(one) == ("done", 5, 5, 5, 0, 0)


def test_pictures_that_are_decoded_beside_each_other_come_in_their_order() -> None:
    """The first ones take longest, and a duplicate and a refused one come between them."""
    sizes = [(3000, 2400), (2000, 1500), (60, 40), (50, 40), (40, 30), (30, 20)]
    made = [
        (f"{n}.jpg", pictures.jpeg(n, width_px=width, height_px=height))
        for n, (width, height) in enumerate(sizes)
    ]
    files = [*made[:3], ("again.jpg", made[0][1]), ("text.jpg", b"text"), *made[3:]]
    packed = pictures.archive([(f"in-{name}", content) for name, content in files])

    alone = run(datasets.started_import(files=files))
    inside = run(datasets.started_import(files=[("all.zip", packed)]))

    assert counts(alone) == ("done", 8, 8, 6, 1, 1)
    assert counts(inside) == ("done", 9, 9, 6, 1, 1)
    for one, before in ((alone, ""), (inside, "in-")):
        names = [item.name for item in one.dataset.items.order_by("pk")]
        assert names == [f"{before}{name}" for name, _ in made]
    assert [name for name, *_ in outcomes(inside)] == [
        "all.zip",
        *(f"in-{one}" for one, _ in files),
    ]


def test_two_workers_at_once_the_second_leaves() -> None:
    """The advisory lock belongs to the session, so it is held by another connection here."""
    one = datasets.started_import(files=_five_files())
    other = connection.copy()
    seen = []
    try:
        from guildmark.core.operations import _lock_key

        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_lock_key(Import, one.pk)])
            seen.append(actions.run_import(import_id=one.pk, clock=clock))
            # Closing would give it back too, but some time after close() returns.
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    seen.append(actions.run_import(import_id=one.pk, clock=clock))

    assert seen == [ImportRun.ELSEWHERE, ImportRun.ENDED]
