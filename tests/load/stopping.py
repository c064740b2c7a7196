"""How many labels does adaptive stopping need for the accuracy of five votes an item?

    ./guildmark bench stopping [--data DIR] [--draws N] [--boxes DIR] [--box-draws N]

DIR holds `dog` and `rte`, as for `bench consensus`. Each draw shuffles the labels of every
item, picks 40 gold items and replays: two labels for each item, then rounds of a fit, a
calibration on the gold (which the fit is not told) and one more label wherever the rule asks.
At the end the gold is told. Counted are all labels, those on gold items too, and one expert's
answer for each gold item, over all items. Accuracy is over the items that are not gold; a tie
between k classes counts 1/k. Five votes are the first five labels of the same draw. The cost of
an error is varied, and the labels needed interpolated. Audits are left out of the figure: they
are the price of checking it. `forecasts_held` is the share of forecasts, made after each round,
whose interval held what was then asked; `forecast_width` is how wide it was, in labels an item.

`with_routing` is the same figure where somebody chooses who answers, which the product does not:
see `stopping_bench/routed.py`.

With --boxes, the same question for boxes of real people: see `stopping_bench/boxes.py`.

`made_up` is the crowd of few items and many biased people of `bench consensus`.
The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]

from concord.calibration import fit_calibration  # noqa: E402 -- the path comes first
from concord.classes import Fit, fit_hierarchical  # noqa: E402
from concord.classes.votes import Integers  # noqa: E402
from concord.measure import Measure  # noqa: E402
from concord.stopping import BatchTasks, StoppingRule, TaskGroup, expect_labels  # noqa: E402
from tests.load.consensus_bench.sets import RECIPES, CrowdSet, make, real_sets, samples  # noqa: E402
from tests.load.stopping_bench import boxes, routed  # noqa: E402
from tests.load.stopping_bench.draws import (  # noqa: E402
    GOLD,
    TOLERANCE,
    Draw,
    asked,
    drawn,
    final_accuracy,
    fixed_accuracy,
    labels_needed,
    rule_for,
)

SETS = ("dog", "rte")
MADE_UP = "few items, many people, biased"
#: What an error costs in labels.
ERROR_COSTS = (2.3, 2.8, 3.4, 4.2, 6.0)


@dataclass(frozen=True)
class Replay:
    """What came out: accuracy, labels per item, items left to adjudication (a share), and how
    many of the forecasts held, and how wide they were in labels an item (shares and means)."""

    accuracy: float
    labels_per_item: float
    adjudicated: float
    forecasts_held: float
    forecast_width: float


def replay(draw: Draw, rule: StoppingRule) -> Replay:
    """Ask label by label until the rule has stopped every item."""
    available = np.bincount(draw.votes.items, minlength=draw.votes.item_count)
    counts = np.minimum(rule.least_labels, available)
    is_open = np.ones(len(counts), dtype=np.bool_)
    expected: list[tuple[int, Measure]] = []
    fit: Fit | None = None
    while is_open.any():
        begin = None if fit is None else fit.posteriors
        fit = fit_hierarchical(draw.first(counts), start=begin, tolerance=TOLERANCE)
        calibration = fit_calibration(fit.posteriors[draw.gold], draw.truth[draw.gold])
        posteriors = calibration.apply(fit.posteriors)
        is_open &= asked(posteriors, counts, rule) & (counts < available)
        if is_open.any():
            expected.append((int(counts.sum()), foreseen(counts, is_open, rule)))
        counts = counts + is_open
    total = int(counts.sum())
    unsure = (posteriors.max(axis=1) < rule.target_confidence) & (counts >= rule.most_labels)
    return Replay(
        accuracy=final_accuracy(draw, counts),
        labels_per_item=(total + GOLD) / len(counts),
        adjudicated=float(unsure[draw.rest].mean()),
        forecasts_held=float(np.mean([held(one, total - then) for then, one in expected])),
        forecast_width=float(np.mean([width(one, len(counts)) for _, one in expected])),
    )


def foreseen(counts: Integers, is_open: np.ndarray, rule: StoppingRule) -> Measure:
    """The labels that the items still take, as the product expects it of what was decided."""
    targets = counts + is_open
    stood = Counter(zip(counts.tolist(), targets.tolist(), (~is_open).tolist(), strict=True))
    groups = [TaskGroup(count, *how) for how, count in sorted(stood.items())]
    usual = max(rule.least_labels, rule.fixed_labels)
    return expect_labels(BatchTasks(groups, rule.least_labels, usual, rule.most_labels))[0]


def held(expected: Measure, labels: int) -> bool:
    """Whether the interval held what was asked."""
    lower, upper = expected.lower, expected.upper
    return lower is not None and upper is not None and lower <= labels <= upper


def width(expected: Measure, items: int) -> float:
    """Of the interval, in labels an item."""
    return ((expected.upper or 0.0) - (expected.lower or 0.0)) / items


def measure(crowd: CrowdSet, draws: int) -> dict[str, float | None]:
    """Replays at every cost of an error; prints a line each."""
    name = crowd.name
    made = [drawn(crowd.votes, crowd.truth, seed) for seed in range(draws)]
    target = float(np.mean([fixed_accuracy(draw) for draw in made]))
    curve, forecasts = [], list[tuple[float, float]]()
    for cost in ERROR_COSTS:
        runs = [replay(draw, rule_for(cost)) for draw in made]
        found, labels, unsure = np.mean(
            [(run.accuracy, run.labels_per_item, run.adjudicated) for run in runs], axis=0
        )
        curve.append((float(found), float(labels)))
        forecasts += [(run.forecasts_held, run.forecast_width) for run in runs]
        print(f"{name:8s} {cost:10.1f} {found:9.4f} {labels:13.3f} {unsure:11.3f}", flush=True)  # noqa: T201 -- a command
    needed = labels_needed(target, curve)
    print(f"{name:8s} five votes {target:8.4f}   labels for it: {needed}", flush=True)  # noqa: T201
    chosen = routed.needed(name, made, target)
    print(f"{name:8s} with routing: {chosen}", flush=True)  # noqa: T201
    return {
        "fixed5_accuracy": target,
        "labels": needed,
        "with_routing": chosen,
        "forecasts_held": float(np.mean([held for held, _ in forecasts])),
        "forecast_width": float(np.mean([width for _, width in forecasts])),
    }


def crowds(folder: Path) -> dict[str, CrowdSet]:
    """The sets to measure, by name; ends the bench where one is missing."""
    found = {crowd.name: crowd for crowd in real_sets(folder) if crowd.name in SETS}
    for name in SETS:
        if name not in found:
            sys.exit(f"There is no {name}/labels.csv below {folder}.")
    made_up = make("made_up", RECIPES[MADE_UP], np.random.default_rng(1))
    return {**found, made_up.name: made_up}


def main() -> None:
    """Measure and print a table, then JSON."""
    parser = argparse.ArgumentParser(prog="bench stopping", description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--boxes", type=Path)
    parser.add_argument("--box-draws", type=int, default=5)
    arguments = parser.parse_args()
    sets = crowds(samples(arguments.data))
    print("set      error cost  accuracy  labels/item  adjudicated")  # noqa: T201
    found = {name: measure(crowd, arguments.draws) for name, crowd in sets.items()}
    report: dict[str, object] = {
        "labels_per_item_at_fixed5_accuracy": {n: row["labels"] for n, row in found.items()},
        "with_routing": {n: row["with_routing"] for n, row in found.items()},
        "fixed5_accuracy": {n: row["fixed5_accuracy"] for n, row in found.items()},
        "forecasts_held": {n: row["forecasts_held"] for n, row in found.items()},
        "forecast_width": {n: row["forecast_width"] for n, row in found.items()},
        "draws": arguments.draws,
        "gold": GOLD,
    }
    if arguments.boxes is not None:
        report["boxes"] = boxes.measure(arguments.boxes, arguments.box_draws)
    print(json.dumps(report))  # noqa: T201


if __name__ == "__main__":
    main()
