"""Cells of pictures: made where a project asks, once, and gone with the picture."""

import numpy as np
import pytest
from django.core.files.storage import default_storage

from concord.superpixels import Superpixels, unpacked
from guildmark.datasets import actions
from guildmark.datasets.models import Item, ItemAid
from guildmark.projects.queries import datasets_with_superpixels
from tests.factories import datasets, projects
from tests.factories.accounts import NOW

pytestmark = pytest.mark.django_db


def _made(*items: Item) -> int:
    dataset_ids = [item.dataset_id for item in items]
    return actions.make_superpixels(dataset_ids=dataset_ids, limit=10, clock=lambda: NOW)


def _cells(of: Item) -> Superpixels:
    with default_storage.open(of.aids.get().name) as stored:
        return unpacked(stored.read())


def test_every_pixel_of_the_rendition_lies_in_a_cell() -> None:
    item = datasets.item(width_px=120, height_px=80)

    assert _made(item) == 1

    cells = _cells(item)
    assert (cells.labels.shape, cells.step) == ((80, 120), 1)
    assert np.unique(cells.labels).size > 1


def test_cells_are_made_once() -> None:
    item = datasets.item()
    _made(item)
    first = item.aids.get().name

    assert _made(item) == 0

    assert item.aids.get().name == first


def test_a_picture_that_is_gone_is_tried_once() -> None:
    item = datasets.item()
    default_storage.delete(str(item.rendition))

    assert (_made(item), _made(item)) == (1, 0)

    assert item.aids.get().name == ""


def test_an_excluded_picture_is_left_alone() -> None:
    item = datasets.item()
    actions.exclude_items(
        actor_id=datasets.owner_id(item.dataset.organisation),
        dataset=item.dataset,
        item_ids=[item.pk],
        reason="other",
        now=NOW,
    )

    assert _made(item) == 0


def test_what_was_made_is_named_when_the_picture_is_taken_back() -> None:
    item = datasets.item()
    _made(item)
    name = item.aids.get().name

    assert name in actions.withdraw_item(item_id=item.pk, now=NOW)

    assert not ItemAid.objects.filter(item=item).exists()


def test_a_project_that_is_not_closed_asks_for_its_dataset() -> None:
    asking, other = projects.project(), projects.project()
    for project, wants in ((asking, True), (other, False)):
        project.dataset = datasets.dataset(project.organisation)
        project.has_superpixels = wants
        project.save()

    assert asking.dataset_id in datasets_with_superpixels()
    assert other.dataset_id not in datasets_with_superpixels()
