"""Keypoints and lines of simulated people: the best single person, the mean, the median, and ours.

Mean OKS and mean buffered IoU with the truth, over objects that five people of a crowd of ten
marked. Some mark with four times the scatter of others; one keypoint in twenty is a slip, as far
off as the object is large, and one in ten is left out; lines are begun and ended a little early or
late, in either direction, with a handful of points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concord import shapes
from concord.documents import Shape
from concord.geometry.keypoints import SIGMAS
from concord.geometry.similarity import pairwise_similarity
from concord.shapes import Drawing

Floats = NDArray[np.float64]
Json = dict[str, Any]
Random = np.random.Generator
Drawn = Callable[[Random, Floats, float], Json]
Average = Callable[[Floats], Floats]

PEOPLE = 10
OVERLAP = 5
OBJECTS = 150
SIDE_PX = 1_000.0
KEYS = tuple(SIGMAS)
_STEPS = np.linspace(0, 1, 64)


def _pose(rng: Random) -> Floats:
    """Places of the keypoints of somebody 100 to 300 pixels tall, (keys, 2)."""
    places: Floats = rng.uniform(300, 600, 2) + rng.uniform(0, 1, (len(KEYS), 2)) * (
        rng.uniform(100, 300) * np.array([0.5, 1.0])
    )
    return places


def _mark(rng: Random, places: Floats, care: float) -> Json:
    size = float(np.sqrt((np.ptp(places, axis=0) ** 2).sum() / 2))
    sigma = np.array([SIGMAS[key] for key in KEYS])[:, None]
    marked = places + size * care * sigma * rng.normal(size=places.shape)
    slips = rng.random(len(KEYS)) < 0.05
    marked[slips] += size * rng.normal(size=(int(slips.sum()), 2))
    is_there = rng.random(len(KEYS)) < 0.9
    return _keypoints(np.where(is_there[:, None], marked, np.nan))


def _keypoints(places: Floats) -> Json:
    return {
        "points": {
            key: {"x": x, "y": y, "is_visible": True}
            for key, (x, y) in zip(KEYS, places.tolist(), strict=True)
            if x == x  # noqa: PLR0124 -- a place left out is NaN here, and only here
        }
    }


def _places(geometry: Json) -> Floats:
    nowhere = {"x": np.nan, "y": np.nan}
    marked = [geometry["points"].get(key, nowhere) for key in KEYS]
    return np.array([(point["x"], point["y"]) for point in marked])


def _curve(rng: Random) -> Floats:
    """A smooth line of 200 to 400 pixels, (64, 2)."""
    length, angle = rng.uniform(200, 400), rng.uniform(0, 2 * np.pi)
    bends = sum(
        rng.normal(0, 0.15 / wave) * np.sin(np.pi * wave * _STEPS + rng.uniform(0, 3))
        for wave in (1, 2, 3)
    )
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    curve: Floats = 500 + length * np.stack([_STEPS - 0.5, bends], axis=1) @ turn
    return curve


def _trace(rng: Random, curve: Floats, care: float) -> Json:
    first, last = rng.uniform(0, 0.04, 2)
    at = np.linspace(first, 1 - last, int(rng.integers(6, 14)))
    points = np.stack([np.interp(at, _STEPS, column) for column in curve.T], axis=1)
    points += 3.0 * care * rng.normal(size=points.shape)
    return {"points": (points if rng.random() < 0.5 else points[::-1]).tolist()}


def _line(places: Floats) -> Json:
    return {"points": places.tolist()}


def _along(geometry: Json) -> Floats:
    """A line at equal lengths of arc, from left to right: (64, 2)."""
    points = np.array(geometry["points"])
    points = points if tuple(points[0]) <= tuple(points[-1]) else points[::-1]
    at = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    return np.stack([np.interp(_STEPS * at[-1], at, column) for column in points.T], axis=1)


def _compare(
    kind: str,
    true: Callable[[Random], Floats],
    draw: Drawn,
    render: Callable[[Floats], Json],
    read: Callable[[Json], Floats],
) -> dict[str, float]:
    rng = np.random.default_rng(1)
    care = np.geomspace(0.5, 2.0, PEOPLE)
    project: dict[str, list[Drawing]] = {}
    truth: dict[str, Json] = {}
    for number in range(OBJECTS):
        places, image = true(rng), f"i{number:03}"
        truth[image] = render(places)
        project[image] = [
            Drawing(f"{image}/{who}", f"a{who}", (Shape("s", kind, "thing", one, {}),))
            for who in rng.permutation(PEOPLE)[:OVERLAP].tolist()
            for one in [draw(rng, places, float(care[who]))]
        ]
    ways: Mapping[str, Callable[[str], Json]] = {
        "best person": lambda image: _of_best(project[image]),
        "mean": lambda image: render(_averaged(np.nanmean, project[image], read)),
        "median": lambda image: render(_averaged(np.nanmedian, project[image], read)),
    }
    figures = {
        name: _fit([way(image) for image in project], truth, kind) for name, way in ways.items()
    }
    return {**figures, "ours": _fit(_ours(project), truth, kind)}


def _of_best(drawings: list[Drawing]) -> Json:
    """What the most careful of those who were asked drew: nobody knows who that is."""
    return dict(min(drawings, key=lambda one: one.annotator).shapes[0].geometry)


def _averaged(
    average: Callable[..., Floats], drawings: list[Drawing], read: Callable[[Json], Floats]
) -> Floats:
    return average([read(dict(one.shapes[0].geometry)) for one in drawings], axis=0)


def _ours(project: dict[str, list[Drawing]]) -> list[Json]:
    model = shapes.fit(project, labels=["thing"])
    found = shapes.resolve_all(project, model, sizes_px=dict.fromkeys(project, (SIDE_PX, SIDE_PX)))
    surest = (max(several, key=lambda shape: shape.exists) for several in found.values())
    return [dict(shape.geometry) for shape in surest]


def _fit(found: list[Json], truth: Mapping[str, Json], kind: str) -> float:
    pairs = zip(found, truth.values(), strict=True)
    return float(np.mean([pairwise_similarity(kind, [one], [true]) for one, true in pairs]))


def measure() -> dict[str, dict[str, float]]:
    """Mean similarity with the truth of each way, for keypoints and for lines."""
    report = {
        "keypoints": _compare("keypoints", _pose, _mark, _keypoints, _places),
        "lines": _compare("polyline", _curve, _trace, _line, _along),
    }
    for kind, figures in report.items():
        print(f"{kind}, {OVERLAP} of {PEOPLE} people, {OBJECTS} objects")  # noqa: T201 -- a command
        for name, value in figures.items():
            print(f"  {name:20s} {value:.4f}")  # noqa: T201
    return report
