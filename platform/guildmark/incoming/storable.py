"""Text that the database can keep: no NUL, and no half of a surrogate pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext_noop

from concord.formats.reading import LabelRefusal, ReadImage, ReadLabels
from concord.sentences import cut

_MESSAGE = gettext_noop("A name or a text has a NUL or half a character (a lone surrogate).")
LONGEST_MESSAGE = 400


def is_storable(value: object) -> bool:
    """Whether every text in some JSON can be kept, however deep it is nested."""
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str):
            if plain(one) != one:
                return False
        elif isinstance(one, Mapping):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple):
            left += one
    return True


def plain(text: str) -> str:
    """What cannot be kept is a question mark."""
    return text.replace("\0", "?").encode("utf-8", "replace").decode()


def kept_words(message: str) -> str:
    """Why something is refused; a sentence keeps its parts where it can be kept as it is."""
    short = cut(message, LONGEST_MESSAGE)
    return short if is_storable(short) else plain(short)


def storable(read: ReadLabels) -> ReadLabels:
    """Without the pictures and the names that cannot be kept, which are refused."""
    broken = [image for image in read.images if not _is_kept(image)]
    names = {label.name for label in read.labels if not is_storable(label.name)}
    if not broken and not names:
        return read
    refusals = [LabelRefusal("not_readable", _MESSAGE, image=one.file_name) for one in broken]
    refusals += [LabelRefusal("not_readable", _MESSAGE) for _ in names]
    return replace(
        read,
        labels=tuple(label for label in read.labels if label.name not in names),
        images=tuple(image for image in read.images if _is_kept(image)),
        refusals=(*read.refusals, *refusals),
    )


def _is_kept(image: ReadImage) -> bool:
    said = [image.file_name, image.classes, image.answers]
    return is_storable(said) and all(
        is_storable([shape.label, shape.attributes, shape.geometry]) for shape in image.shapes
    )
