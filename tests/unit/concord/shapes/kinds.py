"""Every kind of shape, drawn by simulated people: what the tests of all kinds share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from concord.documents import Shape
from concord.geometry.masks import Mask, to_geometry
from concord.shapes import Drawing

Json = dict[str, Any]
Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Draw = Callable[[np.random.Generator, float, float], Json]

#: Pictures are this large, and true shapes lie round their middle.
SIDE_PX = 400
CENTER = 200.0


def _ring(
    rng: np.random.Generator, radius: float, scatter: float, bias: float
) -> list[list[float]]:
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    radii = radius * (1 + bias + rng.normal(0, scatter, 24)) * (1 + 0.2 * np.cos(2 * angles))
    points = CENTER + radii[:, None] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return points.tolist()  # type: ignore[no-any-return] # of a float array


def box(rng: np.random.Generator, scatter: float, bias: float) -> Json:
    left, top, right, bottom = np.array([-40, -30, 40, 30]) * (1 + bias) + 80 * rng.normal(
        0, scatter, 4
    )
    return {
        "x": CENTER + left,
        "y": CENTER + top,
        "width": right - left,
        "height": bottom - top,
    }


def rotated_box(rng: np.random.Generator, scatter: float, bias: float) -> Json:
    row = {
        "center_x": CENTER + 60 * rng.normal(0, scatter),
        "center_y": CENTER + 60 * rng.normal(0, scatter),
        "width": 100 * np.exp(bias + rng.normal(0, scatter)),
        "height": 50 * np.exp(bias + rng.normal(0, scatter)),
        "angle_deg": 170 + np.rad2deg(rng.normal(0, scatter)),
    }
    if scatter and rng.random() < 0.3:
        # The same box, seen by somebody who calls its other side the width.
        row["width"], row["height"] = row["height"], row["width"]
        row["angle_deg"] -= 90
    return {key: float(value) for key, value in row.items()}


def ellipse(rng: np.random.Generator, scatter: float, bias: float) -> Json:
    drawn = rotated_box(rng, scatter, bias)
    return {
        "center_x": drawn["center_x"],
        "center_y": drawn["center_y"],
        "radius_x": drawn["width"] / 2,
        "radius_y": drawn["height"] / 2,
        "angle_deg": drawn["angle_deg"],
    }


def polygon(rng: np.random.Generator, scatter: float, bias: float) -> Json:
    return {
        "points": _ring(rng, 60, scatter, bias),
        "holes": [_ring(rng, 25, scatter, -bias)],
    }


def mask(rng: np.random.Generator, scatter: float, bias: float) -> Json:
    first = 100
    y, x = np.mgrid[first : SIDE_PX - first, first : SIDE_PX - first] + 0.5 - CENTER
    angle = np.arctan2(y, x)
    waves = sum(rng.normal(0, scatter) * np.cos(k * angle + k) for k in range(4))
    distance = np.hypot(x, y)
    pixels = (distance < 60 * (1 + bias + waves)) & (distance > 20)
    cropped = Mask(first, first, pixels).cropped(SIDE_PX, SIDE_PX)
    assert cropped is not None
    return to_geometry(cropped)


def keypoints(rng: np.random.Generator, scatter: float, bias: float) -> Json:
    places = {
        "nose": (200, 150),
        "left_hip": (170, 250),
        "right_hip": (230, 250),
        "tip": (200, 300),
    }
    return {
        "points": {
            key: {
                "x": x + 100 * float(rng.normal(0, scatter)),
                "y": y + 100 * float(rng.normal(0, scatter)),
                "is_visible": key != "tip",
            }
            for key, (x, y) in places.items()
        }
    }


def polyline(rng: np.random.Generator, scatter: float, bias: float) -> Json:
    steps = np.linspace(0, 1, 9)
    points = np.stack([100 + 200 * steps, CENTER + 50 * np.sin(5 * steps)], axis=1)
    points += 200 * rng.normal(0, scatter, points.shape)
    if scatter and rng.random() < 0.5:
        points = points[::-1]
    return {"points": points.tolist()}


DRAW: dict[str, Draw] = {
    "box": box,
    "rotated_box": rotated_box,
    "ellipse": ellipse,
    "polygon": polygon,
    "mask": mask,
    "keypoints": keypoints,
    "polyline": polyline,
}


def true_shape(kind: str) -> Json:
    """What everybody tries to draw."""
    return DRAW[kind](np.random.default_rng(0), 0.0, 0.0)


def drawing(annotator: str, kind: str, *geometries: Json) -> Drawing:
    """One person's answer for one image."""
    return drawing_of(annotator, kind, [("thing", geometry) for geometry in geometries])


def drawing_of(annotator: str, kind: str, named: Sequence[tuple[str, Json]]) -> Drawing:
    """The same, of shapes that are called something."""
    shapes = tuple(
        Shape(f"s{number}", kind, label, geometry, {})
        for number, (label, geometry) in enumerate(named)
    )
    return Drawing(f"of-{annotator}", annotator, shapes)


def shifted(geometry: Json, x: int, y: int) -> Json:
    """A geometry moved to the right and down."""
    for across, down in (("x", "y"), ("center_x", "center_y")):
        if across in geometry:
            return {**geometry, across: geometry[across] + x, down: geometry[down] + y}
    points = geometry["points"]
    if isinstance(points, dict):
        return {"points": {key: shifted(point, x, y) for key, point in points.items()}}
    rings = [[[a + x, b + y] for a, b in ring] for ring in (points, *geometry.get("holes", []))]
    return {"points": rings[0], **({"holes": rings[1:]} if "holes" in geometry else {})}
