"""Polygons of simulated people against the true outline: majority of pixels, STAPLE, and ours.

Mean IoU with the truth over objects that five people of a crowd of twelve outlined; see
`outlines` for who they are. Vote and STAPLE judge pixels of a raster finer than the errors, one
object at a time; ours learns how each person draws from all objects.
"""

from __future__ import annotations

import time

import numpy as np
import shapely
from numpy.typing import NDArray

from concord import shapes
from concord.documents import Shape
from concord.geometry.areas import Areas, areas_of, pairwise_area_iou
from concord.shapes import Drawing
from tests.load.shapes_bench.outlines import drawn, person, true_outline

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

PEOPLE = 12
OVERLAP = 5
OBJECTS = 100
SIDE_PX = 2_000.0
_PIXELS = 128
_ROUNDS = 50


def _crowd(seed: int) -> tuple[dict[str, list[Drawing]], dict[str, shapely.Polygon]]:
    rng = np.random.default_rng(seed)
    people = [person(rng) for _ in range(PEOPLE)]
    project: dict[str, list[Drawing]] = {}
    truth: dict[str, shapely.Polygon] = {}
    for number in range(OBJECTS):
        outline, image = true_outline(rng), f"i{number:03}"
        truth[image] = shapely.Polygon(outline)
        project[image] = [
            Drawing(
                f"{image}/{who}",
                f"a{who:02}",
                (_shape(drawn(rng, outline, people[who])),),
            )
            for who in rng.permutation(PEOPLE)[:OVERLAP].tolist()
        ]
    return project, truth


def _shape(corners: Floats) -> Shape:
    return Shape("s1", "polygon", "object", {"points": corners.tolist(), "holes": []}, {})


def _ours(project: dict[str, list[Drawing]]) -> dict[str, Areas]:
    model = shapes.fit(project, labels=["object"])
    sizes = dict.fromkeys(project, (SIDE_PX, SIDE_PX))
    found = shapes.resolve_all(project, model, sizes_px=sizes)
    return {
        image: areas_of("polygon", [shape.geometry for shape in several if shape.is_kept])
        for image, several in found.items()
    }


def _iou_of_pixels(pixels: Flags, true: Flags) -> float:
    return float((pixels & true).sum() / (pixels | true).sum())


def _rasters(areas: Areas, truth: shapely.Polygon) -> tuple[Flags, Flags]:
    """Pixels of each drawn area (members, pixels), and of the true one."""
    edges = shapely.bounds([*areas, truth])
    low, high = edges[:, :2].min(axis=0), edges[:, 2:].max(axis=0)
    step = (high - low).max() / _PIXELS
    x, y = np.meshgrid(*(np.arange(a, b, step) + step / 2 for a, b in zip(low, high, strict=True)))
    rows = [shapely.contains_xy(area, x.ravel(), y.ravel()) for area in [*areas, truth]]
    return np.array(rows[:-1]), np.array(rows[-1])


def _staple(pixels: Flags) -> Flags:
    """Warfield, Zou and Wells 2004, equations 16 to 19: (members, pixels) -> (pixels,)."""
    sensitivity, specificity = np.full((2, len(pixels)), 0.95)
    prior = pixels.mean()
    for _ in range(_ROUNDS):
        inside = np.log(prior) + np.log(np.where(pixels.T, sensitivity, 1 - sensitivity)).sum(1)
        outside = np.log1p(-prior) + np.log(np.where(pixels.T, 1 - specificity, specificity)).sum(1)
        weight = 1 / (1 + np.exp(outside - inside))
        sensitivity = np.clip((pixels * weight).sum(1) / weight.sum(), 1e-3, 1 - 1e-3)
        specificity = np.clip((~pixels * (1 - weight)).sum(1) / (1 - weight).sum(), 1e-3, 1 - 1e-3)
    decided: Flags = weight > 0.5
    return decided


def _compare(seed: int) -> dict[str, float]:
    project, truth = _crowd(seed)
    started = time.process_time()
    ours = _ours(project)
    spent = time.process_time() - started
    rows = []
    for image, drawings in project.items():
        areas = areas_of("polygon", [one.shapes[0].geometry for one in drawings])
        true = np.array([truth[image]], dtype=object)
        pixels, true_pixels = _rasters(areas, truth[image])
        rows.append(
            (
                pairwise_area_iou(areas, true).mean(),
                _iou_of_pixels(pixels.sum(axis=0) * 2 > len(pixels), true_pixels),
                _iou_of_pixels(_staple(pixels), true_pixels),
                pairwise_area_iou(ours[image], true).max(initial=0.0),
            )
        )
    means = np.mean(rows, axis=0).tolist()
    return dict(
        zip(("person", "vote", "staple", "ours", "ours_cpu_s"), [*means, spent], strict=True)
    )


def measure(seeds: int) -> dict[str, float]:
    """Mean IoU with the truth of each way over `seeds` crowds, and CPU seconds a crowd of ours."""
    runs = [_compare(seed) for seed in range(seeds)]
    means = {key: float(np.mean([run[key] for run in runs])) for key in runs[0]}
    print(f"polygons, {OVERLAP} of {PEOPLE} people, {OBJECTS} objects, {seeds} crowd(s)")  # noqa: T201 -- a command
    for key in ("person", "vote", "staple", "ours"):
        print(f"  {key:20s} IoU {means[key]:.4f}")  # noqa: T201
    return means
