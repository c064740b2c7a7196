"""Reading a folder for each class (torchvision's ImageFolder): where a picture lies is its class.

`dog/1.jpg` and `train/dog/1.jpg` are both of the class `dog`. Names of folders may be
percent-encoded, as our own are where a file system would refuse them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from concord.formats.reading.content import LabelRefusal, ReadImage, ReadLabels, Refusals

#: Endings of the files that are pictures, in small letters.
PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff"})


def is_picture_name(path: str) -> bool:
    """Whether a path ends as one of a picture does."""
    return PurePosixPath(path).suffix.lower() in PICTURE_SUFFIXES


def read_folders(
    checksums: Mapping[str, str], *, is_known: Callable[[str], bool] = lambda sha256: False
) -> ReadLabels:
    """The class of every picture by its path; `checksums` (SHA-256, hex) of their bytes by path.

    `is_known` says of a checksum whether the picture is found by it. Where it is not, its name has
    to say which one it is, and a name that lies in several folders does not: it is refused.
    """
    refusals, images = Refusals(), []
    called = Counter(PurePosixPath(path).name for path in checksums)
    for path in sorted(checksums):
        pure = PurePosixPath(path)
        folder = unquote(pure.parent.name)
        is_found = called[pure.name] == 1 or is_known(checksums[path])
        if not folder:
            message = "The picture lies in no folder, so nothing says its class."
            refusals.add(LabelRefusal("unknown_class", message, path))
        elif not is_found:
            message = "Pictures in several folders are called so, and no picture has these bytes."
            refusals.add(LabelRefusal("unknown_image", message, path))
        is_unread = not folder or not is_found
        classes = () if is_unread else (folder,)
        images.append(
            ReadImage(
                path, None, None, classes=classes, sha256=checksums[path], is_unread=is_unread
            )
        )
    return refusals.with_read((), images)
