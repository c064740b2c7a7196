"""Labels whose masks share a picture out: one mask for all of the class, no pixel in two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from concord.documents.problem import Problem
from concord.documents.schema import Schema
from concord.documents.spans import Span, spans_of

# The shapes are JSON in which every other rule found nothing wrong: hence `Any`.
Shape = Mapping[str, Any]


def semantic_problems(shapes: Sequence[Shape], schema: Schema) -> list[Problem]:
    """A class with two masks in a picture or frame, or else masks that share a pixel.

    Linear in the runs and columns of the masks, times their number.
    """
    frames: dict[object, list[int]] = {}
    for index, shape in enumerate(shapes):
        if schema.labels[shape["label"]].is_semantic:
            frames.setdefault(shape.get("frame_index"), []).append(index)
    for indexes in frames.values():
        labels = [shapes[index]["label"] for index in indexes]
        if len(set(labels)) < len(labels):
            message = "A label of this kind has one mask for all of its class."
            return [Problem("too_many_shapes", "/shapes", message)]
    return [
        Problem("overlapping_masks", f"/shapes/{index}/geometry", "A pixel belongs to one class.")
        for indexes in frames.values()
        for index in _overlapping(indexes, shapes)
    ]


def _overlapping(indexes: Sequence[int], shapes: Sequence[Shape]) -> list[int]:
    """Those that share a pixel with one before them."""
    geometries = {index: shapes[index]["geometry"] for index in indexes}
    column_px = max(int(one["y"] + one["height"]) for one in geometries.values())
    taken: list[Span] = []
    found: list[int] = []
    for index, geometry in geometries.items():
        spans = spans_of(geometry, column_px)
        merged = sorted(taken + spans)
        if any(after[0] < before[1] for before, after in pairwise(merged)):
            found.append(index)
        taken = _joined(merged)
    return found


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Pieces that meet or overlap as one; `spans` are sorted."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
