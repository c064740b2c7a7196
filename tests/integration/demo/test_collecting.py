"""The collection of the demonstration, as a manager finds it."""

import pytest

from guildmark.collection.models import Asset, Brief
from guildmark.demo.seed.collecting import begin_collection
from guildmark.demo.seed.projects import Seeded
from guildmark.demo.seed.staff import Staff
from guildmark.work.models import Batch
from tests.factories import accounts, communities, work

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_collection_has_pictures_in_every_state_and_is_begun_once() -> None:
    place = work.workplace(items=3)
    seeded = Seeded(place.project, {}, {}, Batch())
    staff = Staff(place.organisation, place.community, place.manager)
    people = [accounts.person() for _ in range(5)]
    for user in people:
        communities.member(place.community, user=user)

    for _ in range(2):
        begin_collection(seeded, staff, people, seed=7)

    waiting = Asset.State.WAITING
    assert list(Asset.objects.order_by("pk").values_list("state", "is_disputed")) == [
        (Asset.State.ACCEPTED, False),
        (Asset.State.ACCEPTED, False),
        (waiting, True),
        (Asset.State.REJECTED, False),
        *[(waiting, False)] * 3,
    ]
    assert Brief.objects.get().examples.count() == 2
