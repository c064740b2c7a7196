"""How alike are the drawings that several people made of the same image?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from concord.agreement.labels import NO_PAIRS
from concord.documents import Shape
from concord.measure import Measure, undefined
from concord.scoring import match_shapes

#: The shapes of one item, one tuple for each person who answered it; an empty one for "nothing".
Drawn = Sequence[tuple[Shape, ...]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike the drawings of one image are.

    `f1` is the mean of 2 TP / (all shapes) over pairs of people, 1 for two empty answers, and
    None when only one person answered; `iou` has the IoU of every pair of matched shapes.
    """

    f1: float | None
    iou: tuple[float, ...]


def compare_drawings(drawn: Drawn, *, iou_threshold: float = 0.5) -> Comparison:
    """Match everybody's shapes of one image with everybody else's, without regard to labels.

    Do it once for each image; the measures below and their intervals reuse it.
    """
    shares: list[float] = []
    iou: list[float] = []
    for first, second in combinations(drawn, 2):
        pairs = match_shapes(first, second, iou_threshold=iou_threshold)
        drawn_shapes = len(first) + len(second)
        shares.append(2 * len(pairs) / drawn_shapes if drawn_shapes else 1.0)
        iou += [pair.iou for pair in pairs]
    return Comparison(f1=float(np.mean(shares)) if shares else None, iou=tuple(iou))


def pairwise_iou_agreement(images: Sequence[Comparison]) -> Measure:
    """Mean IoU of the shapes that two people both drew; matched pairs all count the same.

    Between the threshold of the matching and 1. `n` is the number of images that have such a
    pair; undefined without any.
    """
    values = [iou for image in images for iou in image.iou]
    if not values:
        return undefined("No two people drew the same object.", n=0)
    return Measure(float(np.mean(values)), n=sum(bool(image.iou) for image in images))


def pairwise_f1(images: Sequence[Comparison]) -> Measure:
    """How far two people draw the same objects: the mean over images, each counting the same.

    In [0, 1]. `n` is the number of images that two people answered; undefined without any.
    """
    values = [image.f1 for image in images if image.f1 is not None]
    if not values:
        return undefined(NO_PAIRS, n=0)
    return Measure(float(np.mean(values)), n=len(values))
