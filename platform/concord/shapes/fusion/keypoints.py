"""Where are the object's keypoints, and which can be seen?

Components: the variance of a person's marks, in shares of the object's size (scaled to a keypoint
of ordinary sigma); and how often they say otherwise than most about what can be seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.geometry.keypoints import (
    OTHER_SIGMA,
    SIZE_OF_A_PLACE_PX,
    keypoints_of,
    keys_of,
    sigmas_of,
    sizes_px,
)
from concord.geometry.oriented import Geometry
from concord.shapes.fusion.members import Floats, Fused, Integers, Members, are_equal, sums_by
from concord.shapes.fusion.places import Places, fit_places, fused_places
from concord.shapes.fusion.quality import (
    GeometryModel,
    Habit,
    geometry_prior,
    model_of,
    shrunk_variances,
)

#: Strangers are off by a fourteenth of the size, and wrong once in ten times on what is seen.
_PRIOR = geometry_prior(0.005, 0.1)
#: Nobody's word on what can be seen counts for less than nothing.
_MOST_ERRORS = 0.45


@dataclass(frozen=True, slots=True, eq=False)
class _Marks:
    """Every mark that was made: `places`, where a group is one keypoint of one cluster, and
    whether it `is_visible` (rows,). `cluster` and `key` (groups,) name the groups."""

    places: Places
    is_visible: NDArray[np.bool_]
    cluster: Integers
    key: Integers
    keys: tuple[str, ...]

    @property
    def counts(self) -> Integers:
        """How many marked each, (groups,)."""
        return np.bincount(self.places.group, minlength=len(self.cluster))


class KeypointFusion:
    """Keypoints and skeletons."""

    habit = Habit((), (1.0, 0.0))

    def prior(self) -> GeometryModel:
        """What holds before anything is learnt."""
        return _PRIOR

    def fit(self, members: Members, exists: Floats, start: GeometryModel | None) -> GeometryModel:
        """Scatter and errors of visibility; every object counts once, however many keypoints it
        has. Without a keypoint that two marked the prior is returned."""
        marks = _marks(members)
        is_shared = marks.counts >= 2
        weights = is_shared * exists[marks.cluster]
        shared_keys = np.bincount(marks.cluster, weights=is_shared, minlength=members.cluster_count)
        taught = (weights / np.maximum(shared_keys[marks.cluster], 1.0))[marks.places.group]
        people = len(members.annotators)
        if taught.sum() <= 0:
            return _PRIOR
        first = (start or _PRIOR).variances(members.annotators)[:, 0]
        scatter, population = fit_places(marks.places, first, taught)
        errors, usual = _visibility_errors(marks, people, taught)
        return model_of(
            members.annotators,
            np.zeros((people, 2)),
            np.column_stack([scatter, errors]),
            np.concatenate([population, usual]),
        )

    def fuse(self, model: GeometryModel, members: Members, frames: Floats) -> Fused:
        """Keypoints that at least half of the members marked, each by `fused_places`.

        Where no keypoint was marked by half, those marked most often are kept. `frames` plays no
        part: between places in a picture there is only picture. The OKS to expect of a place off
        by variance v per axis, in sizes, is 1 / (1 + v / k^2), k = 2 sigma.
        """
        marks = _marks(members)
        variance = model.variances(members.annotators)
        centers, spread = fused_places(marks.places, variance[marks.places.person, 0])
        is_visible = _visible(marks, variance[:, 1])
        is_kept = _kept(marks, members.sizes)
        oks = 1.0 / (1.0 + spread / (2.0 * OTHER_SIGMA) ** 2)
        points: list[dict[str, object]] = [{} for _ in range(members.cluster_count)]
        for group in np.flatnonzero(is_kept).tolist():
            x, y = centers[group].tolist()
            points[marks.cluster[group]][marks.keys[marks.key[group]]] = {
                "x": x,
                "y": y,
                "is_visible": bool(is_visible[group]),
            }
        kept = np.bincount(marks.cluster, weights=is_kept)
        expected = np.bincount(marks.cluster, weights=oks * is_kept) / kept
        return Fused(_as_drawn(members, [{"points": one} for one in points]), expected)


def _as_drawn(members: Members, fused: list[Geometry]) -> list[Geometry]:
    """Equal members stay as they were drawn, to the last bit."""
    starts = members.starts.tolist()
    return [
        members.geometries[starts[cluster]] if is_equal else fused[cluster]
        for cluster, is_equal in enumerate(are_equal(members).tolist())
    ]


def _marks(members: Members) -> _Marks:
    keys = keys_of(members.geometries)
    objects = keypoints_of(members.geometries, keys)
    sizes = sizes_px(objects)
    sums = np.bincount(members.cluster, weights=sizes**2, minlength=members.cluster_count)
    counts = np.bincount(members.cluster, weights=sizes > 0, minlength=members.cluster_count)
    size = np.sqrt(sums / np.maximum(counts, 1.0))
    size[counts == 0] = SIZE_OF_A_PLACE_PX
    row, column = np.nonzero(objects.is_marked)
    names, group = np.unique(members.cluster[row] * max(len(keys), 1) + column, return_inverse=True)
    cluster, key = np.divmod(names, max(len(keys), 1))
    span = size[cluster] * sigmas_of(keys)[key] / OTHER_SIGMA
    places = Places(objects.places[row, column], group, members.annotator[row], span)
    return _Marks(places, objects.is_visible[row, column], cluster, key, keys)


def _kept(marks: _Marks, sizes: Integers) -> NDArray[np.bool_]:
    counts = marks.counts
    most = np.zeros(len(sizes), dtype=np.int64)
    np.maximum.at(most, marks.cluster, counts)
    kept: NDArray[np.bool_] = counts >= np.minimum(sizes / 2.0, most)[marks.cluster]
    return kept


def _visible(marks: _Marks, errors: Floats) -> NDArray[np.bool_]:
    """By vote, each weighing the log-odds of being right; a tie is visible. (groups,)"""
    wrong = np.minimum(errors, _MOST_ERRORS)[marks.places.person]
    votes = np.where(marks.is_visible, 1.0, -1.0) * np.log((1.0 - wrong) / wrong)
    visible: NDArray[np.bool_] = sums_by(marks.places.group, len(marks.cluster)) @ votes >= 0
    return visible


def _visibility_errors(marks: _Marks, people: int, taught: Floats) -> tuple[Floats, Floats]:
    """How often each says otherwise than most, (people,), and the population, (1,)."""
    most = _visible(marks, np.full(people, _PRIOR.population_variance[1]))
    is_wrong = (marks.is_visible != most[marks.places.group]).astype(np.float64)
    errors, usual = shrunk_variances(marks.places.person, people, is_wrong[:, None], taught)
    return errors[:, 0], usual
