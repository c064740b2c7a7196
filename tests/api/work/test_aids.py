"""What there is beside the picture of a task, for the person who holds it."""

from datetime import timedelta

import pytest

from concord.superpixels import unpacked
from guildmark.accounts.models import User
from guildmark.core.actors import person_actor
from guildmark.core.clock import now
from guildmark.datasets.actions import make_superpixels
from guildmark.datasets.media import Variant, image_url, read_token
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


def _shown_to(person: User, place: Workplace, variant: Variant = "rendition") -> str:
    """Where the aids of the place's picture are for somebody who was given the picture."""
    picture = place.dataset.items.get()
    link = image_url(picture, variant, viewer=person_actor(person.pk)).removeprefix("/media/")
    return f"/api/v1/projects/{place.project.pk}/pictures/{link}/aids"


def test_who_was_given_a_picture_without_a_task_is_given_its_cells(api: SignIn) -> None:
    place = _drawn_on()
    _offer(place)
    ada, bob = work.annotator(place), work.annotator(place)
    here = _shown_to(ada, place)

    found = api(ada).get(here).json()
    answer = api(ada).get(found["superpixels_url"])

    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # it streams
    assert unpacked(content).labels.shape == (80, 120)
    assert (found["is_waiting"], found["tiles_url"], found["plugin_url"]) == (False, None, None)
    assert api(bob).get(here).status_code == 404


@pytest.mark.parametrize("variant", ["thumbnail", "superpixels", "tiles"])
def test_a_link_to_less_than_the_picture_opens_nothing_beside_it(
    api: SignIn, variant: Variant
) -> None:
    place = _drawn_on()
    _offer(place)
    ada = work.annotator(place)

    assert api(ada).get(_shown_to(ada, place)).status_code == 200
    assert api(ada).get(_shown_to(ada, place, variant)).status_code == 404


def test_what_lies_beside_a_picture_can_be_seen_no_longer_than_the_picture(
    api: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = _drawn_on()
    _offer(place)
    ada = work.annotator(place)
    here, given = _shown_to(ada, place), now()
    ends_s = read_token(here.split("/")[-2], viewer=person_actor(ada.pk), now=given).expires_s
    monkeypatch.setattr("guildmark.work.api.aids.now", lambda: given + timedelta(minutes=55))

    found = api(ada).get(here).json()["superpixels_url"].removeprefix("/media/")

    assert read_token(found, viewer=person_actor(ada.pk), now=given).expires_s == ends_s


def test_a_project_tells_nothing_of_pictures_of_others(api: SignIn) -> None:
    place, other = _drawn_on(), work.workplace()
    _offer(place)
    ada = work.annotator(place)
    here = _shown_to(ada, place)
    there = here.replace(f"/projects/{place.project.pk}/", f"/projects/{other.project.pk}/")

    assert api(ada).get(here).status_code == 200
    assert api(ada).get(there).status_code == 404
    assert api(ada).get(here.replace("aids", "").rstrip("/") + "x/aids").status_code == 404
