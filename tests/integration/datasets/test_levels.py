"""Scans of more than 8 bits on their way: shown in 256 levels, drawn on and exported with all."""

import io
import zipfile

import numpy as np
import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.http.response import HttpResponseBase
from PIL import Image

from guildmark.core.actors import person_actor
from guildmark.datasets import actions
from guildmark.datasets.media import image_url
from guildmark.datasets.models import Item
from guildmark.work.models import Assignment
from tests.conftest import SignIn
from tests.factories import accounts, consensus, datasets, releases, work
from tests.factories.accounts import NOW

pytestmark = pytest.mark.django_db


def _image(answer: HttpResponseBase) -> Image.Image:
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # it streams
    return Image.open(io.BytesIO(content))


def _stored(item: Item) -> Image.Image:
    return Image.open(default_storage.open(str(item.original)))


def test_pages_show_256_levels_and_the_link_beside_it_leads_to_all(api: SignIn) -> None:
    item = datasets.scan()
    member = accounts.staff(item.dataset.organisation)

    listed = api(member).get(f"/api/v1/datasets/{item.dataset_id}/items").json()["results"][0]

    shown, all_of_them = (
        _image(api(member).get(url)) for url in (listed["image_url"], listed["levels"]["url"])
    )
    assert (shown.mode, all_of_them.mode) == ("L", "I;16")
    assert np.array_equal(np.asarray(all_of_them), np.asarray(_stored(item)))
    assert (listed["levels"]["low"], listed["levels"]["high"]) == (
        item.window_low,
        item.window_high,
    )
    assert (listed["original_format"], listed["bit_depth"]) == ("TIFF", 16)


def test_a_picture_of_8_bits_has_no_link_to_levels(api: SignIn) -> None:
    item = datasets.item()
    ada = accounts.staff(item.dataset.organisation)
    forced = image_url(item, "levels", viewer=person_actor(ada.pk))

    listed = api(ada).get(f"/api/v1/datasets/{item.dataset_id}/items").json()["results"][0]

    assert listed["levels"] is None
    assert api(ada).get(forced).status_code == 404


def test_a_task_brings_the_levels_of_its_picture_to_its_person_alone(api: SignIn) -> None:
    place = work.workplace()
    datasets.scan(place.dataset)
    work.open_batch(place)
    ada, bob = work.annotator(place), work.annotator(place)

    claimed = api(ada).post(f"/api/v1/projects/{place.project.pk}/next").json()["assignment"]
    again = api(ada).get(f"/api/v1/assignments/{claimed['id']}").json()

    levels = claimed["item"]["levels"]
    assert again["item"]["levels"] == levels
    assert _image(api(ada).get(levels["url"])).mode == "I;16"
    assert api(bob).get(levels["url"]).status_code == 404
    assert Assignment.objects.count() == 1


def test_an_export_has_every_level(api: SignIn) -> None:
    place = work.workplace()
    item = datasets.scan(place.dataset)
    release = releases.ready(consensus.labelled(place=place))

    export = releases.exported(release, "coco", has_pictures=True)

    with export.file.open("rb") as file, zipfile.ZipFile(file) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".png"))
        image = Image.open(io.BytesIO(archive.read(name)))
    assert np.array_equal(np.asarray(image), np.asarray(_stored(item)))


def test_nothing_is_left_of_a_scan_that_was_taken_back() -> None:
    item = datasets.scan()
    shown = str(item.shown)
    assert default_storage.exists(shown)

    left = actions.withdraw_item(item_id=item.pk, now=NOW)

    item.refresh_from_db()
    assert shown in left
    assert (str(item.shown), item.window_low, item.window_high) == ("", None, None)


def test_a_window_without_a_picture_to_show_is_refused_by_the_database() -> None:
    item = datasets.item()
    odd: tuple[dict[str, object], ...] = (
        {"window_low": 1, "window_high": 2},
        {"shown": "x.png"},
        {"shown": "x.png", "window_low": 2, "window_high": 2},
    )

    for change in odd:
        with pytest.raises(IntegrityError, match="item_shown_through_window"), transaction.atomic():
            Item.objects.filter(pk=item.pk).update(**change)
