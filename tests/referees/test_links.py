"""Exports that hold links: who reads them fetches every picture with a key, and none without."""

import contextlib
import hashlib
import io
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from pycocotools.coco import COCO

from tests.referees.conftest import Served
from tests.referees.golden_exports import write_linked
from tests.unit.concord.golden import GOLDEN

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = [PurePosixPath(item.file_name).name for item in GOLDEN]


@contextlib.contextmanager
def opening_with(key: str) -> Iterator[None]:
    """Libraries that fetch by themselves name a key."""
    opener = urllib.request.build_opener()
    opener.addheaders = [("Authorization", f"Bearer {key}")]
    urllib.request.install_opener(opener)
    try:
        yield
    finally:
        urllib.request.install_opener(urllib.request.build_opener())


def test_pycocotools_fetches_every_picture_with_a_key_and_none_without(
    served: Served, tmp_path: Path
) -> None:
    write_linked(tmp_path, served.links, ["coco"])
    fetched, counts = {}, {}

    for split in ("train", "val", "test"):
        with contextlib.redirect_stdout(io.StringIO()):
            coco = COCO(str(tmp_path / "coco" / "annotations" / f"instances_{split}.json"))
            with pytest.raises(urllib.error.HTTPError, match="401"):
                coco.download(str(tmp_path / "stranger"))
            (tmp_path / split / "images").mkdir(parents=True)
            with opening_with(served.key):
                coco.download(str(tmp_path / split))
        for number, image in coco.imgs.items():
            name = PurePosixPath(image["file_name"]).name
            content = (tmp_path / split / image["file_name"]).read_bytes()
            fetched[name] = hashlib.sha256(content).hexdigest()
            counts[name] = len(coco.getAnnIds(imgIds=[number]))

    assert fetched == served.hashes
    assert counts == {
        name: len(item.document.shapes) for name, item in zip(NAMES, GOLDEN, strict=True)
    }
