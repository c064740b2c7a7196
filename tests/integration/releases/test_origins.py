"""Collected pictures in a release: their licence goes out with them, and a withdrawal after it."""

import csv
import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any

import pytest

from concord.formats.origin import Origin
from guildmark.accounts.models import User
from guildmark.collection import actions as collecting
from guildmark.collection.origins import origins_of
from guildmark.core import clock
from guildmark.datasets.models import Item
from guildmark.releases import choosing
from guildmark.releases.content import head_of
from guildmark.releases.models import Export, Release
from tests.conftest import SignIn
from tests.factories import accounts, collection, consensus, datasets, releases, work
from tests.factories.accounts import NOW
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
SIGNED = NOW.date().isoformat()


@dataclass
class Collected:
    """A project with a picture of each of two people, one that came with a licence, one bare."""

    place: Workplace
    ana: User
    ben: User


@pytest.fixture
def collected() -> Collected:
    """All four are labelled."""
    place = work.workplace()
    ana, ben = accounts.person(), accounts.person()
    brief = collection.brief_of(place, ana, ben)
    for user in (ana, ben):
        collection.sign(brief, user)
        photo = collection.photo(width_px=640, height_px=480)
        asset = collection.send(brief, user, photo, kind="Outdoors")
        collecting.accept_asset(actor_id=place.manager.pk, asset_id=asset.pk, now=NOW)
    licensed, _ = datasets.items(place.dataset, 2, width_px=640, height_px=480)
    Item.objects.filter(pk=licensed.pk).update(metadata={"license": " CC0 "})
    return Collected(consensus.labelled(place=place), ana, ben)


def _zip(export: Export) -> zipfile.ZipFile:
    with export.file.open("rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def _origins(release: Release) -> list[object]:
    return [item.origin for item in release.items.order_by("position")]


def _of(user: User, *, name: str | None = None) -> dict[str, object]:
    return {
        "licence": "CC BY 4.0",
        "collected_by": user.pseudonym if name is None else name,
        "collected_on": SIGNED,
        "permission": 1,
        "signed_on": SIGNED,
    }


def test_a_release_freezes_whose_each_picture_is(collected: Collected) -> None:
    release = releases.ready(collected.place)

    brought = {"licence": "CC0", "collected_by": "", "collected_on": "", "permission": None}
    assert _origins(release) == [
        _of(collected.ana),
        _of(collected.ben),
        {**brought, "signed_on": ""},
        {},
    ]
    assert release.figures is not None
    assert release.figures["licences"] == [
        {"name": "CC BY 4.0", "items": 2},
        {"name": "CC0", "items": 1},
    ]
    assert head_of(release).metadata["origins"] == {
        "licences": [
            {"licence": "CC BY 4.0", "pictures": 2},
            {"licence": "CC0", "pictures": 1},
        ],
        "collected_by": sorted([collected.ana.pseudonym, collected.ben.pseudonym]),
        "collected": 2,
    }


def test_where_people_are_left_out_a_licence_still_goes_with_its_picture(
    collected: Collected,
) -> None:
    release = releases.ready(collected.place, plan={"people": "left_out"})
    archive = _zip(releases.exported(release, "jsonl"))

    assert _origins(release)[:2] == [_of(collected.ana, name="")] * 2
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert collected.ana.pseudonym.encode() not in everything
    assert b"CC BY 4.0" in archive.read("annotations/guildmark.jsonl")
    assert "does not name" in json.loads(archive.read("croissant.json"))["creditText"]


def test_what_is_withdrawn_is_counted_and_given_out_under_no_licence_any_more(
    collected: Collected, api: SignIn
) -> None:
    release = releases.published(collected.place)
    client = api(accounts.staff(collected.place.organisation, "client"))
    url = f"/api/v1/releases/{release.pk}"
    assert client.get(url).json()["taken_back"] == 0

    brief = collected.place.project.brief
    collecting.withdraw_consent(user_id=collected.ana.pk, brief_id=brief.pk, now=clock.now())

    assert client.get(url).json()["taken_back"] == 1
    archive = _zip(releases.exported(release, "coco", has_pictures=True))
    coco = json.loads(archive.read("annotations/instances_default.json"))
    names = {one["id"]: one["name"] for one in coco["licenses"]}
    given = [names.get(image.get("license"), "") for image in coco["images"]]
    assert given == ["", "CC BY 4.0", "CC0", ""]
    rows = list(csv.DictReader(io.StringIO(archive.read("items.csv").decode())))
    assert [row["collected_by"] for row in rows] == ["", collected.ben.pseudonym, "", ""]
    card = archive.read("README.md").decode()
    assert collected.ana.pseudonym not in card
    assert "of which labels alone are left: 1" in card
    assert "CC BY 4.0 (<https://creativecommons.org/licenses/by/4.0/>): 1 picture\n" in card
    later = releases.ready(collected.place)
    assert _origins(later) == _origins(release)[1:]


def test_a_picture_that_is_withdrawn_while_it_waits_to_be_frozen_is_left_out(
    collected: Collected, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = choosing.results_of

    def withdrawn_meanwhile(*args: Any, **asked: Any) -> list[tuple[int, int]]:
        found = chosen(*args, **asked)
        brief = collected.place.project.brief
        collecting.withdraw_consent(user_id=collected.ana.pk, brief_id=brief.pk, now=NOW)
        return found

    monkeypatch.setattr(choosing, "results_of", withdrawn_meanwhile)
    release = releases.ready(collected.place)

    assert release.state == Release.State.READY
    assert [item.position for item in release.items.order_by("position")] == [1, 2, 3]
    assert _origins(release)[0] == _of(collected.ben)


def test_metadata_that_are_no_text_say_no_licence(collected: Collected) -> None:
    bare = collected.place.dataset.items.order_by("pk").last()
    assert bare is not None
    for said in ({"licence": ["CC0"]}, {"licence": "  "}, {"license": None}, {"other": "CC0"}):
        bare.metadata = said
        assert origins_of([bare]) == {}
    bare.metadata = {"licence": "x" * 999}

    assert origins_of([bare]) == {bare.pk: Origin(licence="x" * 200)}
