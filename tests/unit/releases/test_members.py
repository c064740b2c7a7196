"""Files of a ZIP, small ones put there whole: `zipfile` and `unzip` read all of them."""

import hashlib
import io
import zipfile
from contextlib import suppress

import pytest

from concord.formats import FileEntry
from guildmark.releases.members import SMALL_BYTES, Members, quickly

LARGE = bytes(range(256)) * (SMALL_BYTES // 256 + 5)


def _members(target: io.BytesIO, compression: int = zipfile.ZIP_STORED) -> Members:
    def info(path: str) -> zipfile.ZipInfo:
        made = zipfile.ZipInfo(path, date_time=(2026, 3, 1, 0, 0, 0))
        made.compress_type = compression
        return made

    return Members(target, info)


def _written(
    target: io.BytesIO, files: dict[str, list[bytes]], compression: int
) -> list[FileEntry]:
    members = _members(target, compression)
    for name, pieces in files.items():
        with members.file(name) as member:
            for piece in pieces:
                member.write(piece)
    entries = members.entries()
    members.end()
    return entries


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

    entries = _written(target, files, compression)

    contents = {name: b"".join(pieces) for name, pieces in files.items()}
    assert entries == [
        FileEntry(name, hashlib.sha256(content).hexdigest(), len(content))
        for name, content in contents.items()
    ]
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(files)
        for name, content in contents.items():
            assert archive.read(name) == content
            assert archive.getinfo(name).compress_type == compression


def test_a_file_that_is_broken_off_is_not_there_and_the_next_one_is() -> None:
    target = io.BytesIO()
    members = _members(target)
    for name, size in (("small.txt", 10), ("large.bin", SMALL_BYTES + 1)):
        with suppress(ConnectionError), members.file(name) as member:
            member.write(bytes(size))
            raise ConnectionError
    with members.file("next.txt") as member:
        member.write(b"next")
    entries = members.entries()
    members.end()

    assert [entry.path for entry in entries] == ["next.txt"]
    with zipfile.ZipFile(target) as archive:
        assert "small.txt" not in archive.namelist()
        assert archive.read("next.txt") == b"next"


def test_a_repeated_build_has_the_same_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for target in (first, second):
        _written(target, {"a.txt": [b"a" * 99], "b.bin": [LARGE]}, zipfile.ZIP_DEFLATED)

    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize("size", [0, 1, 249, 250, 251, 511, 4000, 32_505, 32_506, 70_000])
def test_a_small_file_is_packed_as_zipfile_itself_packs_it(size: int) -> None:
    data = (b"0 0.1234567 0.5 " * (size // 16 + 1))[:size]
    target = io.BytesIO()

    _written(target, {"labels/a.txt": [data]}, zipfile.ZIP_DEFLATED)

    own = io.BytesIO()
    with zipfile.ZipFile(own, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("labels/a.txt", data)
    with zipfile.ZipFile(target) as found, zipfile.ZipFile(own) as wanted:
        assert found.read("labels/a.txt") == data
        infos = (found.getinfo("labels/a.txt"), wanted.getinfo("labels/a.txt"))
        assert infos[0].compress_size == infos[1].compress_size


def test_files_of_hashes_are_packed_quickly_small_and_large() -> None:
    lines = [f"{number:064x}  a/{number}.png\n".encode() for number in range(9000)]
    target = io.BytesIO()
    members = Members(target, _quick)
    for name, some in (("small", lines[:100]), ("large", lines)):
        with members.file(name) as member:
            for line in some:
                member.write(line)
    members.end()

    with zipfile.ZipFile(target) as archive:
        assert archive.read("small") == b"".join(lines[:100])
        assert archive.read("large") == b"".join(lines)
        assert archive.getinfo("large").compress_size < archive.getinfo("large").file_size


def _quick(path: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path)
    info.compress_type = zipfile.ZIP_DEFLATED
    return quickly(info)
