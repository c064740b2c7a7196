"""pycocotools asked for the curves of a comparison, and random comparisons to ask about."""

import contextlib
import io
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from pycocotools import mask as coco_mask
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from concord.documents.rle import runs_of
from concord.evaluation.content import Comparison, Pairs, Predictions, Truths
from concord.evaluation.pairing import pair_boxes, pair_keypoints, pair_masks
from concord.evaluation.precision_recall import Curves
from concord.geometry.rle import narrow

SIDE = 240
KEYPOINTS = 5
SIGMAS = np.array([0.026, 0.035, 0.079, 0.062, 0.107])

Json = dict[str, Any]  # COCO's JSON: `Any` stands for its values


@dataclass
class Sample:
    """Truths and predictions in COCO's own words; `coco_kind` is its word for the comparison."""

    images: int
    labels: int
    coco_kind: str
    truths: list[Json] = field(default_factory=list)
    predictions: list[Json] = field(default_factory=list)


def sample(seed: int, *, kind: str, images: int = 10, labels: int = 3) -> Sample:
    """Crowds, equal scores, equal shapes, images without truths or predictions, all sizes."""
    rng = np.random.default_rng(seed)
    made = Sample(images, labels, {"box": "bbox", "mask": "segm"}.get(kind, kind))
    for image in range(1, images + 1):
        boxes = [_box(rng) for _ in range(rng.integers(0, 7))]
        for box in boxes:
            is_crowd = kind != "keypoints" and rng.random() < 0.15
            row = {"image_id": image, "category_id": int(rng.integers(1, labels + 1))}
            row |= {"id": len(made.truths) + 1, "iscrowd": int(is_crowd)}
            made.truths.append(row | _said(rng, kind, box, is_truth=True))
        for _ in range(rng.integers(0, 9)):
            near = boxes and rng.random() < 0.75
            base = boxes[rng.integers(len(boxes))] if near else _box(rng)
            box = (base + rng.integers(-6, 7, 4)).clip(1, SIDE // 2)
            row = {"image_id": image, "category_id": int(rng.integers(1, labels + 1))}
            said = _said(rng, kind, box, is_truth=False)
            if kind != "box":
                # pycocotools takes the area of the box wherever a prediction has one.
                del said["bbox"], said["area"]
            made.predictions.append({**row, **said, "score": int(rng.integers(0, 9)) / 8})
    return made


def _box(rng: np.random.Generator) -> Any:
    return np.array([*rng.integers(0, 110, 2), *rng.integers(5, 125, 2)])


def _said(rng: np.random.Generator, kind: str, box: Any, *, is_truth: bool) -> Json:
    x, y, width, height = (int(value) for value in box)
    said: Json = {"bbox": [x, y, width, height], "area": float(width * height)}
    if kind == "mask":
        pixels = np.zeros((SIDE, SIDE), dtype=np.uint8, order="F")
        pixels[y : y + height, x : x + width] = 1
        pixels[y : y + height // 3, x : x + width // 3] = 0
        rle = coco_mask.encode(pixels)
        said |= {"area": float(coco_mask.area(rle))}
        said["segmentation"] = {"size": [SIDE, SIDE], "counts": rle["counts"].decode()}
    if kind == "keypoints":
        places = box[:2] + np.array([[0, 0], [1, 0], [0, 1], [1, 1], [0.4, 0.6]]) * box[2:]
        seen = np.ones(KEYPOINTS) * 2 if not is_truth else rng.integers(0, 3, KEYPOINTS)
        seen[0] = 2
        said["keypoints"] = np.column_stack([places, seen]).ravel().tolist()
        said["num_keypoints"] = int((seen > 0).sum())
    return said


def asked(made: Sample) -> tuple[Any, Any]:
    """The precision and recall tables of pycocotools, with NaN for "nothing to find"."""
    size = {"width": SIDE, "height": SIDE}
    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO()
        truth.dataset = {
            "images": [{"id": one, **size} for one in range(1, made.images + 1)],
            "categories": [{"id": one, "name": str(one)} for one in range(1, made.labels + 1)],
            "annotations": made.truths,
        }
        truth.createIndex()
        evaluation = COCOeval(truth, truth.loadRes(made.predictions), made.coco_kind)
        if made.coco_kind == "keypoints":
            evaluation.params.kpt_oks_sigmas = SIGMAS
        evaluation.evaluate()
        evaluation.accumulate()
    precision, recall = evaluation.eval["precision"][..., -1], evaluation.eval["recall"]
    return np.where(precision < 0, np.nan, precision), np.where(recall < 0, np.nan, recall)


def compared(made: Sample) -> Comparison:
    """The same in our arrays."""
    crowd = np.array([row["iscrowd"] == 1 for row in made.truths], dtype=bool)
    truths = Truths(
        image=_column(made.truths, "image_id") - 1,
        label=_column(made.truths, "category_id") - 1,
        area_px=np.array([row["area"] for row in made.truths], dtype=np.float64),
        is_crowd=crowd,
        is_ignored=crowd,
    )
    predictions = Predictions(
        image=_column(made.predictions, "image_id") - 1,
        label=_column(made.predictions, "category_id") - 1,
        area_px=_predicted_areas(made),
        score=np.array([row["score"] for row in made.predictions], dtype=np.float64),
        has_scores=True,
    )
    pairs = _pairs(made, truths, predictions)
    return Comparison(made.images, made.labels, truths, predictions, pairs)


def _column(rows: list[Json], key: str) -> Any:
    return np.array([row[key] for row in rows], dtype=np.int64)


def _predicted_areas(made: Sample) -> Any:
    if made.coco_kind == "segm":
        areas = [coco_mask.area(row["segmentation"]) for row in made.predictions]
    elif made.coco_kind == "keypoints":
        places = [np.reshape(row["keypoints"], (-1, 3))[:, :2] for row in made.predictions]
        areas = [np.prod(np.ptp(one, axis=0)) for one in places]
    else:
        areas = [row["bbox"][2] * row["bbox"][3] for row in made.predictions]
    return np.array(areas, dtype=np.float64)


def _pairs(made: Sample, truths: Truths, predictions: Predictions) -> Pairs:
    if made.coco_kind == "segm":
        masks = [[_mask(row) for row in rows] for rows in (made.predictions, made.truths)]
        return pair_masks(masks[0], predictions.image, masks[1], truths.image, truths.is_crowd)
    if made.coco_kind == "keypoints":
        drawn, true = (_places(rows) for rows in (made.predictions, made.truths))
        return pair_keypoints(
            drawn[..., :2],
            predictions.image,
            true[..., :2],
            truths.image,
            is_marked=true[..., 2] > 0,
            area_px=truths.area_px,
            sigmas=SIGMAS,
        )
    boxes = [
        np.array([row["bbox"] for row in rows], dtype=np.float64).reshape(-1, 4)
        for rows in (made.predictions, made.truths)
    ]
    return pair_boxes(boxes[0], predictions.image, boxes[1], truths.image, truths.is_crowd)


def _places(rows: list[Json]) -> Any:
    return np.array([row["keypoints"] for row in rows], dtype=np.float64).reshape(-1, KEYPOINTS, 3)


def _mask(row: Json) -> Json:
    return narrow(runs_of(row["segmentation"]["counts"]), SIDE)


def difference(ours: Curves, theirs: tuple[Any, Any]) -> float:
    """The largest difference of any number; infinite where one is undefined and the other not."""
    worst = 0.0
    for mine, other in ((ours.precision, theirs[0]), (ours.recall, theirs[1])):
        if mine.shape != other.shape or (np.isnan(mine) != np.isnan(other)).any():
            return float("inf")
        worst = max(worst, float(np.nanmax(np.abs(mine - other), initial=0.0)))
    return worst
