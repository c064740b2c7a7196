"""Exports that say where pictures are, instead of holding them."""

import json
import zipfile
from typing import Any

import pytest
from django.test import Client

from guildmark.core import clock
from guildmark.datasets.models import WITHDRAWN, Import, ImportFile, Item
from guildmark.releases import actions
from guildmark.releases.errors import PicturesOrLinks
from guildmark.releases.models import Export, Release
from tests.conftest import SignIn
from tests.factories import accounts, consensus, releases

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> Release:
    """Four pictures: fetched, fetched with a password in the address, uploaded, taken back."""
    place = consensus.labelled(items=4)
    made = releases.published(place)
    first, second, _, last = releases.items_of(place)
    brought = Import.objects.create(
        organisation_id=place.organisation.pk,
        dataset=place.dataset,
        created_by=place.manager,
        created_at=clock.now(),
    )
    for item, url in (
        (first, "https://example.org/a.jpg"),
        (first, "https://example.org/twin.jpg"),
        (second, "https://me:secret@example.org/b.jpg"),
        (last, "https://example.org/d.jpg"),
    ):
        ImportFile.objects.create(of_import=brought, name="a.jpg", url=url, item=item)
    Item.objects.filter(pk=last.pk).update(exclusion_reason=WITHDRAWN, excluded_at=clock.now())
    return made


def _made(release: Release, **asked: Any) -> Export:
    export, _ = actions.request_export(
        actor_id=release.created_by_id,
        release_id=release.pk,
        format_key="coco",
        has_pictures=asked.pop("has_pictures", False),
        now=clock.now(),
        **asked,
    )
    actions.build_export(export_id=export.pk, clock=clock.now)
    export.refresh_from_db()
    return export


def _links(export: Export) -> list[str | None]:
    with export.file.open("rb") as file, zipfile.ZipFile(file) as archive:
        coco = json.loads(archive.read("annotations/instances_default.json"))
    return [image.get("coco_url") for image in coco["images"]]


def test_links_are_ours_or_those_that_pictures_were_fetched_from(
    release: Release, api: SignIn, client: Client
) -> None:
    ours, own = (_links(_made(release, links=links)) for links in ("ours", "own"))

    assert _links(_made(release)) == [None] * 4
    assert all(link and link.startswith("http") and "/picture" in link for link in ours[:3])
    assert ours[3] is None
    assert own == ["https://example.org/a.jpg", ours[1], ours[2], None]
    assert Export.objects.filter(release=release).count() == 3
    member = api(accounts.staff(release.project.organisation, "client"))
    path = f"/api/v1/releases/{release.pk}/items/1/picture"
    assert (ours[0] or "").endswith(path)
    assert member.get(path).status_code == 302
    assert client.get(path).status_code in {401, 403}


def test_the_door_takes_one_of_pictures_and_links(release: Release, api: SignIn) -> None:
    member = api(accounts.staff(release.project.organisation, "client"))
    url = f"/api/v1/releases/{release.pk}/exports"

    made = member.post(url, {"format": "coco", "links": "own"})
    again = member.post(url, {"format": "coco", "links": "own"})
    bare = member.post(url, {"format": "coco"})
    both = member.post(url, {"format": "coco", "links": "ours", "has_pictures": True})
    wrong = member.post(url, {"format": "coco", "links": "https://evil.example"})

    assert (made.status_code, made.json()["links"]) == (201, "own")
    assert (again.status_code, again.json()["id"]) == (200, made.json()["id"])
    assert (bare.status_code, bare.json()["links"]) == (201, "")
    assert (both.status_code, both.json()["code"]) == (422, "pictures_or_links")
    assert wrong.status_code == 422
    export = Export.objects.get(pk=made.json()["id"])
    assert export.file_stem.endswith("-coco-with-own-links")
    with pytest.raises(PicturesOrLinks):
        _made(release, links="own", has_pictures=True)
