"""Named points of one object each, and how well two sets of them agree (OKS)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.geometry.oriented import Floats, Geometry

#: How far people's marks of a body's points lie from each other, as a share of the object's
#: size: the per-keypoint sigma of the COCO keypoint task (Lin et al. 2014, as published with it).
SIGMAS = {
    "nose": 0.026,
    **dict.fromkeys(("left_eye", "right_eye"), 0.025),
    **dict.fromkeys(("left_ear", "right_ear"), 0.035),
    **dict.fromkeys(("left_shoulder", "right_shoulder"), 0.079),
    **dict.fromkeys(("left_elbow", "right_elbow"), 0.072),
    **dict.fromkeys(("left_wrist", "right_wrist"), 0.062),
    **dict.fromkeys(("left_hip", "right_hip"), 0.107),
    **dict.fromkeys(("left_knee", "right_knee"), 0.087),
    **dict.fromkeys(("left_ankle", "right_ankle"), 0.089),
}
#: For keypoints of any other name: the mean of those above over the seventeen points.
OTHER_SIGMA = 0.067
#: An object that is a single place says nothing about its size; it is then taken to be as large
#: as this, which makes an OKS of one half a distance of ten pixels.
SIZE_OF_A_PLACE_PX = 64.0

_CELLS_AT_A_TIME = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Keypoints:
    """Several objects: places (objects, keys, 2) in pixels, NaN-free; `is_marked` and
    `is_visible` (objects, keys). A place that is not marked is (0, 0) and means nothing."""

    keys: tuple[str, ...]
    places: Floats
    is_marked: NDArray[np.bool_]
    is_visible: NDArray[np.bool_]


def keypoints_of(geometries: Sequence[Geometry], keys: Sequence[str]) -> Keypoints:
    """The keypoints of objects under these keys, in this order; others are left out."""
    places = np.zeros((len(geometries), len(keys), 2))
    is_marked = np.zeros((len(geometries), len(keys)), dtype=bool)
    is_visible = np.zeros_like(is_marked)
    number = {key: index for index, key in enumerate(keys)}
    for row, geometry in enumerate(geometries):
        for key, point in geometry["points"].items():
            if key in number:
                column = number[key]
                places[row, column] = point["x"], point["y"]
                is_marked[row, column] = True
                is_visible[row, column] = bool(point["is_visible"])
    return Keypoints(tuple(keys), places, is_marked, is_visible)


def keys_of(geometries: Sequence[Geometry]) -> tuple[str, ...]:
    """All keys that occur, sorted."""
    return tuple(sorted({key for geometry in geometries for key in geometry["points"]}))


def sigmas_of(keys: Sequence[str]) -> Floats:
    """The sigma of each key, (keys,), as a share of the object's size."""
    return np.array([SIGMAS.get(key, OTHER_SIGMA) for key in keys], dtype=np.float64)


def sizes_px(objects: Keypoints) -> Floats:
    """The size of each object, (objects,): sqrt((width^2 + height^2) / 2) of the bounding box.

    For a square that is the square root of the area, which the COCO task takes; unlike it, it is
    not 0 for points on an upright line. It is 0 for an object that is a single place.
    """
    hidden = ~objects.is_marked[..., None]
    least = np.where(hidden, np.inf, objects.places).min(axis=1, initial=np.inf)
    most = np.where(hidden, -np.inf, objects.places).max(axis=1, initial=-np.inf)
    spans = np.where(most >= least, most - least, 0.0)
    sizes: Floats = np.sqrt((spans**2).sum(axis=1) / 2.0)
    return sizes


def pairwise_oks(first: Sequence[Geometry], second: Sequence[Geometry]) -> Floats:
    """Object keypoint similarity of every pair, (n, m), in [0, 1].

    The mean over keypoints of exp(-d^2 / (2 s^2 k^2)), k = 2 sigma, d the distance, s the root
    mean square of both objects' sizes (see `sizes_px`; a single place has the other's size, two
    single places `SIZE_OF_A_PLACE_PX`). As neither side is the truth, the mean is taken over the
    points of the first, then of the second, and both are averaged: a point that only one side
    marked counts 0 on that side. Visibility does not count. Objects that share no keypoint have
    0. Source: Lin et al. 2014 (COCO), made symmetric.
    """
    keys = keys_of([*first, *second])
    one, other = keypoints_of(first, keys), keypoints_of(second, keys)
    result = np.zeros((len(first), len(second)))
    rows = max(1, _CELLS_AT_A_TIME // max(1, len(second) * len(keys)))
    for start in range(0, len(first), rows):
        part = slice(start, start + rows)
        _write_oks(one, other, part, result[part])
    return result


def count_alike(objects: Sequence[Geometry], levels: Sequence[float]) -> NDArray[np.int64]:
    """How many of the others each is alike to by at least each level: (levels, objects).

    By `pairwise_oks`, a few rows of its table at a time.
    """
    counts = np.zeros((len(levels), len(objects)), dtype=np.int64)
    step = max(1, _CELLS_AT_A_TIME // max(1, len(objects)))
    for start in range(0, len(objects), step):
        part = slice(start, start + step)
        table = pairwise_oks(objects[part], objects)
        for row, level in enumerate(levels):
            counts[row, part] = (table >= level).sum(axis=1) - 1
    return counts


def comparing_us(objects: Sequence[Geometry]) -> float:
    """What it costs to compare each with each, in microseconds of one processor."""
    return 0.03 * len(objects) ** 2 * (1 + len(keys_of(objects)))


def _write_oks(one: Keypoints, other: Keypoints, part: slice, result: Floats) -> None:
    shared = one.is_marked[part, None, :] & other.is_marked[None, :, :]
    away = one.places[part, None] - other.places[None, :]
    squared = (away**2).sum(axis=-1)
    scale = 2.0 * _shared_size(sizes_px(one)[part], sizes_px(other))[..., None] ** 2
    closeness = np.exp(-squared / (scale * (2.0 * sigmas_of(one.keys)) ** 2)) * shared
    counts = one.is_marked[part].sum(axis=1)[:, None], other.is_marked.sum(axis=1)[None, :]
    total = closeness.sum(axis=-1)
    for count in counts:
        result += 0.5 * np.divide(total, count, out=np.zeros_like(total), where=count > 0)
    np.minimum(result, 1.0, out=result)


def _shared_size(first: Floats, second: Floats) -> Floats:
    """One size for each pair, (n,), (m,) -> (n, m), never 0."""
    rows, columns = first[:, None], second[None, :]
    has_size = (rows > 0).astype(np.float64) + (columns > 0)
    squares = (rows**2 + columns**2) / np.maximum(has_size, 1.0)
    size: Floats = np.where(has_size > 0, np.sqrt(squares), SIZE_OF_A_PLACE_PX)
    return size
