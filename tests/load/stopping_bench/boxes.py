"""Adaptive stopping for boxes: how many people an image for the F1 of a fixed number?

DIR is as for `bench shapes`: boxes of real people, seven an image, and an expert's boxes on part
of the images. Each draw shuffles who comes first on every image and picks 40 images of known
truth as gold. A replay begins with two people an image, then goes in rounds: a fit of all images
(it is told nothing of the gold), existence and expected IoU calibrated on the gold, and one more
person wherever the rule asks. Once more, beginning with three. Counted are all answers, those on
gold too, and one expert's answer for each gold image, over all images; audits are left out. F1 at
IoU .5 is over the images of known truth that are not gold, of shapes above .5. The target is the
mean F1 of fixed 5, 6 and 7 people on the same draws. The cost of an error is varied, and the
labels needed are interpolated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from concord import shapes
from concord.calibration import RateCalibration, fit_rate_calibration
from concord.geometry.boxes import pairwise_iou
from concord.matching import match
from concord.shapes import ConsensusShape
from concord.stopping import StoppingRule, decide
from tests.load.shapes_bench.boxes import LABEL, SIDE_PX, Found, Project, Truth, f1, load

GOLD = 40
FIXED = (2, 3, 4, 5, 6, 7)
TARGETS = (5, 6, 7)
MOST = 7
IOU = 0.5
#: What an error costs in labels.
ERROR_COSTS = (5.0, 10.0, 20.0, 50.0, 200.0)
#: How many people are asked of every image before anything is known.
LEAST = (2, 3)

Resolved = Mapping[str, Sequence[ConsensusShape]]


@dataclass(frozen=True)
class Draw:
    """One order of the people of every image, and which images are gold."""

    project: Project
    gold: Truth
    rest: Truth

    def first(self, counts: Mapping[str, int]) -> Project:
        """The first `counts[image]` people of each image."""
        return {image: drawings[: counts[image]] for image, drawings in self.project.items()}


@dataclass(frozen=True)
class Replay:
    """What came out: F1, people an image, and the share of images that ended unsure."""

    f1: float
    labels: float
    adjudicated: float


def drawn(project: Project, truth: Truth, seed: int) -> Draw:
    """The people of each image shuffled, and 40 gold images."""
    rng = np.random.default_rng(seed)
    order = {
        image: [drawings[n] for n in rng.permutation(len(drawings))]
        for image, drawings in sorted(project.items())
    }
    gold = {sorted(truth)[n] for n in rng.permutation(len(truth))[:GOLD]}
    return Draw(
        order,
        {image: boxes for image, boxes in truth.items() if image in gold},
        {image: boxes for image, boxes in truth.items() if image not in gold},
    )


def resolved(project: Project) -> Resolved:
    """Fit the project, then put the shapes of every image together."""
    model = shapes.fit(project, labels=[LABEL])
    sizes = dict.fromkeys(project, (SIDE_PX, SIDE_PX))
    return shapes.resolve_all(project, model, sizes_px=sizes)


def found_in(result: Resolved) -> dict[str, Found]:
    """As `shapes_bench` measures it."""
    found = {}
    for image, ones in result.items():
        boxes = np.array([list(one.geometry.values()) for one in ones]).reshape(-1, 4)
        exists = np.array([one.exists for one in ones])
        found[image] = Found(boxes, exists, exists)
    return found


@dataclass(frozen=True)
class Trust:
    """What the gold says of existence and of expected IoU."""

    exists: RateCalibration
    overlap: RateCalibration

    def confidence(self, ones: Sequence[ConsensusShape]) -> float:
        """As the product stops: the least sure of an image (`consolidation.stopping`)."""
        if not ones:
            return 1.0
        exists = self.exists.apply(np.array([one.exists for one in ones]))
        overlap = self.overlap.apply(np.array([one.expected_iou for one in ones]))
        sure = np.where(exists >= 0.5, np.minimum(exists, overlap / IOU), 1.0 - exists)
        return float(sure.min())


def trust_of(result: Resolved, gold: Truth) -> Trust:
    """Existence and overlap held against the expert's boxes."""
    found = found_in(result)
    stated, is_there, expected, measured = [], [], [], []
    for image, known in gold.items():
        overlap = pairwise_iou(found[image].boxes, known)
        met = {pair.first: pair.iou for pair in match(overlap, threshold=IOU)}
        for index, one in enumerate(result[image]):
            stated.append(one.exists)
            is_there.append(float(index in met))
            if index in met:
                expected.append(one.expected_iou)
                measured.append(met[index])
    return Trust(
        fit_rate_calibration(np.array(stated), np.array(is_there)),
        fit_rate_calibration(np.array(expected), np.array(measured)),
    )


