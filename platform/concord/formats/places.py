"""Names of files inside an export."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

_UNSAFE = re.compile(r'[\x00-\x1f\x7f%<>:"/\\|?*]|^\.|[. ]$')


#: Of the name of a file or a folder, on nearly every file system.
MOST_NAME_BYTES = 255
_CHARACTER = re.compile(r"%[0-9A-F]{2}|.", re.DOTALL)


def folder_name(name: str) -> str:
    """A name of a class as the name of a folder: what file systems refuse is percent-encoded.

    `a/b` becomes `a%2Fb`, which `urllib.parse.unquote` reads back. One that is too long for them is
    cut and ends in `~` and a part of its checksum, so that it stays another one than its like.
    """
    escaped = _UNSAFE.sub(lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), name)
    if len(escaped.encode()) <= MOST_NAME_BYTES:
        return escaped or "%"
    end = "~" + hashlib.sha256(name.encode()).hexdigest()[:12]
    return cut_to_bytes(_CHARACTER.findall(escaped), MOST_NAME_BYTES - len(end)) + end


def cut_to_bytes(characters: Iterable[str], most: int) -> str:
    """As many of them, from the first on, as have at most so many bytes of UTF-8 together."""
    left, kept = most, list[str]()
    for character in characters:
        left -= len(character.encode())
        if left < 0:
            break
        kept.append(character)
    return "".join(kept)


def beside(file_name: str, folder: str, suffix: str) -> str:
    """images/a.jpg -> labels/a.txt, for the folder "labels" and the suffix ".txt".

    What lies deeper keeps its folders: images/x/a.jpg -> labels/x/a.txt.
    """
    *outer, name = file_name.split("/")
    return "/".join((folder, *outer[1:], stem_of(name) + suffix))


def stem_of(name: str) -> str:
    """a.b.jpg -> a.b"""
    return name[:dot] if (dot := name.rfind(".")) > 0 else name


def moved(file_name: str, folder: str) -> str:
    """images/a.jpg -> JPEGImages/a.jpg, for the folder "JPEGImages"."""
    return beside(file_name, folder, PurePosixPath(file_name).suffix)
