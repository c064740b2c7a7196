"""Made-up families of boxes, every scene with every crowd: where is a plain merge better?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from concord.calibration import expected_calibration_error
from concord.geometry.boxes import pairwise_iou
from concord.matching import match
from tests.load.shapes_bench.boxes import (
    Found,
    Project,
    Truth,
    f1,
    nearest_to_mean,
    ours,
    voted,
    weighted_box_fusion,
)
from tests.load.shapes_bench.scenes import CROWDS, SCENES, project_of

OTHERS: Mapping[str, Callable[[Project], dict[str, Found]]] = {
    "voting": voted,
    "cvat_style": nearest_to_mean,
    "weighted_box_fusion": weighted_box_fusion,
}
OVERLAPS = (0.5, 0.75)
#: Fewer points than this are a box or two.
NOTICEABLE = 0.01


def measure(seeds: int) -> dict[str, object]:
    """Mean F1 of each way over all families, the mean calibration error of ours, and the families
    in which another is better by more than a point, by how much."""
    means: dict[str, list[list[float]]] = {name: [] for name in ("ours", *OTHERS)}
    errors: list[float] = []
    under: dict[str, list[float]] = {}
    print("boxes of made-up families: F1@.5 / F1@.75")  # noqa: T201 -- a command
    for place, (scene, what) in enumerate(SCENES.items()):
        for other, (crowd, who) in enumerate(CROWDS.items()):
            runs = [_run(*project_of(what, who, [seed, place, other])) for seed in range(seeds)]
            scores = {name: np.mean([run[0][name] for run in runs], axis=0) for name in means}
            error = float(np.mean([run[1] for run in runs]))
            best = np.max([scores[name] for name in OTHERS], axis=0)
            _say(f"{scene}, {crowd}", scores, error)
            for name, row in scores.items():
                means[name].append(row.tolist())
            errors.append(error)
            if (scores["ours"] < best - NOTICEABLE).any():
                under[f"{scene}, {crowd}"] = (scores["ours"] - best).round(4).tolist()
    mean = {name: np.mean(rows, axis=0).round(4).tolist() for name, rows in means.items()}
    _say("mean", {name: np.array(row) for name, row in mean.items()}, float(np.mean(errors)))
    print(f"under another by more than a point: {under}")  # noqa: T201
    return {
        "families": len(errors),
        "f1": mean,
        "calibration_error": float(np.mean(errors)),
        "under": under,
    }


def _run(project: Project, truth: Truth) -> tuple[dict[str, list[float]], float]:
    found = {"ours": ours(project), **{name: way(project) for name, way in OTHERS.items()}}
    scores = {name: [f1(one, truth, iou) for iou in OVERLAPS] for name, one in found.items()}
    return scores, _calibration_error(found["ours"], truth)


def _calibration_error(found: Mapping[str, Found], truth: Truth) -> float:
    """Of the probability that a box stands for an object, at IoU .5."""
    stated, is_right = [], []
    for image, known in truth.items():
        one = found[image]
        hits = np.zeros(len(one.boxes), dtype=bool)
        hits[[pair.first for pair in match(pairwise_iou(one.boxes, known), threshold=0.5)]] = True
        stated.append(one.exists)
        is_right.append(hits)
    error = expected_calibration_error(np.concatenate(stated), np.concatenate(is_right)).value
    return 0.0 if error is None else error


def _say(
    family: str, scores: Mapping[str, np.ndarray[tuple[int], np.dtype[np.float64]]], error: float
) -> None:
    told = "  ".join(f"{name} {row[0]:.3f} / {row[1]:.3f}" for name, row in scores.items())
    print(f"  {family:36s} {told}  calibration {error:.3f}")  # noqa: T201
