"""A share of things that come in groups: the objects of one image are not so many witnesses."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

from concord.measure import Measure, undefined
from concord.sentences import Sentence

#: Below so many images no number is given.
LEAST_IMAGES = 5


def clustered_share(
    right: Sequence[int], seen: Sequence[int], *, probability: float = 0.95
) -> Measure:
    """The share of all objects that were got right, with its interval; n is the objects.

    `right[i]` of `seen[i]` objects in image i, both (images,), 0 <= right <= seen. Images without
    an object say nothing. Undefined below LEAST_IMAGES. The interval is Wilson's at the effective
    number of objects, share (1 - share) / variance of the ratio over images, at most the objects;
    a share of 0 or 1 has no variance and counts images instead. Sources: Korn and Graubard 1998,
    Survey Methodology 24; Franco et al. 2019, J. Survey Statistics and Methodology 7.
    """
    groups = [(good, all_) for good, all_ in zip(right, seen, strict=True) if all_ > 0]
    total = sum(all_ for _, all_ in groups)
    if len(groups) < LEAST_IMAGES:
        return undefined(
            Sentence("Fewer than {least} images to go by.", least=LEAST_IMAGES), n=total
        )
    share = sum(good for good, _ in groups) / total
    lower, upper = _wilson(share, _effective(groups, share, total), probability)
    return Measure(share, lower=lower, upper=upper, n=total)


def _effective(groups: list[tuple[int, int]], share: float, total: int) -> float:
    """How many independent objects the groups are worth."""
    count = len(groups)
    spread = sum((good - share * all_) ** 2 for good, all_ in groups)
    if spread == 0:
        return float(count) if share in (0.0, 1.0) else float(total)
    variance = count / (count - 1) * spread / total**2
    return min(float(total), share * (1 - share) / variance)


def _wilson(share: float, n: float, probability: float) -> tuple[float, float]:
    """Both ends (Wilson 1927), for n that need not be whole."""
    z = NormalDist().inv_cdf((1 + probability) / 2)
    middle = share + z * z / (2 * n)
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    lower, upper = (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)
    return max(0.0, lower) if share > 0 else 0.0, min(1.0, upper) if share < 1 else 1.0
