"""Which pixels are the object's? One mask from several."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from concord.documents.rle import runs_of
from concord.geometry.contours import positive_area
from concord.geometry.masks import Mask, to_geometry
from concord.geometry.oriented import Geometry
from concord.geometry.runs import pairwise_run_iou
from concord.shapes.fusion.fields import (
    Trust,
    depths_of_masks,
    inner_window,
    pixels_of,
)
from concord.shapes.fusion.members import Floats, Fused, Members
from concord.shapes.fusion.offsets import PLACES, PRIOR, expected_iou, fit_offsets, trimmed
from concord.shapes.fusion.quality import GeometryModel, Habit


class MaskFusion:
    """Masks."""

    habit = Habit((1.0,), (1.0,))

    def prior(self) -> GeometryModel:
        """What holds before anything is learnt."""
        return PRIOR

    def fit(self, members: Members, exists: Floats, start: GeometryModel | None) -> GeometryModel:
        """Looseness and scatter of everybody's outlines, see `fit_offsets`."""
        return fit_offsets(
            members,
            exists,
            start,
            lambda first, last: _offsets(members.geometries[first:last]),
        )

    def fuse(self, model: GeometryModel, members: Members, frames: Floats) -> Fused:
        """Weighted votes on each pixel, by its distance to everybody's outline; see `Trust`.

        One mask alone, and equal ones, stay as they were drawn; so does the medoid where the
        votes leave nothing.
        """
        starts = members.starts
        found = [
            _fused(model, members, slice(first, last), frame)
            for first, last, frame in zip(starts[:-1], starts[1:], frames, strict=True)
        ]
        return Fused([geometry for geometry, _ in found], np.array([iou for _, iou in found]))


def _offsets(drawn: Sequence[Geometry]) -> Floats | None:
    """Signed distances of the pixels along the medoid's outline to each outline, in shares of
    its size; (masks, PLACES)."""
    medoid = int(pairwise_run_iou(drawn, drawn).sum(axis=1).argmax())
    size_px = _size_px(drawn[medoid])
    if not size_px > 0:
        return None
    window = inner_window(drawn)
    depths = depths_of_masks(drawn, window).reshape(len(drawn), -1)
    along = np.flatnonzero(np.abs(depths[medoid]) <= window.stride)
    chosen = along[np.linspace(0, len(along) - 1, PLACES).round().astype(np.int64)]
    offsets: Floats = (depths[:, chosen] - depths[medoid, chosen]) / size_px
    return offsets


def _size_px(geometry: Geometry) -> float:
    """The square root of how many pixels are set."""
    return float(np.sqrt(sum(runs_of(geometry["counts"])[1::2])))


def _fused(
    model: GeometryModel, members: Members, rows: slice, frame: Floats
) -> tuple[Geometry, float]:
    drawn = members.geometries[rows]
    people = tuple(members.annotators[person] for person in members.annotator[rows])
    if all(one == drawn[0] for one in drawn):
        return drawn[0], _expected(model, people, drawn[0])
    similarity = pairwise_run_iou(drawn, drawn)
    kept = trimmed(similarity).tolist()
    mask = _voted(model, tuple(people[row] for row in kept), [drawn[row] for row in kept])
    inside = mask.cropped(*frame.astype(int).tolist())
    medoid = drawn[int(similarity.sum(axis=1).argmax())]
    geometry = medoid if inside is None else to_geometry(inside)
    return geometry, _expected(model, tuple(people[row] for row in kept), geometry)


def _voted(model: GeometryModel, people: tuple[str, ...], drawn: Sequence[Geometry]) -> Mask:
    size_px = float(np.median([_size_px(one) for one in drawn]))
    trust = Trust(
        bias_px=model.biases(people)[:, 0] * size_px,
        scatter_px=np.sqrt(model.variances(people)[:, 0]) * size_px,
    )
    margin_px = int(np.ceil(np.abs(trust.bias_px).max())) + 1
    window = inner_window(drawn, margin_px)
    votes = trust.votes(depths_of_masks(drawn, window))
    return Mask(window.left, window.top, pixels_of(votes, window))


def _expected(model: GeometryModel, people: tuple[str, ...], geometry: Geometry) -> float:
    """Of what has no pixel, the fit is undefined; it is then expected to be none: 0."""
    size_px = _size_px(geometry)
    if not size_px > 0:
        return 0.0
    window = inner_window([geometry])
    outline = positive_area(depths_of_masks([geometry], window)[0])
    perimeter_px = float(shapely.length(outline)) * window.stride
    return expected_iou(model, people, perimeter_px, size_px**2)
