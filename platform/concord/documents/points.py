"""Points of a geometry: `[x, y]` in image pixels, inside the picture."""

from __future__ import annotations

from concord.documents.problem import Problem, is_number, number_problems, wrong_type
from concord.sentences import Sentence

#: Of one shape, all its rings together.
MAX_POINTS = 10_000

Point = tuple[float, float]


def point_problems(value: object, path: str, width_px: float, height_px: float) -> list[Problem]:
    """Two finite numbers, inside the picture or on its edge."""
    if not isinstance(value, list) or len(value) != 2:
        return [wrong_type(path, "a point, a list of x and y")]
    return place_problems(value[0], value[1], (f"{path}/0", f"{path}/1", path), width_px, height_px)


def place_problems(
    x: object, y: object, paths: tuple[str, str, str], width_px: float, height_px: float
) -> list[Problem]:
    """As `point_problems`; `paths` are those of x, of y, and of both together."""
    if (
        is_number(x)
        and is_number(y)
        and 0 <= x <= width_px  # type: ignore[operator]  # numbers, as is_number has found
        and 0 <= y <= height_px  # type: ignore[operator]  # as above
    ):
        return []
    problems = number_problems(x, paths[0]) + number_problems(y, paths[1])
    if problems:
        return problems
    message = Sentence(
        "The point must lie inside the picture of {width_px:g} x {height_px:g} pixels.",
        width_px=width_px,
        height_px=height_px,
    )
    return [Problem("outside_picture", paths[2], message)]


def count_points(geometry: object) -> int:
    """The points of all rings and lines of a geometry that was not checked yet."""
    if not isinstance(geometry, dict) or "points" not in geometry:
        return 0
    holes = geometry.get("holes")
    rings = [geometry["points"], *(holes if isinstance(holes, list) else ())]
    return sum(len(ring) for ring in rings if isinstance(ring, list))


def too_many_points(path: str) -> Problem:
    """The one sentence for a shape of more than `MAX_POINTS` points."""
    return Problem(
        "too_many_points",
        path,
        Sentence("A shape may have at most {most} points.", most=MAX_POINTS),
    )


def box_round(points: list[Point]) -> tuple[float, float, float, float]:
    """The smallest upright box round at least one point, as (x, y, width, height)."""
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    return left, top, right - left, bottom - top
