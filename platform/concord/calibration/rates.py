"""Single numbers in [0, 1] that mean what they say: existence, and expected overlap.

The form is Platt's (1999, "Probabilistic Outputs for Support Vector Machines"), on log-odds:
logit q = slope * logit p + shift. Outcomes may be shares, as measured overlaps are: fractional
logistic regression (Papke and Wooldridge 1996). From enough gold on, a rising curve.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from concord.calibration.classes import (
    LEAST_GOLD,
    NOT_WANTED,
    SIMPLE_FIT_WEIGHT,
    Wanted,
    takes_curve,
)
from concord.calibration.isotonic import on_curve, pool_adjacent_violators
from concord.calibration.temperature import SMALLEST, Floats
from concord.sentences import Sentence, from_json, to_json

RateKind = Literal["logistic", "isotonic", "none"]

#: Normal priors of log slope and shift, around leaving everything as it is.
_SLOPE_SPREAD = 0.5
_SHIFT_SPREAD = 1.0
_SLOPES = (1 / 8, 8.0)


@dataclass(frozen=True, slots=True)
class RateCalibration:
    """How stated rates (n,) become calibrated ones; JSON by `to_json`, back by `from_json`.

    `n` gold objects are behind it, `reason` says why it is of this kind. `slope` (above 0) and
    `shift` belong to the kind "logistic", `curve` of (stated, measured) points to "isotonic".
    """

    kind: RateKind
    n: int
    reason: str
    slope: float | None = None
    shift: float | None = None
    curve: tuple[tuple[float, float], ...] = ()

    @property
    def is_calibrated(self) -> bool:
        """False when rates stay as they are stated."""
        return self.kind != "none"

    def apply(self, stated: Floats) -> Floats:
        """Calibrated rates (n,) in [0, 1], never in another order; unchanged for "none"."""
        if self.kind == "none" or not len(stated):
            return stated
        if self.slope is not None and self.shift is not None:
            return _expit(self.slope * _logit(stated) + self.shift)
        return on_curve(stated, *np.array(self.curve).T)

    def to_json(self) -> dict[str, Any]:  # JSON
        """Plain values that `from_json` turns back into the same calibration."""
        return {
            "version": 1,
            "kind": self.kind,
            "n": self.n,
            "reason": to_json(self.reason),
            "slope": self.slope,
            "shift": self.shift,
            "curve": [list(point) for point in self.curve],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> RateCalibration:  # JSON
        """The calibration that was rendered."""
        return cls(
            kind=value["kind"],
            n=value["n"],
            reason=from_json(value["reason"]),
            slope=value["slope"],
            shift=value["shift"],
            curve=tuple((float(x), float(y)) for x, y in value["curve"]),
        )


def fit_rate_calibration(
    stated: Floats, measured: Floats, *, wanted: Wanted = "auto"
) -> RateCalibration:
    """Learn from `stated` (n,) and `measured` (n,), both in [0, 1].

    For existence `measured` is 1 where the object is there, else 0; for overlap it is the
    measured IoU. `stated` must come from a model that was not told this gold. Kind "none" with
    fewer than LEAST_GOLD objects; `wanted` as for classes, where "temperature" is "logistic"
    here. The order of objects changes nothing.
    """
    _check(stated, measured)
    n = len(stated)
    if wanted == "none":
        return RateCalibration("none", n, NOT_WANTED)
    if n < LEAST_GOLD:
        reason = Sentence(
            "Objects of known truth: {count} of the {least} it takes.", count=n, least=LEAST_GOLD
        )
        return RateCalibration("none", n, reason)
    slope, shift = _fit_logistic(_logit(stated), measured)
    if not takes_curve(n, wanted):
        reason = Sentence("A slope and a shift, for {count} objects of known truth.", count=n)
        return RateCalibration("logistic", n, reason, slope, shift)
    pull = SIMPLE_FIT_WEIGHT / n
    level = (measured + pull * _expit(slope * _logit(stated) + shift)) / (1.0 + pull)
    x, y = pool_adjacent_violators(stated, level, np.ones(n))
    reason = Sentence("A rising curve, for {count} objects of known truth.", count=n)
    curve = tuple(zip(x.tolist(), y.tolist(), strict=True))
    return RateCalibration("isotonic", n, reason, curve=curve)


def _fit_logistic(x: Floats, y: Floats) -> tuple[float, float]:
    """Slope and shift of largest posterior: a grid of slopes, the best shift of each."""
    low, high = (math.log(slope) for slope in _SLOPES)
    step = (high - low) / 40
    best = _best_slope(np.linspace(low, high, 41), x, y)
    best = _best_slope(np.linspace(best - step, best + step, 21), x, y)
    return math.exp(best), _best_shift(math.exp(best) * x, y)


def _best_slope(candidates: Floats, x: Floats, y: Floats) -> float:
    """The log slope of largest posterior; the lowest of several."""
    return float(candidates[int(np.argmax([_log_posterior(float(c), x, y) for c in candidates]))])


def _log_posterior(log_slope: float, x: Floats, y: Floats) -> float:
    sloped = math.exp(log_slope) * x
    shift = _best_shift(sloped, y)
    logits = sloped + shift
    likelihood = float((y * logits - np.logaddexp(0.0, logits)).sum())
    return likelihood - 0.5 * ((log_slope / _SLOPE_SPREAD) ** 2 + (shift / _SHIFT_SPREAD) ** 2)


def _best_shift(sloped: Floats, y: Floats) -> float:
    """Where the slope of the log posterior of the shift crosses zero; it falls all the way.

    Halving rather than Newton's steps, which overshoot where nearly all rates are 0 or 1.
    """
    bound = _SHIFT_SPREAD**2 * len(y)
    low, high = -bound, bound
    for _ in range(50):
        shift = (low + high) / 2
        if float((y - _expit(sloped + shift)).sum()) > shift / _SHIFT_SPREAD**2:
            low = shift
        else:
            high = shift
    return (low + high) / 2


def _logit(rates: Floats) -> Floats:
    """log(p / (1 - p)), with p held SMALLEST away from 0 and 1."""
    held = np.minimum(np.maximum(rates, SMALLEST), 1.0 - SMALLEST)
    odds: Floats = np.log(held) - np.log1p(-held)
    return odds


def _expit(logits: Floats) -> Floats:
    rates: Floats = np.exp(-np.logaddexp(0.0, -logits))
    return rates


def _check(stated: Floats, measured: Floats) -> None:
    if stated.ndim != 1 or stated.shape != measured.shape:
        raise ValueError("There is one measured rate for each that is stated.")
    for rates in (stated, measured):
        if len(rates) and not 0 <= rates.min() <= rates.max() <= 1:
            raise ValueError("A rate lies between 0 and 1.")
