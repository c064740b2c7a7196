"""Boxes of real people against an expert's: ways to make one set of boxes of many.

DIR holds `annotations.jsonl` (one line for each image and annotator, boxes as x, y, width, height)
and `truth.jsonl` (an expert's boxes on part of the images). With 7 annotators an image once, with
5, 3 and 2 drawn by lot. F1, at IoU .5 and .75, counts shapes that exist with probability above
.5; mAP is over all shapes and IoU .50 to .95 in steps of .05. The single annotator is the best of
those with 20 images or more, on the images they answered.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from concord import shapes
from concord.documents import Shape
from concord.geometry.boxes import Boxes, from_corners, pairwise_iou, to_corners
from concord.matching import match
from concord.offline.outlines import confidence_of
from concord.shapes import ConsensusShape, Drawing
from concord.shapes.clustering import cluster_rows
from concord.shapes.pairs import find_pairs
from concord.shapes.table import read_table

LABEL = "object"
SIDES = ("x", "y", "width", "height")
#: The data has no sizes of pictures; nothing in it comes near this.
SIDE_PX = 1e6

Project = Mapping[str, list[Drawing]]
Truth = Mapping[str, Boxes]


@dataclass(frozen=True)
class Found:
    """Boxes of one image, (n, 4): how probably each exists, (n,), and by what mAP ranks it."""

    boxes: Boxes
    exists: Boxes
    rank: Boxes


def _rows(path: Path) -> list[dict[str, Any]]:  # JSON
    return [json.loads(line) for line in path.read_text().splitlines()]


def load(folder: Path) -> tuple[Project, Truth]:
    """Everybody's drawings by image, and the expert's boxes by image."""
    project: dict[str, list[Drawing]] = defaultdict(list)
    for row in _rows(folder / "annotations.jsonl"):
        image, annotator = row["image"], row["annotator"]
        drawn = tuple(
            Shape(f"s{number}", "box", LABEL, dict(zip(SIDES, shape["bbox"], strict=True)), {})
            for number, shape in enumerate(row["shapes"])
        )
        project[image].append(Drawing(f"{image}/{annotator}", annotator, drawn))
    truth = {
        row["image"]: np.array([shape["bbox"] for shape in row["shapes"]]).reshape(-1, 4)
        for row in _rows(folder / "truth.jsonl")
    }
    return project, truth


def drawn_by_lot(project: Project, overlap: int, seed: int) -> Project:
    """The drawings of `overlap` people for each image."""
    rng = np.random.default_rng(seed)
    return {
        image: [drawings[n] for n in sorted(rng.permutation(len(drawings))[:overlap])]
        for image, drawings in sorted(project.items())
    }


def boxes_of(drawing: Drawing) -> Boxes:
    """The boxes of one person, (n, 4)."""
    rows = [list(shape.geometry.values()) for shape in drawing.shapes]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def _clusters(project: Project, threshold: float) -> dict[str, list[Boxes]]:
    """The boxes of each cluster of each image."""
    clusters: dict[str, list[Boxes]] = {image: [] for image in project}
    table = read_table(project)
    for rows in table.kinds.values():
        found = cluster_rows(rows.annotator, rows.label, find_pairs(rows), threshold=threshold)
        for number in range(int(found.max(initial=-1)) + 1):
            members = np.flatnonzero(found == number)
            clusters[table.images[rows.image[members[0]]]].append(rows.bounds[members])
    return clusters


def voted(project: Project) -> dict[str, Found]:
    """Clusters at IoU .5 in which more than half took part; the median of each side."""

    def median(cluster: Boxes) -> Boxes:
        middle: Boxes = from_corners(np.median(to_corners(cluster), axis=0))
        return middle

    return _by_share(project, median)


def nearest_to_mean(project: Project) -> dict[str, Found]:
    """As CVAT merges: of each cluster the drawn box that is nearest to the mean box."""

    def nearest(cluster: Boxes) -> Boxes:
        mean = from_corners(to_corners(cluster).mean(axis=0))
        chosen: Boxes = cluster[int(pairwise_iou(cluster, mean[None])[:, 0].argmax())]
        return chosen

    return _by_share(project, nearest)


def _by_share(project: Project, fuse: Callable[[Boxes], Boxes]) -> dict[str, Found]:
    found = {}
    for image, clusters in _clusters(project, 0.5).items():
        boxes = np.array([fuse(cluster) for cluster in clusters]).reshape(-1, 4)
        share = np.array([len(cluster) / len(project[image]) for cluster in clusters])
        found[image] = Found(boxes, share, share)
    return found


def weighted_box_fusion(project: Project) -> dict[str, Found]:
    """Solovyev, Wang and Gabruseva 2021, people for models, every box of confidence 1.

    Written anew: the authors' package needs a compiler at run time. A box joins the fused box
    that it overlaps most, from IoU .55 on; the confidence is the share of people.
    """
    found = {}
    for image, drawings in project.items():
        clusters: list[list[Boxes]] = []
        for box in np.concatenate([boxes_of(drawing) for drawing in drawings]):
            means = np.array([np.mean(cluster, axis=0) for cluster in clusters]).reshape(-1, 4)
            overlap = pairwise_iou(box[None], means)[0]
            if len(overlap) and overlap.max() > 0.55:
                clusters[int(overlap.argmax())].append(box)
            else:
                clusters.append([box])
        share = np.array([min(len(one), len(drawings)) / len(drawings) for one in clusters])
        boxes = np.array([np.mean(one, axis=0) for one in clusters]).reshape(-1, 4)
        found[image] = Found(boxes, share, share)
    return found


def ours(project: Project) -> dict[str, Found]:
    """Fit the project, then resolve every image; ranked by the confidence that is written, as
    whoever reads our files ranks them."""
    return _ours(project, confidence_of)


def ours_by_fit(project: Project) -> dict[str, Found]:
    """The same boxes ranked by how well they are expected to fit besides: for comparison."""
    return _ours(project, lambda shape: shape.exists * shape.expected_iou)


def _ours(project: Project, rank: Callable[[ConsensusShape], float]) -> dict[str, Found]:
    model = shapes.fit(project, labels=[LABEL])
    sizes = dict.fromkeys(project, (SIDE_PX, SIDE_PX))
    found = {}
    for image, result in shapes.resolve_all(project, model, sizes_px=sizes).items():
        boxes = [list(shape.geometry.values()) for shape in result]
        exists = np.array([shape.exists for shape in result])
        ranks = np.array([rank(shape) for shape in result])
        found[image] = Found(np.array(boxes).reshape(-1, 4), exists, ranks)
    return found


def f1(found: Mapping[str, Found], truth: Truth, iou: float) -> float:
    """2 TP / (boxes + objects) over shapes above confidence .5."""
    hits = boxes = objects = 0
    for image, known in truth.items():
        kept = found[image].boxes[found[image].exists > 0.5]
        hits += len(match(pairwise_iou(kept, known), threshold=iou))
        boxes += len(kept)
        objects += len(known)
    return 2 * hits / (boxes + objects)


def average_precision(found: Mapping[str, Found], truth: Truth, iou: float) -> float:
    """COCO's: the most confident box takes the best object left; 101 points of recall."""
    rows: list[tuple[float, bool]] = []
    for image, known in truth.items():
        overlap = pairwise_iou(found[image].boxes, known)
        free = np.ones(len(known), dtype=bool)
        for index in np.argsort(-found[image].rank, kind="stable"):
            candidates = np.where(free, overlap[index], -1.0)
            best = int(candidates.argmax()) if len(known) else -1
            is_hit = best >= 0 and bool(candidates[best] >= iou)
            if is_hit:
                free[best] = False
            rows.append((float(found[image].rank[index]), is_hit))
    rows.sort(key=lambda row: -row[0])
    hits = np.cumsum([is_hit for _, is_hit in rows])
    precision = hits / np.arange(1, len(rows) + 1)
    precision = np.append(np.maximum.accumulate(precision[::-1])[::-1], 0.0)
    recall = hits / sum(len(known) for known in truth.values())
    return float(precision[np.searchsorted(recall, np.linspace(0, 1, 101))].mean())


