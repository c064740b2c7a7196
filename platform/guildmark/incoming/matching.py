"""Which picture of a dataset a file of labels means, by checksum or by name.

A name in a file has more or fewer folders than ours, another suffix, or none. What more than one
picture could be is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

Key = TypeVar("Key", str, int)

_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".gif"})


@dataclass(frozen=True, slots=True)
class Picture:
    """An item as labels meet it. `checksums`: of its bytes as they came and as they are served."""

    id: int
    name: str
    checksums: tuple[str, ...]
    width_px: int
    height_px: int


class Pictures:
    """The pictures of a dataset, found by what files call them."""

    def __init__(self, pictures: Iterable[Picture]) -> None:
        self._by_checksum: dict[str, Picture] = {}
        self._by_tail: dict[str, Picture | None] = {}
        self._by_stem: dict[str, Picture | None] = {}
        self._by_number: dict[int, Picture | None] = {}
        self._by_name: dict[str, Picture | None] = {}
        for picture in pictures:
            self._add(picture)

    def _add(self, picture: Picture) -> None:
        self._by_checksum |= {checksum: picture for checksum in picture.checksums if checksum}
        _put(self._by_name, picture.name, picture)
        for tail in _tails(picture.name):
            _put(self._by_tail, tail, picture)
            _put(self._by_stem, _stem(tail), picture)
        last = PurePosixPath(picture.name).stem
        if last.isascii() and last.isdigit():
            _put(self._by_number, int(last), picture)

    def has_bytes(self, sha256: str) -> bool:
        """Whether a picture came, or is served, with this checksum."""
        return sha256 in self._by_checksum

    def find(self, name: str, sha256: str = "") -> Picture | None:
        """The picture: by its checksum, else by the longest end of its path that says which.

        A name without the suffix of a picture (`labels/train/a`, as YOLO has it) is held against
        names without theirs; a number against names that are that number (COCO's `image_id`).
        """
        if sha256 in self._by_checksum:
            return self._by_checksum[sha256]
        if name in self._by_name:
            return self._by_name[name]
        is_whole = PurePosixPath(name).suffix.lower() in _SUFFIXES
        known = self._by_tail if is_whole else self._by_stem
        for tail in _tails(name):
            if tail in known:
                return known[tail]
        if name.isascii() and name.isdigit() and len(name) <= 18:
            return self._by_number.get(int(name))
        return None


def _put(known: dict[Key, Picture | None], key: Key, picture: Picture) -> None:
    """None where another picture has the key."""
    known[key] = picture if known.get(key, picture) is picture else None


def _tails(name: str) -> Iterator[str]:
    """`a/b/c.jpg`, `b/c.jpg`, `c.jpg`; YOLO's folder `labels` stands beside `images`."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", "."}]
    parts = ["images" if part == "labels" else part for part in parts]
    for at in range(len(parts)):
        yield "/".join(parts[at:])


def _stem(path: str) -> str:
    suffix = PurePosixPath(path).suffix
    return path[: -len(suffix)] if suffix.lower() in _SUFFIXES else path
