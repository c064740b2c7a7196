"""What turned shapes have in common: a centre, two lengths and an angle.

Angles are in degrees from the x axis, clockwise on the screen (y runs down).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from concord.documents.points import place_problems
from concord.documents.problem import (
    Problem,
    key_problems,
    number_problems,
    side_problems,
    wrong_type,
)
from concord.sentences import Sentence

CENTRE_KEYS = frozenset({"center_x", "center_y", "angle_deg"})


def oriented_problems(
    geometry: object,
    path: str,
    lengths: tuple[str, str],
    most: float,
    width_px: float,
    height_px: float,
) -> list[Problem]:
    """The centre inside the picture, both lengths above 0 and at most `most`, and the angle
    above -180 and at most 180. What is round the centre may lie outside.
    """
    if not isinstance(geometry, dict):
        return [wrong_type(path, f"an object with a center, {lengths[0]}, {lengths[1]}, an angle")]
    keys = CENTRE_KEYS | set(lengths)
    if geometry.keys() != keys:
        return key_problems(geometry, path, keys)
    paths = (f"{path}/center_x", f"{path}/center_y", path)
    problems = place_problems(
        geometry["center_x"], geometry["center_y"], paths, width_px, height_px
    )
    for key in lengths:
        problems += _length_problems(geometry[key], key, f"{path}/{key}", most)
    return problems + _angle_problems(geometry["angle_deg"], f"{path}/angle_deg")


def _length_problems(value: object, key: str, path: str, most: float) -> list[Problem]:
    problems = side_problems(value, key, path)
    if not problems and value > most:  # type: ignore[operator]  # a number, as was found
        problems.append(
            Problem(
                "too_large",
                path,
                Sentence("The {key} must be at most {most:g} pixels.", key=key, most=most),
            )
        )
    return problems


def _angle_problems(value: object, path: str) -> list[Problem]:
    problems = number_problems(value, path)
    if not problems and not -180 < value <= 180:  # type: ignore[operator]  # as above
        message = "The angle must be above -180 and at most 180 degrees."
        problems.append(Problem("out_of_range", path, message))
    return problems


def box_round_turned(
    geometry: Mapping[str, float], reach_x: float, reach_y: float
) -> tuple[float, float, float, float]:
    """The box about the centre that goes this far to each side."""
    x, y = float(geometry["center_x"]), float(geometry["center_y"])
    return x - reach_x, y - reach_y, 2.0 * reach_x, 2.0 * reach_y


def turn_of(geometry: Mapping[str, float]) -> tuple[float, float]:
    """Cosine and sine of the angle."""
    angle = math.radians(geometry["angle_deg"])
    return math.cos(angle), math.sin(angle)
