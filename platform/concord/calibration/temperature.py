"""One number that makes stated probabilities as sure as they should be.

Source: Guo, Pleiss, Sun and Weinberger 2017, "On Calibration of Modern Neural Networks", section
4.2: probabilities are raised to the power 1 / T and normalised. Answers of several people are
less independent than any model of them assumes (hard items are hard for everybody), so T usually
lies above 1.

Three gold items say little about T. So log T has a normal prior, and T is the largest posterior.
The prior was set once, from five real sets, reductions of them to fewer answers, and made-up
crowds: their best T lay between 0.9 and 5.7 (docs/decisions/0010).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

#: The normal prior of log T: what is believed of a project before its first gold item.
PRIOR_TEMPERATURE = 2.0
PRIOR_SPREAD = 0.65
#: A probability of exactly 0 is one that rounding or a few counts made so. It has to stay
#: comparable under a power, so the family is defined on max(p, SMALLEST).
SMALLEST = 1e-12

_LOWEST, _HIGHEST = 1 / 8, 32.0


def log_probabilities(probabilities: Floats) -> Floats:
    """Logarithms of max(p, SMALLEST), of the same shape."""
    logs: Floats = np.log(np.maximum(probabilities, SMALLEST))
    return logs


def apply_temperature(probabilities: Floats, temperature: float) -> Floats:
    """p ** (1 / T), each row summing to 1: (n, classes) -> (n, classes). Keeps every order."""
    tempered = log_probabilities(probabilities) / temperature
    weights = np.exp(tempered - tempered.max(axis=1, keepdims=True))
    scaled: Floats = weights / weights.sum(axis=1, keepdims=True)
    return scaled


def fit_temperature(posteriors: Floats, truth: Integers) -> float:
    """The T of largest posterior: `posteriors` (n, classes), `truth` (n,) int64, n may be 0.

    The likelihood is half that of the true classes, half that of "the winner is right": the
    second is what confidence is read as, the first steadies it. On two classes they are the same.
    In [1/8, 32], to 1 % or better; PRIOR_TEMPERATURE when n = 0. Cost: 60 passes.
    """
    logs = log_probabilities(posteriors)
    low, high = math.log(_LOWEST), math.log(_HIGHEST)
    best = _best_of(np.linspace(low, high, 41), logs, truth)
    step = (high - low) / 40
    return math.exp(_best_of(np.linspace(best - step, best + step, 21), logs, truth))


def _best_of(candidates: Floats, logs: Floats, truth: Integers) -> float:
    """The log temperature of largest posterior; the lowest of several."""
    found = [_log_posterior(float(candidate), logs, truth) for candidate in candidates]
    return float(candidates[int(np.argmax(found))])


def _log_posterior(log_temperature: float, logs: Floats, truth: Integers) -> float:
    pull = (log_temperature - math.log(PRIOR_TEMPERATURE)) / PRIOR_SPREAD
    if not len(logs):
        return -0.5 * pull * pull
    scaled = logs * math.exp(-log_temperature)
    winners = logs.argmax(axis=1)
    rows = np.arange(len(logs))
    top = scaled[rows, winners]
    others = np.exp(scaled - top[:, None])
    others[rows, winners] = 0.0
    rest = others.sum(axis=1)
    # The winner's weight is 1, everybody else's sum `rest`: exact where 1 - p would round to 0.
    evidence = np.log1p(rest)
    classes = scaled[rows, truth] - top - evidence
    wins = np.where(truth == winners, 0.0, np.log(np.maximum(rest, SMALLEST))) - evidence
    return float(classes.sum() + wins.sum()) / 2 - 0.5 * pull * pull
