"""How often is an annotator right on gold, and how sure is that?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from concord.skill.bounds import check_counts


@dataclass(frozen=True, slots=True)
class BetaPrior:
    """What is believed of somebody before their first gold item.

    `mean` in (0, 1); `strength` above 0 is how many gold items the belief is worth.
    """

    mean: float
    strength: float

    def __post_init__(self) -> None:
        """Refuse a prior that is sure, or worth nothing."""
        if not 0 < self.mean < 1 or not self.strength > 0:
            raise ValueError("A prior has a mean between 0 and 1 and a strength above 0.")


#: For a project without gold answers yet: most people are decent, and it is not known.
PLATFORM_PRIOR = BetaPrior(mean=0.8, strength=4.0)


@dataclass(frozen=True, slots=True)
class Skill:
    """Accuracy on gold: posterior mean, an interval, and what it rests on.

    `lower` and `upper` bound the central interval of the probability asked for. Rank and gate
    people by `lower`.
    """

    mean: float
    lower: float
    upper: float
    right: float
    n: int


def estimate_skill(
    right: float, n: int, *, population: BetaPrior = PLATFORM_PRIOR, probability: float = 0.9
) -> Skill:
    """The Beta posterior of the accuracy of somebody who got `right` of `n` gold items right.

    An item that was right in part counts by its share in `right`. With n = 0 it is the prior.
    Source: Gelman et al. 2013, Bayesian Data Analysis, section 2.4.
    """
    check_counts(right, n)
    if not 0 < probability < 1:
        raise ValueError("The probability of an interval lies between 0 and 1.")
    from scipy.special import betaincinv  # noqa: PLC0415 -- spares the web process the import

    first = population.mean * population.strength + right
    second = (1.0 - population.mean) * population.strength + (n - right)
    tail = (1.0 - probability) / 2.0
    return Skill(
        mean=first / (first + second),
        lower=float(betaincinv(first, second, tail)),
        upper=float(betaincinv(first, second, 1.0 - tail)),
        right=right,
        n=n,
    )


def fit_population(right: Sequence[float], n: Sequence[int]) -> BetaPrior:
    """The prior of a population from everybody's `right[a]` of `n[a]`, by largest evidence.

    The platform's prior counts as one more person, so that a few perfect answers do not make
    everybody perfect. People with n = 0 say nothing; with nobody else it is PLATFORM_PRIOR. The
    order of people changes nothing. Source: Skellam 1948, the beta-binomial distribution.
    """
    for one, count in zip(right, n, strict=True):
        check_counts(one, count)
    seen = sorted((one, count) for one, count in zip(right, n, strict=True) if count > 0)
    if not seen:
        return PLATFORM_PRIOR
    mean = _pooled_mean(seen)
    strengths = [2.0 ** (step / 4) for step in range(2, 33)]
    best = max(strengths, key=lambda strength: _log_evidence(seen, mean, strength))
    return BetaPrior(mean=mean, strength=best)


def _pooled_mean(seen: list[tuple[float, int]]) -> float:
    """The share right of all gold answers, with the platform's prior as one more person."""
    prior = PLATFORM_PRIOR
    right = sum(right for right, _ in seen) + prior.mean * prior.strength
    return right / (sum(n for _, n in seen) + prior.strength)


def _log_evidence(seen: list[tuple[float, int]], mean: float, strength: float) -> float:
    """log P(everybody's results), with the number of orders left out, and a weak pull.

    The pull, one unit of log strength around the platform's, decides when one person alone, or
    people all alike, leave every strength as good as another.
    """
    first, second = mean * strength, (1.0 - mean) * strength
    evidence = sum(
        _log_beta(first + right, second + n - right) - _log_beta(first, second) for right, n in seen
    )
    return evidence - 0.5 * math.log(strength / PLATFORM_PRIOR.strength) ** 2


def _log_beta(first: float, second: float) -> float:
    return math.lgamma(first) + math.lgamma(second) - math.lgamma(first + second)
