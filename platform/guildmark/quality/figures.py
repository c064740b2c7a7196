"""Measures as they are stored and shown: plain values, undefined ones with their reason."""

from dataclasses import dataclass, field
from typing import Any

from concord.measure import Measure
from guildmark.core.said import with_parts

Json = dict[str, Any]  # JSON: `Any` stands for its values


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """What a fit says of one person, ready to be stored: see `models.AnnotatorFigures`."""

    agreement: Json
    information_bits: Json
    spammer_score: Json
    speed: Json
    drift_state: str
    details: Json
    rule_inputs: Json = field(default_factory=dict)


def figure(measure: Measure) -> Json:
    """A measure as JSON."""
    return with_parts(
        {
            "value": measure.value,
            "lower": measure.lower,
            "upper": measure.upper,
            "n": measure.n,
            "undefined_reason": measure.reason,
        }
    )


def no_figure(reason: str) -> Json:
    """The JSON of a figure that there is not."""
    return {"value": None, "lower": None, "upper": None, "n": None, "undefined_reason": reason}
