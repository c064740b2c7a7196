"""How right, and how honest about it."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from concord.calibration import (
    expected_calibration_error,
    fit_calibration,
    held_out_posteriors,
)
from concord.classes import UNKNOWN, Method, fit_classes, fit_hierarchical, vote
from concord.classes.choice import FAMILIES
from tests.load.consensus_bench.engines import Engine
from tests.load.consensus_bench.sets import CrowdSet, Floats, Integers

GOLD = 40
DRAWS = 20
#: Sets with fewer items of known truth are too small to measure calibration on.
LEAST_ITEMS = 1_000


@dataclass(frozen=True, slots=True)
class Score:
    """Accuracy in [0, 1] with fair ties, and the CPU seconds it took."""

    accuracy: float
    cpu_seconds: float


def score(engine: Engine, crowd: CrowdSet) -> Score:
    """Run an engine on a set."""
    started = time.process_time()
    posteriors = engine(crowd)
    return Score(accuracy(posteriors, crowd.truth), time.process_time() - started)


def accuracy(posteriors: Floats, truth: Integers) -> float:
    """The expected share of right items when ties are broken by lot."""
    known = np.flatnonzero(truth != UNKNOWN)
    rows = posteriors[known]
    best = rows >= rows.max(axis=1, keepdims=True) - 1e-9
    return float((best[np.arange(len(known)), truth[known]] / best.sum(axis=1)).mean())


def calibration_errors(crowd: CrowdSet, seed: int) -> tuple[float, float] | None:
    """(before, after): the mean calibration error of the default engine over draws of gold.

    The draw's gold clamps the fit and calibrates it, hidden from itself a fold at a time; the
    error is that of the other items of known truth. The model chosen without gold is kept.
    None for a set that is too small.
    """
    known = np.flatnonzero(crowd.truth != UNKNOWN)
    if len(known) < LEAST_ITEMS:
        return None
    rng = np.random.default_rng(seed)
    method = fit_classes(crowd.answers(), classes=crowd.classes()).method
    pairs = []
    for _ in range(DRAWS):
        gold = np.full(len(crowd.truth), UNKNOWN, dtype=np.int64)
        drawn = rng.choice(known, GOLD, replace=False)
        gold[drawn] = crowd.truth[drawn]
        pairs.append(_errors(crowd, gold, np.setdiff1d(known, drawn), method))
    before, after = np.mean(pairs, axis=0)
    return float(before), float(after)


def _errors(crowd: CrowdSet, gold: Integers, rest: Integers, method: Method) -> tuple[float, float]:
    def fitted(told: Integers) -> Floats:
        if method == "majority":
            return vote(crowd.votes).shares
        return fit_hierarchical(
            crowd.votes, family=FAMILIES[method], gold=told, tolerance=1e-2
        ).posteriors

    calibration = fit_calibration(*held_out_posteriors(fitted, gold))
    posteriors = fitted(gold)[rest]
    return (
        _error(posteriors, crowd.truth[rest]),
        _error(calibration.apply(posteriors), crowd.truth[rest]),
    )


def _error(posteriors: Floats, truth: Integers) -> float:
    is_right = posteriors.argmax(axis=1) == truth
    error = expected_calibration_error(posteriors.max(axis=1), is_right).value
    if error is None:
        raise ValueError("There is nothing to measure calibration on.")
    return error
