"""Label Studio: a list of tasks with their results. Every number is in percent of the picture.

A turned box is said by its top-left corner after turning about it, clockwise.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from concord.documents import Schema, Shape
from concord.formats.content import BesideLabels, Counter, Folder, Head, ReleasedItem, Written

Geometry = Mapping[str, Any]  # JSON of a checked document


@dataclass(frozen=True, slots=True)
class LabelStudio(BesideLabels):
    """One JSON list, a task for each item."""

    key: str = "label_studio"
    name: str = "Label Studio"
    path: str = "annotations/label_studio.json"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """One pass, one task at a time."""
        schema, counter = head.schema, Counter(head.schema)
        with folder.file(self.path) as sink:
            for number, item in enumerate(items, start=1):
                counter.add(item)
                sink.write(b"[\n" if number == 1 else b",\n")
                task = _task(item, number, schema, counter)
                if head.has_links and item.link:
                    task["data"]["image"] = item.link
                sink.write(orjson.dumps(task))
            sink.write(b"\n]\n" if counter.written.items else b"[]\n")
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """What Label Studio has no result for."""
        return (
            "Masks, lines and the holes of polygons are left out.",
            "Each keypoint is a result of its own, held together by its parentID.",
            "Attributes, confidence, agreement and the answers of single people are left out.",
        )


def _task(item: ReleasedItem, number: int, schema: Schema, counter: Counter) -> dict[str, Any]:
    results: list[dict[str, object]] = []
    for shape in item.document.shapes:
        if shape.kind not in _RESULTS:
            counter.leave_out(shape)
            continue
        name, size = schema.labels[shape.label].name, (item.width_px, item.height_px)
        results += _RESULTS[shape.kind](shape, name, size)
    for key, answer in item.document.answers.items():
        chosen = answer if isinstance(answer, list) else [str(answer)]
        value = {"choices": chosen}
        results.append({"from_name": key, "to_name": "image", "type": "choices", "value": value})
    data: dict[str, object] = {"image": item.file_name, "item": item.key}
    if item.split:
        data["split"] = item.split
    return {"id": number, "data": data, "annotations": [{"id": number, "result": results}]}


def _result(
    shape: Shape, kind: str, value: Mapping[str, object], size: tuple[int, int]
) -> dict[str, object]:
    return {
        "id": shape.id,
        "from_name": "label",
        "to_name": "image",
        "type": kind,
        "original_width": size[0],
        "original_height": size[1],
        "image_rotation": 0,
        "value": value,
    }


def _box(shape: Shape, name: str, size: tuple[int, int]) -> list[dict[str, object]]:
    one = shape.geometry
    return [_rectangle(shape, name, size, (one["x"], one["y"]), 0)]


def _turned(shape: Shape, name: str, size: tuple[int, int]) -> list[dict[str, object]]:
    one = shape.geometry
    angle = math.radians(one["angle_deg"])
    along, down = -one["width"] / 2, -one["height"] / 2
    x = one["center_x"] + along * math.cos(angle) - down * math.sin(angle)
    y = one["center_y"] + along * math.sin(angle) + down * math.cos(angle)
    return [_rectangle(shape, name, size, (x, y), one["angle_deg"] % 360)]


def _rectangle(
    shape: Shape, name: str, size: tuple[int, int], corner: tuple[float, float], angle: float
) -> dict[str, object]:
    value = {
        "x": 100 * corner[0] / size[0],
        "y": 100 * corner[1] / size[1],
        "width": 100 * shape.geometry["width"] / size[0],
        "height": 100 * shape.geometry["height"] / size[1],
        "rotation": angle,
        "rectanglelabels": [name],
    }
    return _result(shape, "rectanglelabels", value, size)


def _ellipse(shape: Shape, name: str, size: tuple[int, int]) -> list[dict[str, object]]:
    one = shape.geometry
    value = {
        "x": 100 * one["center_x"] / size[0],
        "y": 100 * one["center_y"] / size[1],
        "radiusX": 100 * one["radius_x"] / size[0],
        "radiusY": 100 * one["radius_y"] / size[1],
        "rotation": one["angle_deg"] % 360,
        "ellipselabels": [name],
    }
    return [_result(shape, "ellipselabels", value, size)]


def _polygon(shape: Shape, name: str, size: tuple[int, int]) -> list[dict[str, object]]:
    points = [[100 * x / size[0], 100 * y / size[1]] for x, y in shape.geometry["points"]]
    value = {"points": points, "closed": True, "polygonlabels": [name]}
    return [_result(shape, "polygonlabels", value, size)]


def _keypoints(shape: Shape, name: str, size: tuple[int, int]) -> list[dict[str, object]]:
    return [
        {
            **_result(
                shape,
                "keypointlabels",
                {
                    "x": 100 * point["x"] / size[0],
                    "y": 100 * point["y"] / size[1],
                    "width": 0.5,
                    "keypointlabels": [f"{name}/{key}"],
                },
                size,
            ),
            "id": f"{shape.id}-{key}",
            "parentID": shape.id,
        }
        for key, point in shape.geometry["points"].items()
    ]


_RESULTS: Mapping[str, Callable[[Shape, str, tuple[int, int]], list[dict[str, object]]]] = {
    "box": _box,
    "rotated_box": _turned,
    "ellipse": _ellipse,
    "polygon": _polygon,
    "keypoints": _keypoints,
}
