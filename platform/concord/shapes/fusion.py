"""Where is the object? One box from several, each side by itself.

An annotator's side lies off the true one by a systematic part (looseness, as a share of the
object's width or height) and a scatter. Both are learnt over the project; sides are then moved
back and averaged with weight 1 / scatter squared, and boxes far from the others count less, as
under a Student distribution (Lange, Little and Taylor 1989).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.geometry.boxes import Boxes

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

#: The degrees of freedom of the scatter: 6 leaves careful work alone, and outvotes a slip.
_FREEDOM = 6.0
#: Nobody is trusted to less than one hundredth of the object's size.
_LEAST_VARIANCE = 1e-4
#: A side off by more than half the object's size says no more than one off by half.
_LARGEST_ERROR = 0.5
#: Scatter squared of an average annotator, before anything is learnt.
_FIRST_VARIANCE = 0.02
#: How many objects the population is worth against a person's own.
_VARIANCE_WEIGHT = 8.0
_BIAS_WEIGHT = 4.0

Sides = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class BoxModel:
    """Bias and variance of each annotator's (left, top, right, bottom), in shares of the size.

    Horizontal sides are relative to the width, vertical ones to the height of the object.
    Strangers have no bias, and the population's variance.
    """

    bias: Mapping[str, Sides]
    variance: Mapping[str, Sides]
    population_variance: Sides


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """The boxes of all clusters, one row each: corners (rows, 4) as left, top, right, bottom in
    pixels, `cluster` and `annotator` (rows,) int64. Every cluster has a row.
    """

    corners: Boxes
    cluster: Integers
    annotator: Integers
    cluster_count: int
    annotator_count: int


def box_prior() -> BoxModel:
    """What holds for a project that nothing is known about."""
    value = _FIRST_VARIANCE
    return BoxModel({}, {}, (value, value, value, value))


def fit_boxes(
    members: Members,
    exists: Floats,
    annotators: tuple[str, ...],
    *,
    max_iterations: int = 60,
    tolerance: float = 1e-5,
) -> BoxModel:
    """Learn everybody's looseness and scatter by alternating with the boxes they imply.

    `exists` (clusters,) weighs the clusters; those of one box teach nothing. What all have in
    common cannot be seen without a reference: biases are relative to a median of the people,
    the most careful weighing most, because they draw tight boxes. Without clusters of two
    boxes the prior is returned.
    """
    sizes = np.bincount(members.cluster, minlength=members.cluster_count)
    taught = exists[members.cluster] * (sizes >= 2)[members.cluster]
    if taught.sum() <= 0:
        return box_prior()
    bias = np.zeros((members.annotator_count, 4))
    variance = np.full((members.annotator_count, 4), _FIRST_VARIANCE)
    population = np.full(4, _FIRST_VARIANCE)
    corners = median_corners(members)
    for _ in range(max_iterations):
        errors = (members.corners - corners[members.cluster]) / _spans(members, corners)
        bias = _biases(members, errors, taught, bias, variance)
        variance, population = _variances(members, errors, taught, bias, variance)
        updated, _ = _averaged(members, corners, bias, variance)
        moved = np.abs((updated - corners)[members.cluster] / _spans(members, corners)).max()
        corners = updated
        if moved < tolerance:
            break
    return BoxModel(
        bias={key: _sides(bias[index]) for index, key in enumerate(annotators)},
        variance={key: _sides(variance[index]) for index, key in enumerate(annotators)},
        population_variance=_sides(population),
    )


def fuse_boxes(
    model: BoxModel,
    members: Members,
    annotators: tuple[str, ...],
    *,
    max_iterations: int = 60,
    tolerance: float = 1e-6,
) -> tuple[Boxes, Floats]:
    """Corners (clusters, 4) under a stored model, and the IoU to expect with the object.

    Starts from the median of each side. The expected IoU (clusters,) follows from the variance
    of the mean: to first order each side takes away its mean absolute error, so it is
    exp(-sum of sqrt(2 / pi) * sigma), in (0, 1], uncalibrated.
    """
    bias = np.array([model.bias.get(key, (0.0,) * 4) for key in annotators]).reshape(-1, 4)
    variance = np.array(
        [model.variance.get(key, model.population_variance) for key in annotators]
    ).reshape(-1, 4)
    corners = median_corners(members)
    weight_sums = np.ones((members.cluster_count, 4))
    for _ in range(max_iterations):
        updated, weight_sums = _averaged(members, corners, bias, variance)
        moved = np.abs((updated - corners)[members.cluster] / _spans(members, corners))
        corners = updated
        if not moved.size or moved.max() < tolerance:
            break
    sigma = 1.0 / np.sqrt(weight_sums)
    expected_iou: Floats = np.exp(-np.sqrt(2.0 / np.pi) * sigma.sum(axis=1))
    return corners, expected_iou


def median_corners(members: Members) -> Boxes:
    """The median of each side of each cluster, (clusters, 4)."""
    medians = np.empty((members.cluster_count, 4))
    order = np.argsort(members.cluster, kind="stable")
    starts = np.searchsorted(members.cluster[order], np.arange(members.cluster_count + 1))
    for index in range(members.cluster_count):
        rows = order[starts[index] : starts[index + 1]]
        medians[index] = np.median(members.corners[rows], axis=0)
    return medians


def _spans(members: Members, corners: Boxes) -> Floats:
    """The object's width, height, width, height for each row, (rows, 4), in pixels."""
    size = corners[:, 2:] - corners[:, :2]
    spans: Floats = np.concatenate([size, size], axis=1)[members.cluster]
    return spans


