"""Measures as they are stored and shown: plain values, undefined ones with their reason."""

from typing import Any

from concord.measure import Measure

Json = dict[str, Any]  # JSON: `Any` stands for its values


def figure(measure: Measure) -> Json:
    """A measure as JSON."""
    return {
        "value": measure.value,
        "lower": measure.lower,
        "upper": measure.upper,
        "n": measure.n,
        "undefined_reason": measure.reason,
    }


def no_figure(reason: str) -> Json:
    """The JSON of a figure that there is not."""
    return {"value": None, "lower": None, "upper": None, "n": None, "undefined_reason": reason}
