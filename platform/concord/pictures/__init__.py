"""Sets of pictures as arrays of measures: twins, distributions, and what stands out."""

from concord.pictures.distributions import Distribution, distribution
from concord.pictures.suspicions import KINDS, Outliers, Range, Thresholds, outliers, thresholds
from concord.pictures.twins import near_hashes, twins

__all__ = [
    "KINDS",
    "Distribution",
    "Outliers",
    "Range",
    "Thresholds",
    "distribution",
    "near_hashes",
    "outliers",
    "thresholds",
    "twins",
]
