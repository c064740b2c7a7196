"""More than 60 files that mean harm, or are broken, through one import (bar 3 of the design)."""

from pathlib import Path

import psutil
import pytest
from django.core.files.storage import default_storage
from pytest_django.fixtures import Settings

from guildmark.core.clock import now
from guildmark.datasets import actions
from guildmark.datasets.intake import decoder as decoding
from guildmark.datasets.models import ImportFile, Item
from tests.factories import datasets, hostile

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MEGABYTE = 1024 * 1024
#: What is a picture after all: read, and shown without what it brought along.
TAKEN = {
    *(f"turned-{tag}.jpg" for tag in range(1, 9)),
    *("telling.jpg", "telling.png", "lab-profile.jpg", "broken-profile.jpg", "progressive.jpg"),
    *("line.png", "dot.png", "grey-alpha.png", "alpha.png", "one-bit.png", "palette.png"),
    *("cmyk.jpg", "sixteen.png", "page-behind.jpg", "page-behind.png", "page-inside.png"),
    *("rows-bomb.png", "page-inside.jpg", "zip-behind.jpg"),
    *("scan.tif", "telling.tif", "sound.tif", "loop.tif", "endless-rows.tif"),
}


class Watched(decoding.Decoder):
    """Says how many children there were, and the most memory one held (its high-water mark)."""

    started: list[int] = []
    peak_bytes = 0

    def _exchange(self, line: bytes) -> dict[str, object]:
        answer = super()._exchange(line)
        if self.child_id is not None:
            Watched.started.append(self.child_id)
            status = Path(f"/proc/{self.child_id}/status").read_text()
            high = next(row for row in status.splitlines() if row.startswith("VmHWM"))
            Watched.peak_bytes = max(Watched.peak_bytes, int(high.split()[1]) * 1024)
        return answer


def test_hostile_files_harm_nothing_and_every_refusal_has_a_reason(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    monkeypatch.setattr("guildmark.datasets.actions.running.Decoder", Watched)
    files = hostile.corpus()
    before = {path for path in tmp_path.rglob("*") if path.is_file()}

    made = datasets.started_import(files=files.items())
    while actions.run_import(import_id=made.pk, clock=now) is actions.ImportRun.MORE:
        pass

    made.refresh_from_db()
    refused = ImportFile.objects.filter(state="refused")
    assert len(files) > 60
    assert (made.state, made.lost_count) == ("done", 0)
    assert not ImportFile.objects.filter(state="waiting").exists()
    assert [one.name for one in refused if not one.refusal_code or not one.refusal_detail] == []
    assert not refused.filter(refusal_code="unreadable").exists()
    named = set(
        ImportFile.objects.filter(parent=None, state__in=["imported", "duplicate"]).values_list(
            "name", flat=True
        )
    )
    assert named == TAKEN
    written = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    store = Path(settings.MEDIA_ROOT) / "items"
    assert [path for path in written if not path.is_relative_to(store)] == []
    assert not any(psutil.pid_exists(pid) for pid in set(Watched.started))
    assert Watched.peak_bytes < 512 * MEGABYTE


def test_no_byte_that_is_served_tells_what_a_file_brought_along() -> None:
    files = hostile.corpus()
    wanted = {name: files[name] for name in TAKEN}

    made = datasets.started_import(files=wanted.items())
    actions.run_import(import_id=made.pk, clock=now)

    served = {
        (item.name, kind): default_storage.open(name).read()
        for item in Item.objects.all()
        for kind, name in (
            ("rendition", str(item.rendition)),
            ("thumbnail", str(item.thumbnail)),
            ("shown", str(item.shown)),
        )
        if name
    }
    found = [
        key for key, content in served.items() if any(one in content for one in hostile.SECRETS)
    ]
    assert len(served) > 40
    assert found == []
