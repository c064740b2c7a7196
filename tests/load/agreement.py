"""How fast is agreement measured, and is it what the formulas say?

    ./guildmark bench agreement [--images N] [--labels N] [--resamples N]

Made-up answers from a fixed seed: every image is rated by five of 200 people, right four times
in five. First every coefficient of 60 images with gaps is compared with plain loops written after
the papers; a difference ends the bench. Then all are measured with their intervals, five times,
the fastest of which counts. Objects and outlines are measured from comparisons: matching shapes
is not part of it. The last line is one JSON object; `agreement_50k_s` is all coefficients of
labels, of labels with an order, and of drawings together.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]

from concord.agreement import (  # noqa: E402 -- the path comes first
    Comparison,
    Ratings,
    Resampling,
    cohen_kappa,
    measure_annotators,
    measure_drawings,
    measure_labels,
    measure_ordered,
    quadratic_distances,
)
from concord.measure import Measure  # noqa: E402
from tests.load.agreement_bench import textbook  # noqa: E402

SEED = 20260101
PEOPLE = 200
RATINGS_OF_AN_IMAGE = 5
ACCURACY = 0.8
RUNS = 5
CHECKED_IMAGES = 60
GAPS = 0.3


@dataclass(frozen=True)
class Row:
    """A line of the table: what was measured, and the seconds of all that came with it."""

    name: str
    measure: Measure
    seconds: float


def made_up(images: int, labels: int, *, gaps: float = 0.0) -> Ratings:
    """Answers of five different people for each image, each missing with probability `gaps`."""
    rng = np.random.default_rng(SEED)
    shape = (images, RATINGS_OF_AN_IMAGE)
    truth = rng.integers(0, labels, (images, 1))
    given = np.where(rng.random(shape) < ACCURACY, truth, rng.integers(0, labels, shape))
    step = PEOPLE // RATINGS_OF_AN_IMAGE
    people = rng.integers(0, step, shape) + step * np.arange(RATINGS_OF_AN_IMAGE)
    is_given = rng.random(shape) >= gaps
    return Ratings(
        units=np.broadcast_to(np.arange(images)[:, None], shape)[is_given],
        annotators=people[is_given],
        labels=given[is_given],
        images=np.arange(images),
        image_count=images,
        people=tuple(range(PEOPLE)),
        classes=tuple(range(labels)),
    )


def differences(ratings: Ratings) -> dict[str, float]:
    """How far each coefficient is from that of the textbook."""
    by = Resampling(SEED, resamples=2)
    values = np.arange(1, len(ratings.classes) + 1, dtype=np.float64)
    units: list[list[float]] = [[] for _ in ratings.images]
    for unit, label in zip(ratings.units.tolist(), ratings.labels.tolist(), strict=True):
        units[unit].append(values[label])
    labelled = measure_labels(ratings, by)
    ordered = measure_ordered(ratings, values, by)
    pairs = {
        "percent": (labelled.percent, textbook.percent(units)),
        "fleiss_kappa": (labelled.fleiss_kappa, textbook.fleiss_kappa(units)),
        "ac1": (labelled.ac1, textbook.gwet_ac1(units, len(values))),
        "alpha": (labelled.alpha, textbook.alpha(units, textbook.nominal)),
        "alpha_ordinal": (ordered.ordinal, textbook.alpha(units, textbook.ordinal(units))),
        "alpha_interval": (ordered.interval, textbook.alpha(units, textbook.interval)),
        "alpha_ratio": (ordered.ratio, textbook.alpha(units, textbook.ratio)),
    }
    return {
        name: math.inf if found.value is None else abs(found.value - expected)
        for name, (found, expected) in pairs.items()
    }


def fastest(work: Callable[[], object]) -> float:
    """Seconds of the fastest of several runs."""
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def drawings(images: int) -> list[Comparison]:
    """Comparisons of drawings, no two alike: the dearest case for resampling."""
    rng = np.random.default_rng(SEED)
    return [Comparison(float(f1), (float(0.5 + f1 / 2),)) for f1 in rng.beta(8.0, 2.0, images)]


def measure(images: int, labels: int, resamples: int) -> tuple[list[Row], dict[str, float]]:
    """The table, and the seconds of each of its parts."""
    by = Resampling(SEED, resamples=resamples)
    ratings, compared = made_up(images, labels), drawings(images)
    values = np.arange(1, labels + 1, dtype=np.float64)
    labelled, ordered = measure_labels(ratings, by), measure_ordered(ratings, values, by)
    drawn = measure_drawings(compared, by)
    first, step = ratings.people[0], PEOPLE // RATINGS_OF_AN_IMAGE
    distances = quadratic_distances(labels)

    def cohen() -> Measure:
        return cohen_kappa(ratings, first, ratings.people[step], distances, by)

    seconds = {
        "labels": fastest(lambda: measure_labels(ratings, by)),
        "ordered": fastest(lambda: measure_ordered(ratings, values, by)),
        "drawings": fastest(lambda: measure_drawings(compared, by)),
        "cohen": fastest(cohen),
        "annotators": fastest(lambda: measure_annotators(ratings, by)),
    }
    person = measure_annotators(ratings, by)[first]
    rows = [
        Row("percent", labelled.percent, seconds["labels"]),
        Row("Fleiss' kappa", labelled.fleiss_kappa, seconds["labels"]),
        Row("alpha, nominal", labelled.alpha, seconds["labels"]),
        Row("AC1", labelled.ac1, seconds["labels"]),
        Row("alpha of the first label", labelled.labels[0], seconds["labels"]),
        Row("alpha, ordinal", ordered.ordinal, seconds["ordered"]),
        Row("alpha, interval", ordered.interval, seconds["ordered"]),
        Row("alpha, ratio", ordered.ratio, seconds["ordered"]),
        Row("F1", drawn.f1, seconds["drawings"]),
        Row("mean IoU", drawn.mean_iou, seconds["drawings"]),
        Row("Cohen's kappa, two people", cohen(), seconds["cohen"]),
        Row("one person, of 200", person.kappa, seconds["annotators"]),
    ]
    return rows, seconds


def main() -> None:
    """Check, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=int, default=50_000)
    parser.add_argument("--labels", type=int, default=5)
    parser.add_argument("--resamples", type=int, default=1000)
    asked = parser.parse_args()
    off = differences(made_up(CHECKED_IMAGES, asked.labels, gaps=GAPS))
    if max(off.values()) > 1e-9:
        sys.exit(f"Not what the formulas say: {off}")
    rows, seconds = measure(asked.images, asked.labels, asked.resamples)
    for row in rows:
        print(f"{row.name:26s} {_shown(row.measure):44s} {row.seconds:8.3f} s")  # noqa: T201 -- a command
    together = sum(seconds[part] for part in ("labels", "ordered", "drawings"))
    result = {
        "images": asked.images,
        "labels": asked.labels,
        "resamples": asked.resamples,
        "largest_difference_from_textbook": max(off.values()),
        **{f"{part}_s": round(value, 4) for part, value in seconds.items()},
        ("agreement_50k_s" if asked.images == 50_000 else "agreement_s"): round(together, 4),
    }
    print(json.dumps(result))  # noqa: T201


def _shown(measure: Measure) -> str:
    if measure.value is None:
        return measure.reason or ""
    if measure.lower is None or measure.upper is None:
        return f"{measure.value:.4f}"
    return f"{measure.value:.4f}  [{measure.lower:.4f}, {measure.upper:.4f}]  n={measure.n}"


if __name__ == "__main__":
    main()
