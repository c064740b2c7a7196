"""An import on a disk that is full: it waits and says so, blames no file, and goes on."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from guildmark.core.whole_files import WholeFiles
from guildmark.datasets import actions
from guildmark.datasets.actions import ImportRun
from guildmark.datasets.intake.decoder import Decoder
from guildmark.datasets.models import Item
from tests.factories import datasets, pictures
from tests.factories.accounts import NOW
from tests.integration.datasets.importing import (
    _five_files,
    clock,
    counts,
    outcomes,
    run,
    stored_files,
)

if TYPE_CHECKING:
    from django.core.files import File

FULL = Path("/dev/full")


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A folder of media that takes no more, until something is put into this list."""
    made: list[str] = []
    keep = WholeFiles._save

    def keep_or_refuse(self: WholeFiles, name: str, content: File[bytes]) -> str:
        if not made and name.endswith("thumbnail.jpg"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return keep(self, name, content)

    monkeypatch.setattr(WholeFiles, "_save", keep_or_refuse)
    return made


@pytest.mark.django_db
def test_an_import_waits_for_room_and_goes_on_once_there_is_some(room: list[str]) -> None:
    one = datasets.started_import(files=_five_files()[:2])
    sent = stored_files()

    waited = {actions.run_import(import_id=one.pk, clock=clock) for _ in range(2)}
    one.refresh_from_db()
    seen = (one.state, one.error_code, one.attempt, one.lost_count, stored_files())
    room.append("some")
    run(one)

    assert waited == {ImportRun.NO_ROOM}
    assert seen == ("queued", "no_room", 0, 0, sent)
    assert counts(one) == ("done", 2, 2, 2, 0, 0)
    assert (one.error_code, str(one.error_detail)) == ("", "")
    assert {state for _, state, _ in outcomes(one)} == {"imported"}
    assert Item.objects.count() == 2


@pytest.mark.django_db
def test_who_ends_an_import_that_waits_for_room_reads_no_more_that_it_waits(
    room: list[str],
) -> None:
    one = datasets.started_import(files=_five_files()[:1])
    actions.run_import(import_id=one.pk, clock=clock)

    ended = actions.cancel_import(actor_id=one.created_by_id, import_id=one.pk, now=NOW)

    assert (ended.state, ended.error_code, str(ended.error_detail)) == ("cancelled", "", "")


def test_a_child_that_has_no_room_says_so_and_blames_neither_picture_nor_archive() -> None:
    packed = pictures.archive([("a.jpg", pictures.jpeg(1))])
    with Decoder() as decoder:
        picture = decoder.spool([pictures.jpeg(1)], name="upload")
        archive = decoder.spool([packed], name="archive")
        for name in ("rendition", "member"):
            decoder._path(name).symlink_to(FULL)

        with pytest.raises(OSError, match="No space left"):
            decoder.picture(picture.path)
        with pytest.raises(OSError, match="No space left"):
            decoder.member(archive, 0, most_bytes=10**6)
