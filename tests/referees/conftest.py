"""The golden set's pictures where a release has them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import pytest

from guildmark.releases.content import our_link
from tests.factories import accounts, consensus, datasets, releases, work
from tests.factories.consensus import box, document
from tests.unit.concord.golden import GOLDEN


@dataclass(frozen=True)
class Served:
    """Where the golden set's pictures are, by the key of the item, and what is there."""

    links: Mapping[str, str]
    hashes: Mapping[str, str]  # by name in an export
    key: str


@pytest.fixture
def served(live_server: Any, settings: Any) -> Served:  # pytest-django's own class has no types
    """A published release of ten pictures as large as the golden ones, and a key that reads it."""
    settings.BASE_URL, settings.ALLOWED_HOSTS = live_server.url, ["localhost", "127.0.0.1"]
    place = work.workplace()
    for item in GOLDEN:
        datasets.items(place.dataset, width_px=item.width_px, height_px=item.height_px)
    consensus.labelled(place=place, says=lambda person, item_id: document(box(1, 2, 9)), people=1)
    frozen = list(releases.published(place).items.order_by("position"))
    assert len(frozen) == len(GOLDEN)
    key = accounts.api_key(place.organisation, ["releases:read"])[1].text
    return Served(
        {item.key: our_link(row) for item, row in zip(GOLDEN, frozen, strict=True)},
        {
            PurePosixPath(item.file_name).name: hashlib.sha256(
                row.item.rendition.read()
            ).hexdigest()
            for item, row in zip(GOLDEN, frozen, strict=True)
        },
        key,
    )