def best_single(project: Project, truth: Truth) -> tuple[str, float, float]:
    """Name, F1 at .5 and .75 of the best annotator with 20 images of known truth or more."""
    answers: dict[str, dict[str, Found]] = defaultdict(dict)
    for image in truth:
        for drawing in project[image]:
            boxes, sure = boxes_of(drawing), np.ones(len(drawing.shapes))
            answers[drawing.annotator][image] = Found(boxes, sure, sure)
    scores = []
    for name, found in answers.items():
        if len(found) >= 20:
            known = {image: truth[image] for image in found}
            scores.append((f1(found, known, 0.5), f1(found, known, 0.75), name))
    at_half, at_three_quarters, name = max(scores, key=lambda row: row[1])
    return name, at_half, at_three_quarters


WAYS: Mapping[str, Callable[[Project], dict[str, Found]]] = {
    "voting": voted,
    "cvat_style": nearest_to_mean,
    "weighted_box_fusion": weighted_box_fusion,
    "ours": ours,
    "ours_by_fit": ours_by_fit,
}


def measure(project: Project, truth: Truth) -> dict[str, list[float]]:
    """F1@.5, F1@.75, mAP and CPU seconds of each way."""
    rows = {}
    for name, way in WAYS.items():
        started = time.process_time()
        found = way(project)
        spent = time.process_time() - started
        steps = np.arange(0.5, 1.0, 0.05)
        precision = float(np.mean([average_precision(found, truth, iou) for iou in steps]))
        rows[name] = [f1(found, truth, 0.5), f1(found, truth, 0.75), precision, spent]
    return rows


def compare(folder: Path, seeds: int) -> dict[str, object]:
    """Measure every way with 7, 5, 3 and 2 annotators an image, and print a table."""
    project, truth = load(folder)
    name, at_half, at_three_quarters = best_single(project, truth)
    print(f"best single annotator ({name}): F1@.5 {at_half:.4f}  F1@.75 {at_three_quarters:.4f}")  # noqa: T201 -- a command
    report: dict[str, object] = {"best_single": [at_half, at_three_quarters]}
    for overlap in (7, 5, 3, 2):
        draws = 1 if overlap == 7 else seeds
        runs = [measure(drawn_by_lot(project, overlap, seed), truth) for seed in range(draws)]
        print(f"boxes, {overlap} annotators an image, {draws} draw(s)")  # noqa: T201
        means = {way: np.mean([run[way] for run in runs], axis=0).tolist() for way in runs[0]}
        for way, (half, three_quarters, precision, spent) in means.items():
            print(  # noqa: T201
                f"  {way:20s} F1@.5 {half:.4f}  F1@.75 {three_quarters:.4f}"
                f"  mAP {precision:.4f}  {spent:.2f} CPU s"
            )
        report[str(overlap)] = means
    return report
