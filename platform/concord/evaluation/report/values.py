"""Figures as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concord.evaluation.by_label import Tally
from concord.evaluation.content import Floats
from concord.evaluation.intervals import LEAST_IMAGES, interval_of
from concord.measure import Measure

Json = dict[str, Any]  # JSON: `Any` stands for its values
Draws = Mapping[str, Floats]


@dataclass(frozen=True, slots=True, eq=False)
class AnswerPart:
    """What a report says of a question: its JSON, the draws behind its intervals, named
    `light:accuracy`, and what its options give to a comparison; None for one without options."""

    json: Json
    draws: Draws
    by_option: Tally | None = None


NO_SCORES = "AP is undefined: the predictions have no scores."
NO_TRUTH = "There was nothing to find."


def measured(measure: Measure, draws: Floats | None = None, *, images: int = 0) -> Json:
    """Value, bounds, and the reason where there is no value.

    The bounds are those of the draws, for as many images as make them worth saying.
    """
    lower, upper = measure.lower, measure.upper
    found = interval_of(draws) if draws is not None and images >= LEAST_IMAGES else None
    if found is not None and measure.value is not None:
        lower, upper = found.lower, found.upper
    return {
        "value": measure.value,
        "lower": lower,
        "upper": upper,
        "undefined_reason": measure.reason,
    }


def value_or(value: float | None, reason: str) -> Measure:
    """A measure of a value that may be missing for this reason."""
    return Measure(value) if value is not None else Measure(None, reason)
