"""Numbers that several people gave: the middle one, how near is near enough, and how sure it is.

Each answer is taken for the truth with a normal error, or, with a rate of each person's own, for
anything at all: a typing error, another thing counted. The error is learnt from how far answers to
the same item lie apart, robustly; where there is gold, from how far they lie from it. Source: the
mixture for outliers of Box and Tiao (1968), with the MAD for a scale (Hampel 1974).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concord.documents import Tolerance
from concord.fields.scale import Given, careful_rates, error_of, gaps, wanted_width
from concord.fields.votes import weighted_median

Floats = NDArray[np.float64]

#: With fewer differences than this the scale is a guess.
LEAST_DIFFERENCES = 10
#: An answer so many careful errors from the truth is still the same answer.
TOLERATED = 2.0
#: Before anything is learnt: the rate of careful answers, and an error as a share of the number.
GUESSED_RATE = 0.8
_GUESSED_ERROR = 0.05
_MOST_CAREFUL = 0.999
#: Points of the posterior to each side of an answer, and how many errors they reach.
_POINTS = np.linspace(-4.0, 4.0, 65)


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """Somebody's number for an item."""

    item: str
    annotator: str
    number: float


@dataclass(frozen=True, slots=True, eq=False)
class NumberModel:
    """What is known of the answers to one question of numbers; JSON by `to_json`, and back.

    `error` is the standard deviation of a careful answer, `width` the range in which a careless
    one lies, both in the unit of the question; None while nothing is learnt. `careful` is the rate
    of careful answers by annotator, `population` that of somebody unknown. `n` differences are
    behind the error, `is_from_gold` says whether they are differences from known numbers.
    """

    error: float | None = None
    width: float | None = None
    population: float = GUESSED_RATE
    careful: Mapping[str, float] = field(default_factory=dict)
    n: int = 0
    is_from_gold: bool = False

    @property
    def is_learnt(self) -> bool:
        """False while the error is a guess: nothing is to be decided by it."""
        return self.error is not None

    @property
    def tolerance(self) -> float | None:
        """How far from the truth an answer is the same one still; None while nothing is learnt."""
        return None if self.error is None else TOLERATED * self.error

    def to_json(self) -> dict[str, Any]:  # JSON
        """Plain values that `from_json` turns back into the same model."""
        return {
            "version": 1,
            "error": self.error,
            "width": self.width,
            "population": self.population,
            "careful": dict(self.careful),
            "n": self.n,
            "is_from_gold": self.is_from_gold,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> NumberModel:  # JSON
        """The model that was rendered."""
        return cls(**{key: one for key, one in value.items() if key != "version"})


@dataclass(frozen=True, slots=True)
class NumberVerdict:
    """The middle number somebody gave, how far from it a number says the same, and the probability
    in [0, 1] that the truth lies within that `tolerance`."""

    number: float
    tolerance: float
    probability: float


def fit_numbers(
    answers: Iterable[NumberAnswer], *, gold: Mapping[str, float] | None = None
) -> NumberModel:
    """Learn how far careful answers lie from the truth, and how often each person is careful.

    Of several answers of one person about one item the last counts; else the order changes
    nothing. `gold` is the true number of items. Learns nothing from fewer than LEAST_DIFFERENCES
    differences. Cost: quadratic in the answers to one item, of which it takes 30 at most for that.
    """
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for one in answers:
        table[one.item][one.annotator] = one.number
    names = sorted({who for of in table.values() for who in of})
    number = {who: place for place, who in enumerate(names)}
    items = sorted(table)
    rows = [
        (at, number[who], one) for at, key in enumerate(items) for who, one in table[key].items()
    ]
    at, people, numbers = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    truths = np.array([(gold or {}).get(key, np.nan) for key in items], dtype=np.float64)
    given = Given(at.astype(np.int64), people.astype(np.int64), numbers, truths, len(names))
    return fit_given(given, names)


def fit_given(given: Given, names: Sequence[str]) -> NumberModel:
    """As `fit_numbers`, of columns; `names` (people,) are of the annotators."""
    differences, weights = gaps(given)
    n = len(differences)
    off = np.abs(given.numbers - given.truths[given.items])
    from_gold = off[~np.isnan(off)]
    is_from_gold = len(from_gold) >= LEAST_DIFFERENCES
    if is_from_gold:
        # A difference of two answers is wider than that of one from the truth by this factor.
        differences = from_gold * np.sqrt(2.0)
        weights, n = np.ones(len(from_gold)), len(from_gold)
    if n < LEAST_DIFFERENCES:
        return NumberModel(n=n)
    # Two digits: what is learnt anew from a few answers more says the same then.
    error = float(f"{max(error_of(differences, weights), _step(given.numbers) / 4):.2g}")
    width = wanted_width(given.numbers, error)
    rates, population = careful_rates(given, error=error, width=width)
    careful = {
        who: rate for who, rate in zip(names, rates.tolist(), strict=True) if not np.isnan(rate)
    }
    return NumberModel(error, width, population, careful, n, is_from_gold)


def resolve_numbers(
    model: NumberModel, given: Mapping[str, float], tolerated: Tolerance | None = None
) -> NumberVerdict:
    """The verdict on one item from {annotator: number}; at least one number is needed.

    Weights are the log-odds of being careful, at least 0. Before anything is learnt all count
    alike and the error is guessed. What says the same is what is `tolerated`, and where nobody
    said, what careful answers do not exceed.
    """
    if not given:
        raise ValueError("An item that nobody answered has no verdict.")
    order = sorted(given)
    numbers = np.array([given[who] for who in order], dtype=np.float64)
    rates = np.array([_rate(model, who) for who in order])
    weights = np.maximum(log_odds(rates), 0.0)
    middle = weighted_median(numbers.tolist(), weights.tolist()).winners[0]
    error, width = model.error, model.width
    if error is None or width is None:
        error = max(_GUESSED_ERROR * abs(middle), _step(numbers) / 4)
        width = wanted_width(numbers, error)
    tolerance = TOLERATED * error if tolerated is None else tolerated.reach(middle)
    probability = _mass_near(middle, tolerance, numbers, rates, error, width)
    return NumberVerdict(middle, float(tolerance), probability)


def log_odds(rates: Floats) -> Floats:
    """Of rates in (0, 1), of any shape."""
    odds: Floats = np.log(rates) - np.log1p(-rates)
    return odds


def care_of(model: NumberModel, annotator: str) -> float:
    """The log-odds that an answer of theirs is careful."""
    return float(log_odds(np.array(_rate(model, annotator))))


def _rate(model: NumberModel, annotator: str) -> float:
    return min(model.careful.get(annotator, model.population), _MOST_CAREFUL)


def _step(numbers: Floats) -> float:
    """The least difference between two numbers that differ; a careful answer is never nearer.

    Where all are the same, what is as good as nothing beside them.
    """
    distinct = np.unique(numbers)
    negligible = 1e-9 * max(float(np.abs(distinct).max()), 1.0)
    steps = np.diff(distinct)
    return max(float(steps.min()), negligible) if len(steps) else negligible


def _mass_near(
    middle: float, tolerance: float, numbers: Floats, rates: Floats, error: float, width: float
) -> float:
    """P(|truth - middle| <= tolerance), under a flat prior over the width round the answers."""
    edges = np.array([middle - tolerance, middle + tolerance])
    points = np.unique(np.concatenate([(numbers[:, None] + error * _POINTS).ravel(), edges]))
    logs = _log_likelihoods(points, numbers, rates, error, width)
    most = float(logs.max())
    heights = np.exp(logs - most)
    pieces = 0.5 * (heights[1:] + heights[:-1]) * np.diff(points)
    is_near = (points[:-1] >= edges[0]) & (points[1:] <= edges[1])
    elsewhere = np.exp(float(np.log((1.0 - rates) * error / width).sum()) - most)
    beyond = elsewhere * max(width - float(points[-1] - points[0]), 0.0)
    return min(float(pieces[is_near].sum() / (pieces.sum() + beyond)), 1.0)


def _log_likelihoods(
    points: Floats, numbers: Floats, rates: Floats, error: float, width: float
) -> Floats:
    """Of each possible truth `points` (p,), that people of `rates` (k,) say `numbers` (k,)."""
    distances = (points[:, None] - numbers[None, :]) / error
    careful = rates * np.exp(-0.5 * distances**2) / np.sqrt(2.0 * np.pi)
    found: Floats = np.log(careful + (1.0 - rates) * error / width).sum(axis=1)
    return found
