"""CVAT for images 1.1: one XML of every picture with its shapes.

CVAT's run-length code of a mask goes along the rows of its own box, starting with unset pixels.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from concord.documents import Answer, Label, Schema, Shape
from concord.formats.content import BesideLabels, Counter, Folder, Head, ReleasedItem, Written
from concord.formats.shapes import pixels_of
from concord.formats.xml import attribute, text
from concord.sentences import Sentence

Geometry = Mapping[str, Any]  # JSON of a checked document
_TYPES = {"choice": "select", "choices": "text", "text": "text", "number": "text"}


@dataclass(frozen=True, slots=True)
class Cvat(BesideLabels):
    """`<annotations>` with its labels and an `<image>` for each item."""

    key: str = "cvat"
    name: str = Sentence("CVAT for images 1.1")
    path: str = "annotations.xml"

    def write(self, head: Head, items: Iterable[ReleasedItem], folder: Folder) -> Written:
        """One pass, one image at a time."""
        schema, counter = head.schema, Counter(head.schema)
        with folder.file(self.path) as sink:
            sink.write(_beginning(head).encode())
            for number, item in enumerate(items):
                counter.add(item)
                sink.write(_image(item, number, schema, counter).encode())
            sink.write(b"</annotations>\n")
        return counter.written

    def omissions(self, head: Head) -> tuple[str, ...]:
        """What CVAT's XML has no element for."""
        return (
            "Polygons with holes are written as masks: the pixels whose centre lies inside.",
            "Confidence, agreement and the answers of single people are left out.",
            "Several choices share one value, separated by a vertical bar.",
            "Answers to questions about the whole image are left out.",
        )


def _beginning(head: Head) -> str:
    """A task; a divided release is a project with a task for each part, as CVAT exports one."""
    labels = "".join(_label(label) for label in head.schema.labels.values())
    about = f"<labels>{labels}</labels>"
    if head.splits:
        tasks = "".join(f"<task><subset>{split}</subset></task>" for split in head.splits)
        about = f"<project>{about}<tasks>{tasks}</tasks></project>"
    else:
        about = f"<task>{about}</task>"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n<version>1.1</version>\n'
        f"<meta>{about}</meta>\n"
    )


def _label(label: Label) -> str:
    fields = "".join(
        f"<attribute><name>{text(one.key)}</name><mutable>False</mutable>"
        f"<input_type>{_TYPES.get(one.type, 'checkbox')}</input_type>"
        f"<values>{text(chr(10).join(one.options))}</values></attribute>"
        for one in label.attributes.values()
    )
    return (
        f"<label><name>{text(label.name)}</name><color>{label.color}</color>"
        f"<attributes>{fields}</attributes></label>"
    )


def _image(item: ReleasedItem, number: int, schema: Schema, counter: Counter) -> str:
    subset = f" subset={attribute(item.split)}" if item.split else ""
    parts = [
        (
            f'<image id="{number}" name={attribute(_name(item.file_name))}{subset} '
            f'width="{item.width_px}" height="{item.height_px}">\n'
        )
    ]
    for shape in item.document.shapes:
        element = _element(shape, item, schema.labels[shape.label])
        if element is None:
            counter.leave_out(shape)
        else:
            parts.append(element)
    return "".join([*parts, "</image>\n"])


def _name(file_name: str) -> str:
    """A picture as CVAT calls it: by its path under `images`, which lies beside the XML."""
    return file_name.removeprefix("images/")


def _element(shape: Shape, item: ReleasedItem, label: Label) -> str | None:
    name = f"label={attribute(label.name)}"
    fields = "".join(
        f"<attribute name={attribute(key)}>{text(_value(value))}</attribute>"
        for key, value in shape.attributes.items()
    )
    if shape.kind == "mask" or (shape.kind == "polygon" and shape.geometry["holes"]):
        tag = _mask(shape, item)
        return tag and f'<mask {name} occluded="0" {tag} z_order="0">{fields}</mask>\n'
    if shape.kind == "keypoints":
        return f'<skeleton {name} z_order="0">{fields}{_points(shape, label)}</skeleton>\n'
    tag_name, written = _TAGS[shape.kind]
    numbers = written(shape.geometry)
    return f'<{tag_name} {name} occluded="0" {numbers} z_order="0">{fields}</{tag_name}>\n'


def _mask(shape: Shape, item: ReleasedItem) -> str | None:
    found = pixels_of(shape, item.width_px, item.height_px)
    if found is None:
        return None
    (left, top, width, height), pixels = found
    flat = pixels.ravel()
    edges = np.concatenate([[0], np.flatnonzero(np.diff(flat)) + 1, [flat.size]])
    runs = [*([0] if flat[0] else []), *np.diff(edges).tolist()]
    code = ", ".join(map(str, runs))
    return f'rle="{code}" left="{left}" top="{top}" width="{width}" height="{height}"'


def _points(shape: Shape, label: Label) -> str:
    marked = shape.geometry["points"]
    parts = []
    for key in label.skeleton.points if label.skeleton else ():
        point = marked.get(key)
        outside, occluded = int(point is None), int(point is not None and not point["is_visible"])
        place = f"{point['x']},{point['y']}" if point else "0,0"
        parts.append(
            f'<points label={attribute(key)} outside="{outside}" occluded="{occluded}" '
            f'points="{place}"></points>'
        )
    return "".join(parts)


def _box(one: Geometry) -> str:
    right, bottom = one["x"] + one["width"], one["y"] + one["height"]
    return f'xtl="{one["x"]}" ytl="{one["y"]}" xbr="{right}" ybr="{bottom}"'


def _rotated_box(one: Geometry) -> str:
    """The upright box, then how far it is turned about its centre, in [0, 360)."""
    x, y = one["center_x"] - one["width"] / 2, one["center_y"] - one["height"] / 2
    upright = _box({"x": x, "y": y, "width": one["width"], "height": one["height"]})
    return f'{upright} rotation="{math.fmod(one["angle_deg"] + 360, 360)}"'


def _ellipse(one: Geometry) -> str:
    return (
        f'cx="{one["center_x"]}" cy="{one["center_y"]}" rx="{one["radius_x"]}" '
        f'ry="{one["radius_y"]}" rotation="{math.fmod(one["angle_deg"] + 360, 360)}"'
    )


def _line(one: Geometry) -> str:
    return 'points="' + ";".join(f"{x},{y}" for x, y in one["points"]) + '"'


def _value(value: Answer) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "|".join(value) if isinstance(value, list) else str(value)


_TAGS: Mapping[str, tuple[str, Callable[[Geometry], str]]] = {
    "box": ("box", _box),
    "rotated_box": ("box", _rotated_box),
    "ellipse": ("ellipse", _ellipse),
    "polygon": ("polygon", _line),
    "polyline": ("polyline", _line),
}
