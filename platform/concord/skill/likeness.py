"""Are two people's answers to one picture the same, closer than two hands draw?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from concord.documents import Document, Shape

#: Coordinates so close, in image pixels, are taken for the same.
SAME_WITHIN_PX = 1.0
#: Two answers are alike when so much of the larger one is in the other.
ALIKE_SHARE = 0.8
#: Numbers in a geometry that are no coordinates: they have to be equal.
_EXACT_KINDS = frozenset({"mask"})


@dataclass(frozen=True, slots=True)
class Outline:
    """A shape as what is compared: its kind and label, and its numbers in one row."""

    kind: str
    label: str
    numbers: tuple[float, ...]


def outlines(document: Document) -> tuple[Outline, ...]:
    """The shapes of a document, ready to be compared."""
    return tuple(_outline(shape) for shape in document.shapes)


def _outline(shape: Shape) -> Outline:
    return Outline(shape.kind, shape.label, tuple(_numbers(shape.geometry)))


def _numbers(value: Any) -> Iterator[float]:  # JSON of a geometry
    """All numbers in it, mappings in the order of their keys; text as its characters."""
    if isinstance(value, str):
        yield from (float(ord(one)) for one in value)
    elif isinstance(value, dict):
        for key in sorted(value):
            yield from _numbers(value[key])
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _numbers(one)
    elif value is not None:
        yield float(value)


def are_alike(first: Sequence[Outline], second: Sequence[Outline]) -> bool | None:
    """Whether ALIKE_SHARE of the shapes of the larger answer are in the other, within a pixel.

    Same kind, same label, as many points, and each coordinate within SAME_WITHIN_PX. Each shape
    is met by one of the other answer at most. None where either drew nothing: that everybody
    does alike. Products of the numbers of shapes in cost.
    """
    if not first or not second:
        return None
    left, met = list(second), 0
    for one in first:
        found = next((other for other in left if _is_same(one, other)), None)
        if found is not None:
            left.remove(found)
            met += 1
    return met >= ALIKE_SHARE * max(len(first), len(second))


def _is_same(one: Outline, other: Outline) -> bool:
    if (one.kind, one.label, len(one.numbers)) != (other.kind, other.label, len(other.numbers)):
        return False
    if one.kind in _EXACT_KINDS:
        return one.numbers == other.numbers
    return all(
        abs(a - b) <= SAME_WITHIN_PX for a, b in zip(one.numbers, other.numbers, strict=True)
    )
