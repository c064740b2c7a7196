"""What the referees read: the golden set as the product exports it, with pictures; and tables."""

import io
import random
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from concord.documents import Document, Shape
from concord.formats import EXPORTERS, Head, ReleasedItem
from concord.formats.parquet import Column, Table, list_of
from concord.geometry.rle import encode
from guildmark.datasets.intake.decoder import Decoder
from guildmark.releases.archive import Archive
from tests.unit.concord.golden import GOLDEN, HEAD

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
#: Came in on its side, with an EXIF tag that says so.
TURNED = "i8"
_ON_ITS_SIDE = 6  # turned by a quarter to be upright
_ORIENTATION_TAG = 0x0112


def write_all(folder: Path) -> None:
    """Every format into a folder of its key, and what single referees are asked beside."""
    upright = _upright()
    items = [
        replace(item, picture=(lambda: [upright]) if item.key == TURNED else _picture(item))
        for item in GOLDEN
    ]
    for key in EXPORTERS:
        _write(folder / key, key, HEAD, items)
    _write(folder / "cityscapes_streets", "cityscapes", STREETS, [STREET])
    (folder / "tables").mkdir()
    (folder / "tables" / "table.parquet").write_bytes(table())


def write_linked(folder: Path, links: Mapping[str, str], formats: Iterable[str]) -> None:
    """The formats without pictures, and where each picture is by the key of its item."""
    items = [replace(item, link=links[item.key]) for item in GOLDEN]
    for key in formats:
        _write(folder / key, key, replace(HEAD, has_links=True), items)


def _write(folder: Path, key: str, head: Head, items: Iterable[ReleasedItem]) -> None:
    target, exporter = io.BytesIO(), EXPORTERS[key]
    archive = Archive(target, moment=MOMENT)
    annotations = archive.write_annotations(exporter, head, items)
    archive.write_pictures(exporter, head, items, on_each=lambda: None)
    archive.finish(head, annotations, picture_pattern="images/*")
    with zipfile.ZipFile(target) as found:
        found.extractall(folder)


def _upright() -> bytes:
    """What intake makes of a photograph that lies on its side."""
    (item,) = (one for one in GOLDEN if one.key == TURNED)
    stored, exif = io.BytesIO(), Image.Exif()
    exif[_ORIENTATION_TAG] = _ON_ITS_SIDE
    Image.new("RGB", (item.height_px, item.width_px)).save(stored, "JPEG", exif=exif)
    with Decoder() as decoder:
        spooled = decoder.spool([stored.getvalue()], name="turned.jpg")
        return decoder.picture(spooled.path).rendition.read_bytes()


def _picture(item: ReleasedItem) -> Callable[[], Iterator[bytes]]:
    def blocks() -> Iterator[bytes]:
        target = io.BytesIO()
        is_png = item.file_name.endswith(".png")
        colour = (90, 20 * int(item.key[1:]), 120)
        image = Image.new("RGB", (item.width_px, item.height_px), colour)
        image.save(target, "PNG" if is_png else "JPEG")
        yield target.getvalue()

    return blocks


def _street_label(key: str, name: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "name": name, "color": "#30C7D2", "kind": "mask", **more}


#: Labels that Cityscapes has: a class of pixels, and objects.
STREETS = Head(
    {
        "version": 1,
        "labels": [
            _street_label("road", "road", is_semantic=True),
            _street_label("sky", "sky", is_semantic=True),
            _street_label("car", "car"),
        ],
        "questions": [],
    },
    HEAD.metadata,
    splits=("train",),
)


def _window(key: str, label: str, x: int, y: int, width: int, height: int) -> Shape:
    counts = encode(np.ones((height, width), dtype=bool))
    geometry = {"x": x, "y": y, "width": width, "height": height, "counts": counts}
    return Shape(key, "mask", label, geometry, {})


_STREET = ReleasedItem(
    key="s1",
    file_name="images/000001_street.png",
    width_px=100,
    height_px=80,
    sha256=None,
    document=Document(
        False,
        (
            _window("s1", "road", 0, 50, 100, 30),
            _window("s2", "sky", 10, 0, 80, 20),
            _window("s3", "car", 40, 40, 20, 20),
        ),
        {},
    ),
    split="train",
)
STREET = replace(_STREET, picture=_picture(_STREET))

COLUMNS = (
    Column("yes", "boolean"),
    Column("number", "integer"),
    Column("share", "float"),
    Column("data", "bytes"),
    Column("text", "text"),
    list_of("lists", "list", Column("element", "float")),
    Column("parts", "struct", (Column("text", "text"), list_of("numbers", "integer"))),
)


def rows() -> list[dict[str, Any]]:
    """Rows of every type with holes of every kind, the same ones each time."""
    drawn = random.Random(7)

    def maybe(value: Any) -> Any:
        return None if drawn.random() < 0.2 else value

    def some(make: Callable[[], Any]) -> Any:
        return maybe([maybe(make()) for _ in range(drawn.randrange(4))])

    return [
        {
            "yes": maybe(drawn.random() < 0.5),
            "number": maybe(drawn.randrange(-(2**62), 2**62)),
            "share": maybe(drawn.random()),
            "data": maybe("x" * drawn.randrange(300)),
            "text": maybe("é写" * drawn.randrange(3)),
            "lists": some(lambda: [maybe(drawn.random()) for _ in range(drawn.randrange(3))]),
            "parts": maybe({"text": maybe("a"), "numbers": some(lambda: drawn.randrange(9))}),
        }
        for _ in range(2_000)
    ]


def table() -> bytes:
    """The rows as a file, in groups of 700. Bytes are of what JSON can say."""
    target = io.BytesIO()
    written = Table(COLUMNS, target)
    for place, row in enumerate(rows(), start=1):
        data = None if row["data"] is None else row["data"].encode()
        written.add({**row, "data": data})
        if place % 700 == 0:
            written.flush()
    written.close({})
    return target.getvalue()