def _averaged(
    members: Members, corners: Boxes, bias: Floats, variance: Floats
) -> tuple[Boxes, Floats]:
    """One step of the weighted mean: new corners, and the sums of the weights (clusters, 4)."""
    spans, person = _spans(members, corners), members.annotator
    corrected = members.corners - bias[person] * spans
    errors = (corrected - corners[members.cluster]) / spans
    weights = _trust(errors, variance[person]) / variance[person]
    sums = _sum_by(members.cluster, weights, members.cluster_count)
    means = _sum_by(members.cluster, weights * corrected, members.cluster_count) / sums
    # Sides that crossed make no box; so small an object keeps its median.
    crossed = (means[:, 2:] <= means[:, :2]).any(axis=1)
    means[crossed] = corners[crossed]
    return means, sums


def _trust(errors: Floats, variance: Floats) -> Floats:
    """The weight of an error under a Student distribution, at most (f + 1) / f."""
    trust: Floats = (_FREEDOM + 1.0) / (_FREEDOM + errors**2 / variance)
    return trust


def _biases(
    members: Members, errors: Floats, taught: Floats, bias: Floats, variance: Floats
) -> Floats:
    person, people = members.annotator, members.annotator_count
    weights = taught[:, None] * _trust(errors - bias[person], variance[person])
    limited = np.clip(errors, -_LARGEST_ERROR, _LARGEST_ERROR)
    sums = _sum_by(person, weights, people)
    found = _sum_by(person, weights * limited, people) / (sums + _BIAS_WEIGHT)
    common = _common(found, sums / variance**2)
    # Nobody is moved by what all have in common, and somebody who was never seen not at all.
    relative: Floats = np.where(sums > 0, found - common, 0.0)
    return relative


def _common(bias: Floats, weights: Floats) -> Floats:
    """What all have in common, side by side: (annotators, 4), (annotators, 4) -> (4,).

    A median weighted by precision squared: the few most careful decide what is tight, and
    somebody loose cannot drag the others along, as a mean would let them. On real boxes it came
    nearer to an expert than a median weighted by precision (tests/load/boxes.py).
    """
    order = np.argsort(bias, axis=0, kind="stable")
    reached = np.cumsum(np.take_along_axis(weights, order, axis=0), axis=0)
    middle = (reached >= reached[-1] / 2.0).argmax(axis=0)
    chosen: Floats = np.take_along_axis(bias, order, axis=0)[middle, np.arange(4)]
    return chosen


def _variances(
    members: Members, errors: Floats, taught: Floats, bias: Floats, variance: Floats
) -> tuple[Floats, Floats]:
    """(annotators, 4) and the population's (4,), each person's own part in the mean removed."""
    person, people = members.annotator, members.annotator_count
    left = errors - bias[person]
    squares = np.minimum(left**2 * _trust(left, variance[person]), _LARGEST_ERROR**2)
    precision = 1.0 / variance[person]
    together = _sum_by(members.cluster, precision, members.cluster_count)[members.cluster]
    independent = squares / np.maximum(1.0 - precision / together, 0.2)
    sums = _sum_by(person, taught[:, None] * independent, people)
    counts = np.bincount(person, weights=taught, minlength=people)[:, None]
    population = np.maximum(sums.sum(axis=0) / counts.sum(), _LEAST_VARIANCE)
    found = (sums + _VARIANCE_WEIGHT * population) / (counts + _VARIANCE_WEIGHT)
    limited: Floats = np.maximum(found, _LEAST_VARIANCE)
    return limited, population


def _sum_by(groups: Integers, values: Floats, count: int) -> Floats:
    """Sums of the rows of each group: (rows,), (rows, 4) -> (count, 4)."""
    return np.stack(
        [np.bincount(groups, weights=column, minlength=count) for column in values.T], axis=1
    )


def _sides(row: Floats) -> Sides:
    left, top, right, bottom = row.tolist()
    return (left, top, right, bottom)
