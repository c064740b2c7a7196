"""Files of a ZIP, small ones put there whole: `zipfile` and `unzip` read all of them."""

import io
import zipfile
from contextlib import suppress

import pytest

from guildmark.releases.members import SMALL_BYTES, Member

LARGE = bytes(range(256)) * (SMALL_BYTES // 256 + 5)


def _written(target: io.BytesIO, files: dict[str, list[bytes]], compression: int) -> None:
    with zipfile.ZipFile(target, "w", allowZip64=True) as archive:
        for name, pieces in files.items():
            info = zipfile.ZipInfo(name, date_time=(2026, 3, 1, 0, 0, 0))
            info.compress_type = compression
            with Member(archive, info) as member:
                for piece in pieces:
                    member.write(piece)


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_small_and_large_files_come_back_whatever_they_follow(compression: int) -> None:
    files = {
        "labels/a.txt": [b"one ", b"line\n"],
        "large.bin": [LARGE[:1000], LARGE[1000:], b"and its end"],
        "empty.txt": [],
        "labels/größe.txt": [b"x" * SMALL_BYTES],
        "larger.bin": [LARGE] * 3,
        "last.txt": [b"last"],
    }
    target = io.BytesIO()

    _written(target, files, compression)

    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(files)
        for name, pieces in files.items():
            assert archive.read(name) == b"".join(pieces)
            assert archive.getinfo(name).compress_type == compression


def test_a_file_that_is_broken_off_is_not_there_and_the_next_one_is() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, size in (("small.txt", 10), ("large.bin", SMALL_BYTES + 1)):
            with suppress(ConnectionError), Member(archive, zipfile.ZipInfo(name)) as member:
                member.write(bytes(size))
                raise ConnectionError
        with Member(archive, zipfile.ZipInfo("next.txt")) as member:
            member.write(b"next")

    with zipfile.ZipFile(target) as archive:
        assert "small.txt" not in archive.namelist()
        assert archive.read("next.txt") == b"next"


def test_a_repeated_build_has_the_same_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for target in (first, second):
        _written(target, {"a.txt": [b"a" * 99], "b.bin": [LARGE]}, zipfile.ZIP_DEFLATED)

    assert first.getvalue() == second.getvalue()
