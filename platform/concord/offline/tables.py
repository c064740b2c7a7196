"""Files in, plain values out; and back. A repeated answer replaces the one before."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from concord.documents import Shape
from concord.offline.errors import UnreadableInput
from concord.shapes import ConsensusShape, Drawing

Kind = Literal["boxes", "polygons"]
GEOMETRY_KEY: Mapping[Kind, str] = {"boxes": "bbox", "polygons": "polygon"}


def read_answers(path: Path) -> dict[tuple[str, str], str]:
    """{(item, annotator): label} from a CSV file with these columns; others are left alone."""
    rows = _csv_rows(path, ("item", "annotator", "label"))
    answers = {(item, annotator): label for item, annotator, label in rows}
    if not answers:
        raise UnreadableInput(path, "there are no answers in it.")
    return answers


def read_gold(path: Path) -> dict[str, str]:
    """{item: true label} from a CSV file with these columns."""
    return {row[0]: row[1] for row in _csv_rows(path, ("item", "label"))}


def write_labels(path: Path, rows: Iterable[tuple[str, str, float]]) -> None:
    """Item, label, confidence; one row an item."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("item", "label", "confidence"))
        for item, label, confidence in rows:
            writer.writerow((item, label, f"{confidence:.6f}"))


def _csv_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        try:
            reader = csv.DictReader(file)
            missing = [name for name in columns if name not in (reader.fieldnames or ())]
            if missing:
                raise UnreadableInput(
                    path, f"the first line names no column {' and no column '.join(missing)}.", 1
                )
            for row in reader:
                values = tuple((row[name] or "").strip() for name in columns)
                if not all(values):
                    raise UnreadableInput(
                        path, f"{' / '.join(columns)} must all be filled.", reader.line_num
                    )
                yield values
        except (UnicodeDecodeError, csv.Error) as error:
            raise UnreadableInput(path, f"this is no CSV in UTF-8 ({error}).") from error


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everybody's drawings by image, in the order of first mention.

    `left_out` counts shapes that enclose nothing: they cannot be any object.
    """

    kind: Kind
    project: Mapping[str, Sequence[Drawing]]
    labels: tuple[str, ...]
    left_out: int


def read_drawings(path: Path, kind: Kind) -> Drawn:
    """One JSON object a line: `image`, `annotator`, `shapes` of `label` and `bbox` or `polygon`.

    An empty list of shapes means that somebody looked and found nothing.
    """
    answers: dict[str, dict[str, tuple[Shape, ...]]] = {}
    left_out: dict[tuple[str, str], int] = {}
    for line, row in _json_rows(path):
        try:
            image, annotator = str(row["image"]), str(row["annotator"])
            shapes = [_shape(shape, number, kind) for number, shape in enumerate(row["shapes"])]
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableInput(path, f"not in the form expected: {error!r}.", line) from error
        found = tuple(shape for shape in shapes if shape is not None)
        left_out[image, annotator] = len(shapes) - len(found)
        answers.setdefault(image, {})[annotator] = found
    if not answers:
        raise UnreadableInput(path, "there are no drawings in it.")
    project = {
        image: [Drawing(f"{image}/{who}", who, shapes) for who, shapes in by.items()]
        for image, by in answers.items()
    }
    labels = {shape.label for by in answers.values() for drawn in by.values() for shape in drawn}
    return Drawn(kind, project, tuple(sorted(labels)), sum(left_out.values()))


def _json_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:  # JSON
    with path.open("rb") as file:
        for line, text in enumerate(file, start=1):
            if not text.strip():
                continue
            try:
                row = json.loads(text.decode("utf-8-sig"))
            except ValueError as error:
                raise UnreadableInput(path, f"this is no JSON ({error}).", line) from error
            if not isinstance(row, dict):
                raise UnreadableInput(path, "a line holds one JSON object.", line)
            yield line, row


def _shape(value: Mapping[str, Any], number: int, kind: Kind) -> Shape | None:  # JSON
    """The shape, or None when it has no area. Raises KeyError, TypeError and ValueError."""
    label = str(value["label"])
    given = value[GEOMETRY_KEY[kind]]
    if kind == "boxes":
        return _box(f"s{number}", label, given)
    return _polygon(f"s{number}", label, given, value.get("holes", []))


def _box(name: str, label: str, bbox: Sequence[float]) -> Shape | None:
    x, y, width, height = (_finite(side) for side in bbox)
    if width < 0 or height < 0:
        raise ValueError("a box has no negative width or height")
    if width == 0 or height == 0:
        return None
    return Shape(name, "box", label, {"x": x, "y": y, "width": width, "height": height}, {})


def _polygon(
    name: str,
    label: str,
    points: Sequence[Sequence[float]],
    holes: Sequence[Any],  # JSON
) -> Shape | None:
    outer = _ring(points)
    if len(outer) < 3 or _is_flat(outer):
        return None
    inner = [ring for ring in map(_ring, holes) if len(ring) >= 3]
    return Shape(name, "polygon", label, {"points": outer, "holes": inner}, {})


def _ring(points: Sequence[Sequence[float]]) -> list[list[float]]:
    ring = [[_finite(x), _finite(y)] for x, y in points]
    return ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring


def _is_flat(ring: Sequence[Sequence[float]]) -> bool:
    """Whether all points lie on one line. A ring that crosses itself may enclose something."""
    points = np.array(ring, dtype=np.float64)
    return bool(np.linalg.matrix_rank(points - points[0]) < 2)


def _finite(value: float) -> float:
    number = float(value)
    if not np.isfinite(number):
        raise ValueError("coordinates are finite numbers")
    return number


def write_shapes(
    path: Path, kind: Kind, images: Iterable[tuple[str, Sequence[ConsensusShape]]]
) -> None:
    """One image a line, its shapes the surest first; see `confidence_of`."""
    with path.open("w", encoding="utf-8") as file:
        for image, shapes in images:
            ordered = sorted(shapes, key=lambda shape: (-confidence_of(shape), shape.id))
            row = {"image": image, "shapes": [_rendered(shape, kind) for shape in ordered]}
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def confidence_of(shape: ConsensusShape) -> float:
    """The probability that there is an object, and that its label is right."""
    return shape.exists * shape.label.confidence


def _rendered(shape: ConsensusShape, kind: Kind) -> dict[str, Any]:  # JSON
    return {
        "label": shape.label.winners[0],
        **_geometry(shape, kind),
        "confidence": round(confidence_of(shape), 6),
        "support": len(shape.sources),
    }


def _geometry(shape: ConsensusShape, kind: Kind) -> dict[str, Any]:  # JSON
    if kind == "boxes":
        sides = (shape.geometry[key] for key in ("x", "y", "width", "height"))
        return {"bbox": [round(side, 3) for side in sides]}
    rings = [shape.geometry["points"], *shape.geometry["holes"]]
    outer, *holes = ([[round(x, 3), round(y, 3)] for x, y in ring] for ring in rings)
    return {"polygon": outer, "holes": holes} if holes else {"polygon": outer}
