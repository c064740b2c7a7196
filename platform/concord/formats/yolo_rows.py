"""The numbers of one object behind its class, by task; as shares of the picture."""

from __future__ import annotations

from collections.abc import Sequence

from concord.documents import Label, Shape
from concord.formats.content import ReleasedItem
from concord.formats.shapes import Points, box_in_picture, outline
from concord.geometry.oriented import oriented_of, outlines

#: None where the object cannot be said.
Row = Sequence[float] | None


def detect(shape: Shape, label: Label, item: ReleasedItem, most_points: int) -> Row:
    """Centre and sides of the box round it, as far as it is in the picture."""
    box = box_in_picture(shape, item.width_px, item.height_px)
    if box is None:
        return None
    left, top, right, bottom = box
    return (
        (left + right) / 2 / item.width_px,
        (top + bottom) / 2 / item.height_px,
        (right - left) / item.width_px,
        (bottom - top) / item.height_px,
    )


def segment(shape: Shape, label: Label, item: ReleasedItem, most_points: int) -> Row:
    """One ring, also of a box: rows of boxes among outlines would lose the outlines."""
    ring = outline(shape, item.width_px, item.height_px)
    return None if ring is None else _shares(ring, item)


def turned(shape: Shape, label: Label, item: ReleasedItem, most_points: int) -> Row:
    """Four corners, which may reach out of the picture as the box does."""
    if shape.kind == "box":
        return segment(shape, label, item, most_points)
    (corners,) = outlines("rotated_box", oriented_of("rotated_box", [shape.geometry]))
    return _shares(corners, item)


def pose(shape: Shape, label: Label, item: ReleasedItem, most_points: int) -> Row:
    """The box round the points, then x, y, v of each; what was not marked is 0, 0, 0."""
    marked = shape.geometry["points"]
    xs, ys = [one["x"] for one in marked.values()], [one["y"] for one in marked.values()]
    (left, right), (top, bottom) = (min(xs), max(xs)), (min(ys), max(ys))
    width, height = item.width_px, item.height_px
    row = [(left + right) / 2 / width, (top + bottom) / 2 / height]
    row += [(right - left) / width, (bottom - top) / height]
    keys = tuple(label.skeleton.points) if label.skeleton else ()
    for key in keys:
        point = marked.get(key)
        row += (
            (0.0, 0.0, 0)
            if point is None
            else (point["x"] / width, point["y"] / height, 2 if point["is_visible"] else 1)
        )
    return [*row, *[0] * (3 * (most_points - len(keys)))]


def _shares(ring: Points, item: ReleasedItem) -> list[float]:
    shares: list[float] = (ring / (item.width_px, item.height_px)).ravel().tolist()
    return shares
