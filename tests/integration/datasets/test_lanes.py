"""Pictures beside each other: what nobody takes any more leaves no file behind."""

from typing import Any

import pytest
from django.core.files.storage import default_storage

from guildmark.core import clock
from guildmark.datasets import actions
from guildmark.datasets.actions import lanes
from guildmark.datasets.actions.leftovers import AWAY_AFTER
from guildmark.datasets.files import StoredPicture, store_picture
from guildmark.datasets.intake.results import Spooled
from guildmark.datasets.models import Item, Leftover
from tests.factories import datasets, pictures

pytestmark = pytest.mark.django_db


def test_a_fault_in_one_picture_and_another_leaves_no_file_of_those_beside_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("guildmark.datasets.actions.running.LANES", 3)
    made = [pictures.jpeg(seed) for seed in range(3)]
    files = [(f"{number}.jpg", content) for number, content in enumerate(made)]
    started = datasets.started_import(files=files)
    stored: list[StoredPicture] = []

    def full(*, spooled: Spooled, **more: Any) -> StoredPicture:  # Any: as `store_picture`
        if spooled.path.read_bytes() in made[:2]:
            raise OSError("the disk is full")
        stored.append(store_picture(spooled=spooled, **more))
        return stored[-1]

    monkeypatch.setattr(lanes, "store_picture", full)
    with pytest.raises(OSError, match="the disk is full"):
        actions.run_import(import_id=started.pk, clock=clock.now)

    (third,) = stored
    assert not Item.objects.exists()
    assert not default_storage.exists(third.original)
    assert not default_storage.exists(third.thumbnail)


def test_what_nobody_took_is_discarded_together_and_a_storage_that_is_away_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("guildmark.datasets.actions.running.LANES", 3)
    made = [pictures.jpeg(seed) for seed in range(3)]
    files = [(f"{number}.jpg", content) for number, content in enumerate(made)]
    started = datasets.started_import(files=files)
    stored: list[str] = []
    asked: list[str] = []

    def full(*, spooled: Spooled, **more: Any) -> StoredPicture:  # Any: as `store_picture`
        if spooled.path.read_bytes() == made[0]:
            raise OSError("the disk is full")
        picture = store_picture(spooled=spooled, **more)
        stored.extend(name for name in picture.names if name)
        return picture

    def refuse(name: str) -> None:
        asked.append(name)
        raise PermissionError

    monkeypatch.setattr(lanes, "store_picture", full)
    monkeypatch.setattr(default_storage, "delete", refuse)
    with pytest.raises(OSError, match="the disk is full"):
        actions.run_import(import_id=started.pk, clock=clock.now)

    assert len(asked) == AWAY_AFTER < len(stored)
    assert set(Leftover.objects.values_list("name", flat=True)) == set(stored)
