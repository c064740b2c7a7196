"""Posteriors of classes that are right as often as they say, learnt from gold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from concord.calibration.isotonic import on_curve, pool_adjacent_violators
from concord.calibration.temperature import (
    Floats,
    Integers,
    apply_temperature,
    fit_temperature,
)
from concord.sentences import Sentence, from_json, to_json

Kind = Literal["temperature", "isotonic", "none"]
#: How a calibration is asked for: by how much gold there is, or by name.
Wanted = Literal["auto", "temperature", "isotonic", "none"]

#: With fewer gold items the prior speaks, not the project: that is not called calibrated.
LEAST_GOLD = 10
#: From here on a free curve is as near to the truth as one temperature (docs/decisions/0010).
LEAST_GOLD_FOR_CURVE = 1000
#: How many gold items the fit of one or two numbers is worth against the free curve.
SIMPLE_FIT_WEIGHT = 50.0


NOT_WANTED = "Calibration was not asked for."


@dataclass(frozen=True, slots=True)
class Calibration:
    """How posteriors (n, classes) become calibrated ones; JSON by `to_json`, back by `from_json`.

    `n` gold items are behind it. `reason` says why it is of this kind. `temperature` is above 1
    where people err alike and the model takes them for independent; None for the kind "none".
    `curve` holds (stated, measured) points of the kind "isotonic", rising in both.
    """

    kind: Kind
    n: int
    reason: str
    temperature: float | None = None
    curve: tuple[tuple[float, float], ...] = ()

    @property
    def is_calibrated(self) -> bool:
        """False when probabilities stay as the model states them."""
        return self.kind != "none"

    def apply(self, posteriors: Floats) -> Floats:
        """Calibrated posteriors, rows summing to 1; unchanged when the kind is "none".

        Classes never change places; a curve can make two of them equal.
        """
        if self.temperature is None or not len(posteriors):
            return posteriors
        if self.kind == "temperature":
            return apply_temperature(posteriors, self.temperature)
        levels = on_curve(posteriors, *np.array(self.curve).T)
        calibrated: Floats = levels / levels.sum(axis=1, keepdims=True)
        return calibrated

    def to_json(self) -> dict[str, Any]:  # JSON
        """Plain values that `from_json` turns back into the same calibration."""
        return {
            "version": 1,
            "kind": self.kind,
            "n": self.n,
            "reason": to_json(self.reason),
            "temperature": self.temperature,
            "curve": [list(point) for point in self.curve],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Calibration:  # JSON
        """The calibration that was rendered."""
        return cls(
            kind=value["kind"],
            n=value["n"],
            reason=from_json(value["reason"]),
            temperature=value["temperature"],
            curve=tuple((float(x), float(y)) for x, y in value["curve"]),
        )


def uncalibrated(reason: str, *, n: int = 0) -> Calibration:
    """Probabilities stay as the model states them."""
    return Calibration("none", n, reason)


def fit_calibration(posteriors: Floats, truth: Integers, *, wanted: Wanted = "auto") -> Calibration:
    """Learn from `posteriors` (n, classes) of gold items and their true classes `truth` (n,).

    The posteriors must come from a fit that was not told the gold (`held_out_posteriors`): a fit
    that was gives its gold certainty. Kind "none" with fewer than LEAST_GOLD items or one class;
    "isotonic" from LEAST_GOLD_FOR_CURVE on, else "temperature", unless one is `wanted` by name.
    The order of items and of classes changes nothing.
    """
    _check(posteriors, truth)
    n, classes = posteriors.shape
    if wanted == "none":
        return uncalibrated(NOT_WANTED, n=n)
    if classes < 2:
        return uncalibrated("There is only one class.", n=n)
    if n == 0:
        return uncalibrated("There are no gold items.")
    if n < LEAST_GOLD:
        return uncalibrated(
            Sentence("Gold items: {count} of the {least} it takes.", count=n, least=LEAST_GOLD), n=n
        )
    temperature = fit_temperature(posteriors, truth)
    if not takes_curve(n, wanted):
        reason = Sentence(
            "One temperature, for {count} gold items; a curve takes {least}.",
            count=n,
            least=LEAST_GOLD_FOR_CURVE,
        )
        return Calibration("temperature", n, reason, temperature)
    reason = Sentence("A rising curve, for {count} gold items.", count=n)
    curve = _curve(posteriors, truth, temperature)
    return Calibration("isotonic", n, reason, temperature, curve)


def takes_curve(n: int, wanted: Wanted) -> bool:
    """Whether a free curve is fitted to `n` gold items, at least LEAST_GOLD."""
    return wanted == "isotonic" or (wanted == "auto" and n >= LEAST_GOLD_FOR_CURVE)


def _curve(
    posteriors: Floats, truth: Integers, temperature: float
) -> tuple[tuple[float, float], ...]:
    """Points of the curve for all classes, held towards the temperature's."""
    n, classes = posteriors.shape
    stated = posteriors.ravel()
    is_true = (truth[:, None] == np.arange(classes)).ravel().astype(np.float64)
    tempered = apply_temperature(posteriors, temperature).ravel()
    pull = SIMPLE_FIT_WEIGHT / n
    level = (is_true + pull * tempered) / (1.0 + pull)
    x, y = pool_adjacent_violators(stated, level, np.full(len(stated), 1.0 + pull))
    return tuple(zip(x.tolist(), y.tolist(), strict=True))


def _check(posteriors: Floats, truth: Integers) -> None:
    if posteriors.ndim != 2 or truth.shape != (len(posteriors),):
        raise ValueError("Posteriors are (n, classes) and true classes (n,).")
    if len(truth) and not 0 <= truth.min() <= truth.max() < posteriors.shape[1]:
        raise ValueError("A true class lies outside the posteriors' classes.")
