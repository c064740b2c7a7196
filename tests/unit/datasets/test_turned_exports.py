"""Eight EXIF orientations through every export: the box lies on its object in what leaves us."""

import io
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from concord.documents import Document, Shape
from concord.formats import EXPORTERS, Head, ReleasedItem
from guildmark.datasets.intake.decoder import Decoder
from guildmark.releases.archive import Archive
from tests.factories import pictures
from tests.unit.concord.parquet_reader import read
from tests.unit.datasets.exported_boxes import BOXES, WITHOUT_PLACES, Box

pytestmark = pytest.mark.slow
WIDTH, HEIGHT, GREEN = 48, 32, (20, 160, 40)
#: The green quarter of the scene, once it is upright.
GEOMETRY = {"x": 24.0, "y": 0.0, "width": 24.0, "height": 16.0}
HEAD = Head(
    {
        "version": 1,
        "labels": [{"key": "green", "name": "Green", "color": "#30C7D2", "kind": "box"}],
        "questions": [],
    },
    {"project": "Turned", "version": "1.0"},
)
SUFFIXES = {".jpg", ".jpeg"}
#: Pixels beside an edge, whose colour JPEG mixes.
BLUR = 3


@pytest.fixture(scope="module")
def renditions() -> Mapping[int, bytes]:
    """What intake makes of each."""
    found = {}
    with Decoder() as decoder:
        for orientation in range(1, 9):
            spooled = decoder.spool([pictures.turned(orientation)], name="upload")
            found[orientation] = decoder.picture(spooled.path).rendition.read_bytes()
    return found


def _export(key: str, rendition: bytes) -> dict[str, bytes]:
    """Every file, those inside of shards too."""
    item = ReleasedItem(
        key="1",
        file_name="images/000001_turned.jpg",
        width_px=WIDTH,
        height_px=HEIGHT,
        sha256=None,
        document=Document(False, (Shape("s", "box", "green", GEOMETRY, {}),), {}),
        picture=lambda: iter([rendition]),
    )
    target = io.BytesIO()
    archive = Archive(target, moment=datetime(2026, 3, 1, tzinfo=UTC))
    exporter = EXPORTERS[key]
    annotations = archive.write_annotations(exporter, HEAD, [item])
    archive.write_pictures(exporter, HEAD, [item], on_each=lambda: None)
    archive.finish(HEAD, annotations, picture_pattern="images/*")
    with zipfile.ZipFile(target) as found:
        return dict(_members({name: found.read(name) for name in found.namelist()}))


def _members(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for name, content in files.items():
        yield name, content
        if name.endswith(".parquet"):
            (picture,) = read(content).columns["image.bytes"].values
            yield f"{name}/picture.jpg", picture
        if name.endswith(".tar"):
            with tarfile.open(fileobj=io.BytesIO(content)) as shard:
                for member in shard.getmembers():
                    inner = shard.extractfile(member)
                    assert inner is not None
                    yield f"{name}/{member.name}", inner.read()


def _pixels(files: Mapping[str, bytes]) -> NDArray[np.int64]:
    """Of the one picture that is in it, as it lies there: whoever reads it turns nothing."""
    (shown,) = (one for name, one in files.items() if PurePosixPath(name).suffix in SUFFIXES)
    with Image.open(io.BytesIO(shown)) as image:
        assert dict(image.getexif()) == {}
        return np.asarray(image.convert("RGB")).astype(np.int64)


def _is_round(box: Box, is_green: NDArray[np.bool_]) -> bool:
    """Whether all within the box is green and nothing without, but for its blurred edge."""
    left, top, right, bottom = np.round(box).astype(int).tolist()
    inside = is_green[top + BLUR : bottom - BLUR, left + BLUR : right - BLUR]
    around = is_green.copy()
    around[max(0, top - BLUR) : bottom + BLUR, max(0, left - BLUR) : right + BLUR] = False
    return inside.size > 0 and bool(inside.all()) and not around.any()


def test_every_format_is_looked_at() -> None:
    assert {*BOXES} | WITHOUT_PLACES == {*EXPORTERS}


@pytest.mark.parametrize("key", EXPORTERS)
def test_a_turned_picture_leaves_upright_with_its_box_round_its_object(
    key: str, renditions: Mapping[int, bytes]
) -> None:
    for orientation, rendition in renditions.items():
        files = _export(key, rendition)
        pixels = _pixels(files)
        assert pixels.shape == (HEIGHT, WIDTH, 3), orientation
        if key in BOXES:
            is_green = np.abs(pixels - GREEN).max(axis=-1) < 40
            assert _is_round(BOXES[key](files, (WIDTH, HEIGHT)), is_green), orientation


def test_a_box_that_was_turned_with_the_picture_is_not_round_its_object(
    renditions: Mapping[int, bytes],
) -> None:
    pixels = _pixels(_export("coco", renditions[6]))
    is_green = np.abs(pixels - GREEN).max(axis=-1) < 40

    assert _is_round((24, 0, 48, 16), is_green)
    assert not _is_round((0, 0, 24, 16), is_green)
    assert not _is_round((24, 16, 48, 32), is_green)
    assert not _is_round((16, 0, 32, 24), is_green)
