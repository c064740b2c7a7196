"""How well does each person draw? A bias and a scatter for each, shrunk to the population.

One model for every kind of shape. What its components are, and in which unit, each kind says:
shares of the object's size, so that small objects and large ones teach alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from concord.shapes.fusion.members import Floats, Integers, sums_by

#: The degrees of freedom of the scatter: 6 leaves careful work alone, and outvotes a slip.
_FREEDOM = 6.0
#: Nobody is trusted to less than one hundredth of the object's size.
LEAST_VARIANCE = 1e-4
#: A component off by more than half the object's size says no more than one off by half.
LARGEST_ERROR = 0.5
#: How many objects the population is worth against a person's own.
_VARIANCE_WEIGHT = 8.0
BIAS_WEIGHT = 4.0

Row = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Habit:
    """What the components of a kind say of an outline, per side and in shares of the object's size.

    `outward` are the weights of a bias that add up to how far it lies outside, empty where a kind
    has no inside; `spread` those of a variance that add up to that of a side.
    """

    outward: Row
    spread: Row


@dataclass(frozen=True, slots=True)
class GeometryModel:
    """Bias and variance of each annotator's shapes of one kind, component by component.

    Strangers have no bias, and the population's variance.
    """

    population_variance: Row
    bias: Mapping[str, Row] = field(default_factory=dict)
    variance: Mapping[str, Row] = field(default_factory=dict)

    def biases(self, annotators: Iterable[str]) -> Floats:
        """(annotators, components)."""
        none = (0.0,) * len(self.population_variance)
        return self._table([self.bias.get(key, none) for key in annotators])

    def variances(self, annotators: Iterable[str]) -> Floats:
        """(annotators, components), all positive."""
        return self._table([self.variance.get(key, self.population_variance) for key in annotators])

    def _table(self, rows: list[Row]) -> Floats:
        return np.array(rows, dtype=np.float64).reshape(-1, len(self.population_variance))

    def looseness(self, annotator: str, habit: Habit, n: int) -> tuple[float, float] | None:
        """How far outside their outlines lie, beside what all have in common, and the standard
        error after `n` objects; None of a kind without an inside, and of a stranger."""
        if not habit.outward or annotator not in self.bias:
            return None
        weights = np.array(habit.outward)
        bias, variance = self.biases([annotator])[0], self.variances([annotator])[0]
        error = np.sqrt((weights**2 * variance).sum() / (n + BIAS_WEIGHT))
        return float((weights * bias).sum()), float(error)

    def scatter(self, annotator: str, habit: Habit) -> float | None:
        """The standard deviation of a side beside their bias; None of a stranger."""
        if annotator not in self.variance:
            return None
        variance = self.variances([annotator])[0]
        return float(np.sqrt((np.array(habit.spread) * variance).sum()))

    def to_json(self) -> dict[str, Any]:  # JSON
        """Plain values that `from_json` turns back into the same model."""
        return {
            "population_variance": list(self.population_variance),
            "bias": {key: list(row) for key, row in self.bias.items()},
            "variance": {key: list(row) for key, row in self.variance.items()},
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> GeometryModel:  # JSON
        """The model that was rendered."""
        return cls(
            population_variance=tuple(value["population_variance"]),
            bias={key: tuple(row) for key, row in value["bias"].items()},
            variance={key: tuple(row) for key, row in value["variance"].items()},
        )


def geometry_prior(*variance: float) -> GeometryModel:
    """What holds for a project that nothing is known about: a variance for each component."""
    return GeometryModel(variance)


def model_of(
    annotators: tuple[str, ...], bias: Floats, variance: Floats, population: Floats
) -> GeometryModel:
    """The model of arrays: (annotators, components) twice, and (components,)."""
    return GeometryModel(
        population_variance=tuple(population.tolist()),
        bias=dict(zip(annotators, map(tuple, bias.tolist()), strict=True)),
        variance=dict(zip(annotators, map(tuple, variance.tolist()), strict=True)),
    )


def trust(errors: Floats, variance: Floats) -> Floats:
    """The weight of an error under a Student distribution, at most (f + 1) / f.

    Lange, Little and Taylor 1989.
    """
    weights: Floats = (_FREEDOM + 1.0) / (_FREEDOM + errors**2 / variance)
    return weights


def common_bias(bias: Floats, counts: Floats, variance: Floats, outward: Row) -> Floats:
    """What all have in common: (annotators, components) each -> (components,).

    `counts` says how many shapes a bias was learnt from, `outward` which sign is outside (see
    `Habit`). A median of the people, weighted by precision squared: the few most careful decide
    what is tight, and somebody loose cannot drag the others along, as a mean would let them.
    Everybody known well enough has one voice: who works most is not who draws best. On real boxes
    that came nearer to an expert than weights by the amount of work (tests/load/shapes.py). But
    the few most careful may happen to be loose; so where the median of all lies further inside,
    that one: people leave room round an object rather than cut into it.
    """
    known = counts / (counts + BIAS_WEIGHT)
    careful, everybody = _median(bias, known / variance**2), _median(bias, known)
    inner: Floats = np.where(
        np.array(outward) < 0, np.maximum(careful, everybody), np.minimum(careful, everybody)
    )
    return inner


def _median(bias: Floats, weights: Floats) -> Floats:
    """(annotators, components) each -> (components,)."""
    order = np.argsort(bias, axis=0, kind="stable")
    ordered, weights = (np.take_along_axis(table, order, axis=0) for table in (bias, weights))
    # Between two people the median moves steadily, so that no fit can jump from one to the other.
    reached = (np.cumsum(weights, axis=0) - weights / 2.0) / weights.sum(axis=0)
    middle = [np.interp(0.5, *columns) for columns in zip(reached.T, ordered.T, strict=True)]
    return np.array(middle, dtype=np.float64)


def shrunk_variances(
    person: Integers, people: int, squares: Floats, taught: Floats
) -> tuple[Floats, Floats]:
    """(people, components) and the population's (components,), from squared errors (rows,
    components) that count `taught` (rows,) times each."""
    sums = sums_by(person, people) @ (taught[:, None] * squares)
    counts = np.bincount(person, weights=taught, minlength=people)[:, None]
    population = np.maximum(sums.sum(axis=0) / counts.sum(), LEAST_VARIANCE)
    found = (sums + _VARIANCE_WEIGHT * population) / (counts + _VARIANCE_WEIGHT)
    return np.maximum(found, LEAST_VARIANCE), population
