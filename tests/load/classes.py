"""How well are true classes found? Compares engines on real crowd answers with known truth.

    python tests/load/classes.py --data DIR

DIR holds one folder for each set with `labels.csv` (item, annotator, label; the last of repeated
answers counts) and `truth.csv` (item, label). Prints accuracy (a tie between k classes counts
1/k where one of them is right), calibration error of the default engine's confidence before any
gold, and CPU seconds. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "platform"))

from concord.classes import (  # noqa: E402 -- the path comes first
    UNKNOWN,
    Votes,
    fit_dawid_skene,
    fit_hierarchical,
    vote,
)
from concord.classes.votes import Floats, Integers  # noqa: E402


def load(folder: Path) -> tuple[Votes, Integers]:
    """The votes and the true class of each item, UNKNOWN where there is none."""
    with (folder / "labels.csv").open(newline="") as file:
        given = {(row["item"], row["annotator"]): row["label"] for row in csv.DictReader(file)}
    with (folder / "truth.csv").open(newline="") as file:
        truth = {row["item"]: row["label"] for row in csv.DictReader(file)}
    items = sorted({item for item, _ in given})
    annotators = sorted({annotator for _, annotator in given})
    classes = sorted({*given.values(), *truth.values()})
    number = {key: index for index, key in enumerate(classes)}
    position = {key: index for index, key in enumerate(items)}
    person = {key: index for index, key in enumerate(annotators)}
    votes = Votes(
        items=np.array([position[item] for item, _ in given], dtype=np.int64),
        annotators=np.array([person[annotator] for _, annotator in given], dtype=np.int64),
        labels=np.array([number[label] for label in given.values()], dtype=np.int64),
        item_count=len(items),
        annotator_count=len(annotators),
        class_count=len(classes),
    )
    known = [number[truth[item]] if item in truth else UNKNOWN for item in items]
    return votes, np.array(known, dtype=np.int64)


def accuracy(posteriors: Floats, truth: Integers) -> float:
    """The expected share of right items when ties are broken by lot."""
    known = np.flatnonzero(truth != UNKNOWN)
    rows = posteriors[known]
    best = rows >= rows.max(axis=1, keepdims=True) - 1e-9
    return float((best[np.arange(len(known)), truth[known]] / best.sum(axis=1)).mean())


def calibration_error(posteriors: Floats, truth: Integers) -> float:
    """Mean distance between confidence and accuracy over ten bins of confidence."""
    known = np.flatnonzero(truth != UNKNOWN)
    confidence = posteriors[known].max(axis=1)
    is_right = posteriors[known].argmax(axis=1) == truth[known]
    bins = np.minimum((confidence * 10).astype(int), 9)
    return sum(
        abs(float(confidence[bins == n].sum() - is_right[bins == n].sum())) for n in range(10)
    ) / len(known)


def measure(folder: Path) -> dict[str, float]:
    """Accuracies and CPU seconds on one set."""
    votes, truth = load(folder)
    row = {"voting": accuracy(vote(votes).shares, truth)}
    started = time.process_time()
    row["dawid_skene"] = accuracy(fit_dawid_skene(votes).posteriors, truth)
    row["dawid_skene_cpu_s"] = time.process_time() - started
    started = time.process_time()
    posteriors = fit_hierarchical(votes).posteriors
    row["default_cpu_s"] = time.process_time() - started
    row["default"] = accuracy(posteriors, truth)
    row["default_calibration_error"] = calibration_error(posteriors, truth)
    row["votes"] = len(votes.items)
    return row


def main() -> None:
    """Measure every set below --data and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    folder: Path = parser.parse_args().data
    sets = sorted(path.parent for path in folder.glob("*/labels.csv"))
    if not sets:
        sys.exit(f"There is no set with a labels.csv below {folder}.")
    rows = {path.name: measure(path) for path in sets}
    columns = ("voting", "dawid_skene", "default", "default_calibration_error", "default_cpu_s")
    print("set".ljust(12), *(name.rjust(26) for name in columns))  # noqa: T201 -- a command
    for name, row in rows.items():
        print(name.ljust(12), *(f"{row[key]:26.4f}" for key in columns))  # noqa: T201
    means = {key: float(np.mean([row[key] for row in rows.values()])) for key in columns}
    print("mean".ljust(12), *(f"{means[key]:26.4f}" for key in columns))  # noqa: T201
    print(json.dumps({"sets": rows, "mean": means}))  # noqa: T201


if __name__ == "__main__":
    main()
