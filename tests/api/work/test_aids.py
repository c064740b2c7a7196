"""What there is beside the picture of a task, for the person who holds it."""

import pytest

from concord.superpixels import unpacked
from guildmark.accounts.models import User
from guildmark.core.clock import now
from guildmark.datasets.actions import make_superpixels
from tests.conftest import SignIn
from tests.factories import datasets, work
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


def _drawn_on() -> Workplace:
    """A workplace with one picture that has bytes."""
    place = work.workplace()
    datasets.item(place.dataset, width_px=120, height_px=80)
    return place


def _offer(place: Workplace) -> None:
    place.project.has_superpixels = True
    place.project.save(update_fields=["has_superpixels"])
    make_superpixels(dataset_ids=[place.dataset.pk], limit=10, clock=now)


def _aids(place: Workplace, person: User) -> str:
    work.open_batch(place)
    return f"/api/v1/assignments/{work.claim(person, place).assignment_id}/aids"


def test_the_cells_of_the_picture_are_given_to_who_holds_the_task(api: SignIn) -> None:
    place = _drawn_on()
    _offer(place)
    ada, bob = work.annotator(place), work.annotator(place)
    here = _aids(place, ada)

    url = api(ada).get(here).json()["superpixels_url"]
    answer = api(ada).get(url)
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # it streams

    assert unpacked(content).labels.shape == (80, 120)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Cache-Control"].startswith("private")
    assert (api(bob).get(here).status_code, api(bob).get(url).status_code) == (404, 404)


def test_a_project_that_does_not_offer_cells_has_none(api: SignIn) -> None:
    place = _drawn_on()
    make_superpixels(dataset_ids=[place.dataset.pk], limit=10, clock=now)
    ada = work.annotator(place)

    assert api(ada).get(_aids(place, ada)).json() == {
        "superpixels_url": None,
        "is_waiting": False,
        "tiles_url": None,
        "plugin_url": None,
    }


def test_cells_that_are_not_made_yet_are_waited_for(api: SignIn) -> None:
    place = _drawn_on()
    place.project.has_superpixels = True
    place.project.save(update_fields=["has_superpixels"])
    ada = work.annotator(place)

    assert api(ada).get(_aids(place, ada)).json() == {
        "superpixels_url": None,
        "is_waiting": True,
        "tiles_url": None,
        "plugin_url": None,
    }
