"""An import from its files to its items: what is taken, and what is refused."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guildmark.datasets import actions, queries
from guildmark.datasets.errors import (
    DatasetNameTaken,
    ImportClosed,
    ImportEmpty,
    ImportRunning,
    PictureRefused,
)
from guildmark.datasets.intake.limits import Limits
from guildmark.datasets.models import Dataset, Import, ImportFile, Item
from guildmark.events.models import Event
from tests.factories import accounts, datasets, pictures
from tests.factories.accounts import NOW
from tests.integration.datasets.importing import (
    counts,
    event_names,
    outcomes,
    run,
    stored_files,
)

pytestmark = pytest.mark.django_db


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


def test_the_original_is_kept_and_the_uploads_go() -> None:
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
