"""What do real people's mistakes look like? Measures drawn boxes against an expert's.

    python tests/load/mistakes.py --data DIR

DIR as for `tests/load/shapes.py`. A drawn box and the expert's are one object from IoU .25 on. An
error is signed, outwards positive, and a share of the expert's width (left, right) or height
(top, bottom). Figures between annotators are over those with 20 images of known truth or more.
The simulated people of the demonstration follow these figures (docs/decisions/0005): at the end
they draw the same images and are measured the same way.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

from concord.geometry.boxes import Boxes, pairwise_iou, to_corners  # noqa: E402 -- path first
from concord.matching import match  # noqa: E402
from guildmark.demo import mistakes, people  # noqa: E402
from tests.load.shapes_bench.boxes import LABEL, SIDE_PX, SIDES, Truth, boxes_of, load  # noqa: E402

SAME_FROM_IOU = 0.25
LEAST_IMAGES = 20
HEIGHTS_PX = (0, 30, 40, 60, 100, 200, np.inf)
OUTWARDS = np.array([-1.0, -1.0, 1.0, 1.0])
SEED = 5
DEFINITION = {
    "labels": [{"key": key, "kind": "box"} for key in (LABEL, "another")],
    "questions": [],
}


@dataclass
class Record:
    """One annotator: errors (boxes, 4), heights of objects and whether each was found."""

    images: int = 0
    errors: list[Boxes] = field(default_factory=list)
    heights_px: list[float] = field(default_factory=list)
    is_found: list[bool] = field(default_factory=list)
    spurious: list[int] = field(default_factory=list)

    def add(self, drawn: Boxes, known: Boxes) -> None:
        """One image more: what was drawn, (drawn, 4), and what is there, (known, 4)."""
        corners, spans = to_corners(known), np.tile(known[:, 2:], 2)
        pairs = match(pairwise_iou(drawn, known), threshold=SAME_FROM_IOU)
        met = {pair.second for pair in pairs}
        self.images += 1
        self.spurious.append(len(drawn) - len(pairs))
        self.heights_px += known[:, 3].tolist()
        self.is_found += [index in met for index in range(len(known))]
        for pair in pairs:
            moved = to_corners(drawn[pair.first : pair.first + 1])[0] - corners[pair.second]
            self.errors.append(OUTWARDS * moved / spans[pair.second])

    @property
    def looseness(self) -> float:
        """Mean error over all sides."""
        return float(self.bias.mean())

    @property
    def missed(self) -> float:
        """Share of the objects."""
        return 1 - float(np.mean(self.is_found))

    @property
    def bias(self) -> Boxes:
        """Mean error of each side, (4,)."""
        mean: Boxes = np.mean(self.errors, axis=0)
        return mean

    @property
    def scatter(self) -> float:
        """Root mean square of the errors around the bias, over all sides; slips cut at half."""
        left = np.clip(np.array(self.errors) - self.bias, -0.5, 0.5)
        return float(np.sqrt((left**2).mean()))


def records(folder: Path) -> dict[str, Record]:
    """What each annotator did on the images of known truth."""
    project, truth = load(folder)
    found: dict[str, Record] = defaultdict(Record)
    for image, known in truth.items():
        for drawing in project[image]:
            found[drawing.annotator].add(boxes_of(drawing), known)
    return found


def simulated(truth: Truth, manner: people.Manner) -> Record:
    """What somebody of this manner does on all images of known truth."""
    rng, found = np.random.default_rng(SEED), Record()
    for known in truth.values():
        shapes = [
            {
                "kind": "box",
                "label": LABEL,
                "geometry": dict(zip(SIDES, box, strict=True)),
                "attributes": {},
            }
            for box in known.tolist()
        ]
        drawn = mistakes.answer(
            {"shapes": shapes, "answers": {}},
            manner,
            rng,
            definition=DEFINITION,
            width_px=int(SIDE_PX),
            height_px=int(SIDE_PX),
        )
        sides = [[shape["geometry"][side] for side in SIDES] for shape in drawn["shapes"]]
        found.add(np.array(sides, dtype=np.float64).reshape(-1, 4), known)
    return found


def spread(name: str, values: list[float]) -> None:
    """Quantiles over annotators, and the log-normal that fits, on one line."""
    low, quarter, middle, three_quarters, high = np.quantile(values, [0.1, 0.25, 0.5, 0.75, 0.9])
    logs = np.log([value for value in values if value > 0])
    print(  # noqa: T201 -- a command
        f"{name:34s} p10 {low:6.3f}  p25 {quarter:6.3f}  p50 {middle:6.3f}  "
        f"p75 {three_quarters:6.3f}  p90 {high:6.3f}  "
        f"log-normal exp({logs.mean():.2f} +- {logs.std():.2f})"
    )


def report_sides(annotators: list[Record]) -> None:
    """Errors of all boxes together, and their size within one person."""
    errors = np.concatenate([np.array(one.errors) for one in annotators])
    for index, side in enumerate(("left", "top", "right", "bottom")):
        quantiles = np.quantile(errors[:, index], [0.05, 0.25, 0.5, 0.75, 0.95])
        print(f"{side:7s} p5/25/50/75/95 ", "  ".join(f"{one:6.3f}" for one in quantiles))  # noqa: T201
    scaled = [(np.array(p.errors) - p.bias) / p.scatter for p in annotators if len(p.errors) >= 20]
    left = np.abs(np.concatenate(scaled)).ravel()
    shares = [float((left > limit).mean()) for limit in (1, 2, 3, 4)]
    print(  # noqa: T201
        "beyond 1/2/3/4 of one's own scatter",
        "  ".join(f"{share:.4f}" for share in shares),
        "(normal: 0.3173 0.0455 0.0027 0.0001)",
    )
    width, height = errors[:, [0, 2]], errors[:, [1, 3]]
    print(f"correlation left/right {np.corrcoef(width.T)[0, 1]:.2f}, ", end="")  # noqa: T201
    print(f"top/bottom {np.corrcoef(height.T)[0, 1]:.2f}")  # noqa: T201


def report_misses(annotators: list[Record]) -> None:
    """The miss rate by height of the object."""
    heights = np.concatenate([one.heights_px for one in annotators])
    found = np.concatenate([one.is_found for one in annotators])
    for low, high in pairwise(HEIGHTS_PX):
        inside = (heights >= low) & (heights < high)
        if inside.any():
            missed = 1 - float(found[inside].mean())
            print(f"height {low:5.0f} to {high:5.0f} px: missed {missed:.3f} of {inside.sum()}")  # noqa: T201


def report_simulated(truth: Truth) -> None:
    """The kinds of the demonstration that stand for people as they are, on the same images."""
    for manner in (people.CAREFUL, people.AVERAGE, people.HASTY):
        one = simulated(truth, manner)
        print(  # noqa: T201
            f"\nsimulated {manner.name}: scatter {one.scatter:.3f}, looseness {one.looseness:.3f}, "
            f"missed {one.missed:.3f}, spurious an image {float(np.mean(one.spurious)):.3f}"
        )
        report_sides([one])
        report_misses([one])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args().data
    everybody = list(records(folder).values())
    found = [one for one in everybody if one.images >= LEAST_IMAGES and one.errors]
    print(f"{len(everybody)} annotators, {len(found)} with {LEAST_IMAGES} images or more")  # noqa: T201
    report_sides(found)
    spread("scatter of one person", [one.scatter for one in found])
    spread("looseness |mean of the bias|", [abs(one.looseness) for one in found])
    loose = sum(one.looseness > 0 for one in found)
    print(f"{loose} of {len(found)} are loose rather than tight")  # noqa: T201
    report_misses(found)
    spread("misses of one person", [one.missed for one in found])
    spread("spurious boxes an image", [float(np.mean(one.spurious)) for one in found])
    extra = np.concatenate([one.spurious for one in found])
    shares = [float((extra == n).mean()) for n in (0, 1, 2)] + [float((extra > 2).mean())]
    print("images with 0/1/2/more spurious", "  ".join(f"{one:.3f}" for one in shares))  # noqa: T201
    report_simulated(load(folder)[1])


if __name__ == "__main__":
    main()
