"""What a reader hands on: pictures by name with their shapes, and what was refused, with its place.

Labels are called as the file calls them; whoever imports maps them to the keys of a schema.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from concord.documents import DOCUMENT_VERSION, KINDS, Answer
from concord.documents.problem import is_storable_text

#: Refusals beyond these are counted and not listed: a wrong file has one cause, not a million.
MOST_REFUSALS = 1000
#: Of a picture that a file speaks of: pixels are drawn where several polygons are one object.
MOST_PIXELS = 100_000_000
#: Characters of what stood in a file.
MOST_SHOWN = 80
TIES = ("track_id", "group_id", "frame_index")
WRONG_SCORE = "A score must be a number from 0 to 1."
#: Of a whole file that says other things than labels of this format: a data set has such files too.
OTHER_FORMAT = "other_format"


@dataclass(frozen=True, slots=True)
class ReadShape:
    """One object in the form of the annotation document.

    `label` is the file's own name of the class, `confidence` a model's score in [0, 1] where the
    file has one, `is_crowd` what COCO says of a group, `line` where it stands, from 1. The last
    three are those of the annotation document.
    """

    kind: str
    label: str
    geometry: Mapping[str, Any]  # JSON; checked where the picture's size is known
    attributes: Mapping[str, Answer] = field(default_factory=dict)
    confidence: float | None = None
    is_crowd: bool = False
    line: int | None = None
    track_id: str | None = None
    group_id: str | None = None
    frame_index: int | None = None

    @property
    def ties(self) -> dict[str, str | int]:
        """What ties it to other shapes, by the words of the annotation document."""
        said = {key: getattr(self, key) for key in TIES}
        return {key: value for key, value in said.items() if value is not None}


@dataclass(frozen=True, slots=True)
class ReadImage:
    """What a file says of one picture. No shapes: it was looked at and holds nothing.

    `file_name` is as written in the file, with `/` between folders; where the file names no
    picture (YOLO) it is that of the label file, without a suffix. `classes` are labels of the
    whole picture, `answers` what is said to its questions, `class_confidences` and
    `answer_confidences` a model's scores of them in [0, 1] where the file has any. Sizes are None
    where the file does not say them. `sha256` is that of the picture's bytes, in hex, where the
    file says it. One that `is_unread` keeps its place, so that pictures have the same number at
    each reading: its shapes are shares of a size that nobody knew, or nothing says which picture
    of ours it is, and a refusal says so.
    """

    file_name: str
    width_px: int | None
    height_px: int | None
    shapes: tuple[ReadShape, ...] = ()
    classes: tuple[str, ...] = ()
    split: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    answer_confidences: Mapping[str, float] = field(default_factory=dict)
    sha256: str = ""
    is_unread: bool = False
    class_confidences: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LabelRefusal:
    """Something that was not read, and why.

    `file` is the file's path among those given ("" where there was one), `line` counts from 1,
    `pointer` is the place inside JSON (RFC 6901). `image` is the `file_name` of the picture that
    lacks it now, "" where it is of none. `code` is one of the annotation document's or
    `not_readable`, `other_format`, `unknown_image`, `unknown_class`, `unknown_size`,
    `duplicate_image`.
    """

    code: str
    message: str
    file: str = ""
    line: int | None = None
    pointer: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class FoundLabel:
    """A class that the file knows, with the kind of its shapes and the names of its keypoints."""

    name: str
    kinds: frozenset[str] = frozenset()
    points: tuple[str, ...] = ()
    edges: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadLabels:
    """All that was read. `notes` are sentences on what had to be said in another way."""

    labels: tuple[FoundLabel, ...]
    images: tuple[ReadImage, ...]
    refusals: tuple[LabelRefusal, ...] = ()
    notes: tuple[str, ...] = ()
    unlisted_refusals: int = 0


class Refusals:
    """Collects refusals up to the bound, and counts the others."""

    def __init__(self) -> None:
        self.listed: list[LabelRefusal] = []
        self.unlisted = 0

    def add(self, refusal: LabelRefusal) -> None:
        """One more. What it says of the file can be kept: no database holds NUL."""
        if len(self.listed) < MOST_REFUSALS:
            self.listed.append(
                replace(
                    refusal,
                    message=_storable(refusal.message),
                    file=_storable(refusal.file),
                    pointer=_storable(refusal.pointer),
                    image=_storable(refusal.image),
                )
            )
        else:
            self.unlisted += 1

    def with_read(
        self,
        labels: tuple[FoundLabel, ...],
        images: Sequence[ReadImage],
        notes: tuple[str, ...] = (),
    ) -> ReadLabels:
        """What was read, with these refusals."""
        return ReadLabels(labels, tuple(images), tuple(self.listed), notes, self.unlisted)


def _storable(text: str) -> str:
    if is_storable_text(text):
        return text
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def unmarked(data: bytes) -> bytes:
    """Without the mark (BOM) that some programs begin UTF-8 text with; JSON has none."""
    return data.removeprefix(codecs.BOM_UTF8)


def is_huge(value: object) -> bool:
    """Whether it is a number that Python refuses to write, as of those of thousands of digits."""
    return isinstance(value, int) and value.bit_length() > 64


def shown(value: object) -> str:
    """What stood in somebody else's file, as far as a sentence has room for it."""
    if isinstance(value, list | dict) or is_huge(value):
        return "…"
    text = str(value)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def share_of(value: object) -> float | None:
    """The number from 0 to 1 that stands in somebody else's file, also as text; else None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        share = float(value)
    except (ValueError, OverflowError):
        return None
    return share if 0 <= share <= 1 else None


def geometry_refusal(
    shape: ReadShape, width_px: int | None, height_px: int | None, file: str = "", pointer: str = ""
) -> LabelRefusal | None:
    """The first rule that a shape breaks; None where it breaks none or the size is unknown."""
    if width_px is None or height_px is None:
        return None
    problems = KINDS[shape.kind].geometry_problems(shape.geometry, "", width_px, height_px)
    if not problems:
        return None
    first = problems[0]
    return LabelRefusal(first.code, first.message, file, shape.line, pointer + first.path)


def found_labels(
    named: Mapping[str, FoundLabel], images: Sequence[ReadImage]
) -> tuple[FoundLabel, ...]:
    """The classes in the order of the file, with the kinds that their shapes turned out to have."""
    kinds: dict[str, set[str]] = {name: set() for name in named}
    for image in images:
        for shape in image.shapes:
            kinds.setdefault(shape.label, set()).add(shape.kind)
    return tuple(
        FoundLabel(name, frozenset(found), known.points, known.edges)
        for name, found in kinds.items()
        for known in (named.get(name, FoundLabel(name)),)
    )


def document_of(image: ReadImage, keys: Mapping[str, str]) -> dict[str, object]:
    """The annotation document of a picture; `keys` gives the schema's key of each label.

    Shapes of other labels are left out: whoever imports decides that beforehand and says so.
    """
    shapes = [
        {
            "id": f"s{number}",
            "kind": shape.kind,
            "label": keys[shape.label],
            "geometry": dict(shape.geometry),
            "attributes": dict(shape.attributes),
            **shape.ties,
        }
        for number, shape in enumerate(image.shapes, start=1)
        if shape.label in keys
    ]
    return {
        "version": DOCUMENT_VERSION,
        "is_nothing_here": not shapes,
        "shapes": shapes,
        "answers": dict(image.answers),
    }
