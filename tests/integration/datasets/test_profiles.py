"""The measures of items, their profile, and items that are left out."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageFilter

from guildmark.core.clock import now
from guildmark.datasets import actions
from guildmark.datasets.models import Dataset, Item, ItemSignature
from guildmark.datasets.queries.browsing import ItemFilter, chosen_items
from guildmark.datasets.queries.profile import is_stale, profile, stale_datasets
from guildmark.events.models import Event
from guildmark.work.models import Batch, Task
from tests.factories import accounts, datasets, pictures, work
from tests.factories.accounts import NOW

pytestmark = pytest.mark.django_db


def _photograph(seed: int, *, blur: float = 0, dark: bool = False) -> bytes:
    """A small picture with structure of its own, as bytes."""
    chance = np.random.default_rng(seed)
    coarse = Image.fromarray(chance.integers(40, 220, (12, 16, 3), dtype=np.uint8))
    fine = Image.fromarray(chance.integers(0, 256, (240, 320, 3), dtype=np.uint8))
    image = Image.blend(coarse.resize((320, 240), Image.Resampling.BICUBIC), fine, 0.1)
    image = image.filter(ImageFilter.GaussianBlur(blur))
    if dark:
        image = image.point(lambda level: level // 16)
    return pictures.encoded(image)


def _add(into: Dataset, *files: tuple[str, bytes]) -> list[Item]:
    return actions.add_items(
        dataset=into, files=files, actor_id=datasets.owner_id(into.organisation), now=NOW
    )


def _names(of: Dataset, **wanted: object) -> list[str]:
    found = chosen_items(of.pk, ItemFilter(**wanted))  # type: ignore[arg-type]  # one at a time
    return sorted(found.values_list("name", flat=True))


def _halved(content: bytes) -> bytes:
    image = Image.open(io.BytesIO(content))
    return pictures.encoded(image.resize((image.width // 2, image.height // 2)))


def _summary(of: Dataset) -> dict[str, Any]:
    made = profile(of.pk)
    assert made is not None
    assert made.summary is not None
    summary: dict[str, Any] = made.summary
    return summary


def test_an_item_is_measured_when_it_comes_in() -> None:
    [item] = _add(datasets.dataset(), ("scene.jpg", pictures.jpeg(0)))

    item.refresh_from_db()
    mean = np.asarray(pictures.scene().convert("L")).mean()
    assert item.measured_at == NOW
    assert item.mean == pytest.approx(mean, abs=1)
    assert (item.megapixels, item.short_side_px, item.elongation) == (0.001536, 32.0, 1.5)
    assert len(bytes(ItemSignature.objects.get(item=item).levels)) == 4096


def test_items_of_before_are_measured_by_a_worker_and_lost_ones_only_looked_at() -> None:
    dataset = datasets.dataset()
    kept, lost = datasets.items(dataset, 2)
    ItemSignature.objects.all().delete()
    Item.objects.update(measured_at=None, mean=None, dhash=None)
    lost.original.storage.delete(str(lost.original))

    done = [actions.measure_waiting(limit=10, clock=now) for _ in range(2)]

    kept.refresh_from_db()
    lost.refresh_from_db()
    assert done == [2, 0]
    assert (kept.mean is None, lost.mean is None, lost.measured_at is None) == (False, True, False)
    assert Event.objects.filter(name="items.measured").count() == 1


def test_a_profile_names_twins_and_what_is_dark() -> None:
    dataset = datasets.dataset()
    first = _photograph(1)
    _add(
        dataset,
        ("first.jpg", first),
        ("half.jpg", _halved(first)),
        ("other.jpg", _photograph(6)),
        ("night.jpg", _photograph(4, dark=True)),
    )

    actions.refresh_profile(dataset_id=dataset.pk, now=NOW)

    made = _summary(dataset)
    assert made["duplicates"] == {"groups": 1, "count": 1}
    assert made["suspicions"]["dark"]["count"] == 1
    assert _names(dataset, suspicion="duplicate") == ["half.jpg"]
    assert _names(dataset, suspicion="dark") == ["night.jpg"]
    assert _names(dataset, has_twins=True) == ["first.jpg", "half.jpg"]


def test_a_blurred_picture_stands_out_in_a_set_of_sharp_ones() -> None:
    dataset = datasets.dataset()
    sharp = [(f"{seed}.jpg", _photograph(seed)) for seed in range(21)]
    _add(dataset, *sharp, ("soft.jpg", _photograph(30, blur=6)))

    actions.refresh_profile(dataset_id=dataset.pk, now=NOW)

    assert _names(dataset, suspicion="blurred") == ["soft.jpg"]


def test_a_profile_knows_what_bringers_said_of_the_pictures_in_use() -> None:
    dataset = datasets.dataset()
    places = ["north", "north", "south", "west"]
    for item, place in zip(datasets.items(dataset, 5), [*places, None], strict=True):
        item.metadata = {"place": place, "number": str(item.pk)} if place else {}
        item.save(update_fields=["metadata"])
    Item.objects.filter(metadata__place="west").update(excluded_at=NOW, exclusion_reason="other")

    actions.refresh_profile(dataset_id=dataset.pk, now=NOW)

    number, place_key = _summary(dataset)["metadata"]
    assert (number["key"], number["item_count"], number["value_count"]) == ("number", 3, 3)
    assert place_key == {
        "key": "place",
        "item_count": 3,
        "value_count": 2,
        "values": [{"value": "north", "count": 2}, {"value": "south", "count": 1}],
    }


def test_items_are_found_by_what_the_profile_counts() -> None:
    dataset = datasets.dataset()
    (photo,) = _add(dataset, ("photo.jpg", _photograph(1)))
    datasets.scan(dataset)

    size = {"width_px": photo.width_px, "height_px": photo.height_px}
    assert _names(dataset, **size) == ["photo.jpg"]
    assert _names(dataset, original_format="TIFF") == ["scan.tif"]
    assert _names(dataset, bit_depth=16) == ["scan.tif"]
    assert _names(dataset, colour="grey") == ["scan.tif"]
    assert _names(dataset, colour="colour", bit_depth=16) == []


def test_a_profile_is_made_anew_after_what_changed() -> None:
    dataset = datasets.dataset()
    datasets.item(dataset)
    assert dataset.pk in stale_datasets(limit=500)

    actions.refresh_profile(dataset_id=dataset.pk, now=NOW)
    assert dataset.pk not in stale_datasets(limit=500)

    datasets.item(dataset)
    assert dataset.pk in stale_datasets(limit=500)


def test_a_profile_whose_worker_was_killed_lags_behind_until_it_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dataset = datasets.dataset()
    content = _photograph(1)
    _add(dataset, ("whole.jpg", content), ("half.jpg", _halved(content)))

    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("guildmark.datasets.actions.profiles._write_twins", killed)
        with pytest.raises(SystemExit):
            actions.refresh_profile(dataset_id=dataset.pk, now=NOW)
    left = (is_stale(dataset.pk), stale_datasets(limit=10))
    actions.refresh_stale_profile(dataset_id=dataset.pk, now=NOW)

    assert left == (True, [dataset.pk])
    assert (is_stale(dataset.pk), stale_datasets(limit=10)) == (False, [])
    assert dataset.items.exclude(twins_id=None).count() == 2


def test_an_empty_dataset_has_an_empty_profile() -> None:
    dataset = datasets.dataset()

    actions.refresh_profile(dataset_id=dataset.pk, now=NOW)

    made = _summary(dataset)
    assert made["item_count"] == 0


def _exclude(of: Dataset, *items: Item, reason: str = "other") -> int:
    return actions.exclude_items(
        actor_id=datasets.owner_id(of.organisation),
        dataset=of,
        item_ids=[item.pk for item in items],
        reason=reason,
        now=NOW,
    )


def _items_of(batch: Batch) -> list[int]:
    return list(Task.objects.filter(batch=batch).values_list("item_id", flat=True))


def test_excluded_items_are_in_no_new_batch_until_they_are_brought_back() -> None:
    place = work.workplace()
    taken, left_out = datasets.items(place.dataset, 2)

    _exclude(place.dataset, left_out, reason="blurred")
    first = work.draft_batch(place)
    actions.include_items(
        actor_id=place.manager.pk, dataset=place.dataset, reason="blurred", now=NOW
    )
    second = work.draft_batch(place)

    assert (_items_of(first), _items_of(second)) == ([taken.pk], [left_out.pk])


def test_a_profile_knows_for_which_reasons_something_is_left_out() -> None:
    dataset = datasets.dataset()
    dark, blurred, again, _ = datasets.items(dataset, 4)
    _exclude(dataset, blurred, again, reason="blurred")
    _exclude(dataset, dark, reason="dark")

    actions.refresh_profile(dataset_id=dataset.pk, now=NOW)

    assert _summary(dataset)["excluded_for"] == [
        {"value": "blurred", "count": 2},
        {"value": "dark", "count": 1},
    ]


def test_excluding_twice_changes_once_and_keeps_the_first_reason() -> None:
    item = datasets.item()

    counts = [_exclude(item.dataset, item, reason=reason) for reason in ("dark", "other")]

    item.refresh_from_db()
    assert counts == [1, 0]
    assert (item.exclusion_reason, item.excluded_at) == ("dark", NOW)
    assert Event.objects.filter(name="items.excluded").count() == 1


def test_items_of_other_datasets_are_not_touched() -> None:
    mine, theirs = datasets.item(), datasets.item()

    count = _exclude(mine.dataset, theirs)

    theirs.refresh_from_db()
    assert (count, theirs.excluded_at) == (0, None)


def test_capture_times_are_kept_only_where_that_is_allowed() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:05:01 12:30:00"
    dataset = datasets.dataset(accounts.organisation())
    owner = datasets.owner_id(dataset.organisation)
    (before,) = _add(dataset, ("a.jpg", pictures.encoded(pictures.scene(seed=1), exif=exif)))

    actions.set_capture_time(actor_id=owner, dataset_id=dataset.pk, is_kept=True, now=NOW)
    dataset.refresh_from_db()
    (kept,) = _add(dataset, ("b.jpg", pictures.encoded(pictures.scene(seed=90), exif=exif)))

    assert (before.taken_at, kept.taken_at) == ("", "2026-05-01T12:30:00")
    actions.set_capture_time(actor_id=owner, dataset_id=dataset.pk, is_kept=False, now=NOW)
    assert set(Item.objects.values_list("taken_at", flat=True)) == {""}
