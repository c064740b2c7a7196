"""Sets of pictures as arrays of measures: twins, distributions, and what stands out."""

from concord.pictures.distributions import Distribution, distribution
from concord.pictures.suspicions import KINDS, Range, Thresholds, thresholds
from concord.pictures.twins import near_hashes, twins

__all__ = [
    "KINDS",
    "Distribution",
    "Range",
    "Thresholds",
    "distribution",
    "near_hashes",
    "thresholds",
    "twins",
]
