"""The profile over HTTP costs the same however many pictures and groups of twins there are."""

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image, ImageFilter

from guildmark.datasets import actions
from guildmark.datasets.models import Dataset
from tests.conftest import SignIn
from tests.factories import accounts, datasets, pictures
from tests.factories.accounts import NOW

pytestmark = pytest.mark.django_db
#: Who asks, their role, the dataset, and the profile.
MOST_QUERIES = 8


def _photograph(seed: int, *, blur: float = 0) -> bytes:
    """A small picture with structure of its own; blurred it is nearly its twin."""
    chance = np.random.default_rng(seed)
    image = Image.fromarray(chance.integers(40, 220, (12, 16, 3), dtype=np.uint8))
    image = image.resize((320, 240), Image.Resampling.BICUBIC)
    return pictures.encoded(image.filter(ImageFilter.GaussianBlur(blur)))


def _with_twins(into: Dataset, *seeds: int) -> None:
    """Two pictures for each seed, nearly the same, and their profile."""
    files = [
        (f"{seed}-{blur}.png", _photograph(seed, blur=blur)) for seed in seeds for blur in (0, 1)
    ]
    actions.add_items(
        dataset=into, files=files, actor_id=datasets.owner_id(into.organisation), now=NOW
    )
    assert actions.refresh_profile(dataset_id=into.pk, now=NOW)


def test_a_profile_of_one_group_and_of_three_cost_the_same(api: SignIn) -> None:
    into = datasets.dataset()
    client = api(accounts.staff(into.organisation, "manager"))
    route = f"/api/v1/datasets/{into.pk}/profile"
    _with_twins(into, 1)
    client.get(route)

    with CaptureQueriesContext(connection) as for_one:
        one = client.get(route).json()
    _with_twins(into, 2, 3)
    with CaptureQueriesContext(connection) as for_three:
        three = client.get(route).json()

    assert (one["item_count"], three["item_count"]) == (2, 6)
    assert (one["duplicate_groups"], three["duplicate_groups"]) == (1, 3)
    assert len(for_one) == len(for_three) <= MOST_QUERIES
