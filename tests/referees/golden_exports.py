"""The golden set as the product exports it, with pictures, one folder a format."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from concord.formats import EXPORTERS, ReleasedItem
from guildmark.releases.archive import Archive
from tests.unit.concord.golden import GOLDEN, HEAD

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)


def write_all(folder: Path) -> None:
    """Every format into a folder of its key."""
    items = [replace(item, picture=_picture(item)) for item in GOLDEN]
    for key, exporter in EXPORTERS.items():
        target = io.BytesIO()
        archive = Archive(target, moment=MOMENT)
        annotations = archive.write_annotations(exporter, HEAD, items)
        archive.write_pictures(exporter, HEAD, items, on_each=lambda: None)
        archive.finish(HEAD, annotations, picture_pattern="images/*")
        with zipfile.ZipFile(target) as found:
            found.extractall(folder / key)


def _picture(item: ReleasedItem) -> Callable[[], Iterator[bytes]]:
    def blocks() -> Iterator[bytes]:
        target = io.BytesIO()
        is_png = item.file_name.endswith(".png")
        colour = (90, 20 * int(item.key[1:]), 120)
        image = Image.new("RGB", (item.width_px, item.height_px), colour)
        image.save(target, "PNG" if is_png else "JPEG")
        yield target.getvalue()

    return blocks