def replay(draw: Draw, rule: StoppingRule) -> Replay:
    """Ask person by person until the rule has stopped every image."""
    counts = dict.fromkeys(draw.project, rule.least_labels)
    open_ones = set(draw.project)
    outcomes: dict[str, str] = {}
    while True:
        result = resolved(draw.first(counts))
        trust = trust_of(result, draw.gold)
        for image in sorted(open_ones):
            sure = trust.confidence(result[image])
            outcomes[image] = decide(image, sure, counts[image], rule).outcome
        open_ones = {image for image in open_ones if outcomes[image] == "ask"}
        if not open_ones:
            break
        for image in open_ones:
            counts[image] += 1
    unsure = sum(outcome == "adjudicate" for outcome in outcomes.values())
    return Replay(
        f1=f1(found_in(result), draw.rest, IOU),
        labels=(sum(counts.values()) + GOLD) / len(counts),
        adjudicated=unsure / len(counts),
    )


def fixed(draw: Draw, people: int) -> float:
    """F1 of a fixed number of people an image."""
    counts = dict.fromkeys(draw.project, people)
    return f1(found_in(resolved(draw.first(counts))), draw.rest, IOU)


def labels_needed(target: float, curve: list[tuple[float, float]]) -> float | None:
    """People an image where the curve of (labels, F1), in the order of labels, first reaches
    `target`; None where it never does."""
    before: tuple[float, float] | None = None
    for labels, value in sorted(curve):
        if value >= target:
            if before is None or value == before[1]:
                return labels
            share = (target - before[1]) / (value - before[1])
            return before[0] + share * (labels - before[0])
        before = labels, value
    return None


def measure(folder: Path, draws: int) -> dict[str, object]:
    """Replays at every cost of an error and fixed numbers; prints a line each."""
    project, truth = load(folder)
    made = [drawn(project, truth, seed) for seed in range(draws)]
    fixed_f1 = {}
    for people in FIXED:
        fixed_f1[people] = float(np.mean([fixed(draw, people) for draw in made]))
        print(f"boxes    fixed {people:4d} {fixed_f1[people]:9.4f}", flush=True)  # noqa: T201 -- a command
    target = float(np.mean([fixed_f1[people] for people in TARGETS]))
    print(f"boxes    F1 of fixed 5 to 7 {target:.4f}", flush=True)  # noqa: T201
    begun = {str(least): _curve(made, least, [fixed_f1[5], target]) for least in LEAST}
    return {
        "fixed_f1": fixed_f1,
        "fixed_5_to_7_f1": target,
        "adaptive": begun,
        "images": len(project),
        "draws": draws,
        "gold": GOLD,
    }


def _curve(made: Sequence[Draw], least: int, targets: Sequence[float]) -> dict[str, object]:
    """Replays that begin with `least` people an image, at every cost of an error."""
    curve = []
    for cost in ERROR_COSTS:
        rule = StoppingRule(1.0, cost, 5, MOST, least_labels=least, audit_share=0.0)
        runs = [replay(draw, rule) for draw in made]
        value, labels, unsure = np.mean(
            [(run.f1, run.labels, run.adjudicated) for run in runs], axis=0
        )
        curve.append((float(labels), float(value)))
        print(  # noqa: T201
            f"boxes from {least} {cost:6.1f} {value:9.4f} {labels:13.3f} {unsure:11.3f}", flush=True
        )
    five, several = (labels_needed(target, curve) for target in targets)
    print(f"boxes from {least}: labels for fixed 5: {five}, 5 to 7: {several}", flush=True)  # noqa: T201
    return {"labels_for_fixed_5": five, "labels_for_fixed_5_to_7": several, "curve": curve}
