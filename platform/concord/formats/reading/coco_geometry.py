"""The geometry that one COCO annotation speaks of, as ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeGuard

import numpy as np

from concord.documents.rle import InvalidRle, runs_of
from concord.formats.reading.content import MOST_PIXELS
from concord.geometry.raster import united_runs
from concord.geometry.rle import narrow
from concord.sentences import Sentence

Json = Any  # from somebody else's file: asked for its type before use
Ring = list[list[float]]

_SEVERAL = (
    "Objects of several polygons were read as masks: the pixels whose centre lies inside one."
)


class NotGeometry(ValueError):  # noqa: N818 -- named for what it says, like its siblings
    """An annotation says no shape that can be read."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Converted:
    """Something that had to be said in another way."""

    note: str


Found = tuple[str, dict[str, Any], Converted | None]


def geometry_of(
    row: dict[str, Json],
    points: tuple[str, ...],
    wanted: str | None,
    width: int | None,
    height: int | None,
) -> Found:
    """Kind, geometry and what had to be converted. Raises NotGeometry."""
    if wanted in (None, "keypoints") and points and row.get("keypoints"):
        return "keypoints", _keypoints(row["keypoints"], points), None
    segmentation = row.get("segmentation")
    if wanted != "box" and isinstance(segmentation, dict):
        return "mask", _mask(segmentation, width, height), None
    if wanted != "box" and isinstance(segmentation, list) and segmentation:
        return _rings(segmentation, width, height)
    return "box", _box(row.get("bbox")), None


def _box(bbox: Json) -> dict[str, Any]:
    if not _are_numbers(bbox) or len(bbox) != 4:
        raise NotGeometry("wrong_type", "The bbox must be four numbers: x, y, width, height.")
    return dict(zip(("x", "y", "width", "height"), bbox, strict=True))


def _keypoints(values: Json, points: tuple[str, ...]) -> dict[str, Any]:
    """Visibility 0 is a point that was not marked."""
    if not _are_numbers(values) or len(values) != 3 * len(points):
        message = Sentence(
            "The keypoints must be {n} numbers: x, y, v for each point.", n=3 * len(points)
        )
        raise NotGeometry("wrong_type", message)
    triples = zip(points, values[::3], values[1::3], values[2::3], strict=True)
    marked = {
        name: {"x": x, "y": y, "is_visible": v == 2} for name, x, y, v in triples if v in (1, 2)
    }
    return {"points": marked}


def _rings(segmentation: list[Json], width: int | None, height: int | None) -> Found:
    rings = [_ring(ring) for ring in segmentation]
    if len(rings) == 1:
        return "polygon", {"points": rings[0], "holes": []}, None
    if width is None or height is None:
        raise NotGeometry("unknown_size", "Several polygons need the size of their image.")
    return "mask", _union(rings, width, height), Converted(_SEVERAL)


def _ring(ring: Json) -> Ring:
    """Points in order; the first one is not said again at the end."""
    if not _are_numbers(ring) or len(ring) % 2 or len(ring) < 6:
        raise NotGeometry("too_few_points", "A polygon must be three or more pairs of numbers.")
    points: Ring = [[x, y] for x, y in zip(ring[::2], ring[1::2], strict=True)]
    kept = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _union(rings: list[Ring], width: int, height: int) -> dict[str, Any]:
    if not all(0 <= x <= width and 0 <= y <= height for ring in rings for x, y in ring):
        message = Sentence(
            "The polygons must lie inside the picture of {width} x {height} pixels.",
            width=width,
            height=height,
        )
        raise NotGeometry("outside_picture", message)
    every = np.array([point for ring in rings for point in ring], dtype=np.float64)
    (left, top), (right, bottom) = np.floor(every.min(axis=0)), np.ceil(every.max(axis=0))
    window = (int(left), int(top), int(right - left), int(bottom - top))
    runs = united_runs([np.array(ring, dtype=np.float64) for ring in rings], window)
    if not any(runs[1::2]):
        raise NotGeometry("zero_area", "The polygons hold the centre of no pixel.")
    inside = narrow(runs, window[3])
    return {**inside, "x": inside["x"] + window[0], "y": inside["y"] + window[1]}


def _mask(
    segmentation: dict[str, Json], width_px: int | None, height_px: int | None
) -> dict[str, Any]:
    """Run-length code of the whole picture, compressed text or plain numbers."""
    width, height = _size(segmentation.get("size"), width_px, height_px)
    runs = _runs(segmentation.get("counts"))
    if sum(runs) != width * height:
        raise NotGeometry("invalid_rle", "The runs must add up to width times height.")
    if not any(runs[1::2]):
        raise NotGeometry("zero_area", "At least one pixel must be set.")
    return narrow(runs, height)


def _size(size: Json, width_px: int | None, height_px: int | None) -> tuple[int, int]:
    """Width and height of a mask: those of its picture where they are known."""
    if not _are_whole(size) or len(size) != 2:
        raise NotGeometry("wrong_type", "The size of a mask must be height and width.")
    height, width = size
    if width * height > MOST_PIXELS:
        raise NotGeometry(
            "out_of_range", Sentence("A picture has at most {most:,} pixels.", most=MOST_PIXELS)
        )
    if (width_px or width, height_px or height) != (width, height):
        message = Sentence(
            "The mask has {width} x {height} pixels, the picture has {our_width} x {our_height}.",
            width=width,
            height=height,
            our_width=width_px or width,
            our_height=height_px or height,
        )
        raise NotGeometry("size_differs", message)
    return width, height


def _runs(counts: Json) -> list[int]:
    if _are_whole(counts):
        return _joined(counts)
    if not isinstance(counts, str):
        raise NotGeometry("wrong_type", "The counts of a mask must be text or whole numbers.")
    try:
        return runs_of(counts)
    except InvalidRle as error:
        raise NotGeometry("invalid_rle", str(error)) from error


def _joined(counts: list[int]) -> list[int]:
    """Runs without empty ones but for the first: what lies on both sides of one is one run."""
    runs: list[int] = []
    for at, run in enumerate(counts):
        if run or not at:
            if len(runs) % 2 == at % 2:
                runs.append(run)
            else:
                runs[-1] += run
    return runs


def _are_numbers(values: object) -> TypeGuard[list[float]]:
    return isinstance(values, list) and all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in values
    )


def _are_whole(values: object) -> TypeGuard[list[int]]:
    return isinstance(values, list) and all(
        isinstance(value, int) and not isinstance(value, bool) and value >= 0 for value in values
    )
