"""One line of a YOLO label file as a shape."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from concord.formats.reading.content import ReadShape
from concord.formats.reading.yolo_names import Names
from concord.sentences import Sentence


class NotRow(ValueError):  # noqa: N818 -- named for what it says, like its siblings
    """A line says no object that can be read."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Picture:
    """The size that shares are taken of."""

    width_px: int
    height_px: int


def _numbers(words: list[str]) -> list[float]:
    try:
        values = [float(word) for word in words]
    except ValueError as error:
        raise NotRow("wrong_type", "Every word of the line must be a number.") from error
    if not all(map(math.isfinite, values)):
        raise NotRow("not_finite", "Every number must be finite.")
    return values


def _class(value: float, names: Names) -> str:
    name = names.of(int(value)) if value == int(value) else None
    if name is None:
        raise NotRow(
            "unknown_class", Sentence("There is no class {value:g} among the names.", value=value)
        )
    return name


def _rounding(words: list[str]) -> float:
    """How far an edge may be off because shares were rounded to the digits written.

    Half a unit of the last digit for the centre and a quarter for half a side: less than one unit.
    """
    digits = max(
        (len(word.partition(".")[2]) for word in words if "e" not in word.lower()), default=0
    )
    return 10.0**-digits if digits >= 3 else 0.0


def _span(centre: float, side: float, slack: float, length_px: int) -> tuple[float, float]:
    """Start and length in pixels; what rounding alone put past an edge is put back on it."""
    start, end = centre - side / 2, centre + side / 2
    if -slack <= start < 0:
        start = 0.0
    if 1 < end <= 1 + slack:
        end = 1.0
    return start * length_px, (end - start) * length_px


def _box(words: list[str], values: list[float], picture: Picture) -> dict[str, Any]:
    slack = _rounding(words)
    x, width = _span(values[0], values[2], slack, picture.width_px)
    y, height = _span(values[1], values[3], slack, picture.height_px)
    return {"x": x, "y": y, "width": width, "height": height}


def _detect(words: list[str], names: Names, picture: Picture, line: int) -> ReadShape:
    values = _numbers(words)
    if len(values) not in (5, 6):
        message = "A line of detection has 5 numbers, or 6 with a confidence."
        raise NotRow("wrong_type", message)
    label = _class(values[0], names)
    geometry = _box(words[1:5], values[1:5], picture)
    confidence = _confidence(values[5]) if len(values) == 6 else None
    return ReadShape("box", label, geometry, confidence=confidence, line=line)


def _segment(words: list[str], names: Names, picture: Picture, line: int) -> ReadShape:
    values = _numbers(words)
    if len(values) == 5:
        message = "This is a line of detection among lines of segmentation: a box has no outline."
        raise NotRow("too_few_points", message)
    if len(values) < 7 or len(values) % 2 == 0:
        message = "A line of segmentation has a class and three or more pairs of numbers."
        raise NotRow("too_few_points", message)
    label = _class(values[0], names)
    points = _scaled(values[1:], picture)
    if points[0] == points[-1]:
        points = points[:-1]
    return ReadShape("polygon", label, {"points": points, "holes": []}, line=line)


def _obb(words: list[str], names: Names, picture: Picture, line: int) -> ReadShape:
    """Four corners in order round the box; the first edge is its width."""
    values = _numbers(words)
    if len(values) not in (9, 10):
        message = "A line of turned boxes has 9 numbers, or 10 with a confidence."
        raise NotRow("wrong_type", message)
    label = _class(values[0], names)
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = _scaled(values[1:9], picture)
    geometry = {
        "center_x": (ax + bx + cx + dx) / 4,
        "center_y": (ay + by + cy + dy) / 4,
        "width": (math.hypot(bx - ax, by - ay) + math.hypot(cx - dx, cy - dy)) / 2,
        "height": (math.hypot(cx - bx, cy - by) + math.hypot(dx - ax, dy - ay)) / 2,
        "angle_deg": math.degrees(math.atan2(by + cy - ay - dy, bx + cx - ax - dx)),
    }
    confidence = _confidence(values[9]) if len(values) == 10 else None
    return ReadShape("rotated_box", label, geometry, confidence=confidence, line=line)


def _pose(words: list[str], names: Names, picture: Picture, line: int) -> ReadShape:
    values = _numbers(words)
    step, count = names.numbers_a_point, len(names.points)
    if step not in (2, 3) or len(values) != 5 + step * count:
        message = Sentence("A line of keypoints has {n} numbers here.", n=5 + step * count)
        raise NotRow("wrong_type", message)
    label = _class(values[0], names)
    marked = {}
    for at, name in enumerate(names.points):
        x, y, *visibility = values[5 + at * step : 5 + (at + 1) * step]
        is_marked = visibility[0] in (1, 2) if visibility else (x, y) != (0, 0)
        if is_marked:
            place = {"x": x * picture.width_px, "y": y * picture.height_px}
            marked[name] = {**place, "is_visible": visibility in ([], [2])}
    return ReadShape("keypoints", label, {"points": marked}, line=line)


def _scaled(values: list[float], picture: Picture) -> list[list[float]]:
    pairs = zip(values[::2], values[1::2], strict=True)
    return [[x * picture.width_px, y * picture.height_px] for x, y in pairs]


def _confidence(value: float) -> float:
    if not 0 <= value <= 1:
        raise NotRow("out_of_range", "A confidence lies between 0 and 1.")
    return value


def _scored(
    read: Callable[[list[str], Names, Picture, int], ReadShape],
) -> Callable[[list[str], Names, Picture, int], ReadShape]:
    """The same with a confidence at the end of each line."""

    def row(words: list[str], names: Names, picture: Picture, line: int) -> ReadShape:
        shape = read(words[:-1], names, picture, line)
        return replace(shape, confidence=_confidence(_numbers(words[-1:])[0]))

    return row


#: By task the one whose lines end in a confidence, where nothing else tells.
SCORED: Mapping[str, str] = {"segment": "segment_scored", "pose": "pose_scored"}
ROWS: Mapping[str, Callable[[list[str], Names, Picture, int], ReadShape]] = {
    "detect": _detect,
    "segment": _segment,
    "obb": _obb,
    "pose": _pose,
    "segment_scored": _scored(_segment),
    "pose_scored": _scored(_pose),
}
