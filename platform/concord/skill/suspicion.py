"""Is a known answer wrong, or do these people miss it as they miss others?"""

from __future__ import annotations

from collections.abc import Sequence

from concord.skill.accuracy import BetaPrior, fit_population

#: What people who passed the quiz reach, as far as nothing else is known of them.
USUAL = BetaPrior(mean=0.9, strength=10.0)
#: By so much the odds of missing a wrong item are above those of missing any other, at least.
SUSPICIOUS_ODDS = 6.0
#: With fewer answers nothing is said.
LEAST_ANSWERS = 10


def expected_misses(right: Sequence[int], n: Sequence[int]) -> list[float]:
    """How likely each person misses a usual item, by what they did on *others*.

    `right[a]` of `n[a]` other items; the answers lie in (0, 1). A person is drawn towards all of
    them together, and these towards USUAL. Source: Skellam 1948, the beta-binomial distribution.
    """
    strength = fit_population(right, n).strength
    missed = sum(n) - sum(right)
    mean = (missed + (1 - USUAL.mean) * USUAL.strength) / (sum(n) + USUAL.strength)
    return [
        (mean * strength + seen - good) / (strength + seen)
        for good, seen in zip(right, n, strict=True)
    ]


def suspicious_misses(shares: Sequence[float]) -> float:
    """The misses above which an item stands out, of people who miss a usual one with `shares`.

    Each share q in (0, 1) becomes o q / (1 - q + o q): the chance of missing an item whose odds
    of being missed are o = SUSPICIOUS_ODDS times the usual ones. Of people who miss one in ten
    these are 40 %, of people who miss four in ten 80 %.
    """
    return sum(SUSPICIOUS_ODDS * q / (1 - q + SUSPICIOUS_ODDS * q) for q in shares)


def is_suspicious(missed: int, shares: Sequence[float]) -> bool:
    """Whether an item that `missed` of these people missed is more likely wrong itself."""
    return len(shares) >= LEAST_ANSWERS and missed > suspicious_misses(shares) + 1e-9
