"""What do real people's mistakes look like? Measures drawn boxes against an expert's.

    python tests/load/mistakes.py --data DIR

DIR as for `tests/load/shapes.py`. A drawn box and the expert's are one object from IoU .25 on. An
error is signed, outwards positive, and a share of the expert's width (left, right) or height
(top, bottom). Figures between annotators are over those with 20 images of known truth or more.
The simulated people of the demonstration follow these figures (docs/decisions/0005).
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
from tests.load.shapes_bench.boxes import boxes_of, load  # noqa: E402

SAME_FROM_IOU = 0.25
LEAST_IMAGES = 20
HEIGHTS_PX = (0, 30, 40, 60, 100, 200, np.inf)
OUTWARDS = np.array([-1.0, -1.0, 1.0, 1.0])


@dataclass
class Record:
    """One annotator: errors (boxes, 4), heights of objects and whether each was found."""

    images: int = 0
    errors: list[Boxes] = field(default_factory=list)
    heights_px: list[float] = field(default_factory=list)
    is_found: list[bool] = field(default_factory=list)
    spurious: list[int] = field(default_factory=list)

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
        corners = to_corners(known)
        spans = np.tile(known[:, 2:], 2)
        for drawing in project[image]:
            record, drawn = found[drawing.annotator], boxes_of(drawing)
            pairs = match(pairwise_iou(drawn, known), threshold=SAME_FROM_IOU)
            met = {pair.second for pair in pairs}
            record.images += 1
            record.spurious.append(len(drawn) - len(pairs))
            record.heights_px += known[:, 3].tolist()
            record.is_found += [index in met for index in range(len(known))]
            for pair in pairs:
                moved = to_corners(drawn[pair.first : pair.first + 1])[0] - corners[pair.second]
                record.errors.append(OUTWARDS * moved / spans[pair.second])
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


def report_sides(people: list[Record]) -> None:
    """Errors of all boxes together, and their size within one person."""
    errors = np.concatenate([np.array(person.errors) for person in people])
    for index, side in enumerate(("left", "top", "right", "bottom")):
        quantiles = np.quantile(errors[:, index], [0.05, 0.25, 0.5, 0.75, 0.95])
        print(f"{side:7s} p5/25/50/75/95 ", "  ".join(f"{one:6.3f}" for one in quantiles))  # noqa: T201
    scaled = [(np.array(p.errors) - p.bias) / p.scatter for p in people if len(p.errors) >= 20]
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


def report_misses(people: list[Record]) -> None:
    """The miss rate by height of the object."""
    heights = np.concatenate([person.heights_px for person in people])
    found = np.concatenate([person.is_found for person in people])
    for low, high in pairwise(HEIGHTS_PX):
        inside = (heights >= low) & (heights < high)
        if inside.any():
            missed = 1 - float(found[inside].mean())
            print(f"height {low:5.0f} to {high:5.0f} px: missed {missed:.3f} of {inside.sum()}")  # noqa: T201


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    everybody = list(records(parser.parse_args().data).values())
    people = [person for person in everybody if person.images >= LEAST_IMAGES and person.errors]
    print(f"{len(everybody)} annotators, {len(people)} with {LEAST_IMAGES} images or more")  # noqa: T201
    report_sides(people)
    spread("scatter of one person", [person.scatter for person in people])
    spread("looseness |mean of the bias|", [abs(float(person.bias.mean())) for person in people])
    loose = sum(float(person.bias.mean()) > 0 for person in people)
    print(f"{loose} of {len(people)} are loose rather than tight")  # noqa: T201
    report_misses(people)
    spread("misses of one person", [1 - float(np.mean(person.is_found)) for person in people])
    spread("spurious boxes an image", [float(np.mean(person.spurious)) for person in people])
    extra = np.concatenate([person.spurious for person in people])
    shares = [float((extra == n).mean()) for n in (0, 1, 2)] + [float((extra > 2).mean())]
    print("images with 0/1/2/more spurious", "  ".join(f"{one:.3f}" for one in shares))  # noqa: T201


if __name__ == "__main__":
    main()
