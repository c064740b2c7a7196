"""Labels whose shapes may lie over one another only so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from concord.documents.problem import Problem
from concord.documents.schema import Label, Schema
from concord.documents.shared_area import Outline, outline_of, shared_px
from concord.documents.spans import Span, spans_of
from concord.sentences import Sentence

#: The kinds that have an area, so that two of them can be compared.
OVERLAP_KINDS = frozenset({"box", "rotated_box", "ellipse", "polygon", "mask"})

#: What is said of shapes that lie over one another too far.
OVERLAP_CODES = frozenset({"too_many_overlaps", "too_much_overlap"})

#: Areas are rounded: so much more than allowed is not seen as more.
TOLERANCE = 1e-6
#: Pairs of shapes, edges and pieces of masks looked at for one document: one or two seconds.
MOST_STEPS = 1_000_000

# The shapes are JSON in which every other rule found nothing wrong: hence `Any`.
Shape = Mapping[str, Any]
#: Left, top, right, bottom.
Box = tuple[float, float, float, float]


class _TooMuchToCompare(Exception):  # noqa: N818 -- a way out of two loops, no fault
    """`MOST_STEPS` are used up."""


@dataclass(slots=True)
class _Budget:
    left: int = MOST_STEPS

    def take(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise _TooMuchToCompare


@dataclass(slots=True)
class _Sized:
    """A shape as far as it is compared; `outline` is absent of masks, `spans` of all others."""

    index: int
    box: Box
    area_px: float
    outline: Outline | None = None
    spans: list[Span] = field(default_factory=list)


def overlap_problems(shapes: Sequence[Shape], schema: Schema) -> list[Problem]:
    """Shapes that share more with an earlier one of their label and frame than it allows.

    What counts is intersection over union (Jaccard 1912). Says so once for each shape, or that
    so many lie over one another that it cannot be told within `MOST_STEPS`.
    """
    budget = _Budget()
    found: dict[int, Label] = {}
    try:
        for label, indexes in _together(shapes, schema):
            for index in _overlapping(indexes, shapes, label.max_overlap or 0.0, budget):
                found[index] = label
    except _TooMuchToCompare:
        message = "Too many shapes of a label lie over one another to be compared."
        return [Problem("too_many_overlaps", "/shapes", message)]
    return [
        Problem("too_much_overlap", f"/shapes/{index}/geometry", _sentence(found[index]))
        for index in sorted(found)
    ]


def _sentence(label: Label) -> Sentence:
    return Sentence(
        'Two of "{label}" may overlap by at most {percent:g}%.',
        label=label.name,
        percent=round(100 * (label.max_overlap or 0.0), 2),
    )


def _together(shapes: Sequence[Shape], schema: Schema) -> Iterator[tuple[Label, list[int]]]:
    """The places of shapes that are compared with one another."""
    groups: dict[tuple[str, object], list[int]] = {}
    for index, shape in enumerate(shapes):
        if schema.labels[shape["label"]].max_overlap is not None:
            groups.setdefault((shape["label"], shape.get("frame_index")), []).append(index)
    for (key, _), indexes in groups.items():
        yield schema.labels[key], indexes


def _overlapping(
    indexes: Sequence[int], shapes: Sequence[Shape], most: float, budget: _Budget
) -> set[int]:
    """The later of each two shapes whose overlap is above `most`."""
    sized = _sized(indexes, shapes, budget)
    sized.sort(key=lambda one: one.box[0])
    found: set[int] = set()
    # Those that an upright line at the left side of the next shape meets.
    met: list[_Sized] = []
    for one in sized:
        budget.take(len(met))
        met = [other for other in met if other.box[2] > one.box[0]]
        for other in met:
            if _iou_at_most(one, other) > most + TOLERANCE:
                shared = _shared_px(one, other, budget)
                iou = shared / (one.area_px + other.area_px - shared)
                if iou > most + TOLERANCE:
                    found.add(max(one.index, other.index))
        met.append(one)
    return found


def _iou_at_most(one: _Sized, other: _Sized) -> float:
    """What the boxes round two shapes allow; 0 when they do not meet."""
    width = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    height = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    if width <= 0 or height <= 0:
        return 0.0
    shared = min(width * height, one.area_px, other.area_px)
    return shared / (one.area_px + other.area_px - shared)


def _shared_px(one: _Sized, other: _Sized, budget: _Budget) -> float:
    if one.outline is not None and other.outline is not None:
        return shared_px(one.outline, other.outline, budget.take)
    budget.take(len(one.spans) + len(other.spans))
    return _shared_pixels(one.spans, other.spans)


def _shared_pixels(first: Sequence[Span], second: Sequence[Span]) -> int:
    """Pixels in both of two lists of spans in order; linear in their lengths."""
    total = at = 0
    for start, end in first:
        while at < len(second) and second[at][1] <= start:
            at += 1
        look = at
        while look < len(second) and second[look][0] < end:
            total += min(end, second[look][1]) - max(start, second[look][0])
            look += 1
    return total


def _sized(indexes: Sequence[int], shapes: Sequence[Shape], budget: _Budget) -> list[_Sized]:
    ends = (
        shapes[index]["geometry"]["y"] + shapes[index]["geometry"]["height"]
        for index in indexes
        if shapes[index]["kind"] == "mask"
    )
    column_px = int(max(ends, default=0))
    return [_sized_one(index, shapes[index], column_px, budget) for index in indexes]


def _sized_one(index: int, shape: Shape, column_px: int, budget: _Budget) -> _Sized:
    geometry = shape["geometry"]
    if shape["kind"] != "mask":
        outline = outline_of(shape["kind"], geometry)
        budget.take(len(outline.edges))
        return _Sized(index, outline.box, outline.area_px, outline=outline)
    spans = spans_of(geometry, column_px)
    budget.take(len(spans))
    left, top = geometry["x"], geometry["y"]
    box = (left, top, left + geometry["width"], top + geometry["height"])
    return _Sized(index, box, sum(end - start for start, end in spans), spans=spans)
