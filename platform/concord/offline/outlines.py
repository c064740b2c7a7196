"""Drawings in, plain values out; and shapes back. A repeated answer replaces the one before."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from concord.documents import Shape
from concord.geometry.areas import areas_of
from concord.offline.errors import UnreadableInput
from concord.shapes import ConsensusShape, Drawing

Kind = Literal["boxes", "polygons"]
GEOMETRY_KEY: Mapping[Kind, str] = {"boxes": "bbox", "polygons": "polygon"}
SHAPE_KIND: Mapping[Kind, str] = {"boxes": "box", "polygons": "polygon"}
#: A number further from 0 is a slip; products of larger ones would end outside float64.
FARTHEST = 1e8
#: As tables write numbers; spaces may stand round one.
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
#: Coordinates are written to a thousandth, of smaller shapes to this share of their size.
FINEST_SHARE = 1e-4
#: An image or a label as the file has it: some are numbered.
Name = str | int | float


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everybody's drawings by image, in the order of first mention.

    `left_out` counts shapes that enclose nothing: they cannot be any object; `repeated` lines that
    were followed by another of the same person on the same image. `image_names` and `label_names`
    turn a name back into what the file has, where that was a number.
    """

    kind: Kind
    project: Mapping[str, Sequence[Drawing]]
    labels: tuple[str, ...]
    left_out: int
    repeated: int
    image_names: Mapping[str, Name]
    label_names: Mapping[str, Name]


def read_drawings(path: Path, kind: Kind) -> Drawn:
    """One JSON object a line: `image`, `annotator`, `shapes` of `label` and `bbox` or `polygon`.

    An empty list of shapes means that somebody looked and found nothing.
    """
    answers: dict[str, dict[str, tuple[Shape, ...]]] = {}
    repeated = 0
    left_out: dict[tuple[str, str], int] = {}
    image_names: dict[str, Name] = {}
    label_names: dict[str, Name] = {}
    for line, row in _json_rows(path):
        try:
            image, annotator = _named(row, "image", image_names), _named(row, "annotator", {})
            shapes = [
                _shape(_object(value), number, kind, label_names)
                for number, value in enumerate(_list(row, "shapes"))
            ]
        except ValueError as error:
            raise UnreadableInput(path, f"not in the form expected: {error}.", line) from error
        found = tuple(shape for shape in shapes if shape is not None)
        left_out[image, annotator] = len(shapes) - len(found)
        repeated += annotator in answers.setdefault(image, {})
        answers[image][annotator] = found
    if not answers:
        raise UnreadableInput(path, "there are no drawings in it.")
    project = {
        image: [Drawing(f"{image}/{who}", who, shapes) for who, shapes in by.items()]
        for image, by in answers.items()
    }
    labels = {shape.label for by in answers.values() for drawn in by.values() for shape in drawn}
    return Drawn(
        kind=kind,
        project=project,
        labels=tuple(sorted(labels)),
        left_out=sum(left_out.values()),
        repeated=repeated,
        image_names=image_names,
        label_names=label_names,
    )


