"""Pixels: `{"x", "y", "width", "height", "counts"}`, a window of whole pixels in the picture and
COCO's compressed run-length text of the window (see `concord.documents.rle`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concord.documents.problem import (
    Problem,
    key_problems,
    number_problems,
    side_problems,
    wrong_type,
)
from concord.documents.rle import InvalidRle, box_round_set, runs_of
from concord.sentences import Sentence

GEOMETRY_KEYS = frozenset({"x", "y", "width", "height", "counts"})

MAX_RLE_CHARACTERS = 1_000_000


class Mask:
    """Rules of the kind "mask"."""

    def geometry_problems(
        self, geometry: object, path: str, width_px: float, height_px: float
    ) -> list[Problem]:
        """A window of whole pixels inside the picture, and runs that fill it and set a pixel."""
        if not isinstance(geometry, dict):
            return [wrong_type(path, "an object with x, y, width, height and counts")]
        if geometry.keys() != GEOMETRY_KEYS:
            return key_problems(geometry, path, GEOMETRY_KEYS)
        problems = _window_problems(geometry, path, width_px, height_px)
        counts = geometry["counts"]
        if not isinstance(counts, str):
            problems.append(wrong_type(f"{path}/counts", "text"))
        elif len(counts) > MAX_RLE_CHARACTERS:
            message = Sentence("This may have at most {most} characters.", most=MAX_RLE_CHARACTERS)
            problems.append(Problem("too_long", f"{path}/counts", message))
        return problems or _run_problems(geometry, path)

    def bounding_box(self, geometry: Mapping[str, Any]) -> tuple[float, float, float, float]:
        """The box round the set pixels, which may be smaller than the window."""
        x, y, width, height = box_round_set(runs_of(geometry["counts"]), int(geometry["height"]))
        return float(geometry["x"] + x), float(geometry["y"] + y), float(width), float(height)

    def area_px(self, geometry: Mapping[str, Any]) -> float:
        """The number of set pixels."""
        return float(sum(runs_of(geometry["counts"])[1::2]))


def _window_problems(
    geometry: Mapping[str, Any], path: str, width_px: float, height_px: float
) -> list[Problem]:
    problems: list[Problem] = []
    for key in ("x", "y"):
        problems += number_problems(geometry[key], f"{path}/{key}")
    for key in ("width", "height"):
        problems += side_problems(geometry[key], key, f"{path}/{key}")
    problems = problems or [
        Problem("not_whole", f"{path}/{key}", "This must be a whole number.")
        for key in ("x", "y", "width", "height")
        if geometry[key] % 1
    ]
    if problems or (
        _is_within(geometry["x"], geometry["width"], width_px)
        and _is_within(geometry["y"], geometry["height"], height_px)
    ):
        return problems
    message = Sentence(
        "The mask must lie inside the picture of {width_px:g} x {height_px:g} pixels.",
        width_px=width_px,
        height_px=height_px,
    )
    return [Problem("outside_picture", path, message)]


def _is_within(start: float, length: float, whole: float) -> bool:
    # Each value is bounded before it is added: a huge integer would not fit a float.
    return 0 <= start <= whole and length <= whole and start + length <= whole


def _run_problems(geometry: Mapping[str, Any], path: str) -> list[Problem]:
    below = f"{path}/counts"
    try:
        runs = runs_of(geometry["counts"])
    except InvalidRle as error:
        return [Problem("invalid_rle", below, str(error))]
    if sum(runs) != geometry["width"] * geometry["height"]:
        message = "The runs must add up to width times height."
        return [Problem("invalid_rle", below, message)]
    if not any(runs[1::2]):
        return [Problem("zero_area", path, "At least one pixel must be set.")]
    return []
