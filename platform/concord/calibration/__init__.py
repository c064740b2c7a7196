"""Confidence that means what it says: learnt on gold, with the number of gold items behind it.

NumPy alone, so that the web process can apply what a worker has learnt.
"""

from concord.calibration.classes import (
    LEAST_GOLD,
    LEAST_GOLD_FOR_CURVE,
    Calibration,
    Kind,
    Wanted,
    fit_calibration,
    uncalibrated,
)
from concord.calibration.held_out import held_out_posteriors
from concord.calibration.rates import RateCalibration, RateKind, fit_rate_calibration
from concord.calibration.reliability import (
    ReliabilityBin,
    expected_calibration_error,
    reliability_curve,
)

__all__ = [
    "LEAST_GOLD",
    "LEAST_GOLD_FOR_CURVE",
    "Calibration",
    "Kind",
    "RateCalibration",
    "RateKind",
    "ReliabilityBin",
    "Wanted",
    "expected_calibration_error",
    "fit_calibration",
    "fit_rate_calibration",
    "held_out_posteriors",
    "reliability_curve",
    "uncalibrated",
]
