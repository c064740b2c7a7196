"""What is alike lies in one part of a release, whichever datasets it came by."""

from typing import Any

import numpy as np
import pytest
from PIL import Image

from guildmark.core import clock
from guildmark.datasets.actions import add_items
from guildmark.datasets.models import DatasetProfile, Item
from guildmark.releases.choosing import preview
from guildmark.releases.models import Release
from guildmark.releases.plans import plan_of
from tests.factories import consensus, datasets, pictures, releases, work
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
PLAN: dict[str, Any] = {
    "split": {"method": "random", "shares": {"train": 0.5, "test": 0.5}, "seed": 7}
}


def _scene(seed: int) -> Image.Image:
    levels = np.random.default_rng(seed).integers(40, 220, (12, 16, 3), dtype=np.uint8)
    return Image.fromarray(levels).resize((640, 480), Image.Resampling.BICUBIC)


def _parted(place: Workplace) -> list[tuple[Item, Item]]:
    """The second half of the pictures is of another dataset: each with its like in the first."""
    items = releases.items_of(place)
    half = len(items) // 2
    other = datasets.dataset(place.dataset.organisation)
    Item.objects.filter(pk__in=[item.pk for item in items[half:]]).update(dataset=other)
    for one in (place.dataset, other):
        DatasetProfile.objects.update_or_create(
            dataset=one, defaults={"is_stale": False, "computed_at": clock.now()}
        )
    return list(zip(items[:half], items[half:], strict=True))


def _parts(release: Release) -> dict[int, str]:
    return dict(release.items.values_list("item_id", "split"))


def test_near_duplicates_of_two_datasets_are_in_one_part() -> None:
    place = work.workplace(items=0)
    scenes = [_scene(seed) for seed in range(5)]
    files = [
        pictures.encoded(one) for one in (*scenes, *(one.resize((480, 360)) for one in scenes))
    ]
    add_items(
        dataset=place.dataset,
        files=[(f"{n}.jpg", content) for n, content in enumerate(files)],
        actor_id=place.manager.pk,
        now=clock.now(),
    )
    consensus.labelled(place=place)
    pairs = _parted(place)

    parts = _parts(releases.ready(place, plan=PLAN))

    assert [parts[one.pk] == parts[twin.pk] for one, twin in pairs] == [True] * 5
    assert set(parts.values()) == {"train", "test"}


def test_the_same_bytes_in_two_datasets_are_in_one_part_and_so_the_preview_counts() -> None:
    place = consensus.refreshed(consensus.labelled(items=10))
    pairs = _parted(place)
    for one, twin in pairs:
        Item.objects.filter(pk=twin.pk).update(sha256=one.sha256)
    Item.objects.update(dhash=None)

    expected = preview(place.project.pk, plan_of(PLAN)).parts
    parts = _parts(releases.ready(place, plan=PLAN))

    assert [parts[one.pk] == parts[twin.pk] for one, twin in pairs] == [True] * 5
    assert expected == {name: list(parts.values()).count(name) for name in ("train", "test")}
