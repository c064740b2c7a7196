"""How long it takes: exact Dawid-Skene at 5 million labels, and a refit of 10,000.

Run as a module it measures one of the large fits alone in its process and prints JSON, so that
the peak of memory is its own.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from concord.classes import Votes, fit_classes, fit_dawid_skene, fit_hierarchical, vote
from tests.load.consensus_bench.sets import ROOT, CrowdSet, Recipe, make
from tests.load.consensus_bench.textbook import dawid_skene

ITEMS, PER_ITEM, PEOPLE, CLASSES, ITERATIONS = 1_000_000, 5, 1_000, 10, 10
SEED = 20
REPEATS = 9
REFIT = Recipe(2_000, 60, 5, 5, skill=(2.0, 0.7), shared_bias=0.2, twin=0.6)


def large_crowd(items: int) -> CrowdSet:
    """People right with a probability of their own, and else wrong in all ways alike."""
    rng = np.random.default_rng(SEED)
    truth = rng.integers(0, CLASSES, items)
    who = np.repeat(np.arange(items), PER_ITEM)
    annotators = rng.integers(0, PEOPLE, items * PER_ITEM)
    accuracies = rng.beta(6.0, 3.0, PEOPLE)
    is_right = rng.random(len(who)) < accuracies[annotators]
    wrong = (truth[who] + rng.integers(1, CLASSES, len(who))) % CLASSES
    labels = np.where(is_right, truth[who], wrong)
    votes = Votes(who, annotators, labels, items, PEOPLE, CLASSES)
    return CrowdSet("large", votes, truth)


def in_a_process(engine: str) -> dict[str, float]:
    """CPU seconds, peak of memory in MB, and the distance from the textbook where measured."""
    command = [sys.executable, "-P", "-m", "tests.load.consensus_bench.speed", engine]
    paths = os.pathsep.join([str(ROOT), str(ROOT / "platform")])
    environment = {**os.environ, "PYTHONPATH": paths}
    ran = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT, env=environment
    )
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def _ours() -> dict[str, float]:
    crowd = large_crowd(ITEMS)
    started = time.process_time()
    fit = fit_dawid_skene(crowd.votes, max_iterations=ITERATIONS, tolerance=0.0)
    seconds = time.process_time() - started
    peak = _peak_mb()
    expected = dawid_skene(crowd.votes, ITERATIONS)
    off = float(np.abs(fit.posteriors - expected).max())
    return {"cpu_s": seconds, "peak_mb": peak, "off": off}


def _crowdkit() -> dict[str, float]:
    from crowdkit.aggregation import DawidSkene

    from tests.load.consensus_bench.engines import table

    rows = table(large_crowd(ITEMS))
    started = time.process_time()
    DawidSkene(n_iter=ITERATIONS, tol=0.0).fit_predict_proba(rows)
    return {"cpu_s": time.process_time() - started, "peak_mb": _peak_mb()}


def _peak_mb() -> float:
    """Of the whole process, the crowd and Python included."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def textbook_distance(crowd: CrowdSet) -> float:
    """The largest difference of any posterior from the textbook's after the same rounds."""
    fit = fit_dawid_skene(crowd.votes, max_iterations=ITERATIONS, tolerance=0.0)
    expected = dawid_skene(crowd.votes, fit.iterations)
    return float(np.abs(fit.posteriors - expected).max())


def refit() -> dict[str, float]:
    """CPU milliseconds for 10,000 labels, medians: warm after ten new ones, cold with and
    without the choice, the arithmetic of the cold one alone."""
    crowd = make("refit", REFIT, np.random.default_rng(SEED))
    answers, classes = crowd.answers(), crowd.classes()
    earlier = fit_classes(answers[:-10], classes=classes)
    return {
        "warm": _milliseconds(lambda: fit_classes(answers, classes=classes, start=earlier)),
        "cold": _milliseconds(lambda: fit_classes(answers, classes=classes, method=earlier.method)),
        "cold_with_choice": _milliseconds(lambda: fit_classes(answers, classes=classes)),
        "dawid_skene": _milliseconds(lambda: fit_dawid_skene(crowd.votes)),
        "hierarchical": _milliseconds(lambda: fit_hierarchical(crowd.votes)),
        "majority": _milliseconds(lambda: vote(crowd.votes)),
    }


def _milliseconds(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(REPEATS):
        started = time.process_time()
        run()
        taken.append(1000.0 * (time.process_time() - started))
    return median(taken)


if __name__ == "__main__":
    print(json.dumps(_ours() if sys.argv[1] == "ours" else _crowdkit()))  # noqa: T201
