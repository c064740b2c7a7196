"""What people read of the sizes that are taken is what is taken."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from guildmark.core.uploads import MEGABYTE
from guildmark.datasets.intake.limits import Limits
from guildmark.datasets.url_lists import MOST_LIST_BYTES

ROOT = Path(__file__).resolve().parents[3]
ITEMS = ROOT / "frontend" / "src" / "pages" / "items"


def _texts() -> dict[str, str]:
    guide = (ROOT / "docs" / "guides" / "manager" / "pictures.md").read_text(encoding="utf-8")
    (said,) = [line for line in guide.splitlines() if line.startswith("- A picture has up to")]
    pages = {
        language: json.loads((ITEMS / f"{language}.json").read_text(encoding="utf-8"))["limits"]
        for language in ("en", "es")
    }
    return {**pages, "guide": said}


@pytest.mark.parametrize("place", ["en", "es", "guide"])
def test_the_sizes_that_people_read_are_those_that_are_taken(place: str) -> None:
    said = _texts()[place].replace("20.000", "20,000")

    assert f"{Limits.pixels // 1_000_000} mega" in said
    assert f"{Limits.picture_bytes // MEGABYTE} MB" in said
    assert f"ZIP{',' if place == 'es' else ''} " in said
    assert f"{settings.MAX_UPLOAD_BYTES // MEGABYTE} MB" in said
    assert f"{Limits.archive_bytes // MEGABYTE // 1024} GB" in said
    assert f"{Limits.members:,} " in said
    assert f"{MOST_LIST_BYTES // MEGABYTE} MB" in said
