"""Imports that take files for days: what somebody is still at is never ended."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from guildmark.datasets import actions, queries
from guildmark.datasets.models import Import
from guildmark.datasets.url_lists import ListedPicture
from tests.factories import buckets, datasets, pictures
from tests.factories.accounts import NOW

pytestmark = pytest.mark.django_db

SECOND_DAY = NOW + timedelta(days=2)
FOURTH_DAY = NOW + timedelta(days=3, hours=1)
SIXTH_DAY = SECOND_DAY + timedelta(days=3, hours=1)


def _send_a_file(to: Import, now: datetime) -> None:
    upload = SimpleUploadedFile("b.jpg", pictures.jpeg(2))
    actions.add_import_file(import_id=to.pk, name="b.jpg", upload=upload, now=now)


def _list_addresses(to: Import, now: datetime) -> None:
    listed = [ListedPicture("https://a.example/b.jpg", "b.jpg")]
    actions.add_listed_pictures(import_id=to.pk, pictures=listed, now=now)


def _name_a_bucket(to: Import, now: datetime) -> None:
    bucket = buckets.bucket(to.dataset.organisation)
    actions.set_bucket_source(import_id=to.pk, bucket=bucket, prefix="in/", now=now)


def _announce_an_upload(to: Import, now: datetime) -> None:
    actions.open_upload(import_id=to.pk, name="b.jpg", byte_count=9, metadata={}, now=now)


@pytest.mark.parametrize(
    "come_back", [_send_a_file, _list_addresses, _name_a_bucket, _announce_an_upload]
)
def test_an_import_that_somebody_came_back_to_goes_on(
    come_back: Callable[[Import, datetime], None],
) -> None:
    used = datasets.import_(files=[("a.jpg", pictures.jpeg(1))])
    left = datasets.import_(files=[("a.jpg", pictures.jpeg(1))])
    come_back(used, SECOND_DAY)

    ended = actions.expire_imports(now=FOURTH_DAY)

    for one in (used, left):
        one.refresh_from_db()
    assert (ended, used.state, left.state) == (1, "queued", "cancelled")
    assert used.is_collecting
    kept = default_storage.listdir(f"imports/{used.pk}")[1]
    assert len(kept) == used.files.filter(url="").count()
    assert actions.expire_imports(now=SIXTH_DAY) == 1


def test_an_upload_that_arrived_in_parts_keeps_its_import_as_long(tmp_path: Path) -> None:
    used = datasets.import_()
    upload = actions.open_upload(
        import_id=used.pk, name="b.jpg", byte_count=9, metadata={}, now=SECOND_DAY
    )
    (tmp_path / "part").write_bytes(b"123456789")
    actions.receive_part(
        upload_id=upload.pk,
        offset=0,
        content=tmp_path / "part",
        now=SECOND_DAY + timedelta(hours=9),
    )

    ended = [actions.expire_imports(now=at) for at in (FOURTH_DAY, SIXTH_DAY)]

    assert ended == [0, 0]
    assert actions.expire_imports(now=SIXTH_DAY + timedelta(hours=9)) == 1


def test_a_file_that_comes_while_imports_are_ended_keeps_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    used = datasets.import_(files=[("a.jpg", pictures.jpeg(1))])
    found_left = queries.left_imports(since=FOURTH_DAY - Import.KEPT_FOR, limit=9)
    _send_a_file(used, FOURTH_DAY)
    monkeypatch.setattr(queries, "left_imports", lambda **_: found_left)

    ended = actions.expire_imports(now=FOURTH_DAY)

    used.refresh_from_db()
    assert (found_left, ended, used.state) == ([used.pk], 0, "queued")