def _json_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:  # JSON
    with path.open("rb") as file:
        for line, text in enumerate(file, start=1):
            if not text.strip():
                continue
            try:
                row = json.loads(text.decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                raise UnreadableInput(
                    path, f"this is no JSON ({error}); each line holds one object.", line
                ) from error
            if not isinstance(row, dict):
                raise UnreadableInput(path, "a line holds one JSON object.", line)
            yield line, row


def _named(row: Mapping[str, Any], key: str, names: dict[str, Name]) -> str:  # JSON
    """The name as text; what is a number is remembered in `names`, as first met."""
    value = row.get(key)
    is_finite = not isinstance(value, float) or math.isfinite(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float) or not is_finite:
        raise ValueError(f"{_quoted(key)} must be a text or a number")
    name = str(value)
    if not name.strip():
        raise ValueError(f"{_quoted(key)} must not be empty")
    name.encode()  # half a surrogate pair could not be written
    if not isinstance(value, str):
        names.setdefault(name, value)
    return name


def _object(value: object) -> Mapping[str, Any]:  # JSON
    if not isinstance(value, dict):
        raise ValueError("a shape must be an object")
    return value


def _list(row: Mapping[str, Any], key: str) -> list[Any]:  # JSON
    value = row.get(key)
    if not isinstance(value, list):
        raise ValueError(f"{_quoted(key)} must be a list")
    return value


def _quoted(key: str) -> str:
    return f'"{key}"'


def _shape(
    value: Mapping[str, Any],  # JSON
    number: int,
    kind: Kind,
    names: dict[str, Name],
) -> Shape | None:
    """The shape, or None when it has no area. Raises ValueError."""
    label = _named(value, "label", names)
    given = _list(value, GEOMETRY_KEY[kind])
    if kind == "boxes":
        return _box(f"s{number}", label, given)
    holes = [] if value.get("holes") is None else _list(value, "holes")
    return _polygon(f"s{number}", label, given, holes)


def _box(name: str, label: str, bbox: Sequence[object]) -> Shape | None:
    if len(bbox) != 4:
        raise ValueError("a box is four numbers: x, y, width, height")
    x, y, width, height = map(_number, bbox)
    if width < 0 or height < 0:
        raise ValueError("a box has no negative width or height")
    if not width * height > 0:
        return None
    return Shape(name, "box", label, {"x": x, "y": y, "width": width, "height": height}, {})


def _polygon(
    name: str, label: str, points: Sequence[object], holes: Sequence[object]
) -> Shape | None:
    outer = _ring(points)
    inner = [ring for ring in map(_ring, holes) if len(ring) >= 3]
    geometry = {"points": outer, "holes": inner}
    if len(outer) < 3 or not areas_of("polygon", [geometry])[0].area > 0:
        return None
    return Shape(name, "polygon", label, geometry, {})


def _ring(points: object) -> list[list[float]]:
    if not isinstance(points, list):
        raise ValueError("an outline is a list of points")
    ring = [_point(point) for point in points]
    return ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring


def _point(value: object) -> list[float]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("a point is two numbers: x, y")
    return [_number(value[0]), _number(value[1])]


def _number(value: object) -> float:
    if isinstance(value, str):  # as a table was turned into JSON
        value = _told(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("coordinates are numbers")
    # Compared before it is converted: an integer may have hundreds of digits.
    if not -FARTHEST <= value <= FARTHEST:
        raise ValueError(f"coordinates lie between -{FARTHEST:.0f} and {FARTHEST:.0f}")
    return float(value)


def _told(text: str) -> float | None:
    """The number that a text is; None where it is none, as 1_000 that Python would take."""
    return float(text) if _NUMBER.fullmatch(text.strip()) else None


def write_shapes(
    path: Path, drawn: Drawn, images: Iterable[tuple[str, Sequence[ConsensusShape]]]
) -> None:
    """One image a line, its shapes the surest first; see `confidence_of`."""
    with path.open("w", encoding="utf-8") as file:
        for image, shapes in images:
            ordered = sorted(shapes, key=lambda shape: (-confidence_of(shape), shape.id))
            row = {
                "image": drawn.image_names.get(image, image),
                "shapes": [_rendered(shape, drawn) for shape in ordered],
            }
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def confidence_of(shape: ConsensusShape) -> float:
    """The probability that there is an object, and that its label is right."""
    return shape.exists * shape.label.confidence


def _rendered(shape: ConsensusShape, drawn: Drawn) -> dict[str, Any]:  # JSON
    label = shape.label.winners[0]
    return {
        "label": drawn.label_names.get(label, label),
        **_geometry(shape, drawn.kind),
        "confidence": round(confidence_of(shape), 6),
        "support": len(shape.sources),
    }


def _geometry(shape: ConsensusShape, kind: Kind) -> dict[str, Any]:  # JSON
    if kind == "boxes":
        sides = [shape.geometry[key] for key in ("x", "y", "width", "height")]
        decimals = _decimals(min(sides[2:]))
        return {"bbox": [round(side, decimals) for side in sides]}
    rings = [shape.geometry["points"], *shape.geometry["holes"]]
    decimals = _decimals(float(np.ptp(np.array(rings[0]), axis=0).min()))
    outer, *holes = ([[round(x, decimals), round(y, decimals)] for x, y in ring] for ring in rings)
    return {"polygon": outer, "holes": holes} if holes else {"polygon": outer}


def _decimals(size: float) -> int:
    """How many tell a shape of this least extent apart: 3 for pixels, more for shares of a
    picture."""
    return max(3, math.ceil(-math.log10(size * FINEST_SHARE))) if size > 0 else 3
