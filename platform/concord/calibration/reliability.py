"""Does what is called 90 % sure come true nine times of ten?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from concord.calibration.temperature import Floats
from concord.measure import Measure, undefined
from concord.skill import wilson_lower, wilson_upper

Booleans = NDArray[np.bool_]

#: Ten bins of equal width are what published calibration errors use most.
BINS: Final = 10
#: Two one-sided bounds of 97.5 % make an interval of 95 %.
_ONE_SIDED = 0.975


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Items whose confidence lies in [lower, upper), in the last bin [lower, 1].

    `n` of them, their mean confidence, and the share that was right with its Wilson (1927)
    interval of 95 % as lower and upper. Both are undefined in an empty bin.
    """

    lower: float
    upper: float
    n: int
    confidence: Measure
    accuracy: Measure


def reliability_curve(
    confidence: Floats, is_right: Booleans, *, bins: int = BINS
) -> tuple[ReliabilityBin, ...]:
    """Bins of equal width over [0, 1], the empty ones too: `confidence`, `is_right` (n,)."""
    numbers = _bin_numbers(confidence, is_right, bins)
    return tuple(
        _summary(number, bins, confidence[numbers == number], is_right[numbers == number])
        for number in range(bins)
    )


def expected_calibration_error(
    confidence: Floats, is_right: Booleans, *, bins: int = BINS
) -> Measure:
    """The mean distance of confidence and accuracy over bins, weighted by items; in [0, 1].

    Undefined without items. `n` counts items. It is above 0 by chance even for perfect
    confidences, by about .02 with 1,000 items. Source: Naeini, Cooper and Hauskrecht 2015;
    Guo et al. 2017, equation 3.
    """
    numbers = _bin_numbers(confidence, is_right, bins)
    if not len(confidence):
        return undefined("There are no items.", n=0)
    surplus = np.bincount(numbers, confidence - is_right, minlength=bins)
    return Measure(float(np.abs(surplus).sum()) / len(confidence), n=len(confidence))


def _bin_numbers(confidence: Floats, is_right: Booleans, bins: int) -> NDArray[np.int64]:
    if confidence.shape != is_right.shape or confidence.ndim != 1:
        raise ValueError("There is one confidence for each item, and whether it was right.")
    if len(confidence) and not 0 <= confidence.min() <= confidence.max() <= 1:
        raise ValueError("A confidence lies between 0 and 1.")
    if bins < 1:
        raise ValueError("There must be at least one bin.")
    return np.minimum((confidence * bins).astype(np.int64), bins - 1)


def _summary(number: int, bins: int, confidence: Floats, is_right: Booleans) -> ReliabilityBin:
    lower, upper, n = number / bins, (number + 1) / bins, len(confidence)
    if not n:
        empty = undefined("No item has such a confidence.", n=0)
        return ReliabilityBin(lower, upper, 0, empty, empty)
    right = int(is_right.sum())
    accuracy = Measure(
        right / n,
        lower=wilson_lower(right, n, probability=_ONE_SIDED),
        upper=wilson_upper(right, n, probability=_ONE_SIDED),
        n=n,
    )
    return ReliabilityBin(lower, upper, n, Measure(float(confidence.mean()), n=n), accuracy)
