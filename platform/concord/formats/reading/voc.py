"""Reading Pascal VOC (Everingham et al. 2010, development kit, section 8.2): one XML a picture.

VOC counts pixels from 1 and includes the last one: x = xmin - 1, width = xmax - xmin + 1. Many
programs write edges counted from 0 instead; `is_zero_based` says so: width = xmax - xmin.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from concord.formats.reading.content import (
    FoundLabel,
    LabelRefusal,
    ReadImage,
    ReadLabels,
    ReadShape,
    Refusals,
    found_labels,
    geometry_refusal,
)
from concord.formats.reading.xml import Node, NotXml, parse_xml
from concord.sentences import Sentence

_SIDES = ("xmin", "ymin", "xmax", "ymax")
#: VOC's own words about an object, kept as attributes where they are said.
_FLAGS = ("difficult", "truncated", "occluded")


def read_voc(files: Mapping[str, bytes], *, is_zero_based: bool = False) -> ReadLabels:
    """The XML files among `files` (bytes by path), in the order of their paths."""
    refusals, images, seen = Refusals(), [], set()
    for path in sorted(files):
        if not path.lower().endswith(".xml"):
            continue
        image = _read_image(path, files[path], refusals, is_zero_based)
        if image is None:
            continue
        if image.file_name in seen:
            message = Sentence("{name} was described by a file before.", name=image.file_name)
            refusals.add(LabelRefusal("duplicate_image", message, path, 1))
            continue
        seen.add(image.file_name)
        images.append(image)
    named: dict[str, FoundLabel] = {}
    labels = sorted(found_labels(named, images), key=lambda label: label.name)
    return refusals.with_read(tuple(labels), images)


def _read_image(
    path: str, data: bytes, refusals: Refusals, is_zero_based: bool
) -> ReadImage | None:
    try:
        root = parse_xml(data)
    except NotXml as error:
        refusals.add(LabelRefusal("not_readable", error.args[0], path, error.line))
        return None
    if root.tag != "annotation":
        message = Sentence(
            "The file begins with <{tag}>, not with <annotation>.", tag=root.tag[:64]
        )
        refusals.add(LabelRefusal("not_readable", message, path, root.line))
        return None
    width, height = (_whole(root.text_of("size", side)) for side in ("width", "height"))
    name = (root.text_of("filename") or PurePosixPath(path).stem).replace("\\", "/")
    shapes = []
    for thing in root.all("object"):
        read = _shape(thing, path, is_zero_based)
        broken = (
            geometry_refusal(read, width, height, path) if isinstance(read, ReadShape) else read
        )
        if broken is not None:
            refusals.add(replace(broken, image=name))
        elif isinstance(read, ReadShape):
            shapes.append(read)
    return ReadImage(name, width, height, tuple(shapes))


def _shape(thing: Node, path: str, is_zero_based: bool) -> ReadShape | LabelRefusal:
    name = thing.text_of("name")
    if not name:
        return LabelRefusal("unknown_class", "The object has no name.", path, thing.line)
    edges = [_number(thing.text_of("bndbox", side)) for side in _SIDES]
    left, top, right, bottom = edges
    if left is None or top is None or right is None or bottom is None:
        message = Sentence("“{name}” needs a bndbox with xmin, ymin, xmax, ymax.", name=name[:64])
        return LabelRefusal("not_readable", message, path, thing.line)
    first = 0 if is_zero_based else 1
    geometry = {
        "x": left - first,
        "y": top - first,
        "width": right - left + first,
        "height": bottom - top + first,
    }
    flags = {flag: thing.text_of(flag) == "1" for flag in _FLAGS if thing.text_of(flag)}
    return ReadShape("box", name, geometry, flags, line=thing.line)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _whole(text: str) -> int | None:
    value = _number(text)
    return int(value) if value is not None and value >= 1 and value == int(value) else None
