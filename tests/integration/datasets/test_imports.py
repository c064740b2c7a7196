"""An import from its files to its items: what is taken, what is refused, and what interrupts it."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from guildmark.core.models import Operation
from guildmark.datasets import actions, queries
from guildmark.datasets.actions import ImportRun
from guildmark.datasets.errors import (
    DatasetNameTaken,
    ImportClosed,
    ImportEmpty,
    ImportEnded,
    ImportRunning,
    PictureRefused,
)
from guildmark.datasets.files import store_picture
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.intake.limits import Limits
from guildmark.datasets.models import Dataset, Import, ImportFile, Item
from guildmark.events.models import Event
from tests.factories import accounts, datasets, pictures
from tests.factories.accounts import NOW

pytestmark = pytest.mark.django_db


def clock() -> datetime:
    return NOW + timedelta(minutes=1)


def run(of: Import, **options: Any) -> Import:  # options of run_import
    """Do what the worker does, until it has ended."""
    while actions.run_import(import_id=of.pk, clock=clock, **options) is ImportRun.MORE:
        pass
    of.refresh_from_db()
    return of


def outcomes(of: Import) -> list[tuple[str, str, str]]:
    """Name, state and code of every file and member."""
    return [(file.name, file.state, file.refusal_code) for file in queries.import_files(of.pk)]


def counts(of: Import) -> tuple[str, int, int, int, int, int]:
    return (
        of.state,
        of.progress_done,
        of.progress_total,
        of.item_count,
        of.duplicate_count,
        of.refused_count,
    )


def stored_files() -> set[str]:
    """Everything in the storage."""
    root = Path(default_storage.path(""))
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def event_names(of: Import) -> list[str]:
    found = Event.objects.filter(payload__import_id=of.pk).order_by("pk")
    return list(found.values_list("name", flat=True))


def test_pictures_become_items_and_the_rest_is_refused_file_by_file() -> None:
    one = datasets.started_import(
        files=[
            ("coin.jpg", pictures.jpeg(1)),
            ("notes.jpg", b"This is a text file."),
            ("cut.jpg", pictures.jpeg(2)[:-300]),
            ("huge.png", pictures.huge_png()),
            ("really-a-png.jpg", pictures.png(3)),
            ("empty.png", b""),
            ("硬币 🪙.jpg", pictures.jpeg(4)),
        ]
    )

    run(one)

    assert outcomes(one) == [
        ("coin.jpg", "imported", ""),
        ("notes.jpg", "refused", "not_a_picture"),
        ("cut.jpg", "refused", "damaged_picture"),
        ("huge.png", "refused", "too_many_pixels"),
        ("really-a-png.jpg", "imported", ""),
        ("empty.png", "refused", "empty_file"),
        ("硬币 🪙.jpg", "imported", ""),
    ]
    assert counts(one) == ("done", 7, 7, 3, 0, 4)
    items = queries.items_of(one.dataset_id)
    assert [(item.name, item.original_format, item.width_px, item.height_px) for item in items] == [
        ("coin.jpg", "JPEG", 48, 32),
        ("really-a-png.jpg", "PNG", 48, 32),
        ("硬币 🪙.jpg", "JPEG", 48, 32),
    ]
    assert event_names(one) == ["import.created", "import.started", "import.finished"]


def test_the_original_is_kept_and_the_uploads_go(django_capture_on_commit_callbacks: Any) -> None:
    one = datasets.started_import(files=[("coin.jpg", pictures.turned(6))])

    run(one)

    item = Item.objects.get()
    with item.original.open() as original:
        assert original.read() == pictures.turned(6)
    assert (item.width_px, item.height_px) == (48, 32)
    assert stored_files() == {str(item.original), str(item.rendition), str(item.thumbnail)}
    assert item.byte_count == len(pictures.turned(6))


def test_the_same_bytes_twice_are_one_item() -> None:
    one = datasets.started_import(files=[("a.jpg", pictures.jpeg(1)), ("b.jpg", pictures.jpeg(1))])
    run(one)
    again = datasets.started_import(one.dataset, [("c.jpg", pictures.jpeg(1))])
    run(again)

    assert counts(one) == ("done", 2, 2, 1, 1, 0)
    assert counts(again) == ("done", 1, 1, 0, 1, 0)
    item = Item.objects.get()
    assert [file.item_id for file in ImportFile.objects.all()] == [item.pk] * 3


def test_another_dataset_takes_the_same_bytes() -> None:
    for _ in range(2):
        run(datasets.started_import(files=[("a.jpg", pictures.jpeg(1))]))

    assert Item.objects.count() == 2


def test_an_archive_is_read_member_by_member_and_nothing_is_written_outside(
    tmp_path: Path,
) -> None:
    content = pictures.archive(
        [
            ("cats/", b""),
            ("cats/one.jpg", pictures.jpeg(1)),
            ("cats/again.jpg", pictures.jpeg(1)),
            ("../../../evil.jpg", pictures.jpeg(2)),
            ("inner.zip", pictures.archive([("x.jpg", pictures.jpeg(3))])),
            ("notes.txt", b"Just text."),
            ("__MACOSX/._one.jpg", b"fork"),
        ]
    )
    one = datasets.started_import(files=[("many.zip", content)])
    before = set(tmp_path.parent.rglob("evil*"))

    run(one)

    assert outcomes(one) == [
        ("many.zip", "opened", ""),
        ("cats/one.jpg", "imported", ""),
        ("cats/again.jpg", "duplicate", ""),
        ("../../../evil.jpg", "refused", "member_unsafe_name"),
        ("inner.zip", "refused", "nested_archive"),
        ("notes.txt", "refused", "not_a_picture"),
    ]
    assert counts(one) == ("done", 6, 6, 1, 1, 3)
    assert Item.objects.get().name == "one.jpg"
    assert set(tmp_path.parent.rglob("evil*")) == before == set()
    assert all(name.startswith("items/") for name in stored_files())


def test_bombs_are_refused_and_what_came_before_stays() -> None:
    good = ("good.jpg", pictures.jpeg(1))
    dense = pictures.dense_archive(8)
    large = pictures.archive(
        [good, *((f"{number}.png", os.urandom(3_000)) for number in range(10))]
    )
    one = datasets.started_import(files=[("dense.zip", dense), ("large.zip", large), good])

    run(one, limits=replace(Limits(), archive_bytes=len(dense) + 20_000))

    assert outcomes(one) == [
        ("dense.zip", "refused", "archive_too_large"),
        ("large.zip", "refused", "archive_too_large"),
        ("good.jpg", "imported", ""),
    ]
    assert counts(one) == ("done", 3, 3, 1, 0, 2)


def test_an_archive_of_nothing_is_refused() -> None:
    one = run(datasets.started_import(files=[("empty.zip", pictures.archive([("a/", b"")]))]))

    assert outcomes(one) == [("empty.zip", "refused", "empty_archive")]


def test_a_second_start_changes_nothing() -> None:
    one = datasets.import_(files=[("a.jpg", pictures.jpeg())])
    actor_id = one.created_by_id

    first = actions.start_import(actor_id=actor_id, import_id=one.pk, now=NOW)
    second = actions.start_import(actor_id=actor_id, import_id=one.pk, now=NOW)
    run(one)
    third = actions.start_import(actor_id=actor_id, import_id=one.pk, now=NOW)

    assert (first.state, second.state, third.state) == ("queued", "queued", "done")
    assert event_names(one).count("import.started") == 1


def test_a_task_that_comes_twice_does_nothing_the_second_time() -> None:
    one = run(datasets.started_import(files=[("a.jpg", pictures.jpeg())]))
    before = counts(one), event_names(one), stored_files()

    run(one)

    assert (counts(one), event_names(one), stored_files()) == before


def test_an_import_that_was_not_started_is_not_read() -> None:
    one = run(datasets.import_(files=[("a.jpg", pictures.jpeg())]))

    assert counts(one) == ("queued", 0, 0, 0, 0, 0)


def test_one_import_at_a_time_and_the_refusal_names_the_other() -> None:
    one = datasets.import_()

    with pytest.raises(ImportRunning) as caught:
        datasets.import_(one.dataset)

    assert caught.value.existing_id == one.pk
    assert caught.value.errors[0].message == str(one.pk)
    assert Import.objects.count() == 1


def test_files_are_added_before_the_start_alone() -> None:
    one = datasets.started_import(files=[("a.jpg", pictures.jpeg())])
    before = stored_files()

    with pytest.raises(ImportClosed):
        actions.add_import_file(
            import_id=one.pk, name="b.jpg", upload=SimpleUploadedFile("b.jpg", b"late"), now=NOW
        )

    assert stored_files() == before
    assert one.files.count() == 1


def test_an_import_without_files_does_not_start() -> None:
    with pytest.raises(ImportEmpty):
        datasets.started_import()


class Interrupting:
    """A clock that does something at its n-th look, as if in the middle of the work."""

    def __init__(self, at_look: int, what: Callable[[], object]) -> None:
        self.looks, self.at_look, self.what = 0, at_look, what

    def __call__(self) -> datetime:
        self.looks += 1
        if self.looks == self.at_look:
            self.what()
        return clock()


def _five_files() -> list[tuple[str, bytes]]:
    return [(f"{number}.jpg", pictures.jpeg(number)) for number in range(5)]


def test_a_cancelled_import_ends_at_its_next_file_and_keeps_its_items(
    django_capture_on_commit_callbacks: Any,
) -> None:
    one = datasets.started_import(files=_five_files())

    def cancel() -> None:
        actions.cancel_import(actor_id=one.created_by_id, import_id=one.pk, now=NOW)

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


def test_items_added_by_a_program_go_the_same_way() -> None:
    into = datasets.dataset()
    actor_id = datasets.owner_id(into.organisation)

    first = actions.add_item(
        dataset=into, name="a.png", content=pictures.png(1), actor_id=actor_id, now=NOW
    )
    again = actions.add_item(
        dataset=into, name="b.png", content=pictures.png(1), actor_id=actor_id, now=NOW
    )
    with pytest.raises(PictureRefused) as caught:
        actions.add_item(dataset=into, name="c.png", content=b"text", actor_id=actor_id, now=NOW)

    assert first == again
    assert (caught.value.code, caught.value.status) == ("picture_refused", 422)
    assert [error.code for error in caught.value.errors] == ["not_a_picture"]
    assert Item.objects.count() == 1
    assert len(stored_files()) == 3
    assert Event.objects.filter(name="item.added").count() == 1


def test_a_dataset_has_a_name_of_its_own() -> None:
    organisation = accounts.organisation()
    datasets.dataset(organisation, "Coins")

    with pytest.raises(DatasetNameTaken):
        datasets.dataset(organisation, "Coins")

    assert Dataset.objects.count() == 1
