"""An export's ZIP: small files go there together, large ones as they come, all in their order."""

import gc
import hashlib
import io
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import pytest

from concord.documents import Document
from concord.formats import EXPORTERS, Head, ReleasedItem
from concord.formats.batches import batches
from guildmark.releases.archive import Archive
from guildmark.releases.members import SMALL_BYTES

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
HEAD = Head({"version": 1, "labels": [], "questions": []}, {"project": "P", "version": "1.0"})
FORMAT = EXPORTERS["csv"]
COUNT = 600


def _item(number: int, content: bytes) -> ReleasedItem:
    def picture() -> Iterator[bytes]:
        yield content[:7]
        yield content[7:]
        if content == b"":
            raise ConnectionError

    return ReleasedItem(
        key=str(number), file_name=f"images/{number}.jpg", width_px=8, height_px=8, sha256=None,
        document=Document(True, (), {}), picture=picture,
    )  # fmt: skip


def _archive(target: io.BytesIO, items: Iterable[ReleasedItem]) -> None:
    archive = Archive(target, moment=MOMENT)
    annotations = archive.write_annotations(FORMAT, HEAD, items)
    archive.write_pictures(FORMAT, HEAD, items, on_each=lambda: None)
    archive.finish(HEAD, annotations, picture_pattern="images/*")


def test_files_of_all_sizes_lie_in_their_order_and_are_what_their_hashes_say() -> None:
    large = SMALL_BYTES + 1
    contents = [bytes([n % 256]) * (large if n % 250 == 3 else n + 1) for n in range(COUNT)]
    target = io.BytesIO()

    _archive(target, [_item(number, content) for number, content in enumerate(contents)])

    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        pictures = [name for name in names if name.startswith("images/")]
        assert pictures == [f"images/{number}.jpg" for number in range(COUNT)]
        assert [archive.read(name) for name in pictures] == contents
        lines = archive.read("checksums.sha256").decode().splitlines()
        said = {path: digest for digest, path in (line.split("  ") for line in lines)}
        assert set(said) == set(names) - {"checksums.sha256"}
        for name, digest in said.items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest


def test_a_picture_that_breaks_off_ends_the_export() -> None:
    with pytest.raises(ConnectionError):
        _archive(io.BytesIO(), [_item(0, b"whole picture"), _item(1, b"")])


def _leave_in_its_middle() -> None:
    with tempfile.TemporaryFile() as target, Archive(target, moment=MOMENT) as archive:
        with archive.file("labels/a.txt") as sink:
            sink.write(bytes(SMALL_BYTES + 1))
        raise ConnectionError


def test_what_is_left_in_its_middle_says_nothing_once_its_file_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[object] = []
    gc.collect()  # what other tests left open says so now
    monkeypatch.setattr(sys, "unraisablehook", said.append)

    with pytest.raises(ConnectionError):
        _leave_in_its_middle()
    gc.collect()

    assert said == []


def test_batches_hold_all_in_order_and_few_bytes_or_one() -> None:
    found = list(batches(range(1000), lambda one: 5 << 20 if one % 400 == 399 else 1))

    assert [one for batch in found for one in batch] == list(range(1000))
    assert max(map(len, found)) == 256
    assert [batch[-1] for batch in found if len(batch) < 256] == [399, 799, 999]
    assert not list(batches([], len))
