"""Names of files inside an export."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_UNSAFE = re.compile(r'[\x00-\x1f\x7f%<>:"/\\|?*]|^\.|[. ]$')


def folder_name(name: str) -> str:
    """A name of a class as the name of a folder: what file systems refuse is percent-encoded.

    `a/b` becomes `a%2Fb`, which `urllib.parse.unquote` reads back.
    """
    escaped = _UNSAFE.sub(lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), name)
    return escaped or "%"


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
