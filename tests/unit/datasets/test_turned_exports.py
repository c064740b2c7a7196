"""Eight EXIF orientations through every export: the box lies on its object in what leaves us."""

import io
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath

import numpy as np
import pytest
from PIL import Image

from concord.documents import Document, Shape
from concord.formats import EXPORTERS, Head, ReleasedItem
from guildmark.datasets.intake.decoder import Decoder
from guildmark.releases.archive import Archive
from tests.factories import pictures

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
        if not name.endswith(".tar"):
            yield name, content
            continue
        with tarfile.open(fileobj=io.BytesIO(content)) as shard:
            for member in shard.getmembers():
                inner = shard.extractfile(member)
                assert inner is not None
                yield f"{name}/{member.name}", inner.read()


def _is_picture(name: str) -> bool:
    return PurePosixPath(name).suffix in SUFFIXES


def _labels(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What speaks of objects; the others hold checksums of the pictures."""
    about = {"manifest.json", "checksums.sha256", "croissant.json"}
    return {
        name: content
        for name, content in files.items()
        if name not in about and not _is_picture(name)
    }


@pytest.mark.parametrize("key", EXPORTERS)
def test_a_turned_picture_leaves_upright_with_its_box_where_it_belongs(
    key: str, renditions: Mapping[int, bytes]
) -> None:
    upright = _labels(_export(key, renditions[1]))

    for orientation, rendition in renditions.items():
        files = _export(key, rendition)
        shown = [content for name, content in files.items() if _is_picture(name)]
        assert len(shown) == 1, orientation
        with Image.open(io.BytesIO(shown[0])) as image:
            assert dict(image.getexif()) == {}, orientation
            pixels = np.asarray(image.convert("RGB")).astype(int)
        assert pixels.shape == (HEIGHT, WIDTH, 3), orientation
        assert np.abs(pixels[3:13, 27:45] - GREEN).max() < 40, orientation
        assert _labels(files) == upright, orientation
