"""Votes in which some count for more than others.

Weights are not negative, one for each answer. Where all are 0 nobody is known to be any good, and
all count alike. Two totals are equal when they differ by less than 1e-9 of all weights.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Option = TypeVar("Option", bound=Hashable)

_EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class Tally(Generic[Option]):
    """Those with the largest share of the weights, in the order they first came, and the share."""

    winners: tuple[Option, ...]
    share: float

    @property
    def is_tied(self) -> bool:
        """True when a person has to decide."""
        return len(self.winners) > 1


def weighted_vote(answers: Sequence[Option], weights: Sequence[float]) -> Tally[Option]:
    """What most of the weights say. `answers` is not empty; each names one option."""
    shares = _shares(weights)
    totals: dict[Option, float] = {}
    for answer, share in zip(answers, shares, strict=True):
        totals[answer] = totals.get(answer, 0.0) + share
    most = max(totals.values())
    winners = tuple(key for key, total in totals.items() if total >= most - _EQUAL)
    return Tally(winners, most)


def weighted_shares(
    options: Sequence[Option], answers: Sequence[Collection[Option]], weights: Sequence[float]
) -> Mapping[Option, float]:
    """For each option the share of the weights that chose it: one vote of yes or no for each.

    `answers` is not empty, and each holds the options that somebody chose.
    """
    shares = _shares(weights)
    return {
        option: sum(
            share for chosen, share in zip(answers, shares, strict=True) if option in chosen
        )
        for option in options
    }


def weighted_odds(
    options: Sequence[Option], answers: Sequence[Option], weights: Sequence[float]
) -> Mapping[Option, float]:
    """P(option) of each, by naive Bayes: `weights` are the log-odds of those who answer.

    All options are as probable before anybody answers, and each answer names one of them. Source:
    Nitzan and Paroush 1982.
    """
    each = _telling(weights)
    said = {
        option: sum(w for one, w in zip(answers, each, strict=True) if one == option)
        for option in options
    }
    most = max(said.values())
    odds = {option: exp(total - most) for option, total in said.items()}
    whole = sum(odds.values())
    return {option: one / whole for option, one in odds.items()}


def weighted_median(numbers: Sequence[float], weights: Sequence[float]) -> Tally[float]:
    """The smallest number that somebody gave with at least half of the weights at it or below.

    `numbers` is not empty. The share is that of those who gave exactly it. Source: the lower
    weighted median (Edgeworth 1888).
    """
    ordered = sorted(zip(numbers, _shares(weights), strict=True))
    reached = accumulate(share for _, share in ordered)
    middle = next(index for index, share in enumerate(reached) if share >= 0.5 - _EQUAL)
    number = ordered[middle][0]
    return Tally((number,), sum(share for one, share in ordered if one == number))


def weighted_medians(
    items: NDArray[np.int64], numbers: NDArray[Any], weights: NDArray[Any], *, count: int
) -> NDArray[np.float64]:
    """The `weighted_median` of each of `count` items (count,), NaN of one that nobody answered.

    Row by row an item, the number somebody gave and their weight, all (answers,).
    """
    order = np.lexsort((numbers, items))
    of, given = items[order], numbers[order].astype(np.float64)
    each = weights[order].astype(np.float64)
    is_told = np.bincount(of, weights=each, minlength=count) > 0
    each = np.where(is_told[of], each, 1.0)
    starts = np.searchsorted(of, np.arange(count))
    sums = np.concatenate([[0.0], np.cumsum(each)])
    reached = sums[1:] - sums[starts[of]]
    whole = np.bincount(of, weights=each, minlength=count)
    behind = reached < (0.5 - _EQUAL) * whole[of]
    middles = starts + np.bincount(of, weights=behind, minlength=count).astype(np.int64)
    found = np.full(count, np.nan)
    is_answered = np.bincount(of, minlength=count) > 0
    found[is_answered] = given[middles[is_answered]]
    return found


def weighted_middles(numbers: Sequence[float], weights: Sequence[float]) -> tuple[float, float]:
    """The lower and the upper weighted median of numbers that somebody gave, at least one: two
    where half of the weights lie to each side."""
    ordered = sorted(zip(numbers, _shares(weights), strict=True))
    reached = list(accumulate(share for _, share in ordered))
    lower = next(at for at, share in enumerate(reached) if share >= 0.5 - _EQUAL)
    upper = next(at for at, share in enumerate(reached) if share > 0.5 + _EQUAL)
    return ordered[lower][0], ordered[upper][0]


def _telling(weights: Sequence[float]) -> Sequence[float]:
    """The same weights; of people who are no good at all, 1 for each."""
    return weights if sum(weights) > 0 else [1.0] * len(weights)


def _shares(weights: Sequence[float]) -> list[float]:
    """The same weights with the sum 1."""
    each = _telling(weights)
    total = sum(each)
    return [weight / total for weight in each]
