"""Shapes that are a few numbers each: a weighted mean, number by number.

An annotator's numbers lie off the true ones by a systematic part (looseness) and a scatter, both
in shares of the object's size. Both are learnt over the project; the numbers are then moved back
and averaged with weight 1 / scatter squared, and those far from the others count less, as under a
Student distribution (Lange, Little and Taylor 1989).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from concord.shapes.fusion.members import Floats, Integers, Members, sums_by
from concord.shapes.fusion.quality import (
    BIAS_WEIGHT,
    LARGEST_ERROR,
    GeometryModel,
    Row,
    common_bias,
    model_of,
    shrunk_variances,
    trust,
)

_FIT_ITERATIONS = 60
_FIT_TOLERANCE = 1e-5
#: Of the scatter, which the expected IoU is made of.
_SCATTER_TOLERANCE = 2e-5
_FUSE_ITERATIONS = 60
_FUSE_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """The numbers of all members, (rows, components), and what an error in them is measured by.

    `spans` gives the unit of each number of each cluster, (clusters, components) -> the same
    shape; an object whose units are not positive is none. `outward` (components,) is not 0 for
    numbers in which a person can be off in one direction, and has the sign of outside there;
    `prior` is what is believed of strangers.
    """

    values: Floats
    spans: Callable[[Floats], Floats]
    outward: Row
    prior: GeometryModel


@dataclass(frozen=True, slots=True, eq=False)
class _Problem:
    vectors: Vectors
    cluster: Integers
    person: Integers
    people: int
    by_cluster: sparse.csr_array


def _problem(members: Members, vectors: Vectors) -> _Problem:
    return _Problem(
        vectors,
        members.cluster,
        members.annotator,
        len(members.annotators),
        sums_by(members.cluster, members.cluster_count),
    )


def fit_vectors(
    members: Members, vectors: Vectors, exists: Floats, start: GeometryModel | None
) -> GeometryModel:
    """Learn everybody's looseness and scatter by alternating with the shapes they imply.

    `exists` (clusters,) weighs the clusters; those of one shape teach nothing. What all have in
    common cannot be seen without a reference: biases are relative to a median of the people,
    the most careful weighing most, because they draw tightly. Without clusters of two shapes the
    prior is returned.
    """
    taught = (exists * (members.sizes >= 2))[members.cluster]
    if taught.sum() <= 0:
        return vectors.prior
    problem = _problem(members, vectors)
    first = start or vectors.prior
    bias, variance = first.biases(members.annotators), first.variances(members.annotators)
    population = np.array(first.population_variance)
    centers = medians(members, vectors.values)
    for _ in range(_FIT_ITERATIONS):
        spans = vectors.spans(centers)
        errors = (vectors.values - centers[problem.cluster]) / spans[problem.cluster]
        bias = _biases(problem, errors, taught, bias, variance)
        before = variance
        variance, population = _variances(problem, errors, taught, bias, variance)
        updated, _ = _averaged(problem, centers, bias, variance)
        moved = np.abs((updated - centers) / vectors.spans(centers)).max()
        centers = updated
        settled = np.abs(np.sqrt(variance) - np.sqrt(before)).max()
        if moved < _FIT_TOLERANCE and settled < _SCATTER_TOLERANCE:
            break
    return model_of(members.annotators, bias, variance, population)


def fuse_vectors(model: GeometryModel, members: Members, vectors: Vectors) -> tuple[Floats, Floats]:
    """Numbers of each cluster (clusters, components) under a stored model, and their standard
    deviation in units of the span, of the same shape. Starts from medians.
    """
    problem = _problem(members, vectors)
    bias, variance = model.biases(members.annotators), model.variances(members.annotators)
    centers = medians(members, vectors.values)
    sums = np.ones_like(centers)
    for _ in range(_FUSE_ITERATIONS):
        updated, sums = _averaged(problem, centers, bias, variance)
        moved = np.abs((updated - centers) / vectors.spans(centers))
        centers = updated
        if not moved.size or moved.max() < _FUSE_TOLERANCE:
            break
    return centers, 1.0 / np.sqrt(sums)


def medians(members: Members, values: Floats) -> Floats:
    """The median of each number of each cluster: (rows, components) -> (clusters, components)."""
    starts, sizes = members.starts[:-1], members.sizes
    found = np.empty((members.cluster_count, values.shape[1]))
    for component, column in enumerate(values.T):
        ordered = column[np.lexsort((column, members.cluster))]
        low, high = ordered[starts + (sizes - 1) // 2], ordered[starts + sizes // 2]
        found[:, component] = (low + high) / 2.0
    return found


def _averaged(
    problem: _Problem, centers: Floats, bias: Floats, variance: Floats
) -> tuple[Floats, Floats]:
    """One step of the weighted mean: new numbers, and the sums of the weights, each (clusters,
    components)."""
    spans = problem.vectors.spans(centers)
    row_spans, row_variance = spans[problem.cluster], variance[problem.person]
    corrected = problem.vectors.values - bias[problem.person] * row_spans
    errors = (corrected - centers[problem.cluster]) / row_spans
    weights = trust(errors, row_variance) / row_variance
    sums = problem.by_cluster @ weights
    means = (problem.by_cluster @ (weights * corrected)) / sums
    # Sides that crossed make no box; so small an object keeps its median.
    crossed = (problem.vectors.spans(means) <= 0).any(axis=1)
    means[crossed] = centers[crossed]
    return means, sums


def _biases(
    problem: _Problem, errors: Floats, taught: Floats, bias: Floats, variance: Floats
) -> Floats:
    person = problem.person
    weights = taught[:, None] * trust(errors - bias[person], variance[person])
    limited = np.clip(errors, -LARGEST_ERROR, LARGEST_ERROR)
    by_person = sums_by(person, problem.people)
    sums = by_person @ weights
    found = (by_person @ (weights * limited)) / (sums + BIAS_WEIGHT)
    outward = problem.vectors.outward
    common = common_bias(found, sums, variance, outward)
    # Nobody is moved by what all have in common, and somebody who was never seen not at all.
    has_bias = np.array(outward) != 0
    relative: Floats = np.where((sums > 0) & has_bias, found - common, 0.0)
    return relative


def _variances(
    problem: _Problem, errors: Floats, taught: Floats, bias: Floats, variance: Floats
) -> tuple[Floats, Floats]:
    """(people, components) and the population's, each person's own part in the mean removed."""
    person = problem.person
    left = errors - bias[person]
    squares = np.minimum(left**2 * trust(left, variance[person]), LARGEST_ERROR**2)
    precision = 1.0 / variance[person]
    together = (problem.by_cluster @ precision)[problem.cluster]
    independent = squares / np.maximum(1.0 - precision / together, 0.2)
    return shrunk_variances(person, problem.people, independent, taught)
