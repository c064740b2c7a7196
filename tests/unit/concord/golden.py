"""The golden set: what formats get wrong, in nine small pictures and one full one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from concord.documents import Document, Shape
from concord.formats import Head, ReleasedItem
from concord.formats.origin import Origin
from concord.geometry.rle import encode

SKELETON = {
    "points": [{"key": key, "name": key} for key in ("nose", "tail")],
    "edges": [["nose", "tail"]],
}


def _label(key: str, name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "name": name, "color": "#30C7D2", "kind": kind, **more}


DEFINITION: dict[str, Any] = {
    "version": 1,
    "labels": [
        _label("both", "cat, dog / both", "box"),
        _label("ring", "Ring", "polygon", color="#A0DB2C"),
        _label("group", "Gruppe é", "mask", color="#F5109B", attributes=[
            {"key": "crowd", "name": "Crowd", "type": "boolean", "required": False},
        ]),
        _label("turned", "Turned", "rotated_box"),
        _label("unseen", "Never seen", "box"),
        _label("oval", "Oval", "ellipse"),
        _label("pose", "Pose", "keypoints", skeleton=SKELETON),
        _label("line", "Line", "polyline"),
    ],
    "questions": [
        {
            "key": "kind",
            "text": "What is it?",
            "type": "choice",
            "required": False,
            "options": [{"key": "a", "name": "cat, dog / both"}, {"key": "b", "name": "=B"}],
        }
    ],
}  # fmt: skip
HEAD = Head(
    DEFINITION,
    {
        "project": "Golden",
        "version": "1.2",
        "organisation": "Guild",
        "created_at": "2026-03-01",
        "origins": {
            "licences": [
                {"licence": "CC BY 4.0", "pictures": 2},
                {"licence": "=Own terms, é", "pictures": 1},
            ],
            "collected_by": ["A-1", "B-2"],
            "collected": 2,
        },
    },
    splits=("train", "val", "test"),
)

RING: dict[str, Any] = {
    "points": [[10, 10], [50, 10], [50, 50], [10, 50]],
    "holes": [[[20, 20], [40, 20], [40, 40], [20, 40]]],
}
TWO_PARTS = np.zeros((10, 30), dtype=bool)
TWO_PARTS[:4, :5] = True
TWO_PARTS[6:, 20:] = True


def box(key: str, x: float, y: float, width: float, height: float) -> Shape:
    geometry = {"x": x, "y": y, "width": width, "height": height}
    return Shape(key, "box", "both", geometry, {})


def _mask(key: str, **attributes: bool) -> Shape:
    geometry = {"x": 60, "y": 20, "width": 30, "height": 10, "counts": encode(TWO_PARTS)}
    return Shape(key, "mask", "group", geometry, attributes)


def _item(
    number: int, name: str, *shapes: Shape, size: tuple[int, int] = (100, 80), **answers: str
) -> ReleasedItem:
    return ReleasedItem(
        key=f"i{number}",
        file_name=f"images/{number:06d}_{name}",
        width_px=size[0],
        height_px=size[1],
        sha256=None,
        document=Document(not shapes, shapes, dict(answers)),
        split=("train", "val", "test")[number % 3],
    )


PAST_THE_EDGE = {"center_x": 98, "center_y": 40, "width": 20, "height": 10, "angle_deg": 30}
OVAL = {"center_x": 30, "center_y": 30, "radius_x": 10, "radius_y": 5, "angle_deg": 0}
POSE: dict[str, Any] = {
    "points": {
        "nose": {"x": 10, "y": 20, "is_visible": True},
        "tail": {"x": 30, "y": 40.5, "is_visible": False},
    }
}
HALF_POSE = {"points": {"tail": {"x": 5, "y": 6, "is_visible": True}}}
#: Whose some of them are, by number: two were collected, one came with a licence.
ORIGINS = {
    1: Origin("CC BY 4.0", "A-1", "2026-02-01", 2, "2026-01-31"),
    2: Origin("=Own terms, é"),
    8: Origin("CC BY 4.0", "B-2", "2026-02-03", 1, "2026-01-05"),
}
_BARE = (
    _item(1, "ring.jpg", Shape("s1", "polygon", "ring", RING, {}), kind="a"),
    _item(2, "two parts.png", _mask("s1"), kind="b"),
    _item(3, "crowd.jpg", _mask("s1", crowd=True)),
    _item(4, "one pixel.jpg", box("s1", 99, 79, 1, 1), box("s2", 0, 0, 1, 1)),
    _item(5, "all edges.jpg", box("s1", 0, 0, 100, 80), box("s2", 0.25, 0.5, 99.5, 79.25)),
    _item(6, "past the edge.jpg", Shape("s1", "rotated_box", "turned", PAST_THE_EDGE, {})),
    _item(7, "empty.jpg"),
    _item(8, "Größe, é 写真.jpg", box("s1", 3, 4, 5, 6), size=(60, 90)),
    _item(
        9,
        "kinds.jpg",
        Shape("s1", "ellipse", "oval", OVAL, {}),
        Shape("s2", "keypoints", "pose", POSE, {}),
        Shape("s3", "keypoints", "pose", HALF_POSE, {}),
        Shape("s4", "polyline", "line", {"points": [[1, 2], [3, 4], [1, 9]]}, {}),
    ),
    _item(10, "full.jpg", *(box(f"s{n}", n % 50 * 2, n // 50 * 2, 2, 2) for n in range(2000))),
)
GOLDEN = tuple(replace(one, origin=ORIGINS.get(n)) for n, one in enumerate(_BARE, start=1))
SHAPES = 1 + 1 + 1 + 2 + 2 + 1 + 0 + 1 + 4 + 2000
