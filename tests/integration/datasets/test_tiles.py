"""Tiles of large pictures: made by a worker, served by link, gone with the picture."""

from __future__ import annotations

import errno
import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from guildmark.core.whole_files import WholeFiles
from guildmark.datasets import actions
from guildmark.datasets.media import image_url
from guildmark.datasets.models import Item
from tests.conftest import SignIn
from tests.factories import accounts, datasets
from tests.factories.accounts import NOW
from tests.integration.datasets.importing import stored_files

if TYPE_CHECKING:
    from django.core.files import File

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> Item:
    """A picture that is large by its long side."""
    return datasets.item(width_px=8_200, height_px=20)


def _made(now: datetime = NOW) -> int:
    return actions.make_tiles(limit=10, clock=lambda: now)


def test_a_large_picture_is_cut_once_and_a_small_one_never(item: Item) -> None:
    small = datasets.item(item.dataset)

    assert (_made(), _made()) == (1, 0)

    names = item.aids.get().stored_names
    assert len(names) == 17 + 9 + 5 + 3 + 2 + 1
    assert all(default_storage.exists(name) for name in names)
    assert not small.aids.exists()


def test_what_could_not_be_cut_is_tried_again_a_day_later(item: Item) -> None:
    content = default_storage.open(str(item.rendition)).read()
    default_storage.delete(str(item.rendition))
    _made()
    default_storage.save(str(item.rendition), ContentFile(content))
    soon, later = NOW + timedelta(hours=1), NOW + timedelta(days=1)

    assert (_made(soon), _made(later), _made(later)) == (0, 1, 0)
    assert item.aids.get().name != ""


def test_tiles_for_which_there_is_no_room_leave_nothing_behind(
    item: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored_files()
    keep = WholeFiles._save

    def keep_or_refuse(self: WholeFiles, name: str, content: File[bytes]) -> str:
        if name.endswith("-16-0.jpg"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return keep(self, name, content)

    with monkeypatch.context() as full:
        full.setattr(WholeFiles, "_save", keep_or_refuse)
        _made()

    assert (item.aids.get().name, stored_files()) == ("", before)


def test_tiles_are_given_to_whom_the_link_is_for(item: Item, api: SignIn) -> None:
    ada, bob = accounts.person("Ada"), accounts.person("Bob")
    _made()
    url = image_url(item, "tiles", viewer=f"user:{ada.pk}")

    answer = api(ada).get(f"{url}/0-16-0.jpg")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # it streams

    assert Image.open(io.BytesIO(content)).size == (8, 20)
    assert answer["Content-Type"] == "image/jpeg"
    assert api(bob).get(f"{url}/0-16-0.jpg").status_code == 404
    wrong = ("", "/0-17-0.jpg", "/..%2F..%2Foriginal.jpg", "/6-0-0.jpg")
    assert [api(ada).get(f"{url}{rest}").status_code for rest in wrong] == [404] * 4


def test_another_variant_has_no_tiles(item: Item, api: SignIn) -> None:
    ada = accounts.person("Ada")
    _made()

    url = image_url(item, viewer=f"user:{ada.pk}")

    assert api(ada).get(f"{url}/0-0-0.jpg").status_code == 404


def test_tiles_are_named_when_the_picture_is_taken_back(item: Item) -> None:
    _made()
    names = item.aids.get().stored_names

    assert set(names) < set(actions.withdraw_item(item_id=item.pk, now=NOW))
