"""Which pictures of a set may be bad: bounds on single measures, some absolute, some of the set.

A bound is no verdict: the pictures beyond it are shown to a person. Where a set is what others
would call dark (night traffic) or blurred (ultrasound), the bound of the set keeps its usual
pictures out of suspicion.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

#: Smallest set in which a picture can stand out from the others.
LEAST_PICTURES = 20
#: How many robust standard deviations from the median count as standing out (Iglewicz and Hoaglin
#: 1993 propose 3.5).
FAR = 3.5
MAD_TO_SIGMA = 1.4826
DARK_BELOW, BRIGHT_ABOVE = 40.0, 225.0
CLIPPED_ABOVE = 0.5
FLAT_BELOW = 30.0
TINY_BELOW_PX = 128.0
ODD_ASPECT = 3.0

#: By kind of suspicion the measure it looks at.
KINDS: Mapping[str, str] = {
    "dark": "mean",
    "bright": "mean",
    "blurred": "sharpness",
    "clipped": "clipped_share",
    "low_contrast": "contrast",
    "tiny": "short_side_px",
    "odd_aspect": "elongation",
}


@dataclass(frozen=True)
class Range:
    """Values from `at_least` (included) to `below` (excluded); None is no bound."""

    at_least: float | None = None
    below: float | None = None


Thresholds = Mapping[str, Range]


def thresholds(values: Mapping[str, Values]) -> Thresholds:
    """By kind the range of its measure that is suspicious. `values` has `(pictures,)` by measure.

    Sets under 20 pictures have absolute bounds alone, and no bound of blur: there is nothing to
    compare with.
    """
    return {
        "dark": Range(below=_lower(DARK_BELOW, values["mean"])),
        "bright": Range(at_least=_upper(BRIGHT_ABOVE, values["mean"])),
        "blurred": Range(below=_blur_bound(values["sharpness"])),
        "clipped": Range(at_least=_upper(CLIPPED_ABOVE, values["clipped_share"])),
        "low_contrast": Range(below=_lower(FLAT_BELOW, values["contrast"])),
        "tiny": Range(below=_lower(TINY_BELOW_PX, values["short_side_px"])),
        "odd_aspect": Range(at_least=_upper(ODD_ASPECT, values["elongation"])),
    }


@dataclass(frozen=True)
class Outliers:
    """How many values lie under `low` and at `high` or over it, both far from the others."""

    low: float
    high: float
    low_count: int
    high_count: int


def outliers(values: Values, *, is_log: bool) -> Outliers | None:
    """Values more than `FAR` robust standard deviations from the median.

    `values` has `(pictures,)`, finite. The robust z of a value is its distance from the median over
    1.4826 times the median distance (Iglewicz and Hoaglin 1993); with `is_log` of log(value + 1),
    for values above -1 that are compared by ratio. None where it is undefined: under 20 pictures,
    or where half of them are equal.
    """
    if values.size < LEAST_PICTURES:
        return None
    scaled = np.log1p(values) if is_log else values
    median, spread = _middle(scaled)
    if spread == 0:
        return None
    bounds = np.array([median - FAR * spread, median + FAR * spread])
    low, high = (float(bound) for bound in (np.expm1(bounds) if is_log else bounds))
    return Outliers(low, high, int((values < low).sum()), int((values >= high).sum()))


def _middle(values: Values) -> tuple[float, float]:
    """The median, and what of a normal distribution would be its standard deviation."""
    median = float(np.median(values))
    return median, MAD_TO_SIGMA * float(np.median(np.abs(values - median)))


def _lower(absolute: float, values: Values) -> float:
    """The absolute bound, or less where a tenth of the set would be under it."""
    if values.size < LEAST_PICTURES:
        return absolute
    return min(absolute, float(np.quantile(values, 0.1)))


def _upper(absolute: float, values: Values) -> float:
    """The absolute bound, or more where a tenth of the set would be at it or over it."""
    if values.size < LEAST_PICTURES:
        return absolute
    tenth = float(np.quantile(values, 0.9))
    return absolute if tenth < absolute else float(np.nextafter(tenth, np.inf))


def _blur_bound(sharpness: Values) -> float:
    """Far under the median on the scale of ratios; 0 (nothing is under it) in a small set."""
    if sharpness.size < LEAST_PICTURES:
        return 0.0
    median, spread = _middle(np.log(sharpness + 1.0))
    return float(max(0.0, np.expm1(median - FAR * spread)))
