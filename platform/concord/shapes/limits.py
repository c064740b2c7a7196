"""Between which similarities the threshold of a kind lies, whatever a project teaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which similarities a threshold is looked for, and what is used where a project is
    too young to learn from."""

    lowest: float
    highest: float
    fallback: float


#: Loose shapes of one object still meet the fallback, and nobody would say of two areas with
#: less than a third in common that they mean one thing. Lines are thin, and points scatter.
_LIMITS = Limits(lowest=0.30, highest=0.70, fallback=0.40)
LIMITS: Mapping[str, Limits] = {
    "box": _LIMITS,
    "rotated_box": _LIMITS,
    "ellipse": _LIMITS,
    "polygon": _LIMITS,
    "mask": _LIMITS,
    "keypoints": Limits(lowest=0.15, highest=0.70, fallback=0.30),
    "polyline": Limits(lowest=0.10, highest=0.60, fallback=0.20),
}
